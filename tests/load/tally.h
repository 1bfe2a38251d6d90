// Was every answer that a phone was told is saved really kept, and as it was told?
#pragma once

#include "tests/load/hall.h"

#include <cstdint>
#include <string>

namespace kiosk::load {

struct Difference {
    std::size_t lost = 0;    // told "saved", and not there or another choice there
    std::size_t unknown = 0; // there, and no phone was told
};
// `results`: the JSON of the staff's results route.
Difference compare_with_tally(const Hall::Book&, const std::string& results);
// Reads quiz_answers of this SQLite file. Throws std::runtime_error where it cannot.
Difference compare_with_disk(const Hall::Book&, const std::string& file, std::int64_t round);

} // namespace kiosk::load
