// What the quiz says to pages, as JSON. The public message is made from Round's public views only, which have no place
// for a key before the reveal. Thread: main.
#pragma once

#include "bank/bank.h"
#include "records.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace quiz {

// How people stand on the board at this moment.
struct Face {
    std::string name, unit, unit_title;
};
using FaceOf = std::function<Face(PlayerId)>;

struct Moment {
    kiosk_ms mono, wall;
};

// A question and its reveal as every page gets them.
nlohmann::json question_json(const PublicQuestion&);
nlohmann::json reveal_json(const PublicQuestion&, const Reveal&);

// The topic quiz/round: everything that a phone needs, for everybody alike.
nlohmann::json round_message(const RoundInfo&, const Round&, Moment, const FaceOf&);
nlohmann::json no_round_message(Moment);

// What one player may know about themselves: the answer to GET me and POST enter.
nlohmann::json own_message(const RoundInfo&, const Round&, PlayerId);

// The topic quiz/standings: the top of the list, persons and units; see rank_units for those under `min_group` people.
nlohmann::json standings_message(const RoundInfo&, const Round&, const FaceOf&, int min_group);

// The staff's part, added to the public message: the right answer, what the one big button does, the audit trail. Of a hundred
// questions only what becomes of them, for it is told up to five times a second.
void add_staff_part(nlohmann::json& message, const Round&, Moment);
// What they say, and their keys as they are now: once a round, and again when `changes` of the staff's part has grown.
nlohmann::json questions_message(const RoundInfo&, const Round&);

// Everything about a round, for staff: standings, and per question who chose what.
nlohmann::json results_message(const RoundInfo&, const Round&, const FaceOf&);

} // namespace quiz
