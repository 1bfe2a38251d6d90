#include "tests/http/wire.h"

#include "kiosk/http/reply.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <utility>

namespace kiosk::http {
namespace {

constexpr int kPatience = 5000; // ms

} // namespace

Wire::Wire(std::uint16_t port, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("cannot connect");
}

Wire::Wire(Wire&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), heard_(std::move(other.heard_)), ended_(other.ended_) {}

Wire::~Wire() { hang_up(); }

void Wire::hang_up() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

bool Wire::say(std::string_view bytes) {
    while (!bytes.empty()) {
        pollfd waiting{fd_, POLLOUT, 0};
        if (::poll(&waiting, 1, kPatience) <= 0) return false;
        const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

bool Wire::more(int ms) {
    pollfd waiting{fd_, POLLIN, 0};
    if (ended_ || ::poll(&waiting, 1, ms) <= 0) return false;
    char bytes[65536];
    const auto n = ::recv(fd_, bytes, sizeof bytes, 0);
    if (n <= 0) {
        ended_ = true;
        return false;
    }
    heard_.append(bytes, static_cast<std::size_t>(n));
    return true;
}

std::string Wire::hear_until(std::string_view sign) {
    for (;;) {
        if (const auto at = heard_.find(sign); at != std::string::npos) {
            std::string said = heard_.substr(0, at + sign.size());
            heard_.erase(0, said.size());
            return said;
        }
        if (!more(kPatience)) return std::exchange(heard_, {});
    }
}

std::string Wire::hear_reply() {
    std::string reply = hear_until("\r\n\r\n");
    const auto length = header_of(reply, "Content-Length");
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    while (heard_.size() < size && more(kPatience)) {}
    reply += heard_.substr(0, size);
    heard_.erase(0, size);
    return reply;
}

std::string Wire::hear_rest() {
    while (more(kPatience)) {}
    return std::exchange(heard_, {});
}

bool Wire::closed_within(int ms) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    while (!ended_ && std::chrono::steady_clock::now() < end) more(10);
    return ended_;
}

int status_of(const std::string& reply) { return reply.size() < 12 ? 0 : std::atoi(reply.c_str() + 9); }

std::string body_of(const std::string& reply) {
    const auto at = reply.find("\r\n\r\n");
    return at == std::string::npos ? "" : reply.substr(at + 4);
}

std::string header_of(const std::string& reply, std::string_view name) {
    std::string_view head(reply);
    head = head.substr(0, head.find("\r\n\r\n"));
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        const auto line = head.substr(0, end);
        head = end == std::string_view::npos ? "" : head.substr(end + 2);
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos && same_word(line.substr(0, colon), name)) return std::string(line.substr(colon + 2));
    }
    return {};
}

House::House(Limits limits, Answering answering, std::function<void(Server&)> furnish) : answering_(std::move(answering)) {
    Server::Options options;
    options.bind = "127.0.0.1";
    options.port = 0;
    options.limits = std::move(limits);
    options.wake_main = [this] {
        std::lock_guard lock(mutex_);
        woken_ = true;
        wake_.notify_one();
    };
    options.on_unanswered = [this](Ticket, const std::string&) { ++unanswered; };
    server = std::make_unique<Server>(std::move(options));
    if (furnish) furnish(*server);
    if (auto started = server->start(); !started) throw std::runtime_error(started.error().sentence);
    main_ = std::thread([this] { main_loop(); });
}

House::~House() {
    {
        std::lock_guard lock(mutex_);
        leaving_ = true;
        wake_.notify_one();
    }
    main_.join();
    server->stop();
}

void House::main_loop() {
    std::unique_lock lock(mutex_);
    while (!leaving_) {
        wake_.wait(lock, [this] { return woken_ || leaving_; });
        woken_ = false;
        lock.unlock();
        for (auto& request : server->take()) answering_(*server, std::move(request));
        lock.lock();
    }
}

void House::say_hello(Server& server, Request request) {
    Response response;
    response.body = "{\"path\":\"" + request.path + "\",\"body\":\"" + request.body + "\"}";
    server.reply(request.ticket, std::move(response));
}

std::string House::ask(std::string_view bytes) const {
    Wire wire = visitor();
    wire.say(bytes);
    return wire.hear_reply();
}

bool House::eventually(const std::function<bool()>& true_now, int ms) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    while (std::chrono::steady_clock::now() < end) {
        if (true_now()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true_now();
}

Limits short_limits() {
    Limits limits;
    limits.read_timeout = limits.write_timeout = limits.reply_timeout = 150;
    limits.idle_timeout = 400;
    return limits;
}

} // namespace kiosk::http
