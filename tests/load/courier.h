// Requests over a fixed number of kept connections, each carrying one at a time; more wait in line. Phones share them: this
// machine's limit of open files has no room for two connections of each of ten thousand phones.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::load {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Endpoint = boost::asio::ip::tcp::endpoint;

struct Letter {
    std::string method = "POST";
    std::string path;
    std::string cookie; // the Cookie header's value
    std::string body;   // JSON
    std::string headers = {}; // more of them, each with its line's end
};

struct Reply {
    int status = 0; // 0: the connection broke, or there was none
    std::string body;
    std::string set_cookie; // "name=value" of the first one
    std::string retry_after;
    Time sent, heard;
};

class Courier {
public:
    using Done = std::function<void(Reply)>;
    Courier(boost::asio::io_context&, Endpoint, std::string host, std::size_t connections);
    ~Courier();

    void send(Letter, Done); // `done` runs in a later turn
    std::size_t broken() const { return broken_; } // connections that broke under a request

private:
    class Line;
    struct Waiting {
        Letter letter;
        Done done;
        int tries = 0;
    };
    void hand_out();

    boost::asio::io_context& io_;
    const Endpoint endpoint_;
    const std::string host_;
    std::deque<Waiting> waiting_;
    std::vector<std::unique_ptr<Line>> lines_;
    std::vector<Line*> idle_;
    std::size_t broken_ = 0;
};

// "http://127.0.0.1:8080/x" → address, "127.0.0.1:8080", "/x". Throws std::invalid_argument; loopback only.
struct Url {
    explicit Url(const std::string& text);
    Endpoint endpoint;
    std::string host, path;
};

std::string header_value(const std::string& head, const char* name); // name in lower case with ": "

} // namespace kiosk::load
