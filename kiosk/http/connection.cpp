#include "kiosk/http/connection.h"

#include "kiosk/http/reply.h"

#include <boost/asio/socket_base.hpp>

#include <algorithm>
#include <utility>

namespace kiosk::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t kNoTopic = static_cast<std::size_t>(-1);
constexpr Ms kSlowestBytesPerMs = 8;             // 8 KB/s: who is slower than that has no more time for a long body
constexpr Ms kCrowdedIdle = 2'000;               // between two requests while connections are scarce
constexpr Ms kLinger = 1'000;                    // and no more than
constexpr std::size_t kMostDiscarded = 64 * 1024; // bytes of what nobody asked for
constexpr Ms kNewcomersGrace = 1'000;            // an idle connection younger than this is about to ask
constexpr std::size_t kFramesAtOnce = 16;
constexpr int kStreamSendBuffer = 32 * 1024;      // a phone that does not read holds no more of the kernel's memory
constexpr std::size_t kWorthGzipping = 1400;      // bytes of a dynamic reply: what does not fit one packet
constexpr int kFastGzip = 1;
constexpr Ms kRetryLeast = 500, kRetrySpread = 1'500; // reconnecting phones of a whole hall come spread over this time

} // namespace

Connection::Connection(NetContext& net, Socket socket, std::size_t slot, std::string peer)
    : net_(net), socket_(std::move(socket)), slot_(slot), peer_(std::move(peer)) {}

void Connection::start() {
    error_code ec;
    socket_.non_blocking(true, ec);
    since_ = socket_time();
    deadline_ = since_ + net_.limits().read_timeout;
    await_input();
}

void Connection::turn_away() {
    error_code ec;
    socket_.non_blocking(true, ec);
    since_ = socket_time();
    refuse(503);
}

void Connection::answer(Ticket ticket, const Response& response) {
    if (state_ != State::waiting || ticket_ != ticket) return; // the phone has gone, the slot may be another's
    respond(response);
    if (state_ == State::reading) resume();
}

void Connection::open_stream(Ticket ticket, std::vector<std::string> topics) {
    if (state_ != State::waiting || ticket_ != ticket) return;
    state_ = State::streaming;
    ++net_.stats.streams_open;
    count(200);
    error_code ec;
    socket_.set_option(asio::socket_base::send_buffer_size(kStreamSendBuffer), ec);
    std::string().swap(rest_); // a stream's client has nothing more to say
    auto head = std::make_shared<std::string>("HTTP/1.1 200 OK\r\n");
    head->append(net_.date).append(security_headers());
    head->append("Content-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n\r\n");
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

void Connection::check(Ms now) {
    if (state_ == State::streaming && !blocked_) {
        if (now - last_sent_ < net_.limits().stream_ping) return;
        static const Bytes ping = std::make_shared<const std::string>(":\n\n");
        out_.push_back({ping, kNoTopic});
        begin_sending();
        return;
    }
    const bool idle = state_ == State::reading && !parser_;
    if (now < deadline_ && !(idle && net_.crowded && now - since_ >= kCrowdedIdle)) return;
    switch (state_) {
    case State::reading:
        if (parser_) {
            ++net_.stats.timeouts;
            refuse(408);
        } else {
            close();
        }
        break;
    case State::waiting:
        if (!net_.tickets.claim(ticket_)) break; // the answer is on its way from another thread
        ++net_.stats.unanswered;
        if (net_.options.on_unanswered) net_.options.on_unanswered(ticket_, path_);
        answer(ticket_, refusal(504, english_));
        break;
    case State::writing:
    case State::streaming:
        ++net_.stats.timeouts;
        abort();
        break;
    case State::lingering: abort(); break;
    case State::closed: break;
    }
}

bool Connection::may_be_evicted(Ms now) const {
    return state_ == State::reading && !parser_ && now - since_ >= kNewcomersGrace;
}

void Connection::close() {
    if (state_ == State::closed) return;
    const auto self = shared_from_this(); // on_closed gives up the last owner
    if (state_ == State::streaming) {
        --net_.stats.streams_open;
        net_.topics.close(this);
    }
    state_ = State::closed;
    net_.tickets.claim(ticket_);
    give_back_parser();
    out_.clear();
    error_code ec;
    socket_.close(ec);
    net_.on_closed(slot_);
}

// ---------------------------------------------------------------------------------------------------- reading

void Connection::await_input() {
    if (std::exchange(awaiting_input_, true)) return; // a refusal for being slow comes in the middle of a wait
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code ec) {
        self->awaiting_input_ = false;
        if (self->state_ == State::closed) return;
        if (ec) {
            self->close();
        } else {
            self->on_input();
        }
    });
}

