// What is known of each kiosk that sends: for the organisers, who want to see at a glance which hall has fallen silent.
//
// Thread: main. In memory; a row of the kiosk's store goes with the statements that it tells of, in one step.
#pragma once

#include "asked.h"
#include "xapi/statement.h"

#include <kiosk/host.hpp>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace central {

struct Sender {
    std::int64_t heard = 0;                   // last, Unix ms by our clock
    std::int64_t statements = 0;              // taken of it, repeated ones counted again
    std::string platform;                     // "kiosk-so 0.1.0": of its newest statement that says so
    std::optional<std::int64_t> waiting;      // how many it has yet to tell, as it said itself (X-Kiosk-Waiting)
    std::optional<std::int64_t> clock_offset; // ms: its clock less ours (X-Kiosk-Time), the line's time included
    bool operator==(const Sender&) const = default;
};

// What one request tells of its sender. Pure. `now`: Unix ms.
void hear(Sender&, const Asked&, const Brought&, std::int64_t now);

class Senders {
public:
    static const char* const kTables; // for the plugin's migrations

    explicit Senders(kiosk::Host&); // after the migrations; reads what is known

    void heard(const std::string& name, const Asked&, const Brought&);
    const std::map<std::string, Sender>& all() const { return all_; }
    std::size_t telling() const;   // how many have told something
    std::int64_t received() const; // statements of all of them
    // Who has told something and was not heard for a while, and since when the longest of them.
    struct Silent {
        std::size_t count = 0;
        std::int64_t since = 0; // Unix ms
    };
    Silent silent(std::int64_t now) const;
    // {"now", "count", "senders": [{"name", "heard_ms", "statements", "platform", "waiting", "clock_offset_ms"}]}, who was
    // heard last first; the last two only where they are known.
    nlohmann::json to_json(std::size_t most) const;

private:
    kiosk::Host& host_;
    kiosk_statement put_;
    std::map<std::string, Sender> all_;
};

} // namespace central
