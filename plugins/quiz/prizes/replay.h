// One player's round told again, for complaints: what was shown when, what they sent, when it arrived, what it was worth. From
// the stored facts and the rules; nothing is kept for it but the times of the steps. Thread: main.
#pragma once

#include "records.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace quiz {

// {"since", "guess", "place", "of", "score", "right", "removed", "questions": [{"number", "id", "type", "text", "options",
//  "unit", "seconds", "sudden_death", "voided", "rekeyed", "answer", "shown_ms", "opened_ms", "closed_ms",
//  "revealed_ms", "choice", "offset_ms", "taken_ms", "late", "late_by_ms", "right", "points", "most"}]}
// Times are the wall's, null where the step was not noted. `offset_ms` is what the rules reckon with: from the opening to the
// arrival, without pauses. "answer" is the key as it counts now, null before the reveal. Null where they never entered.
nlohmann::json replay_json(const RoundInfo&, const Round&, const std::vector<Step>&, PlayerId);

} // namespace quiz
