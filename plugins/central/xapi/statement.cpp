#include "xapi/statement.h"

#include "xapi/identifiers.h"
#include "xapi/parts.h"
#include "xapi/steps.h"

#include <algorithm>

namespace central::xapi {

namespace {

Verdict check_version(const Json&, const Spot&);
bool make_arrays(Json& statement);

constexpr auto kReplace = Json::error_handler_t::replace;

constexpr Member kStatement[] = {{"id", check_uuid, "XAPI-00027"},
                                 {"actor", check_actor, "XAPI-00003", true},
                                 {"verb", check_verb, "XAPI-00004", true},
                                 {"object", check_object_of_statement, "XAPI-00005", true},
                                 {"result", check_result, "XAPI-00006"},
                                 {"context", check_context, "XAPI-00006"},
                                 {"timestamp", check_timestamp, "XAPI-00022"},
                                 {"stored", check_timestamp, "XAPI-00023"},
                                 {"authority", check_authority, "XAPI-00024"},
                                 {"version", check_version, "XAPI-00101"},
                                 {"attachments", check_attachments, "XAPI-00025"}};

} // namespace

std::variant<Statement, Fault> read_statement(Json json, std::int64_t now, std::string_view where, std::string_view text) {
    const Spot spot{nullptr, where, 0, "XAPI-00014"};
    if (auto fault = check_object(json, spot, kStatement)) return std::move(*fault);
    if (auto fault = check_together(json, spot)) return std::move(*fault);

    Statement statement;
    bool changed = make_arrays(json);
    statement.fingerprint = fingerprint_of(json);
    for (const char* not_the_senders : {"stored", "authority"}) changed |= json.erase(not_the_senders) > 0;
    for (const char* needed : {"id", "timestamp"}) changed |= !json.contains(needed);
    if (!json.contains("id")) json["id"] = random_uuid();
    if (!json.contains("timestamp")) json["timestamp"] = write_time(now);
    if (!changed) statement.text = text;
    statement.id = lower(text_of(json, "id"));
    statement.at = *read_time(text_of(json, "timestamp"));
    statement.json = std::move(json);
    note_what_it_is_found_by(statement);
    return statement;
}

std::string complete(const Statement& statement, std::int64_t stored, const Json& authority) {
    return complete(statement, stamp(stored, authority));
}

std::string stamp(std::int64_t stored, const Json& authority) {
    return R"(,"stored":")" + write_time(stored) + R"(","authority":)" + authority.dump(-1, ' ', false, kReplace);
}

// What is added is written behind the text of the rest: no copy of the statement is needed, and mostly no new text.
std::string complete(const Statement& statement, std::string_view stamp) {
    constexpr std::string_view kVersion = R"(,"version":"1.0.0")";
    std::string text;
    text.reserve(statement.text.size() + stamp.size() + kVersion.size());
    text = statement.text;
    if (text.empty()) text = statement.json.dump(-1, ' ', false, kReplace);
    text.pop_back(); // "}"
    text += stamp;
    if (!statement.json.contains("version")) text += kVersion;
    return text += '}';
}

namespace {

// "1.0", "1.0.3"; part two, 2.4.10.
Verdict check_version(const Json& value, const Spot& spot) {
    constexpr std::string_view kAllowed = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-+";
    if (value.is_string()) {
        const std::string_view version = value.get_ref<const std::string&>();
        if (version == "1.0") return {};
        if (version.starts_with("1.0.") && version.size() > 4 && version.find_first_not_of(kAllowed) == std::string_view::npos)
            return {};
    }
    return refuse(spot, "must be \"1.0\" or begin with \"1.0.\"");
}

// Part two, 2.4.6.2: a single context activity is returned as an array of one. Whether there was any.
bool make_arrays(Json& statement) {
    bool any = false;
    if (const auto context = statement.find("context"); context != statement.end())
        if (const auto activities = context->find("contextActivities"); activities != context->end())
            for (Json& kind : *activities) {
                if (!kind.is_object()) continue;
                kind = Json::array({std::move(kind)});
                any = true;
            }
    Json& object = statement["object"];
    return (object_type(object) == "SubStatement" && make_arrays(object)) || any;
}

} // namespace

} // namespace central::xapi
