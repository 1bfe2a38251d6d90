#include "tests/load/courier.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace kiosk::load {

namespace asio = boost::asio;
using boost::system::error_code;

// One connection: opened by its first letter, kept, opened again when the server has closed it in the meantime.
class Courier::Line {
public:
    explicit Line(Courier& owner) : owner_(owner), socket_(owner.io_) {}

    void carry(Waiting waiting) {
        now_ = std::move(waiting);
        const Letter& letter = now_.letter;
        out_ = letter.method + " " + letter.path + " HTTP/1.1\r\nHost: " + owner_.host_ + "\r\n";
        if (!letter.cookie.empty()) out_ += "Cookie: " + letter.cookie + "\r\n";
        if (letter.method == "POST")
            out_ += "Content-Type: application/json\r\nContent-Length: " + std::to_string(letter.body.size()) + "\r\n";
        out_ += letter.headers + "\r\n" + letter.body;
        in_.clear();
        reply_ = {};
        reply_.sent = Clock::now();
        if (socket_.is_open()) return write();
        socket_.async_connect(owner_.endpoint_, [this](error_code ec) {
            if (ec) return broken();
            socket_.set_option(asio::ip::tcp::no_delay(true), ec);
            write();
        });
    }

private:
    void write() {
        asio::async_write(socket_, asio::buffer(out_), [this](error_code ec, std::size_t) { ec ? broken() : read(); });
    }

    void read() {
        socket_.async_read_some(asio::buffer(chunk_), [this](error_code ec, std::size_t n) {
            if (ec) return broken();
            in_.append(chunk_.data(), n);
            const auto head_end = in_.find("\r\n\r\n");
            if (head_end == std::string::npos) return read();
            const auto length = header_value(in_, "content-length: ");
            const std::size_t whole = head_end + 4 + (length.empty() ? 0 : std::stoul(length));
            if (in_.size() < whole) return read();
            reply_.status = std::atoi(in_.c_str() + 9);
            reply_.body = in_.substr(head_end + 4, whole - head_end - 4);
            const std::string head = in_.substr(0, head_end + 2);
            reply_.set_cookie = header_value(head, "set-cookie: ");
            reply_.set_cookie.erase(std::min(reply_.set_cookie.find(';'), reply_.set_cookie.size()));
            reply_.retry_after = header_value(head, "retry-after: ");
            if (header_value(head, "connection: ") == "close") socket_.close(ec);
            finish();
        });
    }

    // A kept connection may be closed by the server just as we use it: then nothing has been read, and once more is right.
    void broken() {
        error_code ec;
        socket_.close(ec);
        ++owner_.broken_;
        if (in_.empty() && now_.tries++ == 0) return carry(std::move(now_));
        reply_.status = 0;
        finish();
    }

    void finish() {
        reply_.heard = Clock::now();
        auto done = std::move(now_.done);
        auto reply = std::move(reply_);
        owner_.idle_.push_back(this);
        done(std::move(reply));
        owner_.hand_out();
    }

    Courier& owner_;
    Socket socket_;
    Waiting now_;
    Reply reply_;
    std::string out_, in_;
    std::array<char, 8192> chunk_;
};

Courier::Courier(asio::io_context& io, Endpoint endpoint, std::string host, std::size_t connections)
    : io_(io), endpoint_(std::move(endpoint)), host_(std::move(host)) {
    for (std::size_t i = 0; i < std::max<std::size_t>(connections, 1); ++i) {
        lines_.push_back(std::make_unique<Line>(*this));
        idle_.push_back(lines_.back().get());
    }
}

Courier::~Courier() = default;

void Courier::send(Letter letter, Done done) {
    waiting_.push_back({std::move(letter), std::move(done)});
    if (!idle_.empty() && waiting_.size() == 1) asio::post(io_, [this] { hand_out(); });
}

void Courier::hand_out() {
    while (!waiting_.empty() && !idle_.empty()) {
        Line* const line = idle_.back();
        idle_.pop_back();
        Waiting next = std::move(waiting_.front());
        waiting_.pop_front();
        line->carry(std::move(next));
    }
}

Url::Url(const std::string& text) {
    const std::string scheme = "http://";
    if (text.compare(0, scheme.size(), scheme) != 0) throw std::invalid_argument("the URL must start with http://");
    const auto slash = std::min(text.find('/', scheme.size()), text.size());
    host = text.substr(scheme.size(), slash - scheme.size());
    path = slash < text.size() ? text.substr(slash) : "/";
    const auto colon = host.rfind(':');
    const auto address = asio::ip::make_address(host.substr(0, colon));
    if (!address.is_loopback()) throw std::invalid_argument("load is for this machine only: 127.0.0.1");
    endpoint = Endpoint(address, colon == std::string::npos ? 80 : static_cast<std::uint16_t>(std::stoi(host.substr(colon + 1))));
}

std::string header_value(const std::string& head, const char* name) {
    const std::string wanted = std::string("\n") + name;
    const auto found = std::search(head.begin(), head.end(), wanted.begin(), wanted.end(),
                                   [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
    if (found == head.end()) return {};
    const auto begin = found + static_cast<std::ptrdiff_t>(wanted.size());
    return std::string(begin, std::find(begin, head.end(), '\r'));
}

} // namespace kiosk::load
