// The HTTP server: Boost.Beast on one net thread (nice +10 beside a window). The only room that includes the HTTP library.
//
// What it does alone, on net: sockets, limits and timeouts, parsing, static files, streams. Every other whole request
// goes into the inbox; main answers by ticket. What nobody answers within `reply_timeout` gets 504 and is reported.
//
// Doors: headers 8 KiB, body 16 KiB (or what `body_limits` says for a path prefix and `may_upload` for who sends, or what
// allow_body() says for a route), read/write/idle timeouts, a bounded inbox, a bounded queue per stream, a clean 503 near the limit of open files. Malformed HTTP
// (no Host, folded lines, two lengths, a length beside chunked, …) gets 400 and the connection is closed. Every reply carries the
// security headers.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/http/inbox.h"
#include "kiosk/http/request.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace kiosk::http {

// Served by net without asking main. Text is kept gzipped beside the plain bytes; ETag and Cache-Control are ours.
struct StaticFile {
    std::string content_type;
    std::string body;
    std::string gzip; // empty: not worth it, or already compressed
    std::string etag;
    bool immutable = false; // the URL names the version: cache for a year; else revalidate
};
StaticFile make_static(std::string content_type, std::string body);

// A route whose body may be longer than usual.
struct BodyLimit {
    std::string method, pattern;
    std::size_t bytes = 0;
    bool for_strangers = false; // else for whom `may_upload` lets through
};

struct Limits {
    std::size_t header_bytes = 8 * 1024;
    std::size_t body_bytes = 16 * 1024;
    std::vector<std::pair<std::string, std::size_t>> body_limits; // by path prefix, for uploads
    // [net] May whoever sends this head send more than body_bytes there? Asked when the cookies have come, before any of the
    // body is kept; who may not gets 401. Empty: everybody may.
    std::function<bool(const Request& head)> may_upload = {};
    std::vector<BodyLimit> routes = {}; // see allow_body
    std::size_t strangers_bytes = 64u << 20; // of the long bodies that strangers are sending, together; then 503
    // Long bodies, either way, get a second more for every 8 KB.
    Ms read_timeout = 15'000;  // a request, from its first byte to its last; also a connection that never says anything
    Ms idle_timeout = 60'000;  // between two requests of one connection; 2 s when connections are scarce
    Ms write_timeout = 15'000; // a reply or a stream's frame that the peer does not take
    Ms reply_timeout = 10'000; // main has not answered
    Ms stream_ping = 15'000; // an event "ping": proxies keep the stream, and pages hear that it lives (a comment they could not)
    std::size_t inbox = 16'384;
    std::size_t max_connections = 0; // 0: from the limit of open files, less a reserve of 64
};

// Counters since start; read from any thread for /metrics.
struct ServerStats {
    std::atomic<std::uint64_t> connections_open{0}, connections_total{0}, connections_refused{0};
    std::atomic<std::uint64_t> requests{0}, bad_requests{0}, timeouts{0}, unanswered{0}, streams_open{0}, published{0};
    std::atomic<std::uint64_t> status_2xx{0}, status_3xx{0}, status_4xx{0}, status_5xx{0};
};

class Server {
public:
    struct Options {
        std::string bind = "0.0.0.0"; // or "::", or one address
        std::uint16_t port = 8080;    // 0: any free one
        Limits limits;
        int nice = 10; // of the net thread. 10 keeps a window smooth under a flood; 0 where there is none: a tenth more answers
        const Clock* clock = nullptr; // [net] stamps Request::arrived; nullptr: a steady clock. Time limits use real time
        // [net] A path that is no static file → the path of the one that serves it, or "" (then main gets the request).
        // Pure: it sees the path only. For pages with many addresses, as the join page at "/" and "/7K4Q".
        std::function<std::string(const std::string& path)> static_alias;
        std::function<void()> wake_main;                        // [net] the inbox stopped being empty; never blocks
        std::function<void(Ticket, const std::string& path)> on_unanswered; // [net] a 504 was sent
    };
    explicit Server(Options);
    ~Server(); // stop()

    // [main] Before start. A path serves one file; the map is frozen by start.
    void add_static(std::string path, StaticFile file);
    // [main] Before start. Bodies of this route may be longer.
    void allow_body(BodyLimit);
    // [main] Raise the process's limit of open files to its hard limit, open the port and start the net thread.
    // Kind::unavailable with a sentence ("port 8080 is in use by nginx (pid 312)"), Kind::invalid for a bad address.
    Status start();
    // [main] Sends what has been handed over, closes every connection, and returns when the net thread has ended.
    // Then on, reply() and open_stream() return false. A server that was stopped does not start again.
    void stop();
    std::uint16_t port() const; // [any] after start

    std::vector<Request> take(); // [main] the whole inbox
    // [any] Answer a ticket. False where it is unknown, timed out or answered: nothing is sent then. Batches by itself.
    // Longer texts are gzipped for those who take it. What is published before is seen before the reply.
    bool reply(Ticket, Response);
    // [main] Turn the waiting request into an event stream on these topics. `may_stay` [net] is asked about once a second, and
    // must not block: where it says no, the stream ends. Empty: it stays until one of the two leaves.
    bool open_stream(Ticket, std::vector<std::string> topics, std::function<bool()> may_stay = {});
    // [main] Set a topic's present state. Also before start.
    void publish(std::string topic, Bytes message);
    // [any] Is this ticket still waiting for its answer? (A phone that leaves meanwhile is noticed only when it is answered.)
    bool waiting(Ticket) const;

    const ServerStats& stats() const;
    std::size_t inbox_size() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

} // namespace kiosk::http
