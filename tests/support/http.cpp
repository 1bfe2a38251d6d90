#include "tests/support/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace kiosk::support {

namespace {

bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::string Reply::header(std::string_view name) const {
    for (std::size_t at = 0; at < head.size();) {
        const auto end = std::min(head.find("\r\n", at), head.size());
        const std::string_view line = std::string_view(head).substr(at, end - at);
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos && same_word(line.substr(0, colon), name)) return std::string(line.substr(colon + 2));
        at = end + 2;
    }
    return {};
}

std::string Reply::cookie(std::string_view name) const {
    const std::string set = header("Set-Cookie"), start = std::string(name) + "=";
    return set.starts_with(start) ? set.substr(start.size(), set.find(';') - start.size()) : "";
}

nlohmann::json Reply::json() const {
    return nlohmann::json::parse(body, nullptr, false);
}

std::string Reply::error() const {
    const auto read = json();
    return read.is_object() ? read.value("error", "") : "";
}

Http::Http(Http&& other) noexcept : port_(other.port_), patience_ms_(other.patience_ms_), fd_(std::exchange(other.fd_, -1)) {}

Reply Http::ask(const Ask& ask) {
    std::string out = ask.method + " " + ask.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n";
    for (const auto& [name, value] : ask.headers) out += name + ": " + value + "\r\n";
    if (ask.method == "POST" || !ask.body.empty()) out += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
    out += "\r\n" + ask.body;
    for (const bool kept : {fd_ >= 0, false}) {
        if (fd_ < 0 && !connect()) return {};
        if (send_all(out))
            if (auto reply = read_reply(ask.method == "HEAD"); reply.status != 0 || !reply.head.empty()) return reply;
        hang_up();
        if (!kept) break;
    }
    return {};
}

void Http::hang_up() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

void Http::move_to(std::uint16_t port) {
    if (port == port_) return;
    hang_up();
    port_ = port;
}

bool Http::connect() {
    fd_ = connect_to(port_);
    return fd_ >= 0;
}

bool Http::send_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

bool Http::receive(std::string& into) {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, patience_ms_) <= 0) return false;
    char bytes[16384];
    const auto n = ::recv(fd_, bytes, sizeof bytes, 0);
    if (n <= 0) return false;
    into.append(bytes, static_cast<std::size_t>(n));
    return true;
}

Reply Http::read_reply(bool bodiless) {
    Reply reply;
    std::string in;
    std::size_t end;
    while ((end = in.find("\r\n\r\n")) == std::string::npos)
        if (!receive(in)) return {0, in, {}};
    reply.head = in.substr(0, end + 2);
    reply.body = in.substr(end + 4);
    const std::string length = reply.header("Content-Length");
    const std::size_t whole = length.empty() || bodiless ? 0 : std::stoul(length);
    while (reply.body.size() < whole)
        if (!receive(reply.body)) return {0, reply.head, {}};
    reply.status = std::atoi(reply.head.c_str() + std::min<std::size_t>(9, reply.head.size()));
    if (reply.header("Connection") == "close") hang_up();
    return reply;
}

int connect_to(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        const int on = 1;
        if (fd >= 0) ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return fd;
    }
    ::close(fd);
    return -1;
}

std::string read_for(int fd, int ms) {
    std::string heard;
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd waiting{fd, POLLIN, 0};
        if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return heard;
        char bytes[16384];
        const auto n = ::recv(fd, bytes, sizeof bytes, 0);
        if (n <= 0) return heard;
        heard.append(bytes, static_cast<std::size_t>(n));
    }
}

} // namespace kiosk::support
