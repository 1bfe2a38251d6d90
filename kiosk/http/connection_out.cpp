// Connection, the way out: replies and frames into the socket, as far as it takes them, and the rest when it has room.
#include "kiosk/http/connection.h"
#include "kiosk/http/reply.h"

#include <boost/asio/socket_base.hpp>

#include <algorithm>
#include <utility>

namespace kiosk::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr Ms kLinger = 1'000;                // a refused client has this long to read why
constexpr std::size_t kFramesAtOnce = 16;
constexpr int kStreamSendBuffer = 32 * 1024; // a phone that does not read holds no more of the kernel's memory
constexpr Ms kRetryLeast = 500, kRetrySpread = 1'500; // reconnecting phones of a whole hall come spread over this time
constexpr std::size_t kWorthGzipping = 1400; // bytes of a dynamic reply: what does not fit one packet
constexpr int kFastGzip = 1;

} // namespace

void Connection::open_stream(Ticket ticket, std::vector<std::string> topics, std::function<bool()> may_stay) {
    if (state_ != State::waiting || ticket_ != ticket) return;
    if (head_only_) return answer(ticket, {200, "text/event-stream", {}, {}});
    state_ = State::streaming;
    may_stay_ = std::move(may_stay);
    ++net_.stats.streams_open;
    count(200);
    error_code ec;
    socket_.set_option(asio::socket_base::send_buffer_size(kStreamSendBuffer), ec);
    std::string().swap(rest_); // a stream's client has nothing more to say
    auto head = std::make_shared<std::string>("HTTP/1.1 200 OK\r\n");
    head->append(net_.date).append(security_headers());
    head->append("Content-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                 "X-Accel-Buffering: no\r\nConnection: close\r\n\r\n");
    const Ms retry = kRetryLeast + static_cast<Ms>(slot_ * 7919) % kRetrySpread;
    head->append("retry: ").append(std::to_string(retry)).append("\n\n");
    out_.push_back({std::move(head), kNoTopic});
    blocked_ = true; // gather the retained frames behind the head, then send all of it at once
    net_.topics.open(shared_from_this(), std::move(topics));
    blocked_ = false;
    begin_sending();
    if (state_ == State::streaming) await_input(); // to see it leave
}

void Connection::offer(std::size_t topic_slot, Bytes frame) {
    if (state_ != State::streaming) return;
    // The front may be half on the wire; everything behind it is still ours to replace.
    const std::size_t first = out_offset_ > 0 ? 1 : 0;
    for (std::size_t i = first; i < out_.size(); ++i) {
        if (out_[i].topic_slot != topic_slot) continue;
        out_[i].bytes = std::move(frame);
        return;
    }
    out_.push_back({std::move(frame), topic_slot});
    if (!blocked_) begin_sending();
}

void Connection::refuse(int status) {
    const bool english = parser_ && parser_->english();
    give_back_parser();
    keep_alive_ = gzip_ = head_only_ = false;
    linger_after_ = true;
    respond(refusal(status, english));
}

void Connection::respond(const Response& response) {
    count(response.status);
    std::string packed;
    if (gzip_ && response.body.size() >= kWorthGzipping && compressible(response.content_type))
        packed = gzip(response.body, kFastGzip);
    const std::string& body = packed.empty() ? response.body : packed;
    const std::string_view connection = !keep_alive_ ? "Connection: close\r\n" : http10_ ? "Connection: keep-alive\r\n" : "";
    net_.head.clear();
    append_head(net_.head, response, body.size(), {net_.date, connection, !packed.empty()});
    const bool bodiless = head_only_ || response.status == 204 || response.status == 304;
    send({asio::buffer(net_.head), bodiless ? asio::const_buffer{} : asio::buffer(body), {}, {}}, nullptr);
}

// Into the socket as far as it goes; the rest is copied, but for a long last part, which is shared.
void Connection::send(const std::array<asio::const_buffer, 4>& parts, const Bytes& last_part) {
    state_ = State::writing;
    ticket_ = 0;
    error_code ec;
    std::size_t sent = socket_.write_some(parts, ec);
    if (ec && ec != asio::error::would_block) return close();
    const std::size_t whole = asio::buffer_size(parts);
    if (sent == whole) return written();

    auto copy = std::make_shared<std::string>();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t taken = std::min(sent, parts[i].size());
        sent -= taken;
        if (i + 1 == parts.size() && last_part) {
            if (copy->empty()) {
                out_offset_ = taken;
            } else {
                out_.push_back({std::move(copy), kNoTopic});
            }
            out_.push_back({last_part, kNoTopic});
            copy = nullptr;
        } else {
            copy->append(static_cast<const char*>(parts[i].data()) + taken, parts[i].size() - taken);
        }
    }
    if (copy) out_.push_back({std::move(copy), kNoTopic});
    deadline_ = socket_time() + net_.limits().write_timeout;
    last_deadline_ = deadline_ + static_cast<Ms>(whole) / kSlowestBytesPerMs;
    await_room();
}

