// "10:32", and the day where it is not today: a board of yesterday must not look like one of now. Thread: any.
#pragma once

#include <cstdint>
#include <string>

namespace league_board {

struct Moment {
    std::string time; // "10:32", local; "" for a time that is not known (0 or less)
    std::string day;  // "28/11" where it is another day than now's, else ""
    bool operator==(const Moment&) const = default;
};
Moment moment_of(std::int64_t unix_ms, std::int64_t now_ms);

} // namespace league_board
