#include "xapi/query.h"

#include "xapi/parse.h"
#include "xapi/identifiers.h"
#include "xapi/parts.h"

#include <algorithm>
#include <charconv>

namespace central::xapi {

namespace {

// Reads one parameter's value into the query; false where it is none.
using Read = bool (*)(Query&, const std::string& value);
struct Parameter {
    std::string_view name;
    Read read;
    std::string_view must_be;    // where it is not
    bool with_one_statement = false; // may stand beside statementId and voidedStatementId
};

bool uuid(std::string& to, const std::string& value);
bool iri(std::string& to, const std::string& value);
bool boolean(bool& to, const std::string& value);
bool time(std::int64_t& to, const std::string& value);
bool whole_number(std::int64_t& to, const std::string& value);
bool agent(std::string& to, const std::string& value);
bool format(Format& to, const std::string& value);

constexpr Parameter kParameters[] = {
    {"statementId", [](Query& q, const std::string& v) { return uuid(q.statement, v); }, "a UUID", true},
    {"voidedStatementId", [](Query& q, const std::string& v) { return uuid(q.voided_statement, v); }, "a UUID", true},
    {"agent", [](Query& q, const std::string& v) { return agent(q.agent, v); }, "an Agent or identified Group as JSON"},
    {"verb", [](Query& q, const std::string& v) { return iri(q.verb, v); }, "an IRI"},
    {"activity", [](Query& q, const std::string& v) { return iri(q.activity, v); }, "an IRI"},
    {"registration", [](Query& q, const std::string& v) { return uuid(q.registration, v); }, "a UUID"},
    {"related_activities", [](Query& q, const std::string& v) { return boolean(q.related_activities, v); }, "true or false"},
    {"related_agents", [](Query& q, const std::string& v) { return boolean(q.related_agents, v); }, "true or false"},
    {"since", [](Query& q, const std::string& v) { return time(q.since, v); }, "a date and time as ISO 8601 has it"},
    {"until", [](Query& q, const std::string& v) { return time(q.until, v); }, "a date and time as ISO 8601 has it"},
    {"limit", [](Query& q, const std::string& v) { return whole_number(q.limit, v); }, "a whole number, 0 or more"},
    {"format", [](Query& q, const std::string& v) { return format(q.format, v); }, "\"ids\", \"exact\" or \"canonical\"", true},
    {"attachments", [](Query& q, const std::string& v) { return boolean(q.attachments, v); }, "true or false", true},
    {"ascending", [](Query& q, const std::string& v) { return boolean(q.ascending, v); }, "true or false"},
    {"after", [](Query& q, const std::string& v) { q.after = v; return !v.empty(); }, "what a \"more\" link says"}};

std::optional<std::string> percent_decode(std::string_view);
std::string percent_encode(std::string_view);
Fault unknown(std::string_view name);
Json agent_of(std::string_view identity);
std::string_view name_of(Format);

} // namespace

std::variant<Query, Fault> read_query(std::string_view raw) {
    Query query;
    std::vector<const Parameter*> seen;
    while (!raw.empty()) {
        const std::string_view pair = raw.substr(0, raw.find('&'));
        raw.remove_prefix(std::min(pair.size() + 1, raw.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percent_decode(pair.substr(0, equals));
        const auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value)
            return Fault{{}, "The query is no percent-encoded UTF-8, or holds control characters.", "XAPI-00012"};
        const auto parameter = std::find_if(std::begin(kParameters), std::end(kParameters),
                                            [&name](const Parameter& one) { return one.name == *name; });
        if (parameter == std::end(kParameters)) return unknown(*name);
        if (std::find(seen.begin(), seen.end(), parameter) != seen.end())
            return Fault{*name, '"' + *name + "\" stands there twice.", "XAPI-00012"};
        if (!parameter->read(query, *value))
            return Fault{*name, '"' + *name + "\" must be " + std::string(parameter->must_be) + '.', "XAPI-00012"};
        seen.push_back(parameter);
    }
    if (query.statement.empty() && query.voided_statement.empty()) return query;
    const std::string one = query.statement.empty() ? "voidedStatementId" : "statementId";
    const bool both = !query.statement.empty() && !query.voided_statement.empty();
    const auto other =
        std::find_if(seen.begin(), seen.end(), [](const Parameter* parameter) { return !parameter->with_one_statement; });
    if (both || other != seen.end())
        return Fault{both ? "voidedStatementId" : std::string((*other)->name),
                     "Beside \"" + one + "\" there may be \"format\" and \"attachments\" only.",
                     query.statement.empty() ? "XAPI-00150" : "XAPI-00151"};
    return query;
}

std::string write_query(const Query& query, std::string_view after) {
    std::string text;
    const auto add = [&text](std::string_view name, std::string_view value) {
        text.append(text.empty() ? "" : "&").append(name).append("=").append(percent_encode(value));
    };
    if (!query.statement.empty()) add("statementId", query.statement);
    if (!query.voided_statement.empty()) add("voidedStatementId", query.voided_statement);
    if (!query.agent.empty()) add("agent", agent_of(query.agent).dump());
    if (!query.verb.empty()) add("verb", query.verb);
    if (!query.activity.empty()) add("activity", query.activity);
    if (!query.registration.empty()) add("registration", query.registration);
    if (query.related_activities) add("related_activities", "true");
    if (query.related_agents) add("related_agents", "true");
    if (query.since != 0) add("since", write_time(query.since));
    if (query.until != 0) add("until", write_time(query.until));
    if (query.limit != 0) add("limit", std::to_string(query.limit));
    if (query.format != Format::exact) add("format", name_of(query.format));
    if (query.attachments) add("attachments", "true");
    if (query.ascending) add("ascending", "true");
    if (!after.empty()) add("after", after);
    return text;
}

namespace {

bool uuid(std::string& to, const std::string& value) {
    to = lower(value);
    return is_uuid(value);
}

bool iri(std::string& to, const std::string& value) {
    to = value;
    return is_iri(value);
}

bool boolean(bool& to, const std::string& value) {
    to = value == "true";
    return to || value == "false";
}

// 0 is no limit in Query; nothing is stored in 1970, so that the first of its milliseconds will do.
bool time(std::int64_t& to, const std::string& value) {
    const auto read = read_time(value);
    if (read) to = *read == 0 ? 1 : *read;
    return read.has_value();
}

bool whole_number(std::int64_t& to, const std::string& value) {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), to);
    return error == std::errc{} && end == value.data() + value.size() && to >= 0 && value.front() != '-';
}

// Validated as in a statement (part two, 2.2). An anonymous group is nobody that could be found.
bool agent(std::string& to, const std::string& value) {
    const auto parsed = parse(value, "agent");
    const Json* json = std::get_if<Json>(&parsed);
    if (!json || check_actor(*json, {nullptr, "agent", 0, {}})) return false;
    to = identity(*json);
    return !to.empty();
}

bool format(Format& to, const std::string& value) {
    for (const Format one : {Format::exact, Format::ids, Format::canonical}) {
        if (value != name_of(one)) continue;
        to = one;
        return true;
    }
    return false;
}

// As forms are sent: "+" is a space.
std::optional<std::string> percent_decode(std::string_view text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') made += ' ';
        else if (text[i] != '%') made += text[i];
        else {
            unsigned byte = 0;
            if (text.size() - i < 3 || !is_hex(text.substr(i + 1, 2))) return {};
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
            made += static_cast<char>(byte);
            i += 2;
        }
    }
    if (!is_plain_text(made)) return {};
    return made;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kUnreserved = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string made;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (kUnreserved.find(c) != std::string_view::npos) made += c;
        else made.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    }
    return made;
}

Fault unknown(std::string_view name) {
    for (const Parameter& parameter : kParameters)
        if (lower(name) == lower(parameter.name))
            return {std::string(parameter.name), "A parameter must be written \"" + std::string(parameter.name) + "\".",
                    "XAPI-00325"};
    return {{}, "The query has a parameter that is not known here.", "XAPI-00324"};
}

// The way back from identity().
Json agent_of(std::string_view identity) {
    const std::size_t space = std::min(identity.find(' '), identity.size());
    const std::string kind(identity.substr(0, space));
    const std::string_view value = identity.substr(std::min(space + 1, identity.size()));
    if (kind != "account") return {{kind, value}};
    const std::size_t end = std::min(value.find(' '), value.size()); // an IRI has no space
    return {{kind, {{"homePage", value.substr(0, end)}, {"name", value.substr(std::min(end + 1, value.size()))}}}};
}

std::string_view name_of(Format format) {
    return format == Format::ids ? "ids" : format == Format::canonical ? "canonical" : "exact";
}

} // namespace

} // namespace central::xapi
