// What is known of each kiosk that sends, and where processes that share a database share that too.
//
// Thread: main.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace central {

struct Sender {
    std::int64_t heard = 0;                   // last, Unix ms by our clock
    std::int64_t statements = 0;              // taken of it, repeated ones counted again
    std::string platform;                     // "kiosk-so 0.1.0": of its newest statement that says so
    std::optional<std::int64_t> waiting;      // how many it has yet to tell, as it said itself (X-Kiosk-Waiting)
    std::optional<std::int64_t> clock_offset; // ms: its clock less ours (X-Kiosk-Time), the line's time included
    bool operator==(const Sender&) const = default;

    // What was heard of it later.
    Sender& operator+=(const Sender& later) {
        heard = std::max(heard, later.heard);
        statements += later.statements;
        if (!later.platform.empty()) platform = later.platform;
        if (later.waiting) waiting = later.waiting;
        if (later.clock_offset) clock_offset = later.clock_offset;
        return *this;
    }
};
using SenderTable = std::map<std::string, Sender>; // by the name of their key

class SharedSenders {
public:
    virtual ~SharedSenders() = default;
    // Adds what this process has heard since it last told, and reads what all of them have heard: never waits. Null where the
    // store does not answer; told on main, later or before the call returns, and never after the archive is gone. Where the
    // line broke at the wrong moment, statements are counted twice: the number is for people.
    virtual void exchange(SenderTable heard, std::function<void(const SenderTable*)> told) = 0;
};

} // namespace central
