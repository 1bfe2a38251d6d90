// Bytes of a connection → one Request. The only place where Boost.Beast is included: its parser reads the message, we keep
// what the kiosk needs and refuse what Beast lets through but no honest client sends.
//
// Refused with 400 beside what Beast refuses: HTTP/1.1 without Host or with two; folded lines; more than one
// Content-Length, or one that is not plain digits; any Transfer-Encoding but a single "chunked"; a target with control
// characters, a bad escape or a fragment. 413: body over the limit. 401: over what a stranger may send there
// (Limits::may_upload). 503: the long bodies of strangers fill their room. 431: head over the limit. 417, 501: see fault().
//
// Thread: net. One parser serves one request at a time; reset() makes it ready for the next.
#pragma once

#include "kiosk/http/request.h"
#include "kiosk/http/server.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace kiosk::http {

// A whole request, and what only the server needs to know of it.
struct Incoming {
    Request request;
    std::string if_none_match;
    bool gzip = false;       // the client takes gzip
    bool keep_alive = false; // the client wants the connection to stay
    bool http10 = false;
};

class RequestParser {
public:
    // `limits` must outlive it. Without a room for long bodies there is one of its own.
    explicit RequestParser(const Limits&, std::shared_ptr<BodyRoom> = nullptr);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    // Takes what it can and returns how many bytes; the caller presents the rest again, with more behind it.
    std::size_t feed(std::string_view bytes);
    bool done() const;
    int fault() const; // 0, or the status of the refusal
    // True once: the head is complete, the client waits for "100 Continue" before it sends the body.
    bool wants_continue();
    bool english() const; // the client's language, as far as the head has been read
    std::size_t body_received() const;

    Incoming take(); // after done()
    void reset();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::http
