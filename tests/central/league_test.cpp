// The league over all kiosks: who leads, however late and in whatever order the halls tell.
#include "asked.h"
#include "league/league.h"
#include "league/leagues.h"
#include "runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>

namespace central {
namespace {

using testing::ElementsAre;

std::vector<std::string> order(const League& league) {
    std::vector<std::string> rows;
    for (const auto& row : league.persons(100)) rows.push_back(std::to_string(row.place) + " " + row.player);
    return rows;
}

TEST(League, AddsUpThePersonsAndSharesPlaces) {
    League league;
    for (const auto& told : {run("a1", "an", "pa-co", 500), run("b1", "binh", "pa-co", 900), run("a2", "an", "pa-co", 400),
                             run("c1", "chi", "pa-co", 100)})
        EXPECT_TRUE(league.take(told));
    EXPECT_THAT(order(league), ElementsAre("1 an", "2 binh", "3 chi")) << "900 each, but An had six right and Bình three";
    league.take(run("b2", "binh", "pa-co", 0));
    auto slow = run("d1", "dung", "pa-co", 100);
    league.take(slow);
    EXPECT_EQ(order(league).at(2).substr(0, 1), "3");
    EXPECT_EQ(order(league).at(3).substr(0, 1), "3") << "what is equal shares a place";
}

TEST(League, SaysTheSameInWhateverOrderTheHallsTell) {
    auto all = two_villages();
    all.push_back(run("r3", "p3", "pa-co", 700, 9)); // a question set right: the run is reckoned anew
    all.push_back(voided(run("r4", "p4", "pa-co", 104)));
    const auto reckon = [](const std::vector<RunResult>& told) {
        League league({{"pa-co", {"Xã Pà Cò", 4'000}}, {"tan-mai", {"Xã Tân Mai", 9'000}}}, 5);
        for (const auto& one : told) league.take(one);
        std::vector<std::string> said = order(league);
        for (const auto& row : league.units(UnitOrder::total))
            said.push_back(row.title + " " + std::to_string(row.score) + " " + std::to_string(row.people));
        return said;
    };
    const auto expected = reckon(all);
    EXPECT_EQ(expected.front(), "1 p3");
    std::mt19937 chance(7);
    for (int i = 0; i < 50; ++i) {
        std::ranges::shuffle(all, chance);
        EXPECT_EQ(reckon(all), expected);
    }
}

TEST(League, WhatComesTwiceCountsOnce) {
    League league;
    EXPECT_TRUE(league.take(run("a1", "an", "pa-co", 500)));
    EXPECT_FALSE(league.take(run("a1", "an", "pa-co", 500)));
    EXPECT_EQ(league.runs(), 1);
    EXPECT_EQ(league.persons(1).at(0).score, 500);
}

TEST(League, ACorrectedRunTakesThePlaceOfTheOneBefore) {
    League league;
    const auto first = run("a1", "an", "pa-co", 500, 4);
    league.take(first);
    league.take(run("a1", "an", "pa-co", 800, 7));
    EXPECT_FALSE(league.take(voided(first))) << "the kiosk voids the old one after it has told the new one";
    EXPECT_EQ(league.persons(1).at(0).score, 800);
    EXPECT_EQ(league.runs(), 1);
}

TEST(League, AVoidedRunIsGone) {
    League league;
    const auto told = run("a1", "an", "pa-co", 500);
    league.take(told);
    EXPECT_TRUE(league.take(voided(told)));
    EXPECT_TRUE(league.persons(10).empty());
    EXPECT_EQ(league.people(), 0);
}

TEST(League, TellsUnitsByTotalByAverageAndByTurnout) {
    League league({{"pa-co", {"Xã Pà Cò", 4'000}}, {"tan-mai", {"Xã Tân Mai", 1'000}}}, 5);
    for (const auto& told : two_villages()) league.take(told);
    const auto first = [&](UnitOrder by) { return league.units(by).at(0); };
    EXPECT_EQ(first(UnitOrder::total).unit, "pa-co") << "615 of six against 540 of five";
    EXPECT_EQ(first(UnitOrder::average).unit, "tan-mai");
    EXPECT_EQ(first(UnitOrder::turnout).unit, "tan-mai");
    EXPECT_DOUBLE_EQ(first(UnitOrder::turnout).turnout, 5.0);
}

TEST(League, UnitsOfFewPeopleStandTogetherWithoutAName) {
    League league({}, 5);
    for (const auto& told : two_villages()) league.take(told);
    league.take(run("x1", "x", "bao-la", 1'000));
    EXPECT_EQ(league.units(UnitOrder::total).size(), 2u) << "one person would be known by it";
    for (int i = 0; i < 4; ++i) league.take(run("y" + std::to_string(i), "y" + std::to_string(i), "van-son", 10));
    const auto rows = league.units(UnitOrder::total);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows.back().place, 0);
    EXPECT_EQ(rows.back().unit, "");
    EXPECT_EQ(rows.back().people, 5);
}

TEST(League, NobodyCanAddUpAHiddenUnitFromItsPersons) {
    League league({}, 5);
    for (const auto& one : two_villages()) league.take(one); // six of Pà Cò, five of Tân Mai
    for (const auto& one : {run("s1", "q1", "mai-chau", 50), run("s2", "q2", "mai-chau", 60)}) league.take(one);
    for (const auto& row : league.persons(100)) {
        const bool few = row.player.starts_with("q");
        EXPECT_EQ(row.unit.empty(), few) << row.player;
        EXPECT_TRUE(!few || row.unit_title.empty()) << row.player;
    }
}

TEST(League, HidesAUnitUntilItHasPeopleEnough) {
    League league({}, 5);
    for (const auto& told : two_villages()) league.take(told);
    EXPECT_FALSE(league.hides("tan-mai"));
    league.take(voided(run("r6", "p6", "tan-mai", 106)));
    EXPECT_TRUE(league.hides("tan-mai")) << "four are left";
    EXPECT_TRUE(league.hides("khac"));
    EXPECT_FALSE(league.hides("")) << "who named none";
}

TEST(League, IsWalkedThroughSomeAtATime) {
    League league;
    for (const auto& told : two_villages()) league.take(told);
    league.take(run("q1", "q", "pa-co", 105)); // shares the place of p5, on the border of two pieces
    std::vector<std::string> rows;
    PersonWalk walk(league);
    for (auto piece = walk.next(6); !piece.empty(); piece = walk.next(6))
        for (const auto& row : piece) rows.push_back(std::to_string(row.place) + " " + row.player);
    EXPECT_EQ(rows, order(league));
    EXPECT_EQ(rows.size(), 12u);
    EXPECT_EQ(rows.at(5), "6 p5");
    EXPECT_EQ(rows.at(6), "6 q");
}

TEST(League, WhoIsForgottenStaysAPointOfTheirUnit) {
    League league({}, 5);
    auto all = two_villages();
    for (const auto& told : all) league.take(told);
    all[0].player.clear();
    EXPECT_TRUE(league.take(all[0]));
    EXPECT_EQ(league.persons(100).size(), 10u);
    EXPECT_EQ(league.people(), 11);
    EXPECT_EQ(league.units(UnitOrder::total).at(0).people, 6);
    EXPECT_EQ(league.units(UnitOrder::total).at(0).score, 615);
}

// ---------------------------------------------------------------- fed from the archive

struct LeaguesOfEvents : testing::Test {
    SlowArchive archive;
    bool more = false;
    std::unique_ptr<Leagues> leagues = std::make_unique<Leagues>(
        archive, R"({"units":[{"id":"pa-co","title":"Xã Pà Cò","inhabitants":4000}],"privacy":{"min_group":2}})",
        [this] { more = true; });

    void catch_up() {
        do {
            more = false;
            leagues->look();
            archive.answer();
        } while (more);
    }
    nlohmann::json said(const std::string& query = "") {
        LeagueQuestion question;
        EXPECT_TRUE(read_league_question(query, question));
        return leagues->to_json(question);
    }
};

TEST_F(LeaguesOfEvents, AreReadInChunksUntilTheEnd) {
    archive.runs = two_villages();
    EXPECT_FALSE(said().at("complete"));
    catch_up();
    const auto told = said("persons=2&by=total");
    EXPECT_TRUE(told.at("complete"));
    EXPECT_EQ(told.at("runs"), 11);
    EXPECT_EQ(told.at("persons").size(), 2u);
    EXPECT_EQ(told.at("units").at(0).at("title"), "Xã Pà Cò");
    EXPECT_EQ(told.at("units").at(0).at("turnout"), 1.5);
}

TEST_F(LeaguesOfEvents, KeepEventsApart) {
    archive.runs = two_villages();
    archive.runs.push_back(run("z1", "z", "pa-co", 9'999));
    archive.runs.back().event = "nam-ngoai";
    catch_up();
    EXPECT_EQ(said().at("event"), "nam-ngoai") << "the one that was last heard of";
    EXPECT_EQ(said("event=ngay-hoi").at("runs"), 11);
    EXPECT_EQ(said("event=khac").at("runs"), 0);
    EXPECT_EQ(said().at("events").size(), 2u);
}

TEST_F(LeaguesOfEvents, AskAgainWhereTheArchiveWasAway) {
    archive.runs = two_villages();
    archive.reachable = false;
    catch_up();
    EXPECT_FALSE(said().at("complete"));
    archive.reachable = true;
    catch_up();
    EXPECT_EQ(said().at("runs"), 11);
}

TEST_F(LeaguesOfEvents, WhoReadsThemPieceByPieceHoldsThem) {
    archive.runs = two_villages();
    archive.chunk = 100;
    leagues->look();
    leagues->hold(true);
    EXPECT_FALSE(leagues->still()) << "an answer is under way";
    archive.answer();
    EXPECT_TRUE(leagues->still());
    archive.runs.push_back(run("x1", "x", "pa-co", 9'999));
    more = false;
    leagues->look();
    archive.answer();
    EXPECT_EQ(said().at("runs"), 11) << "nothing is asked while they are read";
    EXPECT_FALSE(more);
    leagues->hold(false);
    EXPECT_TRUE(more) << "what was not looked at is looked at now";
    catch_up();
    EXPECT_EQ(said().at("runs"), 12);
}

TEST_F(LeaguesOfEvents, AnAnswerThatComesTooLateFindsNobody) {
    leagues->look();
    leagues.reset();
    archive.answer();
}

TEST(LeagueTags, AreNamedWhateverTheirStrength) {
    for (const char* header : {R"(W/"7-1-2")", R"("7-1-2")", R"("x", W/"7-1-2")", "*", R"(  "7-1-2"  ,"y")"})
        EXPECT_TRUE(names_tag(header, R"(W/"7-1-2")")) << header;
    for (const char* header : {"", ",", ", ,", "7-1-2", R"("7-1-20")", R"("7-1)", R"(W/)"})
        EXPECT_FALSE(names_tag(header, R"(W/"7-1-2")")) << header;
}

TEST(LeagueQuestions, ThatMakeNoSenseAreRefused) {
    LeagueQuestion question;
    for (const char* query : {"persons=-1", "persons=1001", "persons=ten", "by=luck", "colour=red", "persons=%zz"})
        EXPECT_FALSE(read_league_question(query, question)) << query;
    EXPECT_TRUE(read_league_question("", question));
    EXPECT_TRUE(read_league_question("event=a%2Fb&persons=0&by=turnout", question));
    EXPECT_EQ(question.event, "a/b");
}

} // namespace
} // namespace central
