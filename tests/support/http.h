// A small blocking HTTP/1.1 client for tests: one kept connection, no surprises. Every wait has a limit, so that a test
// that waits in vain fails and does not hang.
//
// Thread: one at a time. Owns its socket.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::support {

struct Ask {
    std::string method = "GET";
    std::string path = "/";
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {}; // beside Host and Content-Length
};

struct Reply {
    int status = 0; // 0: nobody answered, or the connection broke before the whole reply was there
    std::string head, body;

    std::string header(std::string_view name) const; // any case; "" where there is none
    std::string cookie(std::string_view name) const; // the value that Set-Cookie gives it, or ""
    nlohmann::json json() const;                     // discarded where the body is none
    std::string error() const;                       // the member "error", or ""
};

class Http {
public:
    explicit Http(std::uint16_t port, int patience_ms = 15'000) : port_(port), patience_ms_(patience_ms) {}
    ~Http() { hang_up(); }
    Http(Http&& other) noexcept;
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;

    // Sends once; where a kept connection turns out to be closed before a byte came back, once more over a new one.
    Reply ask(const Ask&);
    void hang_up();
    void move_to(std::uint16_t port); // the kiosk was started again, elsewhere

private:
    bool connect();
    bool send_all(std::string_view bytes);
    bool receive(std::string& into); // what has come, or false: closed, broken, patience at an end
    Reply read_reply(bool bodiless);

    std::uint16_t port_;
    int patience_ms_;
    int fd_ = -1;
};

// Connects to this machine; -1 where nobody listens.
int connect_to(std::uint16_t port);
// Everything that comes within the time, up to the peer's end: for replies that are read byte by byte.
std::string read_for(int fd, int ms);

} // namespace kiosk::support
