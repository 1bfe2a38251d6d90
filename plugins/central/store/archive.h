// Where statements are kept: each id once, in the order of their coming. Two stores stand behind it: the kiosk's own SQLite
// file, and PostgreSQL, where several central processes share one database. All is keyed by event and statement id, so that
// the tables can be spread over machines.
//
// Thread: main. Every answer is a callback on main, later or before the call returns; none comes after the archive is gone.
// What is told as kept is on disk.
#pragma once

#include "xapi/query.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace central {

// A run of a player as our kiosks tell of it ("completed"): a row of the league. Zero and "" where it was not told.
struct RunResult {
    std::string statement;    // its id
    std::string registration; // of the run and player; a newer statement of it (`number`) replaces the one before
    std::int64_t number = 0;  // of the device's statements
    std::string event, player, unit, unit_title, title; // ids as the last part of their IRIs; titles in the event's language
    std::string device;
    std::string sender; // as of its Entry; told by results_since
    double score = 0, max_score = 0;
    std::int64_t right = 0, asked = 0, duration = 0; // ms
    std::int64_t finished = 0;                       // Unix ms
    bool voided = false;
    bool operator==(const RunResult&) const = default;
};

// A statement on its way in.
struct Entry {
    xapi::Statement statement; // its `json` may be empty: what it says is in `body`
    std::string body;       // xapi::complete: what is kept
    std::int64_t stored = 0; // Unix ms
    std::string event;      // of its grouping, or ""
    std::string sender;     // name of the key that it came with
    std::optional<RunResult> result;
};

struct Outcome {
    // refused: cannot be kept, however often it comes; unavailable: not now.
    enum class Kind { kept, conflict, refused, unavailable } kind = Kind::kept;
    std::string id;       // conflict: whose content differs from what is kept
    std::string sentence; // for the sender, where it is not kept
};
struct Kept {
    std::string body;
    std::int64_t stored = 0;
    bool voided = false;
};
struct Page {
    bool available = true;
    std::vector<std::string> bodies;
    std::string after; // "" at the end
};
// What the league has not seen yet, in the order of coming; a run comes again when it was voided or its player forgotten.
struct Changes {
    bool available = true;
    std::vector<RunResult> results;
    std::string cursor; // give it back next time
    bool more = false;
};

class Archive {
public:
    virtual ~Archive() = default;
    // All of them or none. An id that is known is left as it was: a conflict where its fingerprint differs, else fine.
    virtual void keep(std::vector<Entry>, std::function<void(Outcome)>) = 0;
    // By id: a voided one is found with `voided` only, and the other way round.
    virtual void find(const std::string& id, bool voided, std::function<void(bool available, std::optional<Kept>)>) = 0;
    // Without the voided ones, the newest first. `most` at a time, or fewer where many had to be looked through. A
    // statement that speaks of another (StatementRef) is found by what that one is found by, if that one came before.
    virtual void list(const xapi::Query&, std::size_t most, std::function<void(Page)>) = 0;
    virtual void results_since(const std::string& cursor, std::size_t most, std::function<void(Changes)>) = 0;
    // Everything of a player (account name) goes: all statements whose actor or object they are. What remains of a run counts
    // for its unit without the player; the ids stay known, so that nothing comes back when it is sent again, or late.
    virtual void forget(const std::string& player, std::function<void(Outcome)>) = 0;
    // Latest instant (Unix ms) for which every statement stored by then can be read.
    virtual std::int64_t consistent_through() const = 0;
};

} // namespace central
