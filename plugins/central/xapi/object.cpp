// Part two, 2.4.3 and 2.4.4: verb, and object of whatever kind.
#include "xapi/parts.h"

namespace central::xapi {

namespace {

Verdict check_ref_type(const Json&, const Spot&);
Verdict check_sub_statement(const Json&, const Spot&);
Verdict check_sub_statement_type(const Json&, const Spot&);
Verdict check_object_of_sub_statement(const Json&, const Spot&);
Verdict refuse_in_sub_statement(const Json&, const Spot&);

constexpr Member kVerb[] = {{"id", check_iri, "XAPI-00044", true}, {"display", check_language_map, "XAPI-00045"}};
constexpr Member kStatementRef[] = {{"objectType", check_ref_type, "XAPI-00073", true}, {"id", check_uuid, "XAPI-00072", true}};
constexpr Member kSubStatement[] = {{"objectType", check_sub_statement_type, "XAPI-00073", true},
                                    {"actor", check_actor, "XAPI-00003", true},
                                    {"verb", check_verb, "XAPI-00004", true},
                                    {"object", check_object_of_sub_statement, "XAPI-00005", true},
                                    {"result", check_result, "XAPI-00006"},
                                    {"context", check_context, "XAPI-00006"},
                                    {"timestamp", check_timestamp, "XAPI-00022"},
                                    {"attachments", check_attachments, "XAPI-00025"},
                                    {"authority", refuse_in_sub_statement, "XAPI-00067"},
                                    {"version", refuse_in_sub_statement, "XAPI-00068"},
                                    {"stored", refuse_in_sub_statement, "XAPI-00069"},
                                    {"id", refuse_in_sub_statement, "XAPI-00070"}};

} // namespace

Verdict check_verb(const Json& value, const Spot& spot) { return check_object(value, spot, kVerb); }

Verdict check_statement_ref(const Json& value, const Spot& spot) { return check_object(value, spot, kStatementRef); }

Verdict check_object_of_statement(const Json& value, const Spot& spot) {
    if (!value.is_object()) return refuse(spot, "must be an object");
    const std::string_view type = object_type(value);
    if (type == "Activity") return check_activity(value, spot);
    if (type == "Agent" || type == "Group") return check_actor(value, spot);
    if (type == "StatementRef") return check_statement_ref(value, spot);
    if (type == "SubStatement") return check_sub_statement(value, spot);
    constexpr std::string_view kWords[] = {"Activity", "Agent", "Group", "SubStatement", "StatementRef"};
    return check_word(*find(value, "objectType"), {&spot, "objectType", 0, "XAPI-00046"}, kWords);
}

std::string_view object_type(const Json& object) {
    return find(object, "objectType") ? text_of(object, "objectType") : std::string_view("Activity");
}

Verdict check_together(const Json& statement, const Spot& spot) {
    const Json& object = *find(statement, "object");
    const std::string_view type = object_type(object);
    if (type != "StatementRef" && text_of(*find(statement, "verb"), "id") == kVoided)
        return refuse({&spot, "object", 0, "XAPI-00017"}, "must be a StatementRef, for the verb is \"voided\"");
    const Json* context = find(statement, "context");
    if (!context || type == "Activity") return {};
    const Spot at{&spot, "context", 0, {}};
    if (find(*context, "revision"))
        return refuse({&at, "revision", 0, "XAPI-00084"}, "is only for a statement whose object is an Activity");
    if (find(*context, "platform"))
        return refuse({&at, "platform", 0, "XAPI-00085"}, "is only for a statement whose object is an Activity");
    return {};
}

namespace {

Verdict check_ref_type(const Json& value, const Spot& spot) {
    constexpr std::string_view kWords[] = {"StatementRef"};
    return check_word(value, spot, kWords);
}

// "A SubStatement must be validated as a Statement", but for what only a Statement has.
Verdict check_sub_statement(const Json& value, const Spot& spot) {
    if (auto fault = check_members(value, spot, kSubStatement)) return fault;
    return check_together(value, spot);
}

Verdict check_sub_statement_type(const Json& value, const Spot& spot) {
    constexpr std::string_view kWords[] = {"SubStatement"};
    return check_word(value, spot, kWords);
}

Verdict check_object_of_sub_statement(const Json& value, const Spot& spot) {
    if (value.is_object() && object_type(value) == "SubStatement")
        return refuse(spot, "must not be a SubStatement within a SubStatement", "XAPI-00071");
    return check_object_of_statement(value, spot);
}

Verdict refuse_in_sub_statement(const Json&, const Spot& spot) { return refuse(spot, "is not for a SubStatement"); }

} // namespace

} // namespace central::xapi
