// One connection from accept to close, on net. connection.cpp is the way in, connection_out.cpp the way out.
//
// Holds a socket and little else: the bytes of a request are read into a
// buffer and a parser that all connections share, so that ten thousand idle phones cost next to nothing.
//
//              start            whole request, for main          answer
//   (accepted) -----> reading -----------------------> waiting ---------> writing --.
//       |               ^  |  static file: straight to writing              |       | became a stream: open_stream
//       | turn_away     |  |  refused (400, 413, …)                         |       v
//       |               |  '---------------> writing, then lingering        |   streaming  (offer: frames of its topics)
//       v               '----------------------- written, kept alive -------'
//   lingering --> closed       from any state: peer gone, time limit (check), close
//
// "writing" is passed through at once when the socket takes the whole reply; the connection then never waits for it.
// lingering: the write side is shut, what still comes in is thrown away, so that the peer reads our refusal and not a
// reset (RFC 9112, 9.6).
#pragma once

#include "kiosk/http/net_context.h"
#include "kiosk/http/stream.h"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::http {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class Connection final : public StreamSink, public std::enable_shared_from_this<Connection> {
public:
    Connection(NetContext&, Socket, std::size_t slot, std::string peer);

    void start();                                                     // wait for the first request
    void turn_away();                                                 // 503: there are too many connections
    void answer(Ticket, const Response&);                             // the ticket has been claimed
    void open_stream(Ticket, std::vector<std::string> topics, std::function<bool()> may_stay); // likewise
    void offer(std::size_t topic_slot, Bytes frame) override;         // streaming only
    void check(Ms now);                                               // time limits and pings; about once a second
    void close();                                                     // what is unsent in the socket is still sent
    bool may_be_evicted(Ms now) const;                                // idle between two requests, or silent since it came

private:
    enum class State { reading, waiting, writing, streaming, lingering, closed };
    struct Chunk {
        Bytes bytes;
        std::size_t topic_slot; // kNoTopic: not a frame
    };
    static constexpr std::size_t kNoTopic = static_cast<std::size_t>(-1);
    static constexpr Ms kSlowestBytesPerMs = 8; // 8 KB/s: who is slower than that has no more time for a long body

    void await_input();
    void on_input();
    void await_room();
    void on_room();
    void received(std::string_view bytes);
    std::size_t work_through(std::string_view bytes);
    void handle(Incoming);
    bool serve_static(const Incoming&);
    void refuse(int status);
    void respond(const Response&);
    void send(const std::array<boost::asio::const_buffer, 4>& parts, const Bytes& last_part);
    void written();
    void resume();
    void begin_sending();
    void flush();
    void linger();
    void give_back_parser();
    void abort(); // close, and drop what the socket still holds
    void count(int status);

    NetContext& net_;
    Socket socket_;
    const std::size_t slot_;
    const std::string peer_;
    State state_ = State::reading;
    bool keep_alive_ = false, http10_ = false, head_only_ = false, gzip_ = false, english_ = false;
    bool awaiting_input_ = false; // a wait for bytes is under way
    bool blocked_ = false;        // a wait for room in the socket is under way
    bool linger_after_ = false;   // the reply is a refusal: see lingering
    Ms since_ = 0;    // when this state, or the wait for room, began
    Ms deadline_ = 0; // for check()
    Ms last_deadline_ = 0; // writing: deadline_ moves no further than this
    Ms last_sent_ = 0;
    std::size_t discarded_ = 0;
    Ticket ticket_ = 0;
    std::string path_;
    std::function<bool()> may_stay_;        // streaming: empty where nobody asks
    std::unique_ptr<RequestParser> parser_; // while a request has begun and is not whole
    std::string rest_;                      // read, not yet parsed
    std::vector<Chunk> out_;                // not yet taken by the socket
    std::size_t out_offset_ = 0;            // of out_.front()
};

} // namespace kiosk::http
