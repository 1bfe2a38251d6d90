#include "kiosk/results/answer.h"

#include "kiosk/results/statement_parts.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace kiosk::results {

using parts::json;

namespace {

struct Form {
    const char* name;
    const char* list; // its list of components; "": it has none
};
const Form& kind(Interaction);
bool is_typed(Interaction);
bool is_paired(Interaction);
bool is_component(std::string_view id);
bool is_number(std::string_view);
std::string joined(const Items&, Interaction, bool pattern);
json definition(const Origin&, const Answer&);
json outcome(const Answer&);
std::string name_of(const Origin&, const Answer&);
std::string name_of(const Origin&, const Visit&);
json context(const Origin&, const Stamp&, const std::string& run, const std::string& unit);

} // namespace

std::string_view fault_of(const Answer& answer) {
    if (answer.question.empty() || !is_component(answer.question) || (!answer.bank.empty() && !is_component(answer.bank)))
        return "the question or its bank has no fitting id";
    std::set<std::pair<bool, std::string_view>> ids;
    for (const auto& option : answer.options)
        if (!is_component(option.id) || !ids.emplace(option.target, option.id).second)
            return "an option's id is empty, there twice, or holds a blank or a delimiter";
    for (const auto& item : answer.response) {
        if (answer.kind == Interaction::true_false && item.id != "true" && item.id != "false") return "neither true nor false";
        if (answer.kind == Interaction::numeric && !is_number(item.id)) return "no number";
        if (!is_typed(answer.kind) && !is_component(item.id)) return "an item of the response is no id";
        if (is_paired(answer.kind) && !is_component(item.match)) return "half of a pair";
    }
    return "";
}

std::string key_of(const Origin& origin, const Answer& answer) { return uuid_v5(name_of(origin, answer)); }

std::string id_of(const Origin& origin, const Answer& answer, int told_before) {
    std::string said = name_of(origin, answer) + '/' + std::to_string(told_before) + '/' + answer.unit + outcome(answer).dump();
    for (const auto& pattern : answer.patterns) said += '/' + joined(pattern, answer.kind, true);
    return uuid_v5(said);
}

std::string activity_of(const Origin& origin, const Answer& answer) {
    return origin.base + '/' + answer.plugin + (answer.bank.empty() ? "" : '/' + answer.bank) + "/q/" + answer.question;
}

Statement answered(const Origin& origin, const Answer& answer, const Stamp& stamp, int told_before, bool describe) {
    Statement made{id_of(origin, answer, told_before), {}, stamp.at};
    const std::string run = parts::run_name(origin, answer.plugin, answer.run, answer.public_id);
    json around = context(origin, stamp, run, answer.unit);
    if (!answer.bank.empty())
        around["revision"] = "bank:" + answer.bank + (answer.bank_version > 0 ? '@' + std::to_string(answer.bank_version) : "");
    around["contextActivities"]["parent"].push_back(parts::reference(parts::contest_id(origin, answer.plugin, answer.title)));
    json object = parts::reference(activity_of(origin, answer));
    if (describe) object["definition"] = definition(origin, answer);
    made.body = parts::text_of({{"id", made.id},
                                {"actor", parts::actor(origin.base + "/p", answer.public_id)},
                                {"verb", parts::verb("answered")},
                                {"object", std::move(object)},
                                {"result", outcome(answer)},
                                {"context", std::move(around)},
                                {"timestamp", timestamp(stamp.at)}});
    return made;
}

std::string_view fault_of(const Visit& visit) {
    if (!is_component(visit.activity) || !is_component(visit.kind)) return "what was visited, or its kind, has no fitting id";
    return "";
}

std::string key_of(const Origin& origin, const Visit& visit) { return uuid_v5(name_of(origin, visit)); }

std::string id_of(const Origin& origin, const Visit& visit, int told_before) {
    return uuid_v5(name_of(origin, visit) + '/' + std::to_string(told_before) + '/' + visit.unit + duration(visit.duration));
}

