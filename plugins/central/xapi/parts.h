// The checks of a statement's parts, one file each: agent.cpp, activity.cpp, object.cpp, result.cpp, context.cpp,
// attachment.cpp. Inside of xapi/ only. Thread: any.
#pragma once

#include "xapi/check.h"

namespace central::xapi {

Verdict check_actor(const Json&, const Spot&);     // an Agent or a Group
Verdict check_group(const Json&, const Spot&);     // a Group
Verdict check_authority(const Json&, const Spot&); // an Agent, or an anonymous Group of two
Verdict check_verb(const Json&, const Spot&);
Verdict check_activity(const Json&, const Spot&);
Verdict check_statement_ref(const Json&, const Spot&);
Verdict check_object_of_statement(const Json&, const Spot&); // any of the five kinds
Verdict check_result(const Json&, const Spot&);
Verdict check_context(const Json&, const Spot&);
Verdict check_attachments(const Json&, const Spot&);
// What concerns several members of a statement or SubStatement whose members have passed.
Verdict check_together(const Json& statement, const Spot&);

inline constexpr std::string_view kVoided = "http://adlnet.gov/expapi/verbs/voided";
// The members of an interaction that are lists of components (part three, appendix C).
inline constexpr std::string_view kComponentLists[] = {"choices", "scale", "source", "target", "steps"};
inline constexpr std::string_view kContextKinds[] = {"parent", "grouping", "category", "other"};
// "Activity" where an object does not say what it is (part two, 2.4.4).
std::string_view object_type(const Json& object);

} // namespace central::xapi
