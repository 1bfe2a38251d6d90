// Content from the centre, as staff see it come: sets at once, an event file at the next start, and neither where the centre is
// gone or sends something broken.
#include "tests/flow/questions.h"
#include "tests/support/fake_site.h"

#include "kiosk/fetch/index.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace kiosk::flow {
namespace {

using support::FakeSite;

std::string set(const std::string& id, const std::string& question) {
    return json{{"formatVersion", 1},
                {"id", id},
                {"title", "Bộ " + id},
                {"questions", {{{"id", "q1"}, {"type", "boolean"}, {"text", question}, {"answer", true}}}}}
        .dump();
}

struct Centre : testing::Test {
    FakeSite site;
    Kiosk kiosk{Content{{{"content", {{"from", site.url("/content")}}}}, {plain_bank(1)}}};
    Staff staff{kiosk};
    json index = {{"format", 1}, {"packs", json::array()}};

    Centre() {
        site.wants_key("kiosk-07:khoa");
        const auto key = kiosk.data() / "central.key";
        std::ofstream(key) << "kiosk-07:khoa\n";
        std::filesystem::permissions(key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    void offers(const std::string& id, const std::string& text) {
        site.put("/content/quiz-bank." + id, text);
        index["packs"].push_back({{"kind", "quiz-bank"},
                                  {"id", id},
                                  {"path", "quiz-bank." + id},
                                  {"size", text.size()},
                                  {"sha256", fetch::sha256_of(text)}});
    }
    void offers_event(const std::string& text) {
        site.put("/content/event", text);
        index["event"] = {{"path", "event"}, {"size", text.size()}, {"sha256", fetch::sha256_of(text)}};
    }
    void opens() {
        site.put("/content", index.dump());
        site.open();
    }
    bool staff_see(const std::function<bool(const json&)>& wished, int ms = 30'000) {
        return staff.ear().hears(
            "kiosk/staff", [&](const json& state) { return wished(state.at("centre")); }, ms);
    }
    bool may_open(const std::string& bank, int ms = 30'000) {
        return staff.ear().hears(
            "quiz/staff",
            [&](const json& state) {
                for (const auto& one : state.at("banks"))
                    if (one.at("id") == bank) return true;
                return false;
            },
            ms);
    }
};

TEST_F(Centre, ASetOfTheCentreCanBePlayed) {
    offers("tinh", set("tinh", "Câu của tỉnh?"));
    offers("hong", R"({"formatVersion":1,"id":"hong","title":"Hỏng","questions":[]})");
    opens();
    ASSERT_TRUE(may_open("tinh")) << kiosk.log();
    EXPECT_TRUE(staff_see([](const json& centre) { return centre.at("state") == "well" && centre.at("refused").size() == 1; }));
    EXPECT_TRUE(may_open("plain")) << "what was there is there still";
    Phone an(kiosk, "An");
    ASSERT_EQ(staff.opens({{"banks", {"tinh"}}, {"questions", 1}}).status, 200);
    ASSERT_EQ(an.enters().status, 200);
    staff.goes_to("answering");
    EXPECT_EQ(kiosk.question().at("text").at("vi"), "Câu của tỉnh?");
    site.close();
    kiosk.restart();
    staff.listens();
    EXPECT_TRUE(may_open("tinh")) << "without the centre, too";
    EXPECT_TRUE(staff_see([](const json& centre) { return centre.at("trouble") == "network" && centre.at("fetched_ms") > 0; }));
    EXPECT_EQ(kiosk.log().find("khoa"), std::string::npos) << "the key is in no log";
}

TEST_F(Centre, AnEventFileWaitsForTheNextStart) {
    std::ifstream in(kiosk.event());
    json event = json::parse(in);
    event["name"] = "Hội thi của tỉnh";
    event["wifi"] = {{"ssid", "Của tỉnh"}, {"security", "WPA"}, {"password", "khong dung"}};
    offers_event(event.dump());
    opens();
    ASSERT_TRUE(staff_see([](const json& centre) { return centre.at("event_waits") == true; })) << kiosk.log();
    Phone an(kiosk, "An");
    EXPECT_EQ(an.get("/api/event").json()["name"], json::parse(std::ifstream(kiosk.event()))["name"])
        << "not in the middle of an event";
    kiosk.restart();
    staff.listens();
    ASSERT_TRUE(staff_see([](const json& centre) { return centre.at("state") == "well" && centre.at("event_waits") == false; }));
    EXPECT_EQ(an.get("/api/event").json()["name"], "Hội thi của tỉnh");
}

} // namespace
} // namespace kiosk::flow
