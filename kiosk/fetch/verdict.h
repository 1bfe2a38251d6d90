// What a reply to a fetch means, as rules without a network: is there something new, is all as it was, or what is wrong.
// Thread: any; no state.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/fetch/line.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::fetch {

inline constexpr std::size_t kMostBytes = 8u << 20; // of a body
inline constexpr int kDeepest = 64;                 // of JSON: whoever reads it may go down by calling itself

enum class Outcome { fresh, unchanged, trouble };

struct Verdict {
    Outcome outcome = Outcome::trouble;
    // "network" nobody answered, or not to the end · "portal" somebody else did · "moved" it is elsewhere · "key" · "missing"
    // · "busy" · "refused" · "too_large" · "no_json"; "" where all is well
    std::string trouble;
    std::string sentence; // what was said, one line, for people who mend it
};
// Of JSON, asked for with or without a condition. `conditional`: we have a copy that a 304 would speak of.
Verdict judge(const Answer&, bool conditional);

// Until the next try: `every` after a success; after failures in a row 5 s, 10 s, 20 s… up to 24 times `every`, at most five
// minutes or `every`; a quarter more or less by `chance` (0…1), and never less than the server asked for (up to an hour).
Ms pause(Ms every, int failures, std::optional<Ms> asked_for, double chance);

// JSON, whole, and not nested deeper than kDeepest.
bool is_sound_json(std::string_view);
// http or https, a host, no user or password in it, nothing but printable ASCII; at most 2,000 bytes.
bool is_address(std::string_view url);

} // namespace kiosk::fetch
