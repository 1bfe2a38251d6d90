// Part two, 2.4.4.1: an Activity, its definition, and the interactions that it may describe.
#include "xapi/parts.h"

#include <algorithm>

namespace central::xapi {

namespace {

struct Interaction {
    std::string_view type;
    std::string_view lists[2]; // of components, that it may have
};
constexpr Interaction kInteractions[] = {{"true-false", {}},
                                         {"choice", {"choices", {}}},
                                         {"fill-in", {}},
                                         {"long-fill-in", {}},
                                         {"matching", {"source", "target"}},
                                         {"performance", {"steps", {}}},
                                         {"sequencing", {"choices", {}}},
                                         {"likert", {"scale", {}}},
                                         {"numeric", {}},
                                         {"other", {}}};

Verdict check_activity_type(const Json&, const Spot&);
Verdict check_definition(const Json&, const Spot&);
Verdict check_interaction_type(const Json&, const Spot&);
Verdict check_pattern(const Json&, const Spot&);
Verdict check_components(const Json&, const Spot&);
Verdict check_component(const Json&, const Spot&);
Verdict check_lists_fit(const Json& definition, const Spot&);

constexpr Member kActivity[] = {{"objectType", check_activity_type, "XAPI-00046"},
                                {"id", check_iri, "XAPI-00047", true},
                                {"definition", check_definition, "XAPI-00048"}};
constexpr Member kDefinition[] = {{"name", check_language_map, "XAPI-00056"},
                                  {"description", check_language_map, "XAPI-00059"},
                                  {"type", check_iri, "XAPI-00060"},
                                  {"moreInfo", check_iri, "XAPI-00061"},
                                  {"extensions", check_extensions, "XAPI-00057"},
                                  {"interactionType", check_interaction_type, "XAPI-00049"},
                                  {"correctResponsesPattern", check_pattern, "XAPI-00050"},
                                  {"choices", check_components, "XAPI-00055"},
                                  {"scale", check_components, "XAPI-00054"},
                                  {"source", check_components, "XAPI-00053"},
                                  {"target", check_components, "XAPI-00052"},
                                  {"steps", check_components, "XAPI-00051"}};
constexpr Member kComponent[] = {{"id", check_string, "XAPI-00058", true}, {"description", check_language_map, "XAPI-00062"}};

} // namespace

Verdict check_activity(const Json& value, const Spot& spot) { return check_object(value, spot, kActivity); }

namespace {

Verdict check_activity_type(const Json& value, const Spot& spot) {
    constexpr std::string_view kWords[] = {"Activity"};
    return check_word(value, spot, kWords);
}

Verdict check_definition(const Json& value, const Spot& spot) {
    if (auto fault = check_object(value, spot, kDefinition)) return fault;
    return check_lists_fit(value, spot);
}

Verdict check_interaction_type(const Json& value, const Spot& spot) {
    std::string_view words[std::size(kInteractions)];
    std::transform(std::begin(kInteractions), std::end(kInteractions), words, [](const Interaction& one) { return one.type; });
    return check_word(value, spot, words);
}

// Its words are not looked into: part two leaves their meaning to the reader, and forbids to limit their number.
Verdict check_pattern(const Json& value, const Spot& spot) { return check_each(value, spot, check_string); }

Verdict check_components(const Json& value, const Spot& spot) {
    if (auto fault = check_each(value, spot, check_component)) return fault;
    std::vector<std::string_view> ids;
    for (const Json& component : value) ids.push_back(text_of(component, "id"));
    std::sort(ids.begin(), ids.end());
    if (const auto twice = std::adjacent_find(ids.begin(), ids.end()); twice != ids.end())
        return refuse(spot, "has two components of one id", "XAPI-00058");
    return {};
}

Verdict check_component(const Json& value, const Spot& spot) {
    if (!value.is_object()) return refuse(spot, "must be an object with an id", "XAPI-00063");
    return check_members(value, spot, kComponent);
}

Verdict check_lists_fit(const Json& definition, const Spot& spot) {
    const std::string_view type = text_of(definition, "interactionType");
    if (type.empty() && find(definition, "correctResponsesPattern"))
        return refuse({&spot, "correctResponsesPattern", 0, "XAPI-00064"},
                      "is only for a definition with an \"interactionType\"");
    const auto interaction = std::find_if(std::begin(kInteractions), std::end(kInteractions),
                                          [&](const Interaction& one) { return one.type == type; });
    for (const std::string_view list : kComponentLists) {
        if (!find(definition, list)) continue;
        if (type.empty())
            return refuse({&spot, list, 0, "XAPI-00064"}, "is only for a definition with an \"interactionType\"");
        if (interaction->lists[0] != list && interaction->lists[1] != list)
            return refuse({&spot, list, 0, "XAPI-00010"}, "is not for the interactionType \"" + std::string(type) + '"');
    }
    return {};
}

} // namespace

} // namespace central::xapi
