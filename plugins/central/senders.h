// What is known of each kiosk that sends: for the organisers, who want to see at a glance which hall has fallen silent.
//
// In memory, and kept in one of two places. In the kiosk's own store a row goes with the statements that it tells of, in one
// step. Where processes share a database, what this one heard is added to it every two seconds, and what all have heard is read
// from there, so that each of them tells the same; what was not yet added when a process dies is not counted.
//
// Thread: main.
#pragma once

#include "asked.h"
#include "store/sender_store.h"
#include "xapi/statement.h"

#include <kiosk/host.hpp>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace central {

// What one request tells of its sender. Pure. `now`: Unix ms.
void hear(Sender&, const Asked&, const Brought&, std::int64_t now);

class Senders {
public:
    static const char* const kTables; // for the plugin's migrations

    // After the migrations; reads what is known. `shared` outlives it; null: they are this process' own.
    explicit Senders(kiosk::Host&, SharedSenders* shared = nullptr);

    void heard(const std::string& name, const Asked&, const Brought&);
    const SenderTable& all() const { return all_; }

    // Shared ones: tells and reads, where two seconds have gone by since it last did.
    void look();
    std::optional<kiosk_ms> look_at() const; // mono: when look() would; nothing while it does, and where they are not shared
    // False until all that was heard by any process has been read once.
    bool complete() const { return complete_; }
    bool away() const { return away_; } // the store did not answer the last time
    std::uint64_t revision() const { return revision_; } // another one, where another process heard something

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
    SharedSenders* const shared_;
    kiosk_statement put_ = 0; // where they are not shared
    SenderTable all_;
    SenderTable untold_; // shared ones: what the others cannot know yet
    std::optional<kiosk_ms> looked_; // mono
    bool looking_ = false, complete_ = false, away_ = false;
    std::uint64_t revision_ = 0;
};

} // namespace central
