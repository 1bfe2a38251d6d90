#include "kiosk/content/reader_process.h"

#include "kiosk/base/log.h"
#include "kiosk/content/json_tokens.h"
#include "kiosk/content/sentences.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <vector>

namespace kiosk::content {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr int kDeepestReport = 80; // of a report; a pack has at most 64 levels
constexpr int kGlance = 100; // ms; how often a stop is looked for

constexpr Phrase kNoProcess{"Máy đang quá bận nên chưa đọc được tệp này. Hãy thử lại.",
                            "The kiosk is too busy to read this file now. Please try again."};
constexpr Phrase kTooLate{"Đọc tệp này quá lâu nên đã dừng lại; không có gì được lấy. Hãy chia thành các tệp nhỏ hơn.",
                          "Reading this file took too long and was stopped; nothing was taken. Split it into smaller files."};
constexpr Phrase kTooMuch{"Tệp này chứa quá nhiều; không có gì được lấy. Hãy chia thành các tệp nhỏ hơn.",
                          "There is too much in this file; nothing was taken. Split it into smaller files."};
constexpr Phrase kDied{"Không đọc được tệp này: việc đọc bị đứt giữa chừng. Hãy mở tệp, lưu lại rồi thử lần nữa.",
                       "This file cannot be read: reading it broke off. Open it, save it again, and try once more."};

// A child with its output; killed and buried with its group when this goes.
class Child {
public:
    Child(const ReadOrder&, const ReaderLimits&);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    bool ok() const { return pid_ > 0; }
    enum class End { closed, too_late, too_much };
    End listen(const ReaderLimits&, const std::stop_token&, std::string& out);
    int bury(); // waits for it; its status as of waitpid

private:
    pid_t pid_ = -1;
    int pipe_ = -1;
};

Child::Child(const ReadOrder& order, const ReaderLimits& limits) {
    std::vector<std::string> words{
        "kiosk", "import", "--report", "--kind", order.kind, "--lang", order.lang == Lang::en ? "en" : "vi"};
    if (!order.format.empty() && order.format != "auto") {
        words.insert(words.end(), {"--format", order.format});
    }
    words.push_back(order.file.string());
    if (!order.map.empty()) {
        words.insert(words.end(), {"--map", order.map});
    }
    std::vector<char*> argv;
    for (auto& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);

    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1); // the HTTP library's sockets know no O_CLOEXEC
    posix_spawnattr_t how;
    posix_spawnattr_init(&how);
    sigset_t defaults, none;
    sigfillset(&defaults);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&how, &defaults);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setpgroup(&how, 0); // with what it forks, for the plugins are probed first
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (posix_spawn(&pid_, order.program.c_str(), &files, &how, argv.data(), environ) != 0) {
        pid_ = -1;
    }
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    pipe_ = ends[0];
    if (pid_ < 0) {
        return;
    }
    // At this moment the linker is at work in the child; the file is opened milliseconds later.
    const auto limit = [this](__rlimit_resource what, rlim_t most) {
        const rlimit both{most, most};
        prlimit(pid_, what, &both, nullptr);
    };
    const auto seconds = static_cast<rlim_t>(limits.patience / 1000 + 1);
    limit(RLIMIT_CPU, seconds);
#if !defined(__SANITIZE_THREAD__) // whose run-time library writes a file of its own at the start
    limit(RLIMIT_FSIZE, 0);
#endif
    limit(RLIMIT_CORE, 0);
    if (limits.memory > 0) {
        limit(RLIMIT_DATA, limits.memory);
    }
}

Child::~Child() {
    if (pid_ > 0) {
        bury();
    }
    if (pipe_ >= 0) {
        close(pipe_);
    }
}

Child::End Child::listen(const ReaderLimits& limits, const std::stop_token& stop, std::string& out) {
    const auto deadline = steady_clock::now() + milliseconds(limits.patience);
    std::vector<char> some(64 * 1024);
    for (;;) {
        const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now()).count();
        if (left <= 0 || stop.stop_requested()) {
            return End::too_late;
        }
        pollfd readable{pipe_, POLLIN, 0};
        if (poll(&readable, 1, static_cast<int>(std::min<Ms>(left, kGlance))) <= 0) {
            continue;
        }
        const auto n = read(pipe_, some.data(), some.size());
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return End::closed;
        }
        out.append(some.data(), static_cast<std::size_t>(n));
        if (out.size() > limits.output) {
            return End::too_much;
        }
    }
}

int Child::bury() {
    kill(-pid_, SIGKILL); // who has closed its output has said everything
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
}

std::string only(const Phrase& phrase, Lang lang) {
    return json{{"format", ""},    {"sentence", phrase.in(lang)}, {"taken", 0}, {"refused", 0},
                {"pack", nullptr}, {"notes", json::array()}}
        .dump();
}

} // namespace

ReaderLimits usual_reader_limits() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return {30'000, 0, 40u << 20}; // their shadow alone takes terabytes of address space
#else
    return {};
#endif
}

std::string read_in_process(const ReadOrder& order, const ReaderLimits& limits, const std::stop_token& stop) {
    Child child(order, limits);
    if (!child.ok()) {
        return only(kNoProcess, order.lang);
    }
    std::string report;
    const auto end = child.listen(limits, stop, report);
    const int status = child.bury();
    if (end != Child::End::closed) {
        spdlog::warn("reading a file was stopped kind={} bytes_said={} why={}", log_safe(order.kind), report.size(),
                     end == Child::End::too_late ? "time" : "output");
        return only(end == Child::End::too_late ? kTooLate : kTooMuch, order.lang);
    }
    // Nobody knows what a file has made of the process that wrote this.
    const json said =
        line_too_deep(report, kDeepestReport) == 0 ? json::parse(report, nullptr, false) : json(json::value_t::discarded);
    if (!said.is_object() || !said.value("taken", json()).is_number_integer()) {
        spdlog::warn("reading a file broke off kind={} status={:#x}", log_safe(order.kind), status);
        return only(kDied, order.lang);
    }
    return report;
}

} // namespace kiosk::content
