// A result as an xAPI 1.0.3 statement: what leaves the kiosk. Each is made once; its bytes are kept and sent as they are,
// for a receiver may compare a repeated statement letter by letter. Thread: any; no state.
//
// Format: IEEE/ADL xAPI 1.0.3, part two ("Data"). Kept here to its stricter readers' taste: no null, no empty text, no
// empty object. What is never in it: nickname, phone number, the kiosk's own person ids.
//
// A result that is reckoned anew (a question set right after the round) cannot change a statement that is out already, so it
// becomes a new statement with an id of its own, and the one that it replaces is voided: part two, 2.3.2.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/results/ledger.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::results {

// Who speaks, and of what: the same for all statements of a run of the program.
struct Origin {
    std::string base;        // where our ids live: "https://kiosk.example.vn"
    std::string device;      // random UUID of this kiosk, made at its first start
    std::string event;       // path of the event's id: "2026-10-10-ngay-hoi-so"
    std::string event_title;
    std::string language;    // of all texts: "vi-VN"
    std::string platform;    // "kiosk-so 0.1.0"
};
// Kiosks of one event that name the same endpoint speak of the same event, plugins and units: all ids follow from the
// endpoint's scheme and host and from the event file.
Origin origin_of(std::string_view endpoint, std::string device, std::string_view date, std::string title, std::string_view lang,
                 std::string_view version);

struct Stamp {
    std::int64_t number = 0; // of this device's statements: 1…, so that the other end sees where one is missing
    Ms at = 0;               // wall, as right as it is known; see `stamp_time`
    bool synced = true;      // false: nobody has confirmed this machine's clock yet
};
// When it happened, never in the future: `offset` is the endpoint's clock less ours, 0 where it is not known.
Ms stamp_time(Ms happened, Ms now, Ms offset);

struct Statement {
    std::string id, body; // UUID version 5 of device, number and what it is about; the bytes
    Ms at = 0;            // its timestamp
};
Statement completed(const Origin&, const Result&, const Stamp&);
Statement voided(const Origin&, const std::string& voided_id, const Stamp&);
// The player of the event is to be forgotten wherever this is read: a verb of our own, for the standard has none. An endpoint
// that does not know it keeps it like any other.
Statement forgot(const Origin&, const std::string& public_id, const Stamp&);
std::string forgot_verb(const Origin&); // its id
// Do both make the same statement, but for number and time? Then the second need not be sent.
bool says_the_same(const Result&, const Result&);

std::string uuid_v5(std::string_view name);    // RFC 4122, 4.3, in a name space of our own
std::string duration(Ms);                      // ISO 8601, hundredths: "PT3M12.5S"
std::string timestamp(Ms wall);                // "2026-11-21T09:00:04.210Z"

} // namespace kiosk::results