void Connection::on_input() {
    error_code ec;
    const auto n = socket_.read_some(asio::buffer(net_.read), ec);
    if (ec == asio::error::would_block) {
        await_input();
    } else if (ec) {
        close(); // also the end of the stream
    } else if (state_ == State::reading) {
        received({net_.read.data(), n});
    } else {
        discarded_ += n;
        if (discarded_ > kMostDiscarded) {
            abort();
        } else {
            await_input();
        }
    }
}

void Connection::received(std::string_view bytes) {
    if (rest_.empty()) {
        const auto used = work_through(bytes);
        if (state_ != State::closed && state_ != State::lingering) rest_.assign(bytes.substr(used));
    } else {
        rest_.append(bytes);
        rest_.erase(0, work_through(rest_));
    }
    if (state_ == State::reading) await_input();
}

// Parses and handles one request after the other, as long as each is answered at once. Returns the bytes used up.
std::size_t Connection::work_through(std::string_view bytes) {
    std::size_t used = 0;
    while (state_ == State::reading && used < bytes.size()) {
        const Ms now = socket_time();
        if (!parser_) {
            if (net_.parsers.empty()) {
                parser_ = std::make_unique<RequestParser>(net_.limits());
            } else {
                parser_ = std::move(net_.parsers.back());
                net_.parsers.pop_back();
            }
            since_ = now;
        }
        used += parser_->feed(bytes.substr(used));
        if (parser_->fault() != 0) {
            ++net_.stats.bad_requests;
            refuse(parser_->fault());
            break;
        }
        if (!parser_->done()) {
            const Ms for_body = static_cast<Ms>(parser_->body_received()) / kSlowestBytesPerMs;
            deadline_ = since_ + net_.limits().read_timeout + for_body;
            if (parser_->wants_continue()) {
                error_code ec; // 25 bytes into a socket that has nothing to send: taken, or the peer waits in vain
                socket_.write_some(asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25), ec);
            }
            break;
        }
        Incoming incoming = parser_->take();
        give_back_parser();
        since_ = now;
        handle(std::move(incoming));
    }
    return used;
}

void Connection::give_back_parser() {
    if (!parser_) return;
    parser_->reset();
    net_.parsers.push_back(std::move(parser_));
}

void Connection::handle(Incoming incoming) {
    ++net_.stats.requests;
    Request& request = incoming.request;
    keep_alive_ = incoming.keep_alive;
    http10_ = incoming.http10;
    gzip_ = incoming.gzip;
    head_only_ = request.method == "HEAD";
    english_ = same_word(std::string_view(request.accept_language).substr(0, 2), "en");
    if ((head_only_ || request.method == "GET") && serve_static(incoming)) return;

    state_ = State::waiting;
    deadline_ = since_ + net_.limits().reply_timeout;
    path_ = request.path;
    ticket_ = net_.tickets.issue(slot_);
    request.ticket = ticket_;
    request.peer = peer_;
    request.arrived = net_.options.clock ? net_.options.clock->mono() : since_;
    if (net_.inbox.put(std::move(request))) return;
    net_.tickets.claim(ticket_);
    respond(refusal(503, english_));
}

bool Connection::serve_static(const Incoming& incoming) {
    auto found = net_.statics.find(incoming.request.path);
    if (found == net_.statics.end() && net_.options.static_alias)
        found = net_.statics.find(net_.options.static_alias(incoming.request.path));
    if (found == net_.statics.end()) return false;
    const ServedFile& file = found->second;
    const bool unchanged = etag_matches(incoming.if_none_match, file.etag);
    const bool gzipped = incoming.gzip && file.gzipped;
    const std::string& head = unchanged ? file.unchanged_head : gzipped ? file.gzip_head : file.plain_head;
    const Bytes body = unchanged || head_only_ ? nullptr : gzipped ? file.gzipped : file.plain;
    const int status = unchanged ? 304 : 200;
    count(status);
    net_.head.assign(status_line(status)).append(net_.date);
    const std::string_view ending = !keep_alive_ ? "Connection: close\r\n\r\n"
                                    : http10_    ? "Connection: keep-alive\r\n\r\n"
                                                 : "\r\n";
    send({asio::buffer(net_.head), asio::buffer(head), asio::buffer(ending),
          body ? asio::buffer(*body) : asio::const_buffer{}},
         body);
    return true;
}

// ---------------------------------------------------------------------------------------------------- writing

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
    const Ms for_size = static_cast<Ms>(whole) / kSlowestBytesPerMs;
    deadline_ = socket_time() + net_.limits().write_timeout + for_size;
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
        // A stream has the time limit for every frame anew; a reply has one for the whole of it, set by send().
        if (state_ == State::streaming && whole > 0) deadline_ = socket_time() + net_.limits().write_timeout;
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
