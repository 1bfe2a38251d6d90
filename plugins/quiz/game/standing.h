// Who is where. Pure; thread: any.
//
// Order, each only where the one before is equal: score → right answers → nearest guess of how many take part (where
// the round asks) → least time over the right answers → sudden death → shared place (1, 2, 2, 4).
#pragma once

#include "game/scoring.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

using PlayerId = std::int64_t;

// What a player has to show, before places are given.
struct Tally {
    PlayerId player = 0;
    Points score = 0;
    int right = 0;
    std::int64_t guess_off = 0; // |guess - people|; 0 for all where the round does not ask; kNoGuess where none was made
    Ms time = 0;                // summed over the right answers
    std::vector<Ms> duels;      // per sudden death that was revealed: time of the right answer, or kNotRight
};
inline constexpr std::int64_t kNoGuess = std::numeric_limits<std::int64_t>::max();
inline constexpr Ms kNotRight = std::numeric_limits<Ms>::max();

struct Standing {
    Tally of;
    int place = 0;       // 1…
    bool shared = false; // somebody else has the same place
    int moved = 0;       // places won (+) or lost (-) by the last question; 0 after the first
};

// Best first; among equals the lower player id first, so that a list never flickers. O(n log n).
std::vector<Standing> rank(std::vector<Tally>);
// Whether two share a place.
bool tied(const Tally&, const Tally&);
// What set the second of two neighbours on the list below the first; `shared`: nothing did.
enum class Decided { score, right, guess, time, sudden_death, shared };
std::string_view name_of(Decided);
Decided decided(const Tally& above, const Tally& below);

struct UnitStanding {
    std::string unit; // empty: all small ones together
    int place = 0;    // 1, 2, 2, 4 by total, then by average; 0: all small ones together
    Points total = 0;
    int people = 0;
    double average = 0; // total / people
};
// Best total first, then best average, then unit id. Players without a unit (empty) count for none. O(n log n).
// Units of fewer than `min_people` would tell how this or that person did: they stand together in one row at the end, or in
// none where even together they are too few.
std::vector<UnitStanding> rank_units(const std::vector<Standing>&, const std::function<std::string(PlayerId)>& unit_of,
                                     int min_people = 1);

} // namespace quiz
