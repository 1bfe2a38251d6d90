// The touch screen and the home screen as a plugin sees them, asked by a real one (fixtures/usher.cpp).
#include "tests/plugin/house.h"

#include <gmock/gmock.h>

namespace kiosk::plugin {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string said(const http::Response& response) {
    std::string body = response.body;
    std::erase(body, '"');
    return body;
}

TEST(VisitorService, WhoeverGivesTheirNameJoinsLikeAPhoneAndIsTheVisitor) {
    House house({"usher"});
    ASSERT_EQ(house.failure("usher"), "");
    EXPECT_EQ(said(house.get("/p/usher/who")), "0");
    const auto id = said(house.post("/p/usher/join", "  An  "));
    const auto* an = house.people->find(std::stoll(id));
    ASSERT_TRUE(an);
    EXPECT_EQ(an->name, "An");
    EXPECT_EQ(an->lang, "en") << "that of the screen";
    EXPECT_EQ(said(house.get("/p/usher/who")), id + " here");
    EXPECT_EQ(said(house.get("/p/usher/told")), "1 " + id + " here");
    house.wait_for_disk();
    people::People again(*house.writer, {});
    ASSERT_TRUE(again.load(*house.reader));
    EXPECT_TRUE(again.find(an->id)) << "written in the plugin's step";
}

TEST(VisitorService, ANameThatIsRefusedIsRefusedWithTheKeyOfASentence) {
    House house({"usher"});
    EXPECT_EQ(said(house.post("/p/usher/join", "   ")), "name.empty");
    EXPECT_EQ(said(house.get("/p/usher/who")), "0");
    EXPECT_EQ(house.people->count(), 0u);
}

TEST(VisitorService, AStepThatIsGivenUpTakesTheVisitorWithIt) {
    House house({"usher"});
    EXPECT_EQ(house.post("/p/usher/join-then-throw", "An").status, 200) << "the answer was on its way";
    EXPECT_EQ(house.people->count(), 0u);
    EXPECT_EQ(said(house.get("/p/usher/who")), "0 here");
}

TEST(VisitorService, OnAFullDiskNobodyJoins) {
    House house({"usher"});
    house.disk.full = true;
    house.join("Bình"); // the writer finds out
    for (int i = 0; i < 100 && house.writer->healthy(); ++i) house.wait_for_disk();
    EXPECT_EQ(said(house.post("/p/usher/join", "An")), "http.not_saved");
    EXPECT_EQ(said(house.get("/p/usher/who")), "0");
}

TEST(VisitorService, WhoLeavesIsGoneWithAllTheyAskedFor) {
    House house({"usher"});
    house.post("/p/usher/join", "An");
    house.post("/p/usher/prefer", "big");
    EXPECT_THAT(said(house.get("/p/usher/who")), HasSubstr(" big"));
    house.post("/p/usher/leave");
    EXPECT_EQ(said(house.get("/p/usher/told")), "3 0");
    EXPECT_EQ(said(house.get("/p/usher/url")), "");
}

TEST(VisitorService, WhoWalksAwayIsToldToThePlugin) {
    House house({"usher"});
    house.post("/p/usher/join", "An");
    house.clock.now += IdleTimes{}.ask_after;
    house.visitor->tick(house.clock.mono());
    EXPECT_EQ(said(house.get("/p/usher/told")).substr(0, 2), "1 ") << "asked, not gone";
    house.clock.now += IdleTimes{}.reset_after;
    house.visitor->tick(house.clock.mono());
    EXPECT_EQ(said(house.get("/p/usher/told")), "2 0");
}

TEST(VisitorService, TheAddressThatTakesTheSessionOverFitsASmallCodeAndStaysUntilItIsUsed) {
    House house({"usher"});
    EXPECT_EQ(said(house.get("/p/usher/url")), "") << "nobody has joined";
    house.post("/p/usher/join", "An");
    const auto url = said(house.get("/p/usher/url"));
    EXPECT_THAT(url, StartsWith("HTTP://10.0.0.1:8080/"));
    EXPECT_LE(url.size(), 38u);
    EXPECT_EQ(said(house.get("/p/usher/url")), url);
    store::Step step;
    const auto taken = house.handovers->take({url.substr(url.size() - Handovers::kLetters), "10.0.0.7", ""}, 0, house.clock.wall(), step);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->person, house.visitor->current().person);
    EXPECT_NE(said(house.get("/p/usher/url")), url);
}

TEST(ScreenService, OpensAnyPluginsScreenAsIfItsTileHadBeenTapped) {
    House house({"usher"});
    EXPECT_EQ(house.post("/p/usher/open", "booths/agriculture").body, R"({"opened":true})");
    EXPECT_EQ(house.stage.opened, "booths/agriculture");
    EXPECT_EQ(house.post("/p/usher/open", "").body, R"({"opened":true})");
    EXPECT_EQ(house.stage.opened, "") << "home";
    EXPECT_EQ(house.post("/p/usher/open", "nowhere/at-all").body, R"({"opened":false})");
    EXPECT_TRUE(house.log.names("usher", "screen.open"));
    house.stage.only_one_screen = true;
    EXPECT_EQ(house.post("/p/usher/open", "booths/agriculture").body, R"({"opened":false})");
}

TEST(ScreenService, TellsAnyLanguageThatThereAreWordsFor) {
    House house({"usher"});
    house.stage.language = "lo";
    EXPECT_EQ(said(house.get("/p/usher/lang")), "lo");
}

TEST(HomeService, EveryFactIsHandedOverInTheLanguageAskedFor) {
    House house({"usher", "notebook"});
    std::vector<std::string> facts;
    const auto read = [&](std::string_view lang) {
        facts.clear();
        house.hub->facts(lang, [&](const std::string& plugin, const kiosk_fact& f) {
            const auto text = [](kiosk_str s) { return std::string(s.data, s.size); };
            facts.push_back(plugin + "/" + text(f.screen) + ": " + text(f.headline) + " " + text(f.text) + (f.until ? " …" : ""));
        });
    };
    read("vi");
    EXPECT_THAT(facts, testing::ElementsAre("usher/door: 128 người đang chơi", "usher/: Vòng 2  …"));
    read("en");
    EXPECT_THAT(facts, testing::ElementsAre("usher/door: 128 people are playing", "usher/: Round 2  …"));
    EXPECT_EQ(house.stage.changes, 1) << "the home screen was told that there is something new";
    house.list->close();
    read("en");
    EXPECT_TRUE(facts.empty()) << "whoever is gone offers nothing";
}

} // namespace
} // namespace kiosk::plugin
