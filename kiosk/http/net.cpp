#include "kiosk/http/net.h"

#include "kiosk/http/port_owner.h"
#include "kiosk/http/reply.h"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace kiosk::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr int kAcceptsPerTurn = 64;
constexpr int kBacklog = 4096;
constexpr std::size_t kTurnedAway = 32;     // connections that are being told 503, beside those that are served
constexpr std::size_t kDonePerTurn = 256;   // replies and the like
constexpr std::size_t kEvictionLooks = 256; // connections looked at to find an idle one
constexpr int kMostUnsent = 64 * 1024;      // bytes of a reply in the kernel beyond what is on its way
constexpr Ms kTicksPerSweep = 8;            // every tick looks at an eighth of the connections
constexpr Ms kLongestSweep = 1'000, kShortestSweep = 16;

Ms sweep_period(const Limits& limits) {
    const Ms shortest = std::min({limits.read_timeout, limits.idle_timeout, limits.write_timeout, limits.reply_timeout,
                                  limits.stream_ping});
    return std::clamp(shortest / 4, kShortestSweep, kLongestSweep);
}

std::string address_of(const asio::ip::tcp::endpoint& endpoint) {
    const auto address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

} // namespace

Ms socket_time() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Net::Net(const Server::Options& options, const StaticMap& statics, ServerStats& stats, Inbox& inbox, std::size_t connections)
    : options_(options), most_connections_(connections),
      tick_every_(std::max<Ms>(sweep_period(options.limits) / kTicksPerSweep, 2)),
      tickets_(connections + kTurnedAway),
      context_{options,
               statics,
               stats,
               inbox,
               tickets_,
               Topics([this](std::function<void()> task) { asio::post(io_, std::move(task)); }),
               [this](std::size_t slot) {
                   slots_[slot].reset();
                   free_.push_back(slot);
                   --open_;
                   --context_.stats.connections_open;
               },
               date_line(std::time(nullptr)),
               std::make_shared<BodyRoom>(options.limits.strangers_bytes),
               false,
               {},
               {},
               {}},
      slots_(connections + kTurnedAway) {
    for (std::size_t slot = slots_.size(); slot-- > 0;) free_.push_back(slot);
}

Net::~Net() { stop(); }

Status Net::listen() {
    error_code ec;
    const auto address = asio::ip::make_address(options_.bind, ec);
    if (ec) return Error{Kind::invalid, "\"" + options_.bind + "\" is not an address to listen on"};
    const asio::ip::tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), ec);
    if (!ec) acceptor_.set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec && address.is_v6()) acceptor_.set_option(asio::ip::v6_only(false), ec);
    // Accepted sockets inherit these (Linux, tcp(7)): no waiting to fill packets; a phone that has left the Wi-Fi without a
    // word is given up when nothing has been confirmed for two write time-outs; one that does not read fills its window
    // and a little more, and not megabytes of the kernel's memory.
    if (!ec) acceptor_.set_option(asio::ip::tcp::no_delay(true), ec);
    const int unconfirmed = static_cast<int>(2 * options_.limits.write_timeout);
    if (!ec) ::setsockopt(acceptor_.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &unconfirmed, sizeof unconfirmed);
    if (!ec) ::setsockopt(acceptor_.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kMostUnsent, sizeof kMostUnsent);
    if (!ec) acceptor_.bind(endpoint, ec);
    if (!ec) acceptor_.listen(kBacklog, ec);
    if (!ec) acceptor_.non_blocking(true, ec);
    if (ec == asio::error::address_in_use) {
        const auto owner = port_owner(options_.port);
        return Error{Kind::unavailable, "port " + std::to_string(options_.port) + " is in use by " +
                                            (owner.empty() ? "another program" : owner)};
    }
    if (ec)
        return Error{Kind::unavailable, "cannot listen on " + options_.bind + " port " + std::to_string(options_.port) + ": " +
                                            ec.message()};
    port_ = acceptor_.local_endpoint(ec).port();
    return {};
}

void Net::run() {
    await_connections();
    await_tick();
    thread_ = std::thread([this] {
        pthread_setname_np(pthread_self(), "kiosk-net");
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), options_.nice); // on Linux: of this thread only
        io_.run();
    });
}

void Net::stop() {
    if (thread_.joinable()) {
        asio::post(io_, [this] { shut(); });
        thread_.join();
    }
    std::vector<Outgoing> late;
    std::lock_guard lock(mutex_);
    stopped_ = true;
    late.swap(handed_over_);
}

void Net::hand_over(Outgoing outgoing) {
    bool was_empty;
    {
        std::lock_guard lock(mutex_);
        if (stopped_) return;
        was_empty = handed_over_.empty();
        handed_over_.push_back(std::move(outgoing));
    }
    if (was_empty) asio::post(io_, [this] { collect(); });
}

// -------------------------------------------------------------------------------------------------- connections

