#include "kiosk/results/statement.h"

#include "kiosk/base/text.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <tuple>

namespace kiosk::results {

using nlohmann::json;

namespace {

// Random, made once. It must never change: the ids of all statements follow from it.
constexpr boost::uuids::uuid kNameSpace{
    {0x6f, 0x0b, 0x5d, 0x0e, 0x7c, 0x41, 0x4c, 0x5a, 0x9d, 0x5f, 0x3b, 0x1d, 0x2a, 0x94, 0xe8, 0x77}};

std::string slug(std::string_view);
std::string tag_of(std::string_view lang);
json activity(const std::string& id, const std::string& type, const std::string& title, const Origin&);
json actor(const std::string& home, const std::string& name);
json verb(const char* name);
json score_of(const Result&);
json context_of(const Origin&, const Stamp&);

} // namespace

Origin origin_of(std::string_view endpoint, std::string device, std::string_view date, std::string title, std::string_view lang,
                 std::string_view version) {
    const auto host = endpoint.find("://") + 3;
    Origin origin;
    origin.base = endpoint.substr(0, endpoint.find_first_of("/?#", host));
    origin.device = std::move(device);
    origin.event = std::string(date) + '-' + slug(title);
    origin.event_title = std::move(title);
    origin.language = tag_of(lang);
    origin.platform = "kiosk-so " + std::string(version);
    return origin;
}

Ms stamp_time(Ms happened, Ms now, Ms offset) {
    return std::min(happened, now) + offset;
}

Statement completed(const Origin& origin, const Result& result, const Stamp& stamp) {
    const std::string run = origin.device + '/' + result.plugin + '/' + result.run + '/' + result.public_id;
    Statement made{uuid_v5(run + '/' + std::to_string(stamp.number)), {}, stamp.at};

    std::string quiz = origin.base + '/' + result.plugin + '/' + origin.event;
    if (const auto title = slug(result.title); !title.empty()) quiz += '/' + title;
    // No "success": no contest here has a pass mark.
    json outcome{
        {"completion", true},
        {"duration", duration(result.duration)},
        {"extensions", {{origin.base + "/xapi/ext/right", result.right}, {origin.base + "/xapi/ext/asked", result.asked}}}};
    if (json score = score_of(result); !score.empty()) outcome["score"] = std::move(score);

    json context = context_of(origin, stamp);
    context["registration"] = uuid_v5(run);
    context["platform"] = origin.platform; // allowed only where the object is an activity
    context["language"] = origin.language;
    auto& grouping = context["contextActivities"]["grouping"];
    grouping.push_back(
        activity(origin.base + "/event/" + origin.event, "http://activitystrea.ms/schema/1.0/event", origin.event_title, origin));
    if (!result.unit.empty())
        grouping.push_back(
            activity(origin.base + "/unit/" + result.unit, origin.base + "/xapi/type/unit", result.unit_title, origin));

    made.body = json{{"id", made.id},
                     {"actor", actor(origin.base + "/p", result.public_id)},
                     {"verb", verb("completed")},
                     {"object", activity(quiz, "http://adlnet.gov/expapi/activities/assessment", result.title, origin)},
                     {"result", std::move(outcome)},
                     {"context", std::move(context)},
                     {"timestamp", timestamp(stamp.at)}}
                    .dump(-1, ' ', false, json::error_handler_t::replace); // a title may come from a plugin
    return made;
}

Statement voided(const Origin& origin, const std::string& voided_id, const Stamp& stamp) {
    Statement made{uuid_v5(origin.device + "/void/" + voided_id), {}, stamp.at};
    made.body = json{{"id", made.id},
                     {"actor", actor(origin.base + "/device", origin.device)},
                     {"verb", verb("voided")},
                     {"object", {{"objectType", "StatementRef"}, {"id", voided_id}}},
                     {"context", context_of(origin, stamp)},
                     {"timestamp", timestamp(stamp.at)}}
                    .dump();
    return made;
}

std::string forgot_verb(const Origin& origin) {
    return origin.base + "/xapi/verbs/forgot";
}

Statement forgot(const Origin& origin, const std::string& public_id, const Stamp& stamp) {
    Statement made{uuid_v5(origin.device + "/forgot/" + public_id), {}, stamp.at};
    json context = context_of(origin, stamp);
    context["platform"] = origin.platform;
    made.body = json{{"id", made.id},
                     {"actor", actor(origin.base + "/p", public_id)},
                     {"verb", {{"id", forgot_verb(origin)}, {"display", {{"en-US", "asked to be forgotten"}}}}},
                     {"object", activity(origin.base + "/event/" + origin.event, "http://activitystrea.ms/schema/1.0/event",
                                         origin.event_title, origin)},
                     {"context", std::move(context)},
                     {"timestamp", timestamp(stamp.at)}}
                    .dump();
    return made;
}

bool says_the_same(const Result& a, const Result& b) {
    const auto said = [](const Result& r) {
        return std::tie(r.public_id, r.title, r.unit, r.score, r.max_score, r.right, r.asked, r.duration, r.rehearsal);
    };
    return said(a) == said(b);
}

std::string uuid_v5(std::string_view name) {
    return to_string(boost::uuids::name_generator_sha1(kNameSpace)(name.data(), name.size()));
}

std::string duration(Ms ms) {
    const Ms hundredths = std::max<Ms>(0, ms + 5) / 10, minutes = hundredths / 6000, rest = hundredths % 6000;
    std::string text = "PT";
    if (minutes > 0) text += std::to_string(minutes) + 'M';
    if (rest > 0 || minutes == 0) {
        char seconds[16];
        std::snprintf(seconds, sizeof seconds, "%d.%02d", static_cast<int>(rest / 100), static_cast<int>(rest % 100));
        std::string_view shortest(seconds);
        while (shortest.ends_with('0')) shortest.remove_suffix(1);
        if (shortest.ends_with('.')) shortest.remove_suffix(1);
        text += std::string(shortest) + 'S';
    }
    return text;
}

std::string timestamp(Ms wall) {
    wall = std::max<Ms>(wall, 0);
    const std::time_t seconds = static_cast<std::time_t>(wall / 1000);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char day[32], text[40];
    std::strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &utc);
    std::snprintf(text, sizeof text, "%s.%03dZ", day, static_cast<int>(wall % 1000));
    return text;
}

