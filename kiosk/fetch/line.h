// A line to servers elsewhere, spoken by libcurl: the only file that includes it. Thread: one at a time.
//
// TLS is verified, HTTP/2 is used where it is offered, connections are kept. No redirect is followed, no body compressed
// (receivers differ), no reply read further than its asker wants to.
#pragma once

#include "kiosk/base/clock.h"

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace kiosk::fetch {

struct Ask {
    std::string url;
    std::vector<std::string> headers = {}; // whole lines
    const std::string* body = nullptr;     // of a POST; null: GET
    std::string key = {};                  // "user:password" for Basic authentication, or "" for none
    std::size_t most = 1u << 20;           // bytes of the reply's body
    Ms connect = 15'000, whole = 60'000;   // patience
};

struct Answer {
    int status = 0;      // 0: no whole answer came, for the reason in `trouble`
    std::string body;    // of a refusal whose page does not end: nothing
    std::string trouble;
    bool too_long = false;
    // As they were sent; "" where they were not.
    std::string date, retry_after, etag, last_modified, content_type, xapi_version;
};

class Line {
public:
    Line(); // throws std::runtime_error where libcurl cannot start
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    // Blocks; given up within a second or so when stop is requested.
    Answer ask(const Ask&, std::stop_token);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::fetch
