// Part two, 2.4.6: in which circumstances. That revision and platform are for Activities only is looked at in object.cpp.
#include "xapi/parts.h"

namespace central::xapi {

namespace {

Verdict check_context_activities(const Json&, const Spot&);
Verdict check_one_or_more(const Json&, const Spot&);

constexpr Member kContext[] = {{"registration", check_uuid, "XAPI-00087"},
                               {"instructor", check_actor, "XAPI-00087"},
                               {"team", check_group, "XAPI-00088"},
                               {"contextActivities", check_context_activities, "XAPI-00086"},
                               {"revision", check_string, "XAPI-00089"},
                               {"platform", check_string, "XAPI-00090"},
                               {"language", check_language, "XAPI-00091"},
                               {"statement", check_statement_ref, "XAPI-00092"},
                               {"extensions", check_extensions, "XAPI-00120"}};

} // namespace

Verdict check_context(const Json& value, const Spot& spot) { return check_object(value, spot, kContext); }

namespace {

Verdict check_context_activities(const Json& value, const Spot& spot) {
    if (!value.is_object()) return refuse(spot, "must be an object");
    for (const auto& [key, activities] : value.get_ref<const Json::object_t&>()) {
        const Spot at{&spot, key, 0, "XAPI-00094"};
        if (std::find(std::begin(kContextKinds), std::end(kContextKinds), key) == std::end(kContextKinds))
            return refuse(at, "must be one of \"parent\", \"grouping\", \"category\" and \"other\"", "XAPI-00093");
        if (auto fault = check_one_or_more(activities, at)) return fault;
    }
    return {};
}

// A single Activity is allowed for the sake of old senders.
Verdict check_one_or_more(const Json& value, const Spot& spot) {
    if (value.is_array()) return check_each(value, spot, check_activity);
    if (!value.is_object()) return refuse(spot, "must be an array of Activities");
    return check_activity(value, spot);
}

} // namespace

} // namespace central::xapi