Statement experienced(const Origin& origin, const Visit& visit, const Stamp& stamp, int told_before) {
    Statement made{id_of(origin, visit, told_before), {}, stamp.at};
    const std::string run = parts::run_name(origin, visit.plugin, visit.run, visit.public_id);
    const std::string type =
        visit.kind == "video" ? "http://activitystrea.ms/schema/1.0/video" : origin.base + "/xapi/type/" + visit.kind;
    json statement{{"id", made.id},
                   {"actor", parts::actor(origin.base + "/p", visit.public_id)},
                   {"verb", parts::verb("experienced")},
                   {"object", parts::activity(origin.base + '/' + visit.plugin + '/' + visit.kind + '/' + visit.activity, type,
                                              visit.title, origin)},
                   {"context", context(origin, stamp, run, visit.unit)},
                   {"timestamp", timestamp(stamp.at)}};
    if (visit.duration > 0) statement["result"] = {{"duration", duration(visit.duration)}};
    made.body = parts::text_of(statement);
    return made;
}

namespace {

const Form& kind(Interaction interaction) {
    static constexpr Form kKinds[] = {{"choice", "choices"}, {"true-false", ""},        {"fill-in", ""},
                                      {"long-fill-in", ""},  {"sequencing", "choices"}, {"matching", "source"},
                                      {"numeric", ""},       {"likert", "scale"},       {"performance", "steps"}};
    return kKinds[static_cast<std::size_t>(interaction)];
}

bool is_typed(Interaction interaction) { return interaction == Interaction::fill_in || interaction == Interaction::long_fill_in; }

bool is_paired(Interaction interaction) {
    return interaction == Interaction::matching || interaction == Interaction::performance;
}

// The delimiters are [,] [.] and [:]; an IRI and a response take nothing that needs escaping either.
bool is_component(std::string_view id) {
    return !id.empty() && std::ranges::all_of(id, [](unsigned char c) {
        return c > ' ' && c != 0x7F && std::string_view("[]{}<>\"\\^`|/?#%").find(static_cast<char>(c)) == std::string_view::npos;
    });
}

bool is_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

// What somebody typed cannot be escaped, so a delimiter in it is taken apart.
std::string typed(std::string text) {
    for (auto at = text.find("[,]"); at != std::string::npos; at = text.find("[,]", at + 4)) text.replace(at, 3, "[, ]");
    return text;
}

// "a[,]c", "s1[.]t2[,]s2[.]t1", "4[:]6".
std::string joined(const Items& items, Interaction interaction, bool pattern) {
    std::string all = pattern && is_typed(interaction) ? "{case_matters=false}" : "";
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) all += "[,]";
        all += is_typed(interaction) ? typed(items[i].id) : items[i].id;
        if (is_paired(interaction)) all += "[.]" + items[i].match;
        else if (pattern && interaction == Interaction::numeric) all += "[:]" + items[i].match;
    }
    return all;
}

json definition(const Origin& origin, const Answer& answer) {
    const auto& [name, list] = kind(answer.kind);
    json made{{"type", "http://adlnet.gov/expapi/activities/cmi.interaction"},
              {"name", {{origin.language, answer.question}}},
              {"interactionType", name}};
    if (!answer.text.empty()) made["description"] = {{origin.language, answer.text}};
    for (const auto& pattern : answer.patterns) made["correctResponsesPattern"].push_back(joined(pattern, answer.kind, true));
    if (!*list) return made;
    for (const auto& option : answer.options) {
        json component{{"id", option.id}};
        if (!option.text.empty()) component["description"] = {{origin.language, option.text}};
        made[option.target && answer.kind == Interaction::matching ? "target" : list].push_back(std::move(component));
    }
    return made;
}

json outcome(const Answer& answer) {
    json made{{"completion", !answer.response.empty()}, {"duration", duration(answer.duration)}};
    if (!answer.response.empty()) made["response"] = joined(answer.response, answer.kind, false);
    if (answer.success >= 0) made["success"] = answer.success > 0;
    if (answer.max_score > 0) made["score"] = parts::score(answer.score, answer.max_score);
    return made;
}

std::string name_of(const Origin& origin, const Answer& answer) {
    return parts::run_name(origin, answer.plugin, answer.run, answer.public_id) + "/answered/" + answer.bank + '/' +
           answer.question;
}

std::string name_of(const Origin& origin, const Visit& visit) {
    return parts::run_name(origin, visit.plugin, visit.run, visit.public_id) + "/experienced/" + visit.kind + '/' +
           visit.activity;
}

json context(const Origin& origin, const Stamp& stamp, const std::string& run, const std::string& unit) {
    json made = parts::context(origin, stamp, run);
    auto& grouping = made["contextActivities"]["grouping"];
    grouping.push_back(parts::reference(origin.base + "/event/" + origin.event));
    if (!unit.empty()) grouping.push_back(parts::reference(origin.base + "/unit/" + unit));
    return made;
}

} // namespace

} // namespace kiosk::results
