// What one central process hears of a kiosk, the others on the same database know.
#include "tests/central_store/postgres_stand.h"

#include <gtest/gtest.h>

#include <thread>

namespace central {
namespace {

struct ManyCentrals : testing::Test {
    std::string url;
    std::unique_ptr<PostgresStand> one, two;

    void SetUp() override {
        auto* server = PostgresServer::shared();
        if (!server) GTEST_SKIP() << "PostgreSQL 15 is not installed here";
        url = server->new_database();
        one = std::make_unique<PostgresStand>(url);
        two = std::make_unique<PostgresStand>(url);
    }
    // What all of them know, once this one has told what it heard; nothing where the database does not answer.
    static std::optional<SenderTable> tells(PostgresStand& stand, const SenderTable& heard = {}) {
        std::optional<SenderTable> known;
        bool told = false;
        stand.senders().exchange(heard, [&](const SenderTable* all) {
            told = true;
            if (all) known = *all;
        });
        while (!told && stand.turn()) {
        }
        EXPECT_TRUE(told);
        return known;
    }
};

TEST_F(ManyCentrals, KnowOfEachOthersKiosks) {
    EXPECT_EQ(tells(*one), SenderTable{});
    tells(*one, {{"hall-1", {1'000, 50, "kiosk-so 0.1.0", 7, -3'000}}});
    tells(*two, {{"hall-2", {2'000, 10, "", {}, {}}}});
    const auto known = tells(*one);
    ASSERT_TRUE(known);
    EXPECT_EQ(*known, (SenderTable{{"hall-1", {1'000, 50, "kiosk-so 0.1.0", 7, -3'000}}, {"hall-2", {2'000, 10, "", {}, {}}}}));
    one->restart();
    EXPECT_EQ(tells(*one), known) << "it is in the database";
}

TEST_F(ManyCentrals, CountWhatAKioskTellsToAnyOfThem) {
    tells(*one, {{"hall-1", {5'000, 50, "kiosk-so 0.1.0", 7, {}}}});
    tells(*two, {{"hall-1", {3'000, 20, "", {}, 0}}}); // heard before that, told after it
    const auto known = tells(*two);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->at("hall-1"), (Sender{5'000, 70, "kiosk-so 0.1.0", 7, 0}));
}

TEST_F(ManyCentrals, TellAtTheSameTimeAndLoseNothing) {
    constexpr int kTimes = 40;
    const auto tell = [](PostgresStand& stand) {
        for (int i = 1; i <= kTimes; ++i)
            EXPECT_TRUE(tells(stand, {{"hall-1", {i, 1, "", {}, {}}}, {"hall-2", {i, 1, "", {}, {}}}, {"hall-3", {i, 1, "", {}, {}}}}));
    };
    std::thread other([&] { tell(*two); });
    tell(*one);
    other.join();
    const auto known = tells(*one);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->size(), 3u);
    for (const auto& [name, sender] : *known) EXPECT_EQ(sender, (Sender{kTimes, 2 * kTimes, "", {}, {}})) << name;
}

TEST_F(ManyCentrals, LearnOfAllKiosksAlsoWhereOneOfThemSaysWhatTheDatabaseDoesNotTake) {
    const auto known = tells(*one, {{"hall-1", {1'000, 50, std::string("a\0b", 3), 7, {}}}, {"hall-2", {2'000, 10, "", {}, {}}}});
    EXPECT_EQ(known, (SenderTable{{"hall-1", {1'000, 50, "", 7, {}}}, {"hall-2", {2'000, 10, "", {}, {}}}}));
}

TEST_F(ManyCentrals, AreToldWhereTheDatabaseDoesNotAnswer) {
    PostgresStand lost("postgresql://kiosk@127.0.0.1:1/nothing");
    EXPECT_FALSE(tells(lost, {{"hall-1", {1'000, 50, "", {}, {}}}}));
}

} // namespace
} // namespace central
