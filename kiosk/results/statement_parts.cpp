#include "kiosk/results/statement_parts.h"

#include "kiosk/base/text.h"

#include <cmath>
#include <cstdint>
#include <cstdio>

namespace kiosk::results::parts {

namespace {

json number(double value);

} // namespace

std::string slug(std::string_view title) {
    std::string made;
    for (const char c : text::fold(title)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) made += c;
        else if (c == ' ') made += '-';
        else {
            char hex[4];
            std::snprintf(hex, sizeof hex, "%02x", static_cast<unsigned char>(c));
            made += hex;
        }
    }
    return made;
}

std::string contest_id(const Origin& origin, const std::string& plugin, std::string_view title) {
    std::string id = origin.base + '/' + plugin + '/' + origin.event;
    if (const auto name = slug(title); !name.empty()) id += '/' + name;
    return id;
}

std::string run_name(const Origin& origin, const std::string& plugin, const std::string& run, const std::string& public_id) {
    return origin.device + '/' + plugin + '/' + run + '/' + public_id;
}

json reference(const std::string& id) { return {{"objectType", "Activity"}, {"id", id}}; }

json activity(const std::string& id, const std::string& type, const std::string& title, const Origin& origin) {
    json definition{{"type", type}};
    if (!title.empty()) definition["name"] = {{origin.language, title}};
    return {{"objectType", "Activity"}, {"id", id}, {"definition", std::move(definition)}};
}

json actor(const std::string& home, const std::string& name) {
    return {{"objectType", "Agent"}, {"account", {{"homePage", home}, {"name", name}}}};
}

json verb(const char* name) {
    return {{"id", std::string("http://adlnet.gov/expapi/verbs/") + name}, {"display", {{"en-US", name}}}};
}

json score(double raw, double max) {
    const bool bounded = max > 0;
    if (!bounded && raw == 0) return json::object();
    if (!bounded || raw < 0 || raw > max) return {{"raw", number(raw)}};
    const double scaled = std::round(raw / max * 10'000) / 10'000;
    return {{"scaled", number(scaled)}, {"raw", number(raw)}, {"min", 0}, {"max", number(max)}};
}

json context(const Origin& origin, const Stamp& stamp) {
    json extensions{{origin.base + "/xapi/ext/device", origin.device}, {origin.base + "/xapi/ext/seq", stamp.number}};
    if (!stamp.synced) extensions[origin.base + "/xapi/ext/clock"] = "unsynced";
    return {{"contextActivities",
             {{"category",
               {{{"objectType", "Activity"},
                 {"id", origin.base + "/xapi/profile/v1"},
                 {"definition", {{"type", "http://adlnet.gov/expapi/activities/profile"}}}}}}}},
            {"extensions", std::move(extensions)}};
}

json context(const Origin& origin, const Stamp& stamp, const std::string& run_name) {
    json made = context(origin, stamp);
    made["registration"] = uuid_v5(run_name);
    made["platform"] = origin.platform; // allowed only where the object is an activity
    made["language"] = origin.language;
    return made;
}

std::string text_of(const json& statement) { return statement.dump(-1, ' ', false, json::error_handler_t::replace); }

namespace {

// Whole numbers as such: 73, not 73.0.
json number(double value) {
    const double whole = std::nearbyint(value);
    if (whole == value && std::fabs(value) < 1e15) return static_cast<std::int64_t>(whole);
    return value;
}

} // namespace

} // namespace kiosk::results::parts
