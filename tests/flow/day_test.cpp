// The staff's day in the real program: the check writes, the day's book survives a power cut, codes and results are for staff only.
#include "tests/flow/questions.h"

#include <gmock/gmock.h>

namespace kiosk::flow {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Day : testing::Test {
    Kiosk kiosk{Content{{{"wifi", {{"ssid", "Hội; trường"}, {"security", "WPA"}, {"password", "matkhau10"}}}}, {plain_bank(3)}}};
    Staff staff{kiosk};
};

TEST_F(Day, TheCheckIsAnsweredAfterSomethingWasWritten) {
    const auto commits = [&] {
        const auto text = staff.get("/metrics").body;
        return std::stoll(text.substr(text.find("\nkiosk_store_commits_total ") + 27));
    };
    const auto before = commits();
    const auto check = staff.post("/api/staff/check", json::object());
    ASSERT_EQ(check.status, 200);
    EXPECT_GT(commits(), before);
    EXPECT_GT(check.json()["disk_free"].get<double>(), 0);
    EXPECT_EQ(check.json()["displays"], 0) << "headless";
    EXPECT_TRUE(check.json()["sound"].is_boolean());
}

TEST_F(Day, AFullDiskIsFoundByTheCheck) {
    kiosk.program().files_may_grow(false);
    EXPECT_EQ(staff.post("/api/staff/check", json::object()).error(), "not_saved");
    EXPECT_EQ(staff.post("/api/staff/day", {{"did", "opened"}}).error(), "not_saved");
    EXPECT_EQ(staff.state()["day"]["opened_ms"], 0) << "what is not on disk has not happened";
}

TEST_F(Day, HowFarItIsSurvivesAPowerCut) {
    EXPECT_EQ(staff.post("/api/staff/day", {{"did", "danced"}}).status, 400);
    const auto opened = staff.post("/api/staff/day", {{"did", "opened"}});
    ASSERT_EQ(opened.status, 200);
    const auto at = opened.json()["opened_ms"];
    EXPECT_GT(at, 0);
    EXPECT_TRUE(staff.ear().hears("kiosk/staff", [&](const json& state) { return state["day"]["opened_ms"] == at; }));
    kiosk.restart();
    EXPECT_EQ(staff.state()["day"]["opened_ms"], at);
}

TEST_F(Day, CodesAreForTheWifiFirstThenForThePage) {
    const auto codes = staff.get("/api/staff/codes").json();
    EXPECT_EQ(codes["wifi"]["text"], "WIFI:T:WPA;S:Hội\\; trường;P:matkhau10;;");
    EXPECT_EQ(codes["ssid"], "Hội; trường");
    EXPECT_THAT(codes["page"]["text"].get<std::string>(), StartsWith("HTTP://"));
}

TEST_F(Day, OnlyStaffCheckAndTakeResultsHome) {
    Phone an(kiosk, "An");
    for (const char* path : {"/api/staff/codes", "/api/staff/results.csv"}) EXPECT_EQ(an.get(path).status, 401) << path;
    for (const char* path : {"/api/staff/check", "/api/staff/day"}) EXPECT_EQ(an.post(path, json::object()).status, 401) << path;
    const auto results = staff.get("/api/staff/results.csv");
    EXPECT_EQ(results.status, 200);
    EXPECT_THAT(results.header("Content-Type"), HasSubstr("text/csv"));
    EXPECT_THAT(results.header("Content-Disposition"), HasSubstr("ket-qua-20"));
    EXPECT_THAT(results.body, HasSubstr("Hạng"));
}

} // namespace
} // namespace kiosk::flow
