// What both archives promise: plugins/central/store/archive.h, told as stories.
#include "tests/central_store/postgres_stand.h"

#include <gmock/gmock.h>

namespace central {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = Outcome::Kind;

struct Kindred {
    const char* name;
    std::unique_ptr<Stand> (*make)();
};

class Archives : public testing::TestWithParam<Kindred> {
protected:
    void SetUp() override {
        auto stand = GetParam().make();
        if (!stand) GTEST_SKIP() << "PostgreSQL 15 is not installed here";
        room_ = std::make_unique<Room>(std::move(stand));
    }
    Room& room() { return *room_; }

private:
    std::unique_ptr<Room> room_;
};

xapi::Query ascending() {
    xapi::Query query;
    query.ascending = true;
    return query;
}

// ---------------------------------------------------------------- once

TEST_P(Archives, WhatIsKeptIsFoundByItsId) {
    EXPECT_EQ(room().kept({{.id = 7, .stored = 4'210}}), Kind::kept);
    const auto kept = room().find(7);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->body, "7 b “ngày hội”");
    EXPECT_EQ(kept->stored, 4'210);
    EXPECT_FALSE(kept->voided);
    EXPECT_FALSE(room().find(8));
}

TEST_P(Archives, AStatementThatComesTwiceIsKeptOnce) {
    EXPECT_EQ(room().kept({{.id = 1}, {.id = 2, .score = 73}}), Kind::kept);
    EXPECT_EQ(room().kept({{.id = 1}, {.id = 2, .stored = 9'000, .score = 73}}), Kind::kept) << "the reply had been lost";
    EXPECT_THAT(room().list(ascending()), ElementsAre(1, 2));
    EXPECT_EQ(room().find(2)->stored, 1'000) << "as it was";
    EXPECT_EQ(room().results().results.size(), 1u);
}

TEST_P(Archives, AStatementThatComesAgainBeforeItIsOnDiskIsKeptOnce) {
    const auto first = room().send({{.id = 1, .score = 73}});
    const auto second = room().send({{.id = 1, .score = 73}, {.id = 2}});
    EXPECT_EQ(room().wait(first).kind, Kind::kept);
    EXPECT_EQ(room().wait(second).kind, Kind::kept);
    EXPECT_THAT(room().list(ascending()), ElementsAre(1, 2));
    EXPECT_EQ(room().results().results.size(), 1u);
}

TEST_P(Archives, OtherWordsWithAKnownIdAreAConflictAndNothingOfTheirBatchIsKept) {
    room().keep({{.id = 1}});
    const auto outcome = room().keep({{.id = 2}, {.id = 1, .response = "c"}, {.id = 3}});
    EXPECT_EQ(outcome.kind, Kind::conflict);
    EXPECT_EQ(outcome.id, uuid(1));
    EXPECT_FALSE(outcome.sentence.empty());
    EXPECT_THAT(room().list(), ElementsAre(1));
    EXPECT_EQ(room().find(1)->body, "1 b “ngày hội”");
    EXPECT_EQ(room().kept({{.id = 2}, {.id = 3}}), Kind::kept) << "they are free to come without it";
}

TEST_P(Archives, AConflictIsFoundBeforeTheFirstIsOnDisk) {
    const auto first = room().send({{.id = 1}});
    const auto second = room().send({{.id = 2}, {.id = 1, .response = "c"}});
    EXPECT_EQ(room().wait(first).kind, Kind::kept);
    EXPECT_EQ(room().wait(second).kind, Kind::conflict);
    EXPECT_THAT(room().list(), ElementsAre(1));
}

TEST_P(Archives, ABatchMayBringKnownAndNew) {
    room().keep({{.id = 1}, {.id = 2}});
    EXPECT_EQ(room().kept({{.id = 2}, {.id = 3}}), Kind::kept);
    EXPECT_THAT(room().list(ascending()), ElementsAre(1, 2, 3));
}

TEST_P(Archives, AnEmptyBatchIsKept) { EXPECT_EQ(room().kept({}), Kind::kept); }

// ---------------------------------------------------------------- voiding

TEST_P(Archives, AVoidedStatementIsFoundByItsOwnQuestionOnly) {
    room().keep({{.id = 1}, {.id = 2}});
    room().keep({{.id = 3, .actor = "device", .voids = 1}});
    EXPECT_FALSE(room().find(1));
    const auto voided = room().find(1, true);
    ASSERT_TRUE(voided);
    EXPECT_TRUE(voided->voided);
    EXPECT_EQ(voided->body, "1 b “ngày hội”");
    EXPECT_THAT(room().list(ascending()), ElementsAre(2, 3)) << "the voiding one is shown";
    EXPECT_FALSE(room().find(2, true)) << "not voided";
}

TEST_P(Archives, AVoidingStatementMayComeFirst) {
    room().keep({{.id = 3, .voids = 1}});
    room().keep({{.id = 1, .score = 73}});
    EXPECT_FALSE(room().find(1));
    EXPECT_TRUE(room().find(1, true));
    EXPECT_THAT(room().list(), ElementsAre(3));
    ASSERT_EQ(room().results().results.size(), 1u);
    EXPECT_TRUE(room().results().results[0].voided);
}

TEST_P(Archives, AVoidingStatementMayComeInTheSameBatch) {
    room().keep({{.id = 3, .voids = 1}, {.id = 1}, {.id = 2}, {.id = 4, .voids = 2}});
    EXPECT_TRUE(room().find(1, true));
    EXPECT_TRUE(room().find(2, true));
    EXPECT_THAT(room().list(ascending()), ElementsAre(3, 4));
}

TEST_P(Archives, AVoidingStatementCannotBeVoided) {
    room().keep({{.id = 1}});
    room().keep({{.id = 2, .voids = 1}});
    room().keep({{.id = 3, .voids = 2}});
    EXPECT_TRUE(room().find(2));
    EXPECT_FALSE(room().find(2, true));
    EXPECT_TRUE(room().find(1, true)) << "what it voided stays so";

    room().keep({{.id = 5, .voids = 6}});
    room().keep({{.id = 6, .voids = 7}});
    EXPECT_TRUE(room().find(6)) << "nor one that comes late";
}

// ---------------------------------------------------------------- lists

TEST_P(Archives, TheNewestComesFirstUnlessAskedOtherwise) {
    room().keep({{.id = 1, .stored = 1'000}, {.id = 2, .stored = 2'000}});
    room().keep({{.id = 3, .stored = 3'000}});
    EXPECT_THAT(room().list(), ElementsAre(3, 2, 1));
    EXPECT_THAT(room().list(ascending()), ElementsAre(1, 2, 3));
}

TEST_P(Archives, PagesStayWhereTheyAreWhileNewStatementsCome) {
    for (int id = 1; id <= 5; ++id) room().keep({{.id = id, .stored = id * 1'000}});
    xapi::Query query;
    query.limit = 2;
    std::string after;
    EXPECT_THAT(room().list(query, 100, &after), ElementsAre(5, 4));
    room().keep({{.id = 6, .stored = 6'000}});
    query.after = after;
    EXPECT_THAT(room().list(query, 100, &after), ElementsAre(3, 2));
    query.after = after;
    EXPECT_THAT(room().list(query, 100, &after), ElementsAre(1));
    EXPECT_EQ(after, "") << "the end";

    query = ascending();
    EXPECT_THAT(room().list(query, 4, &after), ElementsAre(1, 2, 3, 4)) << "the server's own limit";
    query.after = after;
    EXPECT_THAT(room().list(query, 4, &after), ElementsAre(5, 6));
    EXPECT_EQ(after, "");
}

TEST_P(Archives, APageThatIsJustFullIsTheLast) {
    room().keep({{.id = 1}, {.id = 2}});
    std::string after;
    EXPECT_EQ(room().list({}, 2, &after).size(), 2u);
    EXPECT_EQ(after, "");
}

TEST_P(Archives, ACursorThatIsNoneOfOursListsNothing) {
    room().keep({{.id = 1}});
    for (const char* words : {"x", "1 OR 1=1", "-1", "99999999999999999999", "1.1.1.1"}) {
        xapi::Query query;
        query.after = words;
        EXPECT_THAT(room().list(query), IsEmpty()) << words;
    }
}

TEST_P(Archives, ListsAreOfOnePlayerVerbActivityOrRegistration) {
    room().keep({{.id = 1, .actor = "an", .registration = uuid(100)},
                 {.id = 2, .actor = "binh", .verb = "completed", .registration = uuid(200)},
                 {.id = 3, .actor = "an", .verb = "completed", .activity = "q2", .registration = uuid(100)}});
    xapi::Query query = ascending();
    query.agent = account("an");
    EXPECT_THAT(room().list(query), ElementsAre(1, 3));
    query.verb = "http://adlnet.gov/expapi/verbs/completed";
    EXPECT_THAT(room().list(query), ElementsAre(3)) << "both";
    query = ascending();
    query.verb = "http://adlnet.gov/expapi/verbs/completed";
    EXPECT_THAT(room().list(query), ElementsAre(2, 3));
    query = ascending();
    query.activity = "https://kiosk.example.vn/q1";
    EXPECT_THAT(room().list(query), ElementsAre(1, 2));
    query.registration = uuid(200);
    EXPECT_THAT(room().list(query), ElementsAre(2));
    query.agent = account("chi");
    EXPECT_THAT(room().list(query), IsEmpty());
}

TEST_P(Archives, WhoIsSpokenOfInPassingIsFoundWhereThatIsAskedFor) {
    room().keep({{.id = 1, .unit = "thinh-minh", .instructor = "co-lan"},
                 {.id = 2, .actor = "co-lan", .activity = "unit/thinh-minh"},
                 {.id = 3, .unit = "pa-co"}});
    xapi::Query query = ascending();
    query.agent = account("co-lan");
    EXPECT_THAT(room().list(query), ElementsAre(2));
    query.related_agents = true;
    EXPECT_THAT(room().list(query), ElementsAre(1, 2));
    query = ascending();
    query.activity = "https://kiosk.example.vn/unit/thinh-minh";
    EXPECT_THAT(room().list(query), ElementsAre(2));
    query.related_activities = true;
    EXPECT_THAT(room().list(query), ElementsAre(1, 2));
    query.agent = account("an");
    EXPECT_THAT(room().list(query), ElementsAre(1));
}

TEST_P(Archives, AListMayBeginAfterAnInstantAndEndWithOne) {
    for (int id = 1; id <= 4; ++id) room().keep({{.id = id, .stored = id * 1'000}});
    xapi::Query query = ascending();
    query.since = 2'000;
    EXPECT_THAT(room().list(query), ElementsAre(3, 4)) << "since: later than";
    query.until = 3'000;
    EXPECT_THAT(room().list(query), ElementsAre(3)) << "until: at or before";
    query.since = 0;
    query.agent = account("an");
    EXPECT_THAT(room().list(query), ElementsAre(1, 2, 3));
    query.since = 9'000;
    query.until = 0;
    EXPECT_THAT(room().list(query), IsEmpty());
}

TEST_P(Archives, WhoSpeaksOfAStatementIsFoundByWhatThatOneIsFoundBy) {
    room().keep({{.id = 1, .actor = "an", .unit = "pa-co"}});
    room().keep({{.id = 2, .actor = "teacher", .verb = "commented", .refers_to = 1}});
    room().keep({{.id = 3, .actor = "pupil", .verb = "liked", .refers_to = 2}});
    xapi::Query query = ascending();
    query.agent = account("an");
    EXPECT_THAT(room().list(query), ElementsAre(1, 2, 3)) << "and who speaks of that one";
    query.activity = "https://kiosk.example.vn/unit/pa-co";
    query.related_activities = true;
    EXPECT_THAT(room().list(query), ElementsAre(1, 2, 3));
    room().keep({{.id = 4, .actor = "device", .voids = 1}});
    EXPECT_THAT(room().list(query), ElementsAre(2, 3, 4)) << "the voided one goes, who spoke of it stays";
}

TEST_P(Archives, ARareOneIsFoundAmongThousands) {
    std::vector<Words> hay;
    for (int id = 1; id <= 9'000; ++id) {
        hay.push_back({.id = id, .actor = id == 3 || id == 8'500 ? "rare" : "player-" + std::to_string(id % 300),
                       .unit = "unit-" + std::to_string(id % 10), .stored = id});
        if (hay.size() == 500) {
            ASSERT_EQ(room().kept(hay), Kind::kept);
            hay.clear();
        }
    }
    xapi::Query query;
    query.agent = account("rare");
    EXPECT_THAT(room().list(query), ElementsAre(8'500, 3));
    query = {};
    query.activity = "https://kiosk.example.vn/unit/unit-7";
    query.related_activities = true;
    std::vector<int> all;
    do {
        for (const int id : room().list(query, 400, &query.after)) all.push_back(id);
    } while (!query.after.empty());
    ASSERT_EQ(all.size(), 900u);
    EXPECT_EQ(all.front(), 8'997);
    EXPECT_EQ(all.back(), 7);
    EXPECT_TRUE(std::is_sorted(all.rbegin(), all.rend()));
}

// ---------------------------------------------------------------- results

TEST_P(Archives, ResultsComeInTheOrderOfComingAndOnce) {
    room().keep({{.id = 1, .actor = "an", .unit = "pa-co", .score = 73.5}, {.id = 2}, {.id = 3, .actor = "binh", .score = 10}});
    auto changes = room().results("", 1);
    ASSERT_EQ(changes.results.size(), 1u);
    EXPECT_EQ(changes.results[0], *entry({.id = 1, .actor = "an", .unit = "pa-co", .score = 73.5}).result) << "every field";
    EXPECT_TRUE(changes.more);
    changes = room().results(changes.cursor);
    ASSERT_EQ(changes.results.size(), 1u);
    EXPECT_EQ(changes.results[0].player, "binh");
    EXPECT_FALSE(changes.more);
    const auto nothing = room().results(changes.cursor);
    EXPECT_THAT(nothing.results, IsEmpty());
    EXPECT_EQ(nothing.cursor, changes.cursor);
    room().keep({{.id = 4, .stored = 10, .score = 5}}); // late
    changes = room().results(nothing.cursor);
    ASSERT_EQ(changes.results.size(), 1u);
    EXPECT_EQ(changes.results[0].statement, uuid(4));
}

TEST_P(Archives, ARunComesAgainWhenItIsVoided) {
    room().keep({{.id = 1, .score = 73}, {.id = 2, .score = 50}});
    auto cursor = room().results().cursor;
    room().keep({{.id = 3, .voids = 1}});
    const auto changes = room().results(cursor);
    ASSERT_EQ(changes.results.size(), 1u);
    EXPECT_EQ(changes.results[0].statement, uuid(1));
    EXPECT_TRUE(changes.results[0].voided);
    room().keep({{.id = 4, .voids = 1}});
    EXPECT_THAT(room().results(changes.cursor).results, IsEmpty()) << "voided before";
    EXPECT_EQ(room().results().results.size(), 2u) << "who begins anew sees each run once";
}

// ---------------------------------------------------------------- forgetting

TEST_P(Archives, WhoIsForgottenLeavesARunOfTheirUnit) {
    room().keep({{.id = 1, .actor = "an", .unit = "pa-co", .score = 73},
                 {.id = 2, .actor = "an"},
                 {.id = 3, .actor = "binh", .score = 10},
                 {.id = 4, .actor = "binh", .instructor = "an"}}); // whoever has that name there is no player
    const auto cursor = room().results().cursor;
    EXPECT_EQ(room().forget("an").kind, Kind::kept);
    EXPECT_THAT(room().list(ascending()), ElementsAre(3, 4));
    EXPECT_FALSE(room().find(1));
    EXPECT_FALSE(room().find(2));
    EXPECT_FALSE(room().find(1, true));
    const auto changes = room().results(cursor);
    ASSERT_EQ(changes.results.size(), 1u) << "it comes again";
    EXPECT_EQ(changes.results[0].player, "");
    EXPECT_EQ(changes.results[0].unit, "pa-co");
    EXPECT_EQ(changes.results[0].score, 73);
    EXPECT_EQ(room().results().results.size(), 2u);
}

TEST_P(Archives, WhatComesLateOfTheForgottenDoesNotBringThemBack) {
    room().keep({{.id = 1, .actor = "an", .score = 73}});
    room().forget("an");
    EXPECT_EQ(room().kept({{.id = 1, .actor = "an", .score = 73}}), Kind::kept) << "the reply had been lost";
    EXPECT_EQ(room().kept({{.id = 2, .actor = "an", .unit = "pa-co", .score = 40}}), Kind::kept)
        << "from a kiosk without network";
    EXPECT_THAT(room().list(), IsEmpty());
    EXPECT_FALSE(room().find(2));
    const auto results = room().results().results;
    ASSERT_EQ(results.size(), 2u) << "counted once each";
    EXPECT_EQ(results[0].player + results[1].player, "");
}

TEST_P(Archives, AForgottenRunCanStillBeVoided) {
    room().keep({{.id = 1, .actor = "an", .score = 73}});
    room().forget("an");
    const auto cursor = room().results().cursor;
    room().keep({{.id = 2, .actor = "device", .voids = 1}});
    const auto changes = room().results(cursor);
    ASSERT_EQ(changes.results.size(), 1u);
    EXPECT_TRUE(changes.results[0].voided);
    EXPECT_FALSE(room().find(1, true));
}

// ---------------------------------------------------------------- restart, time

TEST_P(Archives, EverythingIsThereAfterARestart) {
    room().keep({{.id = 1, .score = 73}, {.id = 2}, {.id = 3, .voids = 9}});
    const auto cursor = room().results().cursor;
    room().forget("chi");
    room().stand().restart();
    EXPECT_THAT(room().list(ascending()), ElementsAre(1, 2, 3));
    EXPECT_EQ(room().kept({{.id = 2, .response = "c"}}), Kind::conflict);
    EXPECT_EQ(room().kept({{.id = 1, .score = 73}, {.id = 4, .score = 8}, {.id = 9}, {.id = 10, .actor = "chi"}}), Kind::kept);
    EXPECT_THAT(room().list(ascending()), ElementsAre(1, 2, 3, 4)) << "9 is voided, 10 forgotten";
    const auto changes = room().results(cursor);
    ASSERT_EQ(changes.results.size(), 1u);
    EXPECT_EQ(changes.results[0].statement, uuid(4));
    xapi::Query query;
    query.agent = account("an");
    query.verb = "http://adlnet.gov/expapi/verbs/answered";
    EXPECT_THAT(room().list(query), ElementsAre(4, 2, 1)) << "found by what came before and after";
    EXPECT_EQ(room().forget("an").kind, Kind::kept);
    EXPECT_THAT(room().list(), IsEmpty()) << "of both times; 3 was theirs, too";
}

TEST_P(Archives, TheInstantThroughWhichAllCanBeReadWaitsForTheDisk) {
    const auto before = room().archive().consistent_through();
    const auto sent = room().send({{.id = 1, .stored = before - 5}});
    EXPECT_LT(room().archive().consistent_through(), before - 5) << "not yet on disk";
    room().wait(sent);
    EXPECT_GE(room().archive().consistent_through(), before - 5);
}

INSTANTIATE_TEST_SUITE_P(, Archives, testing::Values(Kindred{"sqlite", &sqlite_stand}, Kindred{"postgres", &postgres_stand}),
                         [](const auto& tested) { return std::string(tested.param.name); });

} // namespace
} // namespace central
