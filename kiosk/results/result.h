// What a run came to for one person. Part of the ledger's header, which says what becomes of it.
#pragma once

#include "kiosk/base/clock.h"

#include <cstdint>
#include <string>

namespace kiosk::results {

struct Result {
    std::string id;                // random UUID, given at the first record
    std::string plugin, run, title;
    std::int64_t person = 0;       // below 0: somebody who was forgotten; the same for all of theirs, and leads nowhere
    std::string name, unit;        // as they were when it was recorded, for staff: their own name; filled in by the ledger
    int place = 0;
    double score = 0, max_score = 0;
    int right = 0, asked = 0;
    Ms duration = 0, finished = 0; // ms; wall
    bool rehearsal = false;
    std::string board_name; // under which they stood on the board while their own waited for staff; else empty
    std::string unit_title; // as it stood when it was recorded; filled in by the ledger
    std::string public_id;  // of the person; filled in by the ledger and by read_results, empty where they are gone
};

} // namespace kiosk::results
