#include "kiosk/http/connection.h"

#include "kiosk/http/reply.h"

#include <boost/asio/socket_base.hpp>

#include <algorithm>
#include <utility>

namespace kiosk::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr Ms kCrowdedIdle = 2'000;               // between two requests while connections are scarce
constexpr std::size_t kMostDiscarded = 64 * 1024; // bytes of what nobody asked for
constexpr Ms kNewcomersGrace = 1'000;            // an idle connection younger than this is about to ask

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

void Connection::check(Ms now) {
    if (state_ == State::streaming && may_stay_ && !may_stay_()) return abort();
    if (state_ == State::streaming && !blocked_) {
        if (now - last_sent_ < net_.limits().stream_ping) return;
        static const Bytes ping = std::make_shared<const std::string>("event: ping\ndata: {}\n\n");
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
                parser_ = std::make_unique<RequestParser>(net_.limits(), net_.body_room);
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

} // namespace kiosk::http
