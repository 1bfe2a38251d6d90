// What all connections of the net thread share: limits, counters, tables, and buffers that only one of them uses at a time.
// Thread: net, except where a member says otherwise. Owned by Net; outlives every connection.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/http/inbox.h"
#include "kiosk/http/request_parser.h"
#include "kiosk/http/server.h"
#include "kiosk/http/static_file.h"
#include "kiosk/http/stream.h"
#include "kiosk/http/tickets.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace kiosk::http {

using StaticMap = std::unordered_map<std::string, ServedFile>;

// Sockets live in real time, whatever clock the kiosk was given. Milliseconds, monotonic.
Ms socket_time();

struct NetContext {
    const Server::Options& options;
    const StaticMap& statics;
    ServerStats& stats;
    Inbox& inbox;
    TicketTable& tickets;
    Topics topics;
    std::function<void(std::size_t slot)> on_closed;

    std::string date;                 // the Date line of the present second
    std::shared_ptr<BodyRoom> body_room; // for strangers
    bool crowded = false;             // few connections are left: idle ones go sooner
    std::array<char, 16 * 1024> read; // one read, parsed before the next
    std::string head;                 // one reply's head, sent before the next
    std::vector<std::unique_ptr<RequestParser>> parsers; // idle

    const Limits& limits() const { return options.limits; }
};

} // namespace kiosk::http
