// What the SQLite archive does when the disk does not do its part.
#include "tests/central_store/sqlite_stand.h"

#include <gmock/gmock.h>

namespace central {
namespace {

using testing::ElementsAre;
using Kind = Outcome::Kind;

struct SqliteArchives : testing::Test {
    SqliteStand* stand = new SqliteStand; // the room's
    Room room{std::unique_ptr<Stand>(stand)};

    void heal() {
        stand->disk.full = false;
        while (!stand->writer().healthy()) std::this_thread::yield();
    }
};

TEST_F(SqliteArchives, WhatTheDiskRefusesIsNotToldAsKeptAndComesInOnceWhenItIsSentAgain) {
    stand->disk.full = true;
    EXPECT_EQ(room.kept({{.id = 1, .score = 73}}), Kind::unavailable);
    EXPECT_EQ(room.kept({{.id = 2}}), Kind::unavailable) << "refused at once";
    heal();
    EXPECT_EQ(room.kept({{.id = 1, .score = 73}, {.id = 2}}), Kind::kept);
    EXPECT_THAT(room.list({}), testing::UnorderedElementsAre(1, 2));
    EXPECT_EQ(room.results().results.size(), 1u);
}

TEST_F(SqliteArchives, ARepetitionIsNotKeptWhereWhatItRepeatsWasRefused) {
    stand->disk.full = true;
    const auto first = room.send({{.id = 1}});
    const auto again = room.send({{.id = 1}});
    EXPECT_EQ(room.wait(first).kind, Kind::unavailable);
    EXPECT_EQ(room.wait(again).kind, Kind::unavailable);
    heal();
    EXPECT_EQ(room.kept({{.id = 1}}), Kind::kept);
    EXPECT_THAT(room.list(), ElementsAre(1));
}

TEST_F(SqliteArchives, WhatAHandlerWroteBeforeItThrewIsWrittenWhenItComesAgain) {
    std::optional<Outcome> told;
    EXPECT_ANY_THROW(stand->on_main([&] {
        room.archive().keep({entry({.id = 1, .score = 73})}, [&](Outcome outcome) { told = outcome; });
        throw std::runtime_error("torn page");
    }));
    const auto again = room.send({{.id = 1, .score = 73}}); // before anybody was told
    EXPECT_EQ(room.wait(again).kind, Kind::unavailable) << "it relied on what was forgotten";
    EXPECT_EQ(told->kind, Kind::unavailable);
    EXPECT_EQ(room.kept({{.id = 1, .score = 73}}), Kind::kept);
    EXPECT_THAT(room.list(), ElementsAre(1));
    EXPECT_EQ(room.results().results.size(), 1u);
}

TEST_F(SqliteArchives, MoreThanMayWaitForTheDiskIsRefused) {
    std::vector<Words> many;
    for (int id = 1; id <= 20'000; ++id) many.push_back({.id = id});
    const auto first = room.send(many);
    EXPECT_EQ(room.kept({{.id = 30'000}}), Kind::unavailable);
    EXPECT_EQ(room.wait(first).kind, Kind::kept);
    EXPECT_EQ(room.kept({{.id = 30'000}}), Kind::kept);
}

TEST_F(SqliteArchives, ADiskThatHealsIsWrittenToAgainHoweverMuchItRefused) {
    std::vector<Words> many;
    for (int id = 1; id <= 20'000; ++id) many.push_back({.id = id});
    stand->disk.full = true;
    EXPECT_EQ(room.kept(many), Kind::unavailable);
    EXPECT_EQ(room.kept({{.id = 30'000}}), Kind::unavailable);
    heal();
    // As many wait as may: who comes now is told so, and the next ones find room.
    for (int refused = 0; room.kept({{.id = 30'000}}) != Kind::kept; ++refused) {
        ASSERT_LT(refused, 3);
        ASSERT_TRUE(stand->turn());
    }
    EXPECT_EQ(room.kept(many), Kind::kept);
    EXPECT_EQ(room.list({}, 1).size(), 1u);
}

} // namespace
} // namespace central
