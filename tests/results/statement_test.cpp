// What leaves the kiosk, rule by rule: xAPI 1.0.3, part two, and what its stricter readers refuse beyond it.
#include "kiosk/results/statement.h"

#include "tests/results/an.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <regex>
#include <set>

namespace kiosk::results {
namespace {

using nlohmann::json;

json told(const Result& result, Stamp stamp = {412, kNine, true}) { return json::parse(completed(origin(), result, stamp).body); }

TEST(Statement, TellsOfARunAsAReceiverExpectsIt) {
    const json statement = told(an());
    EXPECT_EQ(statement["actor"], json::parse(R"({"objectType":"Agent",
        "account":{"homePage":"https://kiosk.example.vn/p","name":"01J9ZK5M7B4Q"}})"));
    EXPECT_EQ(statement["verb"]["id"], "http://adlnet.gov/expapi/verbs/completed");
    EXPECT_EQ(statement["object"], json::parse(R"({"objectType":"Activity",
        "id":"https://kiosk.example.vn/quiz/2026-11-21-ngay-hoi-chuyen-doi-so/tim-hieu-an-giang",
        "definition":{"type":"http://adlnet.gov/expapi/activities/assessment","name":{"vi-VN":"Tìm hiểu An Giang"}}})"));
    EXPECT_EQ(statement["result"]["score"], json::parse(R"({"scaled":0.8111,"raw":73,"min":0,"max":90})"));
    EXPECT_EQ(statement["result"]["completion"], true);
    EXPECT_EQ(statement["result"]["duration"], "PT3M12.5S");
    EXPECT_EQ(statement["timestamp"], "2026-11-21T09:00:04.210Z");
    EXPECT_EQ(statement["context"]["extensions"]["https://kiosk.example.vn/xapi/ext/seq"], 412);
}

TEST(Statement, NamesEventAndUnitWhereAReceiverCanSearchForThem) {
    const json grouping = told(an())["context"]["contextActivities"]["grouping"];
    ASSERT_EQ(grouping.size(), 2u);
    EXPECT_EQ(grouping[0]["id"], "https://kiosk.example.vn/event/2026-11-21-ngay-hoi-chuyen-doi-so");
    EXPECT_EQ(grouping[1]["id"], "https://kiosk.example.vn/unit/30337");
    EXPECT_EQ(grouping[1]["definition"]["name"]["vi-VN"], "Xã mẫu");
    Result alone = an();
    alone.unit = alone.unit_title = "";
    EXPECT_EQ(told(alone)["context"]["contextActivities"]["grouping"].size(), 1u) << "who has no unit names none";
}

TEST(Statement, NeverCarriesANameOrTheKiosksOwnId) {
    const std::string body = completed(origin(), an(), {412, kNine, true}).body;
    for (const char* secret : {"Nguyễn", "Bí Mật", "4711"}) EXPECT_EQ(body.find(secret), std::string::npos) << secret;
}

// Whatever is missing in the result: strict receivers refuse null, "" and {}.
TEST(Statement, HoldsNothingEmpty) {
    Result bare;
    bare.plugin = "quiz";
    bare.run = "1";
    bare.public_id = "X";
    bare.finished = kNine;
    const std::function<void(const json&, const std::string&)> look = [&](const json& value, const std::string& path) {
        EXPECT_FALSE(value.is_null()) << path;
        EXPECT_FALSE(value.is_string() && value == "") << path;
        if (!value.is_structured()) return;
        EXPECT_FALSE(value.empty()) << path;
        for (const auto& [key, member] : value.items()) look(member, path + '/' + key);
    };
    for (const auto& result : {an(), bare}) look(told(result), "");
    look(json::parse(voided(origin(), uuid_v5("x"), {1, kNine, false}).body), "");
}

TEST(Statement, AScoreStandsOnlyWithinBoundsThatDiffer) {
    Result result = an();
    result.score = result.max_score = 0;
    EXPECT_FALSE(told(result)["result"].contains("score")) << "nothing to win";
    result.score = 250;
    EXPECT_EQ(told(result)["result"]["score"], json::parse(R"({"raw":250})")) << "the maximum is not known";
    result.max_score = 200;
    EXPECT_EQ(told(result)["result"]["score"], json::parse(R"({"raw":250})")) << "beyond the maximum";
    result.score = -1;
    EXPECT_EQ(told(result)["result"]["score"], json::parse(R"({"raw":-1})"));
    result.score = 12.5;
    EXPECT_EQ(told(result)["result"]["score"], json::parse(R"({"scaled":0.0625,"raw":12.5,"min":0,"max":200})"));
    result.score = 200;
    EXPECT_EQ(told(result)["result"]["score"].dump(), R"({"max":200,"min":0,"raw":200,"scaled":1})") << "whole numbers as such";
}

TEST(Statement, DurationsHaveOneSpelling) {
    EXPECT_EQ(duration(0), "PT0S");
    EXPECT_EQ(duration(4'210), "PT4.21S");
    EXPECT_EQ(duration(4'204), "PT4.2S");
    EXPECT_EQ(duration(60'000), "PT1M");
    EXPECT_EQ(duration(192'500), "PT3M12.5S");
    EXPECT_EQ(duration(59'999), "PT1M");
    EXPECT_EQ(duration(7'200'000), "PT120M");
    EXPECT_EQ(duration(-5), "PT0S");
}

TEST(Statement, ItsIdFollowsFromDeviceNumberAndRun) {
    const std::string id = completed(origin(), an(), {412, kNine, true}).id;
    EXPECT_TRUE(std::regex_match(id, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))) << id;
    EXPECT_EQ(completed(origin(), an(), {412, kNine + 5'000, false}).id, id) << "not from the time";
    Result other = an();
    other.public_id = "another";
    Origin elsewhere = origin();
    elsewhere.device = "another";
    const std::set<std::string> ids{id, completed(origin(), an(), {413, kNine, true}).id,
                                    completed(origin(), other, {412, kNine, true}).id,
                                    completed(elsewhere, an(), {412, kNine, true}).id};
    EXPECT_EQ(ids.size(), 4u);
    EXPECT_EQ(json::parse(completed(origin(), an(), {412, kNine, true}).body)["context"]["registration"],
              json::parse(completed(origin(), an(), {413, kNine, true}).body)["context"]["registration"])
        << "the same player's run";
}

TEST(Statement, NothingHappensInTheFuture) {
    EXPECT_EQ(stamp_time(kNine, kNine + 10, 0), kNine);
    EXPECT_EQ(stamp_time(kNine + 60'000, kNine, 0), kNine) << "the clock was set back since";
    EXPECT_EQ(stamp_time(kNine, kNine, -3'600'000), kNine - 3'600'000) << "this kiosk is an hour ahead";
    EXPECT_EQ(stamp_time(kNine + 60'000, kNine, -3'600'000), kNine - 3'600'000);
    EXPECT_EQ(timestamp(-1), "1970-01-01T00:00:00.000Z");
}

TEST(Statement, AClockThatNobodyConfirmedIsMarked) {
    const char* const key = "https://kiosk.example.vn/xapi/ext/clock";
    EXPECT_FALSE(told(an())["context"]["extensions"].contains(key));
    EXPECT_EQ(told(an(), {412, kNine, false})["context"]["extensions"][key], "unsynced");
}

TEST(Statement, OneThatIsReplacedIsVoided) {
    const auto old = completed(origin(), an(), {412, kNine, true});
    const auto made = voided(origin(), old.id, {413, kNine + 1'000, true});
    const json statement = json::parse(made.body);
    EXPECT_EQ(statement["verb"]["id"], "http://adlnet.gov/expapi/verbs/voided");
    EXPECT_EQ(statement["object"], (json{{"objectType", "StatementRef"}, {"id", old.id}}));
    EXPECT_FALSE(statement["context"].contains("platform")) << "only where the object is an activity";
    EXPECT_FALSE(statement["context"].contains("revision"));
    EXPECT_NE(made.id, old.id);
}

TEST(Statement, ThatSomebodyIsToBeForgottenNamesThemByTheirRandomIdOnly) {
    const auto made = forgot(origin(), an().public_id, {414, kNine, true});
    const json statement = json::parse(made.body);
    EXPECT_EQ(statement["verb"]["id"], "https://kiosk.example.vn/xapi/verbs/forgot");
    EXPECT_EQ(statement["verb"]["id"], forgot_verb(origin()));
    EXPECT_EQ(statement["actor"], told(an())["actor"]) << "the one whom all others are about";
    EXPECT_EQ(statement["object"]["id"], "https://kiosk.example.vn/event/2026-11-21-ngay-hoi-chuyen-doi-so");
    EXPECT_EQ(statement["timestamp"], "2026-11-21T09:00:04.210Z");
    EXPECT_FALSE(statement.contains("result"));
    EXPECT_EQ(made.id, forgot(origin(), an().public_id, {415, kNine, true}).id) << "once, however often it is asked for";
}

TEST(Statement, ANewNameIsNoNewStatement) {
    Result renamed = an();
    renamed.name = "Tên Khác";
    renamed.place = 3;
    renamed.finished += 1'000;
    EXPECT_TRUE(says_the_same(an(), renamed));
    Result better = an();
    better.score = 83;
    EXPECT_FALSE(says_the_same(an(), better));
    Result moved = an();
    moved.unit = "30338";
    EXPECT_FALSE(says_the_same(an(), moved));
}

TEST(Statement, KiosksOfOneEventSpeakOfTheSameThings) {
    const auto here = origin_of("http://10.0.0.5:8080", "a", "2026-10-10", "Hội thi", "en", "1");
    const auto there = origin_of("http://10.0.0.5:8080/xapi?x=1", "b", "2026-10-10", "Hội thi", "en", "2");
    EXPECT_EQ(here.base, "http://10.0.0.5:8080");
    EXPECT_EQ(there.base, here.base);
    EXPECT_EQ(there.event, here.event);
    EXPECT_EQ(here.language, "en-US");
    EXPECT_EQ(origin_of("http://x", "a", "2026-10-10", "节日", "zh", "1").event, "2026-10-10-e88a82e697a5")
        << "any script makes an id";
}

TEST(Statement, APluginsBrokenTitleBreaksNothing) {
    Result result = an();
    result.title = "hỏng \xFF";
    EXPECT_EQ(told(result)["actor"]["account"]["name"], "01J9ZK5M7B4Q");
}

} // namespace
} // namespace kiosk::results
