#include "kiosk/plugin/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <utility>

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMaxLine = 2000;
int dying_pipe = -1; // of a child, for its terminate handler

void send(int pipe, std::string_view sentence);
[[noreturn]] void last_words();

} // namespace

Child::Child(const std::function<void(const Tell&)>& work) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
        close(ends[0]);
        const rlimit no_core{0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        for (const int number : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE}) signal(number, SIG_DFL);
        dying_pipe = ends[1];
        std::set_terminate(&last_words);
        work([pipe = ends[1]](std::string_view line) { send(pipe, line); });
        _exit(0);
    }
    close(ends[1]);
    if (pid_ > 0) pipe_ = ends[0];
    else close(ends[0]);
}

Child::~Child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    bury();
}

Child::Read Child::read_line(std::chrono::milliseconds patience, std::string& line) {
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + patience;
    for (;;) {
        if (const auto end = unread_.find('\n'); end != std::string::npos) {
            line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return Read::line;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return Read::too_late;
        pollfd readable{pipe_, POLLIN, 0};
        const int ready = poll(&readable, 1, static_cast<int>(left));
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        char bytes[1024];
        const auto count = read(pipe_, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return Read::closed;
        unread_.append(bytes, static_cast<std::size_t>(count));
    }
}

std::string Child::bury() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
    close(std::exchange(pipe_, -1));
    pid_ = -1;
    if (WIFSIGNALED(status))
        return "died of signal " + std::to_string(WTERMSIG(status)) + " (" + strsignal(WTERMSIG(status)) + ")";
    return "ended the process with status " + std::to_string(WEXITSTATUS(status));
}

namespace {

void send(int pipe, std::string_view sentence) {
    std::string line(sentence.substr(0, kMaxLine));
    std::ranges::replace(line, '\n', ' ');
    line += '\n';
    if (write(pipe, line.data(), line.size()) < 0) _exit(1); // the parent is gone
}

void last_words() {
    std::string sentence = "!ended the process";
    try {
        if (std::current_exception()) std::rethrow_exception(std::current_exception());
    } catch (const std::exception& e) {
        sentence = std::string("!threw \"") + e.what() + "\"";
    } catch (...) {
        sentence = "!threw something that is no std::exception";
    }
    send(dying_pipe, sentence);
    _exit(1);
}

} // namespace

} // namespace kiosk::plugin
