#include "kiosk/results/statement.h"

#include "kiosk/results/statement_parts.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <tuple>

namespace kiosk::results {

using parts::json;

namespace {

// Random, made once. It must never change: the ids of all statements follow from it.
constexpr boost::uuids::uuid kNameSpace{
    {0x6f, 0x0b, 0x5d, 0x0e, 0x7c, 0x41, 0x4c, 0x5a, 0x9d, 0x5f, 0x3b, 0x1d, 0x2a, 0x94, 0xe8, 0x77}};

std::string tag_of(std::string_view lang);

} // namespace

Origin origin_of(std::string_view endpoint, std::string device, std::string_view date, std::string title, std::string_view lang,
                 std::string_view version) {
    const auto host = endpoint.find("://") + 3;
    Origin origin;
    origin.base = endpoint.substr(0, endpoint.find_first_of("/?#", host));
    origin.device = std::move(device);
    origin.event = std::string(date) + '-' + parts::slug(title);
    origin.event_title = std::move(title);
    origin.language = tag_of(lang);
    origin.platform = "kiosk-so " + std::string(version);
    return origin;
}

Ms stamp_time(Ms happened, Ms now, Ms offset) {
    return std::min(happened, now) + offset;
}

Statement completed(const Origin& origin, const Result& result, const Stamp& stamp) {
    const std::string run = parts::run_name(origin, result.plugin, result.run, result.public_id);
    Statement made{uuid_v5(run + '/' + std::to_string(stamp.number)), {}, stamp.at};

    // No "success": no contest here has a pass mark.
    json outcome{
        {"completion", true},
        {"duration", duration(result.duration)},
        {"extensions", {{origin.base + "/xapi/ext/right", result.right}, {origin.base + "/xapi/ext/asked", result.asked}}}};
    if (json score = parts::score(result.score, result.max_score); !score.empty()) outcome["score"] = std::move(score);

    json context = parts::context(origin, stamp, run);
    auto& grouping = context["contextActivities"]["grouping"];
    grouping.push_back(parts::activity(origin.base + "/event/" + origin.event, "http://activitystrea.ms/schema/1.0/event",
                                       origin.event_title, origin));
    if (!result.unit.empty())
        grouping.push_back(
            parts::activity(origin.base + "/unit/" + result.unit, origin.base + "/xapi/type/unit", result.unit_title, origin));

    const std::string contest = parts::contest_id(origin, result.plugin, result.title);
    made.body = parts::text_of({{"id", made.id},
                                {"actor", parts::actor(origin.base + "/p", result.public_id)},
                                {"verb", parts::verb("completed")},
                                {"object", parts::activity(contest, "http://adlnet.gov/expapi/activities/assessment",
                                                           result.title, origin)},
                                {"result", std::move(outcome)},
                                {"context", std::move(context)},
                                {"timestamp", timestamp(stamp.at)}});
    return made;
}

Statement voided(const Origin& origin, const std::string& voided_id, const Stamp& stamp) {
    Statement made{uuid_v5(origin.device + "/void/" + voided_id), {}, stamp.at};
    made.body = parts::text_of({{"id", made.id},
                                {"actor", parts::actor(origin.base + "/device", origin.device)},
                                {"verb", parts::verb("voided")},
                                {"object", {{"objectType", "StatementRef"}, {"id", voided_id}}},
                                {"context", parts::context(origin, stamp)},
                                {"timestamp", timestamp(stamp.at)}});
    return made;
}

std::string forgot_verb(const Origin& origin) {
    return origin.base + "/xapi/verbs/forgot";
}

Statement forgot(const Origin& origin, const std::string& public_id, const Stamp& stamp) {
    Statement made{uuid_v5(origin.device + "/forgot/" + public_id), {}, stamp.at};
    json context = parts::context(origin, stamp);
    context["platform"] = origin.platform;
    made.body = parts::text_of({{"id", made.id},
                                {"actor", parts::actor(origin.base + "/p", public_id)},
                                {"verb", {{"id", forgot_verb(origin)}, {"display", {{"en-US", "asked to be forgotten"}}}}},
                                {"object", parts::activity(origin.base + "/event/" + origin.event,
                                                           "http://activitystrea.ms/schema/1.0/event", origin.event_title, origin)},
                                {"context", std::move(context)},
                                {"timestamp", timestamp(stamp.at)}});
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

std::string tag_of(std::string_view lang) {
    return lang == "vi" ? "vi-VN" : lang == "en" ? "en-US" : std::string(lang);
}

} // namespace

} // namespace kiosk::results
