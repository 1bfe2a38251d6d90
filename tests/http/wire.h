// A client that says exactly the bytes it is told to, and a running server to say them to. Blocking sockets with a time
// limit, so that a test that waits in vain fails and does not hang.
#pragma once

#include "kiosk/http/server.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace kiosk::http {

class Wire {
public:
    explicit Wire(std::uint16_t port, int receive_buffer = 0);
    ~Wire();
    Wire(Wire&& other) noexcept;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    bool say(std::string_view bytes); // false: the peer does not take it
    std::string hear_reply();         // one reply with its body, by Content-Length; what came of it when the time is over
    std::string hear_until(std::string_view sign); // everything up to and with this text
    std::string hear_rest();                       // until the peer closes
    bool closed_within(int ms);                    // by the peer
    void hang_up();

private:
    bool more(int ms);
    int fd_ = -1;
    std::string heard_;
    bool ended_ = false;
};

// 0 where there is none.
int status_of(const std::string& reply);
std::string body_of(const std::string& reply);
std::string header_of(const std::string& reply, std::string_view name); // "" where there is none

// A server on a free port of this machine, and a main thread that answers as the test says.
class House {
public:
    using Answering = std::function<void(Server&, Request)>;
    explicit House(Limits limits = {}, Answering answering = say_hello, std::function<void(Server&)> furnish = {});
    ~House();

    static void say_hello(Server& server, Request request); // 200 {"path": …, "body": …}
    static void stay_silent(Server&, Request) {}

    Wire visitor(int receive_buffer = 0) const { return Wire(server->port(), receive_buffer); }
    std::string ask(std::string_view bytes) const; // one connection, one reply
    bool eventually(const std::function<bool()>& true_now, int ms = 3000) const;

    std::atomic<int> unanswered{0};
    std::unique_ptr<Server> server;

private:
    void main_loop();
    Answering answering_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool woken_ = false, leaving_ = false;
    std::thread main_;
};

Limits short_limits(); // 150 ms for reading, writing and answering, 400 ms idle

inline std::string get(std::string_view path, std::string_view headers = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: kiosk\r\n" + std::string(headers) + "\r\n";
}
inline std::string post(std::string_view path, std::string_view body, std::string_view headers = "") {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: kiosk\r\nContent-Type: application/json\r\n" + std::string(headers) +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

} // namespace kiosk::http