void Net::await_connections() {
    acceptor_.async_wait(Acceptor::wait_read, [this](error_code ec) {
        if (!ec) accept_burst();
    });
}

void Net::accept_burst() {
    for (int i = 0; i < kAcceptsPerTurn; ++i) {
        error_code ec;
        asio::ip::tcp::endpoint peer;
        Socket socket = acceptor_.accept(peer, ec);
        if (ec == asio::error::connection_aborted) continue;
        if (ec == asio::error::would_block) break;
        if (ec) { // no file or no memory left: the next tick tries again, as the socket would wake us at once
            accepting_paused_ = true;
            return;
        }
        admit(std::move(socket), peer);
    }
    await_connections();
}

void Net::admit(Socket socket, const asio::ip::tcp::endpoint& peer) {
    auto& stats = context_.stats;
    ++stats.connections_total;
    const bool full = open_ >= most_connections_ && !evict_one();
    if (full) ++stats.connections_refused;
    if (free_.empty()) return; // closed without a word: those who are being told fill the reserve
    const std::size_t slot = free_.back();
    free_.pop_back();
    ++open_;
    ++stats.connections_open;
    slots_[slot] = std::make_shared<Connection>(context_, std::move(socket), slot, address_of(peer));
    const auto connection = slots_[slot]; // it may close itself at once
    if (full) {
        connection->turn_away();
    } else {
        connection->start();
    }
}

// Browsers keep connections for later. A newcomer is worth more than one of these.
bool Net::evict_one() {
    const Ms now = socket_time();
    for (std::size_t i = 0; i < std::min(kEvictionLooks, slots_.size()); ++i) {
        const auto connection = slots_[evict_at_];
        evict_at_ = (evict_at_ + 1) % slots_.size();
        if (!connection || !connection->may_be_evicted(now)) continue;
        connection->close();
        return true;
    }
    return false;
}

Connection* Net::find(Ticket ticket) const { return slots_[TicketTable::slot_of(ticket)].get(); }

// ------------------------------------------------------------------------------------ what others have handed over

void Net::collect() {
    std::vector<Outgoing> batch;
    {
        std::lock_guard lock(mutex_);
        batch.swap(handed_over_);
    }
    const bool under_way = !doing_.empty();
    std::move(batch.begin(), batch.end(), std::back_inserter(doing_));
    if (!under_way) do_slice();
}

void Net::do_slice() {
    for (std::size_t i = 0; i < kDonePerTurn && !doing_.empty(); ++i) {
        do_one(doing_.front());
        doing_.pop_front();
    }
    if (!doing_.empty()) asio::post(io_, [this] { do_slice(); });
}

void Net::do_one(Outgoing& outgoing) {
    if (auto* publish = std::get_if<Publish>(&outgoing)) {
        ++context_.stats.published;
        context_.topics.publish(publish->topic, std::move(publish->message));
    } else if (auto* reply = std::get_if<Reply>(&outgoing)) {
        if (auto* connection = find(reply->ticket)) connection->shared_from_this()->answer(reply->ticket, reply->response);
    } else if (auto* open = std::get_if<OpenStream>(&outgoing)) {
        if (auto* connection = find(open->ticket))
            connection->shared_from_this()->open_stream(open->ticket, std::move(open->topics), std::move(open->may_stay));
    }
}

// ------------------------------------------------------------------------------------------------- time, and the end

void Net::await_tick() {
    timer_.expires_after(std::chrono::milliseconds(tick_every_));
    timer_.async_wait([this](error_code ec) {
        if (!ec && !shutting_) tick();
    });
}

// One timer for all: every tick checks the next few connections, so that each is checked once per sweep, and neither the
// time limits nor the pings of ten thousand come at once.
void Net::tick() {
    context_.date = date_line(std::time(nullptr));
    context_.crowded = open_ > most_connections_ / 4 * 3;
    const Ms now = socket_time();
    for (std::size_t i = 0; i < slots_.size() / kTicksPerSweep + 1; ++i) {
        if (const auto connection = slots_[sweep_at_]) connection->check(now);
        sweep_at_ = (sweep_at_ + 1) % slots_.size();
    }
    if (std::exchange(accepting_paused_, false)) accept_burst();
    await_tick();
}

// Everything that waits is closed, so the loop runs out of work and the thread ends by itself.
void Net::shut() {
    shutting_ = true;
    error_code ec;
    acceptor_.close(ec);
    timer_.cancel();
    {
        std::lock_guard lock(mutex_);
        stopped_ = true;
        std::move(handed_over_.begin(), handed_over_.end(), std::back_inserter(doing_));
        handed_over_.clear();
    }
    for (; !doing_.empty(); doing_.pop_front()) do_one(doing_.front());
    for (const auto& slot : slots_)
        if (const auto connection = slot) connection->close();
}

} // namespace kiosk::http
