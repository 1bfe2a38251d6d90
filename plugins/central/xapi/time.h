// Instants and durations as ISO 8601 writes them; `read_time` and `write_time` are in statement.h. Inside of xapi/ only.
#pragma once

#include "xapi/statement.h"

namespace central::xapi {

// ISO 8601:2004, 4.4.3.2 (part two, 4.6): "P3Y1M29DT4H35M59.14S", "P4W". Weeks stand alone; a fraction only in the last
// component; no sign.
bool is_duration(std::string_view);
// For comparing: what is beyond a hundredth of a second is not looked at (part two, 4.6).
std::string_view comparable_duration(std::string_view);

// An instant as exactly as it was written, for comparing: two texts of one instant give the same.
struct Instant {
    std::int64_t ms = 0;        // Unix
    std::string_view beyond_ms; // digits behind the third, without zeros at the end
};
std::optional<Instant> read_instant(std::string_view);

} // namespace central::xapi
