#include "kiosk/supervisor.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace kiosk {

namespace {

constexpr Ms kAgain = 100; // the listener's queue was full

std::optional<std::int64_t> number_in(const char* name) {
    const char* text = std::getenv(name);
    if (!text || !*text) return std::nullopt;
    std::int64_t number = 0;
    const char* const end = text + std::strlen(text);
    const auto [stopped, failed] = std::from_chars(text, end, number);
    if (failed != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

} // namespace

Supervisor::Asked Supervisor::asked() {
    Asked asked;
    if (const char* socket = std::getenv("NOTIFY_SOCKET")) asked.socket = socket;
    const auto usec = number_in("WATCHDOG_USEC"), pid = number_in("WATCHDOG_PID");
    if (usec && *usec > 0 && (!pid || *pid == getpid())) asked.watch = std::max<Ms>(1, *usec / 1000);
    return asked;
}

Supervisor::Supervisor(Asked asked) : asked_(std::move(asked)) {
    const bool named = asked_.socket.size() > 1 && (asked_.socket[0] == '/' || asked_.socket[0] == '@');
    if (named && asked_.socket.size() < sizeof(sockaddr_un::sun_path))
        fd_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

Supervisor::~Supervisor() {
    if (fd_ >= 0) ::close(fd_);
}

void Supervisor::ready() {
    if (!ready_) ready_ = say("READY=1");
}

void Supervisor::status(std::string_view sentence) {
    if (status_ == sentence) return;
    std::string line(sentence); // a line's end would begin another word
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (say("STATUS=" + line)) status_ = sentence;
}

void Supervisor::stopping() {
    say("STOPPING=1");
}

void Supervisor::alive(Ms now) {
    if (asked_.watch == 0 || fd_ < 0 || now < next_) return;
    next_ = now + (say("WATCHDOG=1") ? std::max<Ms>(1, asked_.watch / 2) : std::min(kAgain, asked_.watch));
}

std::optional<Ms> Supervisor::next() const {
    if (asked_.watch == 0 || fd_ < 0) return std::nullopt;
    return next_;
}

bool Supervisor::say(std::string_view lines) const {
    if (fd_ < 0) return false;
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, asked_.socket.data(), asked_.socket.size());
    if (to.sun_path[0] == '@') to.sun_path[0] = '\0'; // the abstract namespace
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + asked_.socket.size());
    return ::sendto(fd_, lines.data(), lines.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&to), size) ==
           static_cast<ssize_t>(lines.size());
}

} // namespace kiosk
