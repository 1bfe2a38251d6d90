// What both places for keys promise: plugins/central/store/key_store.h, told as stories. What a command does, a central that is
// at work sees; in PostgreSQL, every central.
#include "tests/central_store/postgres_stand.h"

#include "store/pg.h"

#include <gmock/gmock.h>

#include <thread>

namespace central {
namespace {

using testing::HasSubstr;
using testing::Not;
using How = KeyOutcome::Kind;

struct KeyKindred {
    const char* name;
    std::unique_ptr<Stand> (*make)();
};

class KeyStores : public testing::TestWithParam<KeyKindred> {
protected:
    void SetUp() override {
        auto stand = GetParam().make();
        if (!stand) GTEST_SKIP() << "PostgreSQL 15 is not installed here";
        room_ = std::make_unique<Room>(std::move(stand));
    }
    Room& room() { return *room_; }
    Key key(const std::string& name) {
        const auto keys = room().sees_keys();
        return keys && keys->contains(name) ? keys->at(name) : Key{{}, -1, -1};
    }

private:
    std::unique_ptr<Room> room_;
};

TEST_P(KeyStores, BeginEmptyWhichIsNotTheSameAsNotKnown) {
    const auto keys = room().sees_keys();
    ASSERT_TRUE(keys.has_value());
    EXPECT_TRUE(keys->empty());
}

TEST_P(KeyStores, WhatACommandAddsACentralAtWorkSees) {
    EXPECT_EQ(room().adds("hall-1", 1'790'000'000'000).kind, How::done);
    EXPECT_EQ(room().adds("hall-2").kind, How::done);
    EXPECT_EQ(room().sees_keys()->size(), 2u);
    EXPECT_EQ(key("hall-1").hash, hash_of_secret("hall-1"));
    EXPECT_EQ(key("hall-1").made, 1'790'000'000'000);
    EXPECT_EQ(key("hall-1").revoked, 0);
}

TEST_P(KeyStores, AGoodKeyIsNotReplacedARevokedOneIs) {
    room().adds("hall-1", 1'000);
    EXPECT_EQ(room().adds("hall-1", 2'000).kind, How::in_vain);
    EXPECT_EQ(key("hall-1").made, 1'000) << "the kiosk that has it goes on sending";
    EXPECT_EQ(room().revokes("hall-1", 3'000).kind, How::done);
    EXPECT_EQ(key("hall-1").revoked, 3'000) << "it stays in the list";
    EXPECT_EQ(room().adds("hall-1", 4'000).kind, How::done);
    EXPECT_EQ(key("hall-1").made, 4'000);
    EXPECT_EQ(key("hall-1").revoked, 0);
}

TEST_P(KeyStores, WhatIsNotGoodCannotBeRevoked) {
    EXPECT_EQ(room().revokes("hall-1").kind, How::in_vain);
    room().adds("hall-1");
    room().adds("hall-2");
    room().revokes("hall-1", 2'000);
    EXPECT_EQ(room().revokes("hall-1", 3'000).kind, How::in_vain);
    EXPECT_EQ(key("hall-1").revoked, 2'000);
    EXPECT_EQ(key("hall-2").revoked, 0) << "a neighbour";
}

TEST_P(KeyStores, KeysAreThereAfterARestart) {
    room().adds("hall-1");
    room().adds("hall-2");
    room().revokes("hall-2");
    room().stand().restart();
    EXPECT_EQ(key("hall-1").revoked, 0);
    EXPECT_EQ(key("hall-2").revoked, 2'000);
    KeyTable listed;
    room().stand().on_main([&] { EXPECT_EQ(room().stand().keys().read(listed).kind, How::done); });
    EXPECT_EQ(listed.size(), 2u) << "the command sees the same";
}

INSTANTIATE_TEST_SUITE_P(, KeyStores, testing::Values(KeyKindred{"sqlite", &sqlite_stand}, KeyKindred{"postgres", &postgres_stand}),
                         [](const auto& one) { return std::string(one.param.name); });

// ---------------------------------------------------------------- PostgreSQL alone

#define NEEDS_POSTGRES() if (!PostgresServer::shared()) GTEST_SKIP() << "PostgreSQL 15 is not installed here"

TEST(PostgresKeyStores, WhatOneMachineChangesAllSee) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room one(std::make_unique<PostgresStand>(url)), two(std::make_unique<PostgresStand>(url));
    EXPECT_TRUE(two.sees_keys()->empty());
    one.adds("hall-1");
    EXPECT_EQ(two.sees_keys()->at("hall-1").hash, hash_of_secret("hall-1"));
    EXPECT_EQ(two.adds("hall-1").kind, How::in_vain) << "there is one";
    two.revokes("hall-1", 2'000);
    EXPECT_EQ(one.sees_keys()->at("hall-1").revoked, 2'000);
}

TEST(PostgresKeyStores, OfMachinesThatAddOneNameAtOnceOneHasIt) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    std::atomic<int> done{0}, in_vain{0};
    std::vector<std::thread> machines;
    for (int machine = 0; machine < 4; ++machine)
        machines.emplace_back([&] {
            Room room(std::make_unique<PostgresStand>(url)); // on a database without tables
            const auto outcome = room.adds("hall-1");
            EXPECT_NE(outcome.kind, How::unavailable) << outcome.trouble;
            (outcome.kind == How::done ? done : in_vain) += 1;
        });
    for (auto& machine : machines) machine.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(in_vain, 3);
}

TEST(PostgresKeyStores, ADatabaseOfBeforeKeysLayThereGetsTheirTableAndLosesNothing) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.keep({{.id = 1}});
    pg::Connection(url).command("DROP TABLE central_keys; DROP TABLE central_senders; ALTER TABLE central_results DROP COLUMN sender;"
                                " DELETE FROM central_versions WHERE version >= 2");
    room.stand().restart();
    EXPECT_EQ(room.adds("hall-1").kind, How::done);
    EXPECT_EQ(room.sees_keys()->size(), 1u);
    EXPECT_TRUE(room.find(1));
}

TEST(PostgresKeyStores, WhereNobodyAnswersNothingIsKnownAndCommandsSayWhy) {
    NEEDS_POSTGRES();
    Room room(std::make_unique<PostgresStand>("postgresql://kiosk:secret7@127.0.0.1:1/nothing"));
    EXPECT_FALSE(room.sees_keys().has_value()) << "and not: no keys";
    const auto outcome = room.adds("hall-1");
    EXPECT_EQ(outcome.kind, How::unavailable);
    EXPECT_THAT(outcome.trouble, HasSubstr("127.0.0.1"));
    EXPECT_THAT(outcome.trouble, Not(HasSubstr("secret7")));
}

TEST(PostgresKeyStores, AHashThatIsNoneIsNobodysKey) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.adds("hall-1");
    pg::Connection(url).command("INSERT INTO central_keys (event, name, hash, made, revoked) VALUES ('', 'odd', '', 1, 0)");
    EXPECT_FALSE(room.sees_keys()->contains("odd"));
    EXPECT_TRUE(room.sees_keys()->contains("hall-1"));
}

} // namespace
} // namespace central
