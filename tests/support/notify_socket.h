// The ear of a supervisor such as systemd: a datagram socket that $NOTIFY_SOCKET names, in the abstract namespace or on disk.
// Thread: one at a time.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstring>
#include <string>

namespace kiosk::support {

class NotifySocket {
public:
    explicit NotifySocket(std::string name) : name_(std::move(name)) {
        sockaddr_un here{};
        here.sun_family = AF_UNIX;
        std::memcpy(here.sun_path, name_.data(), name_.size());
        if (name_[0] == '@') here.sun_path[0] = '\0';
        fd_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        ok_ = ::bind(fd_, reinterpret_cast<sockaddr*>(&here),
                     static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size())) == 0;
    }
    ~NotifySocket() {
        ::close(fd_);
        if (name_[0] != '@') ::unlink(name_.c_str());
    }
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;

    bool ok() const { return ok_; }
    const std::string& name() const { return name_; }

    // The next that is said; "" where nothing comes within the time.
    std::string hears(int ms) const {
        pollfd entry{fd_, POLLIN, 0};
        if (::poll(&entry, 1, ms) <= 0) return "";
        char bytes[1024];
        const auto count = ::recv(fd_, bytes, sizeof bytes, 0);
        return count > 0 ? std::string(bytes, static_cast<std::size_t>(count)) : "";
    }
    // Listens until something begins so; false where it does not come in time.
    bool hears(const std::string& beginning, int ms) const {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
        for (;;) {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
            if (left <= 0) return false;
            if (hears(static_cast<int>(left)).starts_with(beginning)) return true;
        }
    }

private:
    std::string name_;
    int fd_ = -1;
    bool ok_ = false;
};

} // namespace kiosk::support
