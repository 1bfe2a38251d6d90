#include "kiosk/plugin/crash_note.h"

#include "kiosk/base/log.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

namespace kiosk::plugin {

namespace {

constexpr std::uint64_t kMagic = 0x31657470'6b73696b; // says that the page is ours, and of this form
constexpr std::size_t kSlots = 64, kNameBytes = 40;   // an id has 32 at most
constexpr int kFatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
constexpr std::size_t kHandlerStack = 64 * 1024;

} // namespace

struct CrashNote::Page {
    std::uint64_t magic;
    std::atomic<Slot> running;         // whose code is on top of main's stack
    std::atomic<std::uint32_t> signal; // that ended the process
    std::atomic<Slot> died_in;
    char names[kSlots][kNameBytes];    // of slots 1…kSlots
};
static_assert(std::atomic<std::uint32_t>::is_always_lock_free, "the handler must not wait for anybody");

namespace {

// What the handler may touch. Set before it is installed.
std::atomic<std::uint32_t>* g_signal = nullptr;
std::atomic<CrashNote::Slot>* g_running = nullptr;
std::atomic<CrashNote::Slot>* g_died_in = nullptr;
pid_t g_process = 0, g_main = 0;
struct sigaction g_before[std::size(kFatal)];

void put_back(int signal) {
    for (std::size_t i = 0; i < std::size(kFatal); ++i)
        if (kFatal[i] == signal) sigaction(signal, &g_before[i], nullptr);
}

// Only system calls and lock-free stores: whatever broke may hold any lock.
extern "C" void on_fatal(int signal, siginfo_t* info, void*) {
    const int error = errno;
    if (g_signal && getpid() == g_process) { // not a forked child that has the page as well
        // A signal sent from elsewhere is about main; a fault on another thread is not main's.
        const bool mains = info->si_code == SI_USER || static_cast<pid_t>(syscall(SYS_gettid)) == g_main;
        g_died_in->store(mains ? g_running->load() : 0);
        g_signal->store(static_cast<std::uint32_t>(signal));
    }
    put_back(signal);
    // A fault comes again when its instruction does, and then ends the process as it would have. Else it is sent again.
    if (info->si_code <= 0) raise(signal);
    errno = error;
}

} // namespace

CrashNote::CrashNote(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    struct stat about{};
    // With its blocks reserved: on a full disk a store into a hole would end the process with SIGBUS.
    const bool usable = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
                        posix_fallocate(fd, 0, static_cast<off_t>(sizeof(Page))) == 0;
    void* mapped = usable ? mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (fd >= 0) ::close(fd);
    if (mapped == MAP_FAILED) {
        spdlog::warn("{} cannot be used: a plugin that crashes will not be known by name", file.string());
        return;
    }
    page_ = static_cast<Page*>(mapped);
    if (page_->magic == kMagic) {
        last_.signal = static_cast<int>(std::min<std::uint32_t>(page_->signal.load(), 64));
        if (const Slot slot = page_->died_in.load(); last_.signal != 0 && slot >= 1 && slot <= kSlots)
            last_.plugin.assign(page_->names[slot - 1], strnlen(page_->names[slot - 1], kNameBytes));
    }
    page_ = new (mapped) Page{kMagic, 0, 0, 0, {}};
}

CrashNote::~CrashNote() {
    if (watching_) {
        for (const int signal : kFatal) put_back(signal);
        g_signal = nullptr;
    }
    if (page_) munmap(page_, sizeof(Page));
}

CrashNote::Slot CrashNote::slot(std::string_view plugin) {
    if (!page_ || plugin.empty() || plugin.size() >= kNameBytes) return 0;
    for (Slot slot = 1; slot <= kSlots; ++slot) {
        char* const name = page_->names[slot - 1];
        if (name == plugin) return slot;
        if (*name) continue;
        plugin.copy(name, kNameBytes - 1);
        return slot;
    }
    return 0;
}

void CrashNote::watch() {
    if (!page_ || watching_) return;
    watching_ = true;
    g_running = &page_->running;
    g_died_in = &page_->died_in;
    g_process = getpid();
    g_main = static_cast<pid_t>(syscall(SYS_gettid));
    g_signal = &page_->signal;
    // A stack of its own: a plugin that calls itself without end has used up main's.
    static char stack[kHandlerStack];
    stack_t own{};
    own.ss_sp = stack;
    own.ss_size = sizeof stack;
    stack_t present{};
    if (sigaltstack(nullptr, &present) == 0 && (present.ss_flags & SS_DISABLE)) sigaltstack(&own, nullptr);
    struct sigaction action{};
    action.sa_sigaction = &on_fatal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (std::size_t i = 0; i < std::size(kFatal); ++i) sigaction(kFatal[i], &action, &g_before[i]);
}

std::atomic<CrashNote::Slot>* CrashNote::running() { return page_ ? &page_->running : nullptr; }

} // namespace kiosk::plugin
