// What a statement of our kiosks says of a run: a row of the league. The other end of kiosk/results/statement.cpp, which makes
// them. Pure. Thread: any.
//
// Read is what stands in the statement and nothing else; what another sender's statement lacks makes it no result. All ids
// end as they do for the kiosk: BASE/event/ID, BASE/unit/ID, and the player is an account of BASE/p.
#pragma once

#include "store/archive.h"
#include "xapi/statement.h"

#include <optional>
#include <string>

namespace central {

// Nothing for any statement but "completed" of one of our kiosks, with registration, event and number.
std::optional<RunResult> result_of(const xapi::Statement&);
// The player that asks to be forgotten by this statement of one of our kiosks, or "".
std::string forgotten_by(const xapi::Statement&);
// The event that it is grouped under, or "".
std::string event_of(const xapi::Json& statement);

// The program that it comes from ("kiosk-so 0.1.0"), or "" where it does not say, says too much, or has control characters in it:
// it becomes a cell of a table, and PostgreSQL takes no NUL.
std::string platform_of(const xapi::Statement&);

// ISO 8601 as our kiosks write it ("PT3M12.5S", "PT1H"): ms; nothing where it is none. Years, months and days are not read.
std::optional<std::int64_t> read_duration(std::string_view);

} // namespace central
