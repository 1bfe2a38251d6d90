// What a round came to, as the sealed file tells it: everything that somebody needs to reckon the places anew or to doubt them.
// Thread: main.
//
//     {"event": {"name","place","date"}, "kiosk": "3F2A 91BC 77D0 10EE",   the fingerprint of the key that seals
//      "made_at": "2026-10-10T09:12:33+07:00",                             when the file was made as it is
//      "round": {"id","contest","title","code","opened_at","phase","rehearsal","preset","asks_guess","people"},
//      "order": ["score","right","guess","time","sudden_death"],            the first that differs decides
//      "questions": [{"number","id","bank","version","type","text","seconds","sudden_death","voided","rekeyed","key"}],   key: null where it was not asked
//      "ranking": [{"place","name","unit","score","right","time_ms","guess_off","duels_ms","shared","decided_by"}],
//      "corrections": [{"at","what","question","key"}],                     the audit trail
//      "steps": [{"at","what","question"}]}                                 what was shown when
//
// "decided_by" says what set a row below the one above it; "shared": nothing did, they share the place; null for the first.
#pragma once

#include "messages.h"
#include "records.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct RoundFacts {
    const RoundInfo& info;
    const Round& round;
    const std::vector<Step>& steps;
    const FaceOf& face_of;
    std::string_view event_json;
    std::string kiosk;
};
nlohmann::json results_json(const RoundFacts&); // without "made_at"

std::string iso_time(kiosk_ms wall); // of this machine's time zone

} // namespace quiz