void Connection::written() {
    out_.clear();
    if (linger_after_) return linger();
    if (!keep_alive_) {
        error_code ec;
        socket_.shutdown(Socket::shutdown_send, ec);
        return close();
    }
    state_ = State::reading;
    since_ = socket_time();
    deadline_ = since_ + net_.limits().idle_timeout;
}

// After a reply that did not go out at once: what the client sent meanwhile, then the next bytes.
void Connection::resume() {
    if (rest_.empty()) return await_input();
    std::string bytes;
    bytes.swap(rest_);
    received(bytes);
}

void Connection::await_room() {
    blocked_ = true;
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](error_code ec) {
        if (self->state_ == State::closed) return;
        if (ec) {
            self->close();
        } else {
            self->on_room();
        }
    });
}

void Connection::on_room() {
    blocked_ = false;
    flush();
    if (state_ == State::reading) resume();
}

void Connection::begin_sending() {
    deadline_ = socket_time() + net_.limits().write_timeout;
    flush();
}

// As many waiting chunks as the socket takes.
void Connection::flush() {
    while (!out_.empty()) {
        std::array<asio::const_buffer, kFramesAtOnce> parts{};
        const auto count_now = std::min(out_.size(), parts.size());
        for (std::size_t i = 0; i < count_now; ++i) parts[i] = asio::buffer(*out_[i].bytes);
        parts[0] += out_offset_;
        error_code ec;
        std::size_t sent = socket_.write_some(parts, ec);
        if (ec == asio::error::would_block) return await_room();
        if (ec) return close();
        sent += out_offset_;
        std::size_t whole = 0;
        while (whole < out_.size() && sent >= out_[whole].bytes->size()) sent -= out_[whole++].bytes->size();
        out_.erase(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(whole));
        out_offset_ = sent;
        // Whoever reads on has more time: a stream for every whole frame, a reply up to a limit for all of it.
        const Ms fresh = socket_time() + net_.limits().write_timeout;
        if (state_ == State::writing) deadline_ = std::min(fresh, last_deadline_);
        if (state_ == State::streaming && whole > 0) deadline_ = fresh;
    }
    if (state_ == State::streaming) {
        last_sent_ = socket_time();
    } else {
        written();
    }
}

void Connection::linger() {
    state_ = State::lingering;
    std::string().swap(rest_);
    deadline_ = socket_time() + kLinger;
    error_code ec;
    socket_.shutdown(Socket::shutdown_send, ec);
    await_input();
}

void Connection::abort() {
    error_code ec;
    socket_.set_option(asio::socket_base::linger(true, 0), ec);
    close();
}

void Connection::count(int status) {
    auto& stats = net_.stats;
    ++(status < 300 ? stats.status_2xx : status < 400 ? stats.status_3xx : status < 500 ? stats.status_4xx : stats.status_5xx);
}

} // namespace kiosk::http
