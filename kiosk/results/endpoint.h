// One endpoint, spoken to by libcurl: the only file that includes it. Thread: one.
//
// TLS is verified, HTTP/2 is used where it is offered, the connection is kept. No redirect is followed, no body compressed
// (receivers differ), no reply read further than a megabyte. Patience: 15 s to connect, a minute for a reply.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/results/sender.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace kiosk::results {

struct Heard {
    Reply reply;
    std::optional<Ms> date; // of the Date header; wall
};

class Endpoint {
public:
    // `url` without "/statements". Made on main before any thread: libcurl's own start is not safe beside others.
    explicit Endpoint(std::string url);
    ~Endpoint();
    Endpoint(const Endpoint&) = delete;
    Endpoint& operator=(const Endpoint&) = delete;

    // Both block; given up within a second or so when stop is requested. `key` is "user:password", or "" for none; `more` are
    // header lines beside those that every request has.
    Heard ask_about(std::stop_token);
    Heard post(const std::string& statements, const std::string& key, const std::vector<std::string>& more, std::stop_token);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::results
