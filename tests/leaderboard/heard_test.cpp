// The league of a centre, as a hall sees it while networks come and go: never cleared, and always honest about its time.
#include "heard.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leaderboard {
namespace {

using nlohmann::json;

std::string league(int runs, bool complete = true) {
    return json{{"complete", complete},
                {"runs", runs},
                {"persons", {{{"place", 1}, {"player", "7K4Q"}, {"unit_title", "Xã Pà Cò"}, {"score", runs}}}},
                {"units", json::array()}}
        .dump();
}

// A follower's tries, as kiosk.fetch/1 tells them.
struct Hall : testing::Test {
    Heard heard;
    std::string copy; // what the follower holds
    std::int64_t copied = 0;

    bool kept(const std::string& body, std::int64_t at) { return copy = body, copied = at, heard.take(copy, copied, false, ""); }
    bool comes(const std::string& body, std::int64_t at) { return copy = body, copied = at, heard.take(copy, copied, true, ""); }
    bool is_as_it_was(std::int64_t at) { return copied = at, heard.take(copy, copied, true, ""); }
    bool fails(const char* trouble) { return heard.take(copy, copied, false, trouble); }
    std::int64_t runs() const { return heard.league() ? heard.league()->runs : -1; }
};

TEST_F(Hall, SeesTheLeagueAndItsTime) {
    EXPECT_EQ(runs(), -1);
    EXPECT_EQ(heard.as_of(), 0);
    EXPECT_TRUE(comes(league(3), 1'000));
    EXPECT_EQ(runs(), 3);
    EXPECT_EQ(heard.as_of(), 1'000);
    EXPECT_EQ(heard.line(), Line::fresh);
    const auto seen = heard.revision();
    EXPECT_TRUE(is_as_it_was(4'000));
    EXPECT_EQ(heard.as_of(), 4'000) << "it is known to hold still";
    EXPECT_EQ(heard.revision(), seen) << "and is the same board";
}

TEST_F(Hall, KeepsTheBoardAndItsTimeWhileTheNetworkIsGone) {
    comes(league(3), 1'000);
    for (const char* gone : {"network", "portal"}) {
        fails(gone);
        EXPECT_EQ(heard.line(), Line::offline) << gone;
        EXPECT_EQ(runs(), 3);
        EXPECT_EQ(heard.as_of(), 1'000);
    }
    EXPECT_FALSE(fails("network")) << "nothing new to show";
    comes(league(5), 9'000);
    EXPECT_EQ(heard.line(), Line::fresh);
    EXPECT_EQ(runs(), 5);
    EXPECT_EQ(heard.as_of(), 9'000);
}

TEST_F(Hall, IsToldApartWhoDoesNotAnswerAndWhoSaysNonsense) {
    comes(league(3), 1'000);
    for (const char* trouble : {"busy", "key", "missing", "moved", "refused", "too_large", "no_json"}) {
        fails(trouble);
        EXPECT_EQ(heard.line(), Line::trouble) << trouble;
    }
    for (const char* reply : {"null", "{}", "[]", R"({"persons":[1],"units":[],"complete":true})"}) {
        comes(reply, 2'000);
        EXPECT_EQ(heard.line(), Line::trouble) << reply;
        is_as_it_was(3'000);
        EXPECT_EQ(heard.line(), Line::trouble) << "it is no better for being told twice";
        EXPECT_EQ(runs(), 3);
        EXPECT_EQ(heard.as_of(), 1'000) << "the time of the league, not of the reply";
        EXPECT_TRUE(heard.outlived_its_copy());
    }
    EXPECT_EQ(heard.body(), league(3));
    comes(league(3), 7'000);
    EXPECT_EQ(heard.line(), Line::fresh);
    EXPECT_EQ(heard.as_of(), 7'000);
    EXPECT_FALSE(heard.outlived_its_copy());
}

TEST_F(Hall, ACentreThatStartsAndCountsDoesNotClearTheBoard) {
    comes(league(300), 1'000);
    comes(league(2, false), 2'000);
    EXPECT_EQ(heard.line(), Line::counting);
    EXPECT_EQ(runs(), 300);
    EXPECT_EQ(heard.as_of(), 1'000);
    comes(league(301), 3'000);
    EXPECT_EQ(runs(), 301);
}

TEST_F(Hall, SeesTheCopyOfBeforeAtTheStart) {
    kept(league(3), 1'000);
    EXPECT_EQ(heard.line(), Line::connecting);
    EXPECT_EQ(runs(), 3);
    EXPECT_EQ(heard.as_of(), 1'000);
    fails("network");
    EXPECT_EQ(heard.line(), Line::offline);
    EXPECT_EQ(heard.as_of(), 1'000) << "its old time";
}

TEST_F(Hall, ALeagueThatOutlivedItsCopyIsThereAtTheNextStart) {
    heard.restore(league(3), 1'000);
    kept("{}", 2'000); // the centre's last word before the plug was pulled
    fails("network");
    EXPECT_EQ(runs(), 3);
    EXPECT_EQ(heard.as_of(), 1'000);
}

TEST_F(Hall, OfTwoKeptLeaguesTheNewerOneIsShown) {
    heard.restore(league(3), 5'000);
    kept(league(2), 1'000);
    EXPECT_EQ(runs(), 3);
    EXPECT_EQ(heard.as_of(), 5'000);
    is_as_it_was(8'000);
    EXPECT_EQ(runs(), 2) << "unless the centre says that the older one holds";
    EXPECT_EQ(heard.as_of(), 8'000);
    kept(league(4), 9'000);
    EXPECT_EQ(runs(), 4);
}

TEST_F(Hall, ARestoredRowThatIsDamagedIsNone) {
    heard.restore("{", 5'000);
    EXPECT_EQ(heard.league(), nullptr);
    EXPECT_EQ(heard.as_of(), 0);
}

TEST(LeagueAddress, IsACentresOrItsLeagues) {
    const std::string league = "https://central.example.vn/p/central/league?persons=50";
    for (const char* from : {"https://central.example.vn", "https://central.example.vn/",
                             "https://central.example.vn/p/central/league", "https://central.example.vn/p/central/league/"})
        EXPECT_EQ(league_address(from), league) << from;
    EXPECT_EQ(league_address("http://10.0.0.2:8080"), "http://10.0.0.2:8080/p/central/league?persons=50");
    EXPECT_EQ(league_address("http://[::1]:8080/p/central/league?event=ngay-hoi%2F1"),
              "http://[::1]:8080/p/central/league?persons=50&event=ngay-hoi%2F1");
}

TEST(LeagueAddress, AnythingElseIsRefused) {
    for (const char* from :
         {"", "central.example.vn", "ftp://central.example.vn", "https://", "https:///p/central/league", "http://:8080",
          "https://an:secret@central.example.vn", "https://central.example.vn/p/central/xapi", "https://central.example.vn/x",
          "https://central.example.vn/p/central/leagues", "https://central.example.vn?event=x", "https://central.example.vn#x",
          "https://central.example.vn/p/central/league?by=total",
          "https://central.example.vn/p/central/league?event=", "https://central.example.vn/p/central/league?event=a&persons=9",
          "https://central.example.vn/ ", "https://x\\y", "file:///x"})
        EXPECT_EQ(league_address(from), std::nullopt) << from;
    EXPECT_EQ(league_address("https://" + std::string(1'000, 'x')), std::nullopt);
}

} // namespace
} // namespace leaderboard
