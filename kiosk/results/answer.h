// One answer, and one visit, as xAPI statements: "answered" and "experienced". Thread: any; no state.
//
// Sources: IEEE/ADL xAPI 1.0.3, part two, 2.4.4.1 and appendix C (interaction types, which are those of SCORM 2004) and
// 2.4.5 (result). Kept besides: what was not answered in time has no response, what nothing could be won with has no
// score, and what nobody judged has no success.
//
// Their ids follow from what they say, so that one who tells the same again makes no second statement: UUID version 5 of
// device, run, question, how often this answer was told before, and what is said of it. Telling anew voids the one before.
#pragma once

#include "kiosk/results/statement.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::results {

enum class Interaction { choice, true_false, fill_in, long_fill_in, sequencing, matching, numeric, likert, performance };

// Part of a response or a pattern. `match`: the target of a pair, what was done at a step, the end of a range of numbers.
struct Item {
    std::string id, match;
};
using Items = std::vector<Item>;

struct Option {
    std::string id, text;
    bool target = false; // of matching: stands on the other side
};

struct Answer {
    std::string plugin, run, title;   // as in Result
    std::string public_id, unit;      // of the person
    std::string question, bank, text; // the question's id within its bank, the bank's, its wording
    int bank_version = 0;             // 0: not known
    Interaction kind = Interaction::choice;
    std::vector<Option> options;
    std::vector<Items> patterns;      // any one of them is right; none: nothing is right or wrong, or it is not known
    Items response;                   // empty: no answer came in time
    int success = -1;                 // 1, 0; -1: neither
    double score = 0, max_score = 0;
    Ms duration = 0, at = 0;          // ms; wall
};
// Why it cannot be told as it is, in English for who wrote the plugin; "" where it can.
std::string_view fault_of(const Answer&);
std::string key_of(const Origin&, const Answer&); // the same however often it is told; UUID
std::string id_of(const Origin&, const Answer&, int told_before);
std::string activity_of(const Origin&, const Answer&); // the question, the same wherever this bank's is asked
// `describe`: with wording, options and key of the question, which a receiver needs once.
Statement answered(const Origin&, const Answer&, const Stamp&, int told_before, bool describe);

struct Visit {
    std::string plugin, run;      // unique on this kiosk: "visit/17"
    std::string activity, title;  // what was visited: "gian-3", and its name for people
    std::string kind;             // "video", "booth", "stamp", …
    std::string public_id, unit;  // of the person
    Ms duration = 0, at = 0;      // ms, 0: not known; wall
};
std::string_view fault_of(const Visit&);
std::string key_of(const Origin&, const Visit&);
std::string id_of(const Origin&, const Visit&, int told_before);
Statement experienced(const Origin&, const Visit&, const Stamp&, int told_before);

} // namespace kiosk::results
