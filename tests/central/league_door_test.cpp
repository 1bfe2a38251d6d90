// What screens of many halls are told of the league, and how seldom it is reckoned for them.
#include "league/league_door.h"
#include "runs.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace central {
namespace {

using nlohmann::json;

struct Door : testing::Test {
    SlowArchive archive;
    Leagues leagues{archive, R"({"units":[{"id":"pa-co","title":"Xã Pà Cò"}]})", [this] { more = true; }};
    LeagueDoor::Kiosks kiosks{3, 0, 0};
    std::int64_t now = 1'000;
    bool more = false;
    LeagueDoor door{{leagues, [this] { return kiosks; }, [this] { return now; }, 7}};

    Door() {
        archive.runs = two_villages();
        hears_all();
    }
    void hears_all() {
        do {
            more = false;
            leagues.look();
            archive.answer();
        } while (more);
    }
    Answer asks(const std::string& query = "", const std::string& tag = "") {
        return door.answer({"GET", query, "", {{"if-none-match", tag}}});
    }
    static std::string tag_of(const Answer& answer) {
        for (const auto& [name, value] : answer.headers)
            if (name == "ETag") return value;
        return "";
    }
};

TEST_F(Door, SaysTheTimeOfDayAnewAndTheRestAsItWas) {
    const auto first = json::parse(asks().body);
    now = 2'000;
    auto again = json::parse(asks().body);
    EXPECT_EQ(first["now"], 1'000);
    EXPECT_EQ(again["now"], 2'000);
    again["now"] = 1'000;
    EXPECT_EQ(again, first);
    EXPECT_EQ(first["runs"], 11);
    EXPECT_EQ(first["kiosks"], 3);
    EXPECT_FALSE(first.contains("silent"));
}

TEST_F(Door, AScreenThatHasItIsToldSoInAWordUntilSomethingChanges) {
    const auto tag = tag_of(asks());
    EXPECT_EQ(asks("", tag).status, 304);
    now += 60'000;
    EXPECT_EQ(asks("", tag).status, 304) << "time alone is no news";
    archive.runs.push_back(run("late", "p99", "pa-co", 900));
    hears_all();
    const auto news = asks("", tag);
    EXPECT_EQ(news.status, 200);
    EXPECT_EQ(json::parse(news.body)["persons"][0]["player"], "p99") << "and not what was said before";
    EXPECT_NE(tag_of(news), tag);
}

TEST_F(Door, AKioskThatFallsSilentIsNews) {
    const auto tag = tag_of(asks());
    kiosks = {3, 1, 500};
    const auto news = asks("", tag);
    EXPECT_EQ(news.status, 200);
    EXPECT_EQ(json::parse(news.body)["silent"], (json{{"kiosks", 1}, {"since_ms", 500}}));
}

TEST_F(Door, EachQuestionHasItsOwnAnswerHoweverManyThereAre) {
    for (int most = 0; most < 100; ++most)
        EXPECT_EQ(json::parse(asks("persons=" + std::to_string(most)).body)["persons"].size(), std::min(most, 11)) << most;
    EXPECT_EQ(json::parse(asks("event=nowhere").body)["runs"], 0);
    EXPECT_EQ(json::parse(asks("persons=2&by=average").body)["persons"].size(), 2u);
    EXPECT_EQ(asks("persons=2000").status, 400);
}

TEST_F(Door, ATopicGetsAsManyPersonsAsFit) {
    const auto all = door.fitting(64 * 1024);
    ASSERT_TRUE(all);
    EXPECT_EQ(json::parse(*all)["persons"].size(), 11u);
    const auto some = door.fitting(all->size() - 1);
    ASSERT_TRUE(some);
    EXPECT_LT(some->size(), all->size());
    EXPECT_EQ(door.fitting(20), std::nullopt);
}

} // namespace
} // namespace central