namespace {

// "Ngày hội số 2026" → "ngay-hoi-so-2026"; letters that do not fold to a–z are written as their bytes.
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

std::string tag_of(std::string_view lang) {
    return lang == "vi" ? "vi-VN" : lang == "en" ? "en-US" : std::string(lang);
}

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

// Whole numbers as such: 73, not 73.0.
json number(double value) {
    const double whole = std::nearbyint(value);
    if (whole == value && std::fabs(value) < 1e15) return static_cast<std::int64_t>(whole);
    return value;
}

// Minimum less than maximum and raw between them, or no such bounds: a score beyond them, or one whose maximum the plugin
// does not know, goes alone. Where nothing was won and nothing could be, there is none.
json score_of(const Result& result) {
    const bool bounded = result.max_score > 0;
    if (!bounded && result.score == 0) return json::object();
    if (!bounded || result.score < 0 || result.score > result.max_score) return {{"raw", number(result.score)}};
    const double scaled = std::round(result.score / result.max_score * 10'000) / 10'000;
    return {{"scaled", number(scaled)}, {"raw", number(result.score)}, {"min", 0}, {"max", number(result.max_score)}};
}

json context_of(const Origin& origin, const Stamp& stamp) {
    json extensions{{origin.base + "/xapi/ext/device", origin.device}, {origin.base + "/xapi/ext/seq", stamp.number}};
    if (!stamp.synced) extensions[origin.base + "/xapi/ext/clock"] = "unsynced";
    return {{"contextActivities",
             {{"category", {{{"objectType", "Activity"},
                             {"id", origin.base + "/xapi/profile/v1"},
                             {"definition", {{"type", "http://adlnet.gov/expapi/activities/profile"}}}}}}}},
            {"extensions", std::move(extensions)}};
}

} // namespace

} // namespace kiosk::results
