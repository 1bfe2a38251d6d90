// The league of a centre as plain values, read from what GET /p/central/league says. Whatever may come from a network is
// read here and nowhere else: any JSON, or none, gives a league within these bounds or none at all.
//
// Thread: any; pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace league_board {

inline constexpr std::size_t kMostBytes = 512u << 10; // of a reply; main reads it between two frames
inline constexpr std::size_t kMostPersons = 50;       // more stand on no screen
inline constexpr std::size_t kMostUnits = 500;
inline constexpr std::size_t kMostLetters = 120;          // of a unit's title, in code points
inline constexpr double kMostPoints = 1e9;                // of a score, either way; what is more is cut to it
inline constexpr std::int64_t kMostCount = 1'000'000'000; // of people, runs, kiosks

struct Person {
    int place = 0;      // 1…; 0: not told
    std::string player; // random id, ASCII letters and digits; "" for none
    std::string unit;   // title; may be empty
    double score = 0;
    bool operator==(const Person&) const = default;
};
struct Unit {
    int place = 0; // 0: the units of few people, together; without a title
    std::string title;
    double score = 0, average = 0;
    double turnout = 0; // people per thousand inhabitants; 0: not known
    std::int64_t people = 0;
    bool operator==(const Unit&) const = default;
};
struct League {
    std::int64_t runs = 0, people = 0;
    std::int64_t kiosks = 0;       // that have told something; 0 where the centre does not say
    std::int64_t silent = 0;       // of them, not heard for a while
    std::int64_t silent_since = 0; // Unix ms; 0: not told
    std::vector<Person> persons;   // best first
    std::vector<Unit> units;
    bool empty() const { return persons.empty() && units.empty(); }
    bool operator==(const League&) const = default;
};

enum class Sense {
    league,
    counting, // a league, but of a centre that is still reading what it has: less than there is
    nonsense
};
// `into` is touched where it is a league only.
Sense read_league(std::string_view body, League& into);

// One line of somebody else's: NFC, without what is not seen or turns the writing round, blanks folded; at most `most` code
// points, then "…". What is no UTF-8 gives "".
std::string one_line(std::string_view, std::size_t most);

// The first four letters or digits of a random id, in capitals: how people tell themselves apart whose names nobody here
// knows. Their phone shows the whole of it.
std::string short_code(std::string_view player);

} // namespace league_board
