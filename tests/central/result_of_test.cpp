#include "result_of.h"
#include "tests/central/statements.h"

#include <gmock/gmock.h>

namespace central {
namespace {

using xapi::Json;

std::optional<RunResult> read(const Json& told) {
    auto statement = xapi::read_statement(told, 1'790'000'000'000);
    if (const auto* fault = std::get_if<xapi::Fault>(&statement)) {
        ADD_FAILURE() << fault->where << ": " << fault->sentence;
        return std::nullopt;
    }
    return result_of(std::get<xapi::Statement>(statement));
}

TEST(ResultOf, ReadsEverythingThatAKioskTells) {
    RunResult told;
    told.statement = id_of(7);
    told.registration = id_of(900'007);
    told.number = 7;
    told.event = "2026-10-10-ngay-hoi-so";
    told.player = "01J9ZK5M7B4Q";
    told.unit = "pa-co";
    told.unit_title = "Xã Pà Cò";
    told.title = "Vòng 1";
    told.device = "0f6c1a8e-1111-4222-8333-444455556666";
    told.score = 3000;
    told.max_score = 4000;
    told.right = 3;
    told.asked = 4;
    told.duration = 72'500;
    told.finished = *xapi::read_time("2026-10-10T09:00:04.210Z");
    EXPECT_EQ(read(completed(7)), told);
}

TEST(ResultOf, ARunWithoutUnitScoreOrTimeIsStillARun) {
    auto bare = completed(1);
    bare["context"]["contextActivities"]["grouping"].erase(1);
    bare["result"] = {{"completion", true}};
    const auto run = read(bare);
    ASSERT_TRUE(run);
    EXPECT_EQ(run->unit, "");
    EXPECT_EQ(run->score, 0);
    EXPECT_EQ(run->duration, 0);
}

TEST(ResultOf, WhatIsNoRunOfOursIsNone) {
    const auto changed = [](auto change) {
        auto told = completed(1);
        change(told);
        return read(told);
    };
    EXPECT_FALSE(changed([](Json& s) { s["verb"]["id"] = "http://adlnet.gov/expapi/verbs/experienced"; }));
    EXPECT_FALSE(changed([](Json& s) { s["context"].erase("registration"); }));
    EXPECT_FALSE(changed([](Json& s) { s["context"].erase("extensions"); }));
    EXPECT_FALSE(changed([](Json& s) { s["context"].erase("contextActivities"); }));
    EXPECT_FALSE(changed([](Json& s) { s["context"]["extensions"]["https://kiosk.example.vn/xapi/ext/seq"] = "first"; }));
    EXPECT_FALSE(changed([](Json& s) { s["actor"]["account"]["homePage"] = "https://kiosk.example.vn/device"; }));
    EXPECT_FALSE(changed([](Json& s) { s["actor"] = {{"mbox", "mailto:an@example.vn"}}; }));
    EXPECT_FALSE(read(voids(id_of(1), 2)));
}

TEST(ResultOf, FiguresThatNoQuizReachesAreCutShort) {
    auto told = completed(1);
    told["result"]["extensions"]["https://kiosk.example.vn/xapi/ext/right"] = 1e300;
    told["result"]["extensions"]["https://kiosk.example.vn/xapi/ext/asked"] = "many";
    told["result"]["duration"] = "PT99999999999999H";
    const auto run = read(told);
    ASSERT_TRUE(run);
    EXPECT_EQ(run->right, 1'000'000'000'000);
    EXPECT_EQ(run->asked, 0);
    EXPECT_EQ(run->duration, 0);
}

TEST(ReadDuration, IsWhatOurKiosksWrite) {
    EXPECT_EQ(read_duration("PT0S"), 0);
    EXPECT_EQ(read_duration("PT4.21S"), 4'210);
    EXPECT_EQ(read_duration("PT3M12.5S"), 192'500);
    EXPECT_EQ(read_duration("PT2M"), 120'000);
    EXPECT_EQ(read_duration("PT1H1S"), 3'601'000);
    for (const char* none : {"", "PT", "P1D", "PT5", "PTS", "PT1S2M", "PT1M1M", "PT-1S", "4S", "PT1X", "PT1.S.", "pt1s"})
        EXPECT_EQ(read_duration(none), std::nullopt) << none;
}

TEST(EventOf, IsFoundInAnyStatementThatIsGroupedUnderOne) {
    EXPECT_EQ(event_of(completed(1)), "2026-10-10-ngay-hoi-so");
    EXPECT_EQ(event_of(voids(id_of(1), 2)), "");
    EXPECT_EQ(event_of(Json::parse(R"({"context":{"contextActivities":{"grouping":{"id":"http://a.b/event/x"}}}})")), "x");
    EXPECT_EQ(event_of(Json::parse(R"({"context":{"contextActivities":{"grouping":[{"id":"http://a.b/event/"},7]}}})")), "");
}

TEST(ResultOf, APlatformThatCannotStandInATableIsNone) {
    const auto platform = [](const std::string& told) {
        auto statement = completed(1);
        statement["context"]["platform"] = told;
        return platform_of(std::get<xapi::Statement>(xapi::read_statement(Json(statement), 0)));
    };
    EXPECT_EQ(platform("kiosk-so 0.1.0"), "kiosk-so 0.1.0");
    EXPECT_EQ(platform("Máy số 7"), "Máy số 7");
    EXPECT_EQ(platform(std::string("a\0b", 3)), "") << "PostgreSQL takes no NUL";
    EXPECT_EQ(platform("a\nb"), "");
    EXPECT_EQ(platform(std::string(101, 'x')), "");
}

} // namespace
} // namespace central
