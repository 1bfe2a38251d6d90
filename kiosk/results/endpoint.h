// One endpoint, as xAPI speaks to it. Thread: one. How a conversation goes is fetch/line.h: verified, kept, never redirected;
// 15 s of patience to connect, a minute for a reply, which is read up to a megabyte.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/fetch/line.h"
#include "kiosk/results/sender.h"

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
    explicit Endpoint(std::string url); // without "/statements"

    // Both block; given up within a second or so when stop is requested. `key` is "user:password", or "" for none; `more` are
    // header lines beside those that every request has.
    Heard ask_about(std::stop_token);
    Heard post(const std::string& statements, const std::string& key, const std::vector<std::string>& more, std::stop_token);

private:
    Heard ask(const std::string& path, const std::string* body, const std::string& key, const std::vector<std::string>& more,
              std::stop_token);

    std::string url_;
    fetch::Line line_;
};

} // namespace kiosk::results
