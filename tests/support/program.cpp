#include "tests/support/program.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace kiosk::support {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr int kMinute = 60'000;

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TempFolder::TempFolder() {
    std::string pattern = (fs::temp_directory_path() / "kiosk-flow-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path TempFolder::write(const std::string& name, std::string_view bytes) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

fs::path program_file() {
    return fs::path(KIOSK_BUILD_DIR) / "bin/kiosk";
}

Outcome run_program(const std::vector<std::string>& arguments, std::string_view input) {
    Program program(arguments, input);
    const auto status = program.wait(kMinute);
    if (!status) program.kill();
    return {status.value_or(-1), program.out(), program.err()};
}

Program::Program(const std::vector<std::string>& arguments, std::string_view input) {
    // Everything that may allocate comes before fork: in the child only simple system calls are safe.
    const std::string in = folder_.write("in", input).string(), out = (folder_.path() / "out").string(),
                      err = (folder_.path() / "err").string(), file = program_file().string();
    std::vector<std::string> words = arguments;
    words.insert(words.begin(), "kiosk");
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("no process");
    if (pid_ > 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    ::signal(SIGXFSZ, SIG_IGN); // see files_may_grow
    dup2(open(in.c_str(), O_RDONLY), STDIN_FILENO);
    dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDOUT_FILENO);
    dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
    execv(file.c_str(), argv.data());
    _exit(127);
}

Program::~Program() {
    if (runs()) kill();
}

bool Program::runs() {
    return !wait(0);
}

std::optional<int> Program::wait(int ms) {
    const auto until = steady_clock::now() + milliseconds(ms);
    while (!status_) {
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) == pid_) {
            status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        } else {
            if (steady_clock::now() >= until) return std::nullopt;
            std::this_thread::sleep_for(milliseconds(2));
        }
    }
    return status_;
}

void Program::signal(int number) const {
    if (!status_) ::kill(pid_, number);
}

int Program::kill() {
    signal(SIGKILL);
    return wait(kMinute).value_or(-1);
}

std::string Program::out() const {
    return read_file(folder_.path() / "out");
}

std::string Program::err() const {
    return read_file(folder_.path() / "err");
}

std::string Program::line_after(std::string_view start, int ms) {
    const auto until = steady_clock::now() + milliseconds(ms);
    for (;;) {
        const bool last_look = !runs() || steady_clock::now() >= until;
        const std::string said = out();
        if (const auto at = said.find(start); at != std::string::npos)
            if (const auto end = said.find('\n', at); end != std::string::npos)
                return said.substr(at + start.size(), end - at - start.size());
        if (last_look) return {};
        std::this_thread::sleep_for(milliseconds(3));
    }
}

void Program::files_may_grow(bool may) const {
    rlimit limit{};
    if (prlimit(pid_, RLIMIT_FSIZE, nullptr, &limit) != 0) throw std::runtime_error("prlimit");
    limit.rlim_cur = may ? limit.rlim_max : 0;
    if (prlimit(pid_, RLIMIT_FSIZE, &limit, nullptr) != 0) throw std::runtime_error("prlimit");
}

} // namespace kiosk::support
