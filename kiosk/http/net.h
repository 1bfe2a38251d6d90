// The net thread: one Asio event loop (nice +10) that accepts in bursts, owns all connections and topics, and once per turn
// does what the other threads have handed over.
//
// Members are grouped by who may touch them.
#pragma once

#include "kiosk/http/connection.h"
#include "kiosk/http/net_context.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace kiosk::http {

class Net {
public:
    struct Reply {
        Ticket ticket;
        Response response;
    };
    struct OpenStream {
        Ticket ticket;
        std::vector<std::string> topics;
        std::function<bool()> may_stay;
    };
    struct Publish {
        std::string topic;
        Bytes message;
    };
    using Outgoing = std::variant<Reply, OpenStream, Publish>;

    // All borrowed; they outlive it. `slots` connections at most.
    Net(const Server::Options&, const StaticMap&, ServerStats&, Inbox&, std::size_t connections);
    ~Net(); // stop()

    Status listen();      // [main] before run
    void run();           // [main] start the thread
    void stop();          // [main]
    std::uint16_t port() const { return port_; }

    void hand_over(Outgoing); // [any] in order; the loop is woken once per batch
    TicketTable& tickets() { return tickets_; } // [any]

private:
    using Executor = boost::asio::io_context::executor_type;
    using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
    using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                    boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
    void await_connections();
    void accept_burst();
    void admit(Socket, const boost::asio::ip::tcp::endpoint&);
    bool evict_one();
    void collect();
    void do_slice();
    void do_one(Outgoing&);
    Connection* find(Ticket) const;
    void await_tick();
    void tick();
    void shut();

    // constant
    const Server::Options& options_;
    const std::size_t most_connections_;
    std::uint16_t port_ = 0;
    Ms tick_every_ = 0;

    TicketTable tickets_; // any

    std::mutex mutex_;
    std::vector<Outgoing> handed_over_; // under mutex_
    bool stopped_ = false;              // under mutex_: nothing is taken any more

    // net
    boost::asio::io_context io_{1};
    Acceptor acceptor_{io_.get_executor()};
    Timer timer_{io_.get_executor()};
    NetContext context_;
    std::vector<std::shared_ptr<Connection>> slots_;
    std::vector<std::size_t> free_;
    std::deque<Outgoing> doing_;
    std::size_t open_ = 0, sweep_at_ = 0, evict_at_ = 0;
    bool accepting_paused_ = false, shutting_ = false;

    std::thread thread_; // main
};

} // namespace kiosk::http
