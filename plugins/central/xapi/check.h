// How the rules of a statement are written down: an object is a table of its members, each with the check that its value
// must pass. Inside of xapi/ only. Thread: any. Never throws.
//
// A check returns nothing where all is well. Where it is not, the first fault ends the reading, so the way to it is kept as
// a chain of Spots on the stack and becomes text only then: a statement without faults costs no strings.
#pragma once

#include "xapi/statement.h"

#include <cstddef>
#include <span>

namespace central::xapi {

struct Spot {
    const Spot* within = nullptr;
    std::string_view key;         // in the object that holds the value; of the outermost Spot: the whole way to it
    std::size_t index = 0;        // in the array that holds it, where `key` is empty
    std::string_view requirement; // what a fault of the value is called by
};
// "statements[17].result.score.scaled". Keys are strangers' text: long ones are cut.
std::string to_text(const Spot&);

using Verdict = std::optional<Fault>;
using Check = Verdict (*)(const Json&, const Spot&);

// The fault of the value at that spot; `sentence` begins with "must …" or "is …" and ends without a full stop.
Fault refuse(const Spot&, std::string_view sentence);
Fault refuse(const Spot&, std::string_view sentence, std::string_view requirement);

struct Member {
    std::string_view key;
    Check check;
    std::string_view requirement;
    bool required = false;
};
// An object that holds these members and no others, none of them null or an empty object. Empty itself only with `may_be_empty`.
Verdict check_object(const Json&, const Spot&, std::span<const Member>);
// The checks of the members that are there, and of those that must be; for objects whose being one is known.
Verdict check_members(const Json&, const Spot&, std::span<const Member>);
// An array whose elements all pass.
Verdict check_each(const Json&, const Spot&, Check element);
// One of these words, exactly: upper and lower case differ (XAPI-00009).
Verdict check_word(const Json&, const Spot&, std::span<const std::string_view> words);

Verdict check_string(const Json&, const Spot&);
Verdict check_boolean(const Json&, const Spot&);
Verdict check_number(const Json&, const Spot&);
Verdict check_iri(const Json&, const Spot&);
Verdict check_uuid(const Json&, const Spot&);
Verdict check_timestamp(const Json&, const Spot&);
Verdict check_duration(const Json&, const Spot&);
Verdict check_language(const Json&, const Spot&);
Verdict check_language_map(const Json&, const Spot&);
// Part two, 4.1: the keys are IRIs, the values anything, null and empty objects included.
Verdict check_extensions(const Json&, const Spot&);

// The member, or null where there is none.
const Json* find(const Json& object, std::string_view key);
// The text of a string member; "" where there is none.
std::string_view text_of(const Json& object, std::string_view key);

} // namespace central::xapi
