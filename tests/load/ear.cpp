#include "tests/load/ear.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <charconv>

namespace kiosk::load {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

std::string_view field(std::string_view frame, std::string_view name) {
    const auto at = frame.find(name);
    if (at == std::string_view::npos) return {};
    const auto value = frame.substr(at + name.size());
    return value.substr(0, value.find('\n'));
}

} // namespace

void Ear::listen(const std::string& host, const std::string& topics, const std::string& cookie, OnFrame on_frame, OnEnd on_end) {
    on_frame_ = std::move(on_frame);
    on_end_ = std::move(on_end);
    out_ = "GET /events?topics=" + topics + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: text/event-stream\r\n" +
           "Cookie: " + cookie + "\r\n\r\n";
    rest_.clear();
    socket_.async_connect(endpoint_, [this](error_code ec) {
        if (ec) return end();
        asio::async_write(socket_, asio::buffer(out_), [this](error_code failed, std::size_t) {
            std::string().swap(out_);
            failed ? end() : read();
        });
    });
}

void Ear::read() {
    socket_.async_wait(Socket::wait_read, [this](error_code ec) {
        if (ec) return end();
        static thread_local std::array<char, 64 * 1024> bytes; // one read at a time in this thread
        const auto n = socket_.read_some(asio::buffer(bytes), ec);
        if (ec) return end();
        take({bytes.data(), n});
        if (socket_.is_open()) read();
    });
}

void Ear::take(std::string_view bytes) {
    std::string joined;
    if (!rest_.empty()) {
        joined.swap(rest_);
        joined.append(bytes);
        bytes = joined;
    }
    if (!open_) {
        const auto head_end = bytes.find("\r\n\r\n");
        if (head_end == std::string_view::npos) {
            rest_ = bytes;
            return;
        }
        if (bytes.substr(9, 3) != "200") return end();
        open_ = true;
        bytes.remove_prefix(head_end + 4);
    }
    for (auto end_of_frame = bytes.find("\n\n"); end_of_frame != std::string_view::npos; end_of_frame = bytes.find("\n\n")) {
        one(bytes.substr(0, end_of_frame));
        bytes.remove_prefix(end_of_frame + 2);
    }
    rest_ = bytes;
    if (rest_.empty()) std::string().swap(rest_);
}

void Ear::one(std::string_view frame) {
    if (frame.substr(0, 4) != "id: ") return; // a ping, or the time to wait before reconnecting
    std::uint64_t id = 0;
    const auto number = field(frame, "id: ");
    std::from_chars(number.data(), number.data() + number.size(), id);
    on_frame_({id, field(frame, "\nevent: "), field(frame, "\ndata: ")});
}

void Ear::hang_up() {
    on_end_ = nullptr;
    end();
}

void Ear::end() {
    error_code ec;
    socket_.close(ec);
    open_ = false;
    if (on_end_) on_end_();
}

} // namespace kiosk::load
