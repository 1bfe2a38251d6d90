#include "tests/support/ear.h"

#include "tests/support/http.h"

#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

namespace kiosk::support {

using nlohmann::json;

Ear::Ear(std::uint16_t port, const std::string& topics, const std::string& cookie) : fd_(connect_to(port)) {
    std::string out = "GET /events?topics=" + topics + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n";
    if (!cookie.empty()) out += "Cookie: " + cookie + "\r\n";
    out += "\r\n";
    if (fd_ < 0 || ::send(fd_, out.data(), out.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(out.size())) ended_ = true;
    else thread_ = std::thread([this] { listen(); });
}

Ear::~Ear() {
    leaving_ = true;
    if (fd_ >= 0) ::shutdown(fd_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    if (fd_ >= 0) ::close(fd_);
}

json Ear::newest(const std::string& topic) const {
    std::lock_guard lock(mutex_);
    const auto found = newest_.find(topic);
    return found == newest_.end() ? json() : found->second;
}

std::string Ear::bytes() const {
    std::lock_guard lock(mutex_);
    return bytes_;
}

bool Ear::hears(const std::string& topic, const std::function<bool(const json&)>& wished, int ms) const {
    std::unique_lock lock(mutex_);
    const auto as_wished = [&] {
        const auto found = newest_.find(topic);
        return found != newest_.end() && wished(found->second);
    };
    changed_.wait_for(lock, std::chrono::milliseconds(ms), [&] { return ended_ || as_wished(); });
    return as_wished();
}

bool Ear::ended() const {
    std::lock_guard lock(mutex_);
    return ended_;
}

void Ear::listen() {
    char bytes[16384];
    while (!leaving_) {
        const auto n = ::recv(fd_, bytes, sizeof bytes, 0);
        std::lock_guard lock(mutex_);
        if (n <= 0) {
            ended_ = true;
            changed_.notify_all();
            return;
        }
        bytes_.append(bytes, static_cast<std::size_t>(n));
        take_frames();
        changed_.notify_all();
    }
}

// Frames end with an empty line; of each only "event" and "data" matter here.
void Ear::take_frames() {
    if (taken_ == 0) {
        const auto head = bytes_.find("\r\n\r\n");
        if (head == std::string::npos) return;
        taken_ = head + 4;
    }
    for (std::size_t end; (end = bytes_.find("\n\n", taken_)) != std::string::npos; taken_ = end + 2) {
        std::string topic, data;
        for (std::size_t at = taken_; at < end;) {
            const auto line_end = std::min(bytes_.find('\n', at), end);
            const std::string line = bytes_.substr(at, line_end - at);
            if (line.starts_with("event: ")) topic = line.substr(7);
            if (line.starts_with("data: ")) data += line.substr(6);
            at = line_end + 1;
        }
        if (!topic.empty()) newest_[topic] = json::parse(data, nullptr, false);
    }
}

} // namespace kiosk::support
