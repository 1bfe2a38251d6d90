// What a centre says becomes a league within bounds, or none: whatever comes.
#include "league_board/reply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <random>

namespace league_board {
namespace {

using nlohmann::json;

// As plugins/central says it.
json told() {
    return {{"now", 1'790'000'000'000},
            {"event", "ngay-hoi"},
            {"events", {"ngay-hoi"}},
            {"complete", true},
            {"runs", 12},
            {"people", 7},
            {"kiosks", 4},
            {"silent", {{"kiosks", 3}, {"since_ms", 1'789'999'000'000}}},
            {"persons",
             {{{"place", 1}, {"player", "7K4QX2"}, {"unit", "pa-co"}, {"unit_title", "Xã Pà Cò"}, {"score", 920.5}, {"right", 9}},
              {{"place", 2}, {"player", "B3ZTM8"}, {"unit", ""}, {"unit_title", ""}, {"score", 700}}}},
            {"units",
             {{{"place", 1},
               {"unit", "pa-co"},
               {"title", "Xã Pà Cò"},
               {"score", 1620.5},
               {"people", 5},
               {"average", 324.1},
               {"turnout", 1.25}},
              {{"score", 90}, {"people", 2}, {"average", 45}, {"runs", 2}}}}};
}
Sense sense_of(const json& reply, League& into) { return read_league(reply.dump(), into); }
League league_of(const json& reply) {
    League league;
    EXPECT_EQ(sense_of(reply, league), Sense::league) << reply;
    return league;
}

TEST(Reply, IsReadAsTheCentreTellsIt) {
    const auto league = league_of(told());
    EXPECT_EQ(league.runs, 12);
    EXPECT_EQ(league.people, 7);
    EXPECT_EQ(league.kiosks, 4);
    EXPECT_EQ(league.silent, 3);
    EXPECT_EQ(league.silent_since, 1'789'999'000'000);
    ASSERT_EQ(league.persons.size(), 2u);
    EXPECT_EQ(league.persons[0], (Person{1, "7K4QX2", "Xã Pà Cò", 920.5}));
    ASSERT_EQ(league.units.size(), 2u);
    EXPECT_EQ(league.units[0], (Unit{1, "Xã Pà Cò", 1620.5, 324.1, 1.25, 5}));
    EXPECT_EQ(league.units[1], (Unit{0, "", 90, 45, 0, 2})) << "the units of few people, together";
}

TEST(Reply, WithoutAnybodyInItIsALeague) {
    json empty = told();
    empty["persons"] = empty["units"] = json::array();
    empty.erase("silent");
    const auto league = league_of(empty);
    EXPECT_TRUE(league.empty());
    EXPECT_EQ(league.silent, 0);
}

TEST(Reply, OfACentreThatStillCountsIsNone) {
    json early = told();
    early["complete"] = false;
    League league;
    league.runs = 99;
    EXPECT_EQ(sense_of(early, league), Sense::counting);
    EXPECT_EQ(league.runs, 99) << "what was there is not touched";
}

TEST(Reply, ThatIsNoLeagueIsNonsense) {
    std::vector<std::string> replies{"",
                                     "null",
                                     "[]",
                                     "{}",
                                     "7",
                                     "\"league\"",
                                     "{",
                                     "<html>",
                                     R"({"error":"busy","message":"…"})",
                                     "\xFF\xFE",
                                     std::string("{\"runs\":1\0}", 11),
                                     R"({"persons":1e999,"units":[]})",
                                     std::string(kMostBytes + 1, ' ')};
    for (const char* key : {"persons", "units", "complete"}) {
        json without = told(), wrong = told();
        without.erase(key);
        replies.push_back(without.dump());
        for (const auto& value : {json(nullptr), json("x"), json(1), json::object()}) {
            wrong[key] = value;
            replies.push_back(wrong.dump());
        }
    }
    for (const char* list : {"persons", "units"}) {
        json unusable = told();
        unusable[list] = {nullptr, 3, "x", json::array(), json::object(), {{"score", "much"}}};
        replies.push_back(unusable.dump());
    }
    for (const auto& reply : replies) {
        League league;
        league.runs = 99;
        EXPECT_EQ(read_league(reply, league), Sense::nonsense) << reply.substr(0, 200);
        EXPECT_EQ(league.runs, 99) << reply.substr(0, 200);
    }
}

TEST(Reply, RowsThatMakeNoSenseAreLeftOutAndOthersStay) {
    json some = told();
    some["persons"].insert(some["persons"].begin(), {nullptr, "x", json::object()});
    some["units"].push_back({{"place", 3}, {"score", true}});
    const auto league = league_of(some);
    EXPECT_EQ(league.persons.size(), 2u);
    EXPECT_EQ(league.units.size(), 2u);
}

TEST(Reply, NumbersOfAnySizeAndKindStayWithinBounds) {
    const std::vector<json> odd{-1,   1e308,   -1e308, 4.9e-324,      18446744073709551615ull, -9223372036854775807ll,
                                "12", nullptr, true,   json::array(), json::object(),          0.5};
    for (const auto& value : odd) {
        json reply = told();
        for (const char* key : {"runs", "people", "kiosks", "now"}) reply[key] = value;
        for (const char* key : {"kiosks", "since_ms"}) reply["silent"][key] = value;
        for (const char* key : {"place", "right", "runs"}) reply["persons"][0][key] = value;
        if (value.is_number()) reply["persons"][0]["score"] = reply["units"][0]["score"] = value;
        for (const char* key : {"place", "people", "average", "turnout"}) reply["units"][0][key] = value;
        const auto league = league_of(reply);
        for (const auto count : {league.runs, league.people, league.kiosks, league.silent, league.units.at(0).people}) {
            EXPECT_GE(count, 0) << value;
            EXPECT_LE(count, kMostCount) << value;
        }
        EXPECT_GE(league.silent_since, 0);
        EXPECT_LE(league.silent_since, 4'102'444'800'000) << "a year of four digits";
        EXPECT_GE(league.persons.at(0).place, 0);
        for (const auto figure :
             {league.persons[0].score, league.units[0].score, league.units[0].average, league.units[0].turnout})
            EXPECT_LE(std::abs(figure), kMostPoints) << value;
    }
}

TEST(Reply, TitlesAreOneShortLineOfWhatIsSeen) {
    struct Case {
        std::string told, shown;
    };
    const std::vector<Case> cases{
        {"  Xã\n\tPà  Cò ", "Xã Pà Cò"},
        {"Xa\u0303 Pa\u0300 Co\u0300", "Xã Pà Cò"},             // taken apart
        {"Xã \u202Eòc àP\u202C", "Xã òc àP"},                   // turned round
        {"Xã\u200B\u2060\uFEFF Pà\u00AD Cò\u0007", "Xã Pà Cò"}, // unseen
        {std::string("Xã\0Pà", 6 + 1), "XãPà"},
        {"👨‍👩‍👧 Nhà", "👨‍👩‍👧 Nhà"},
        {"<b>Xã</b> & \"Cò\"", "<b>Xã</b> & \"Cò\""}, // letters like others: nothing here reads markup
        {std::string(5'000, 'x'), std::string(kMostLetters, 'x') + "…"},
        {"\u2028\u2029 \u3000", ""},
        {"\uE000\uE001", ""},
    };
    for (const auto& [title, shown] : cases) {
        json reply = told();
        reply["units"][0]["title"] = reply["persons"][0]["unit_title"] = title;
        const auto league = league_of(reply);
        EXPECT_EQ(league.persons.at(0).unit, shown);
        EXPECT_EQ(league.units.at(0).title, shown.empty() ? "paco" : shown) << "or its id";
    }
    std::string heap = "a";
    for (int i = 0; i < 500; ++i) heap += "\u0336";
    EXPECT_LE(one_line(heap, kMostLetters).size(), 1u + 2 * 2) << "marks piled up on a letter would cover other rows";
    EXPECT_EQ(one_line("\xFF\xC3", 9), "");
}

TEST(Reply, IdsArePlainAndCodesShort) {
    json reply = told();
    reply["persons"][0]["player"] = "b3-zt/../<x>" + std::string(10'000, 'y');
    EXPECT_LE(league_of(reply).persons.at(0).player.size(), 64u);
    EXPECT_EQ(short_code(league_of(reply).persons.at(0).player), "B3ZT");
    reply["persons"][0]["player"] = 17;
    EXPECT_EQ(league_of(reply).persons.at(0).player, "");
    EXPECT_EQ(short_code(""), "");
    EXPECT_EQ(short_code("7K"), "7K");
}

TEST(Reply, AHeapOfAccentsIsCutBeforeItHoldsUpTheHall) {
    std::string heap = "Xã ";
    for (int i = 0; i < 100'000; ++i) heap += "\u0301\u0316"; // in the order that takes longest: minutes, were it composed whole
    const auto line = one_line(heap, kMostLetters);
    EXPECT_TRUE(line.starts_with("Xã ")) << line;
    EXPECT_TRUE(line.ends_with("…")) << line;
    EXPECT_EQ(one_line("Phường " + std::string(5'000, 'a'), kMostLetters).size(), std::string("Phường ").size() + kMostLetters - 7 + 3);
}

TEST(Reply, OfAnyLengthHasAnEnd) {
    json reply = told();
    const auto person = reply["persons"][0], unit = reply["units"][0];
    reply["persons"] = reply["units"] = json::array();
    for (int i = 0; i < 2'000; ++i) reply["persons"].push_back(person), reply["units"].push_back(unit);
    ASSERT_LT(reply.dump().size(), kMostBytes);
    const auto league = league_of(reply);
    EXPECT_EQ(league.persons.size(), kMostPersons);
    EXPECT_EQ(league.units.size(), kMostUnits);
}

// Every byte of a good reply, damaged in turn and at random: a league within bounds, or none, and no crash.
TEST(Reply, DamagedAnywhereIsALeagueOrNone) {
    const std::string good = told().dump();
    std::mt19937 chance(11);
    int leagues = 0, nonsense = 0;
    for (std::size_t at = 0; at < good.size(); ++at)
        for (int round = 0; round < 8; ++round) {
            std::string damaged = good;
            if (round == 0) damaged.resize(at);
            else if (round == 1) damaged.erase(at, 1 + chance() % 9);
            else if (round == 2) damaged.insert(at, good.substr(chance() % good.size(), 12));
            else damaged[at] = static_cast<char>(chance());
            League league;
            (read_league(damaged, league) == Sense::nonsense ? nonsense : leagues) += 1;
            for (const auto& row : league.persons) EXPECT_LE(std::abs(row.score), kMostPoints);
        }
    EXPECT_GT(leagues, 0);
    EXPECT_GT(nonsense, 0);
}

} // namespace
} // namespace league_board
