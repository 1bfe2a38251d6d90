// What only the PostgreSQL archive must stand: several processes on one database, a server that is killed, a password.
#include "tests/central_store/postgres_stand.h"

#include "store/pg.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <thread>

namespace central {
namespace {

using testing::HasSubstr;
using testing::Not;
using Kind = Outcome::Kind;

#define NEEDS_POSTGRES() if (!PostgresServer::shared()) GTEST_SKIP() << "PostgreSQL 15 is not installed here"

std::int64_t count(const std::string& url, const std::string& what) {
    return pg::Connection(url).ask("SELECT count(*) FROM " + what).integer(0, 0);
}

std::vector<std::vector<Words>> batches(int first, int last, int of) {
    std::vector<std::vector<Words>> all;
    for (int id = first; id <= last; ++id) {
        if (all.empty() || all.back().size() == static_cast<std::size_t>(of)) all.emplace_back();
        all.back().push_back({.id = id, .actor = "player-" + std::to_string(id % 50), .unit = "pa-co", .stored = id, .score = 1});
    }
    return all;
}

TEST(PostgresArchives, TwoProcessesThatKeepTheSameAtOnceKeepEachOnce) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    const auto all = batches(1, 3'000, 50);
    std::vector<std::thread> processes;
    std::atomic<int> kept{0}, other{0};
    for (int process = 0; process < 2; ++process)
        processes.emplace_back([&, process] {
            Room room(std::make_unique<PostgresStand>(url));
            auto mine = all;
            if (process == 1) std::reverse(mine.begin(), mine.end()); // they meet in the middle, and each batch backwards
            std::vector<std::shared_ptr<std::optional<Outcome>>> told;
            for (auto& batch : mine) {
                if (process == 1) std::reverse(batch.begin(), batch.end());
                told.push_back(room.send(batch));
            }
            for (const auto& one : told) (room.wait(one).kind == Kind::kept ? kept : other) += 1;
        });
    for (auto& process : processes) process.join();
    EXPECT_EQ(kept, 120);
    EXPECT_EQ(other, 0);
    EXPECT_EQ(count(url, "central_statements"), 3'000);
    EXPECT_EQ(count(url, "central_results"), 3'000);
}

TEST(PostgresArchives, OfTwoProcessesWithOtherWordsForOneIdOneIsInConflict) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room one(std::make_unique<PostgresStand>(url)), two(std::make_unique<PostgresStand>(url));
    for (int id = 1; id <= 20; ++id) {
        const auto first = one.send({{.id = id}, {.id = 100 + id}});
        const auto second = two.send({{.id = id, .response = "c"}, {.id = 200 + id}});
        const auto a = one.wait(first).kind, b = two.wait(second).kind;
        EXPECT_TRUE((a == Kind::kept && b == Kind::conflict) || (a == Kind::conflict && b == Kind::kept)) << id;
    }
    EXPECT_EQ(count(url, "central_statements"), 40) << "of each pair the whole batch of one";
}

// Another process in the midst of a transaction that writes statement 2, in the words of statement 1.
class Midst {
public:
    explicit Midst(const std::string& url) : url_(url), line_(url) {
        line_.command(("BEGIN; INSERT INTO central_statements SELECT event, '" + uuid(2) +
                       "', fingerprint, stored, arrived, voids, erased, terms, sender, body FROM central_statements")
                          .c_str());
    }
    void is_waited_for() const {
        while (count(url_, "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0)
            std::this_thread::yield();
    }
    void ends(const char* how) { line_.command(how); }

private:
    const std::string url_;
    pg::Connection line_;
};

TEST(PostgresArchives, WhatAnotherProcessIsAboutToCommitIsWaitedForAndKeptOnce) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.keep({{.id = 1}});
    Midst other(url);
    const auto told = room.send({{.id = 2, .score = 1}, {.id = 3, .score = 1}});
    other.is_waited_for();
    EXPECT_FALSE(told->has_value());
    other.ends("COMMIT");
    EXPECT_EQ(room.wait(told).kind, Kind::kept);
    EXPECT_EQ(count(url, "central_statements"), 3);
    EXPECT_EQ(count(url, "central_results"), 1) << "of the statement that was new";
}

TEST(PostgresArchives, WhereAnotherProcessCommitsOtherWordsNothingOfTheBatchIsKept) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.keep({{.id = 1}});
    Midst other(url);
    const auto told = room.send({{.id = 2, .response = "c"}, {.id = 3}});
    other.is_waited_for();
    other.ends("COMMIT");
    const auto outcome = room.wait(told);
    EXPECT_EQ(outcome.kind, Kind::conflict);
    EXPECT_EQ(outcome.id, uuid(2));
    EXPECT_FALSE(room.find(3));
}

TEST(PostgresArchives, WhatAnotherProcessTakesBackIsKeptHere) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.keep({{.id = 1}});
    Midst other(url);
    const auto told = room.send({{.id = 2, .response = "c"}});
    other.is_waited_for();
    other.ends("ROLLBACK");
    EXPECT_EQ(room.wait(told).kind, Kind::kept);
    EXPECT_EQ(room.find(2)->body, entry({.id = 2, .response = "c"}).body);
}

TEST(PostgresArchives, AmongManyNewOnesThoseThatAreToldAgainAreKeptOnce) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    std::vector<std::shared_ptr<std::optional<Outcome>>> told;
    const auto all = batches(1, 1'000, 50);
    for (std::size_t i = 0; i < all.size(); ++i) {
        told.push_back(room.send(all[i]));
        if (i % 3 == 0) told.push_back(room.send(all[i]));     // at once, perhaps in the same transaction
        if (i % 5 == 4) told.push_back(room.send(all[i - 4])); // later
        if (i % 7 == 6) {
            auto mixed = all[i - 6]; // half of it known, half of it new
            for (int id = 0; id < 25; ++id) mixed[id].id += 10'000;
            told.push_back(room.send(mixed));
        }
    }
    for (const auto& one : told) EXPECT_EQ(room.wait(one).kind, Kind::kept);
    EXPECT_EQ(count(url, "central_statements"), 1'000 + 2 * 25);
    EXPECT_EQ(count(url, "central_results"), 1'000 + 2 * 25);
}

TEST(PostgresArchives, ResultsOfBeforeTheirSenderLayThereNameThemAllTheSame) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.keep({{.id = 1, .score = 1}});
    pg::Connection(url).command("UPDATE central_results SET sender = NULL");
    room.keep({{.id = 2, .score = 1}});
    const auto results = room.results().results;
    ASSERT_EQ(results.size(), 2u);
    for (const auto& result : results) EXPECT_EQ(result.sender, "kiosk-1") << result.statement;
}

TEST(PostgresArchives, ResultsOfATransactionThatBeganEarlierAndEndedLaterAreNotMissed) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.keep({{.id = 1, .score = 1}});
    const auto cursor = room.results().cursor;
    pg::Connection slow(url); // a process that is about to commit
    slow.command("BEGIN; INSERT INTO central_results SELECT event, '00000000-0000-4000-8000-0000000000ff',"
                 " pg_current_xact_id()::text::bigint, registration, number, 'slow', unit, unit_title, title, device, score,"
                 " max_score, \"right\", asked, duration, finished FROM central_results");
    room.keep({{.id = 2, .score = 2}});
    const auto before = room.results(cursor);
    EXPECT_TRUE(before.results.empty()) << "not until it is known what comes before";
    slow.command("COMMIT");
    const auto after = room.results(before.cursor);
    ASSERT_EQ(after.results.size(), 2u);
    EXPECT_EQ(after.results[0].player, "slow");
    EXPECT_EQ(after.results[1].statement, uuid(2));
}

TEST(PostgresArchives, WhatWasToldAsKeptIsThereAfterTheServerWasKilled) {
    auto server = PostgresServer::own();
    if (!server) GTEST_SKIP() << "PostgreSQL 15 is not installed here";
    const auto url = server->new_database();
    auto* stand = new PostgresStand(url);
    Room room{std::unique_ptr<Stand>(stand)};
    room.keep({{.id = 999'999}}); // it is up
    for (int round = 0; round < 3; ++round) {
        const auto all = batches(round * 10'000 + 1, round * 10'000 + 5'000, 50);
        std::vector<std::shared_ptr<std::optional<Outcome>>> told;
        for (const auto& batch : all) told.push_back(room.send(batch));
        const auto answered = [&] { return std::ranges::count_if(told, [](const auto& one) { return one->has_value(); }); };
        while (answered() < 10 * (round + 1)) ASSERT_TRUE(stand->turn());
        server->kill();
        server->start();
        std::set<int> kept;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (room.wait(told[i]).kind == Kind::kept)
                for (const auto& words : all[i]) kept.insert(words.id);
        EXPECT_FALSE(kept.empty());
        for (const int id : {*kept.begin(), *kept.rbegin()}) EXPECT_TRUE(room.find(id)) << id;
        const auto there = pg::Connection(url).ask("SELECT body FROM central_statements");
        std::set<int> found;
        for (int i = 0; i < there.count(); ++i) found.insert(std::stoi(std::string(there.text(i, 0))));
        EXPECT_TRUE(std::ranges::includes(found, kept)) << "told as kept";
        for (const auto& batch : all) EXPECT_EQ(room.kept(batch), Kind::kept) << "all of it again";
        EXPECT_EQ(count(url, "central_results"), 5'000 * (round + 1));
    }
    EXPECT_THAT(stand->log(), HasSubstr("kiosk@127.0.0.1:"));
    EXPECT_THAT(stand->log(), HasSubstr("answers"));
    EXPECT_THAT(stand->log(), Not(HasSubstr("7K4Q"))) << "the password";
}

TEST(PostgresArchives, WhileADumpReadsTheTablesPeopleAreForgotten) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    room.keep({{.id = 1, .actor = "an"}, {.id = 2, .actor = "binh"}});
    pg::Connection dump(url); // pg_dump locks so, in one transaction for all it reads
    dump.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                 " LOCK TABLE central_forgotten, central_statements, central_results, central_homes IN ACCESS SHARE MODE");
    EXPECT_EQ(room.forget("an").kind, Kind::kept);
    EXPECT_EQ(room.list(), std::vector<int>{2});
    EXPECT_EQ(room.kept({{.id = 3, .actor = "an"}, {.id = 4, .actor = "binh"}}), Kind::kept);
    EXPECT_FALSE(room.find(3)) << "too late";
    EXPECT_EQ(dump.ask("SELECT count(*) FROM central_statements WHERE NOT erased").integer(0, 0), 2) << "as it was";
}

TEST(PostgresArchives, WhereTheServerIsFrozenWhoeverAsksIsToldSoonAndNobodyWaitsAtTheEnd) {
    auto server = PostgresServer::own();
    if (!server) GTEST_SKIP() << "PostgreSQL 15 is not installed here";
    Room room(std::make_unique<PostgresStand>(server->new_database()));
    std::vector<std::shared_ptr<std::optional<Outcome>>> told;
    for (int id = 1; id <= 3; ++id) told.push_back(room.send({{.id = id}})); // every thread has its line
    for (const auto& one : told) EXPECT_EQ(room.wait(one).kind, Kind::kept);
    server->freeze();
    for (int id = 11; id <= 40; ++id) told.push_back(room.send({{.id = id}})); // more than there are threads
    EXPECT_FALSE(room.sees_keys());
    for (std::size_t i = 3; i < told.size(); ++i) EXPECT_EQ(room.wait(told[i]).kind, Kind::unavailable) << i;
    const auto late = room.send({{.id = 50}});
    EXPECT_EQ(room.wait(late).kind, Kind::unavailable);
    server->thaw();
    EXPECT_EQ(room.kept({{.id = 11}, {.id = 50}}), Kind::kept) << "it is there, or comes in now";
    const auto lost = room.send({{.id = 60}});
    server->freeze();
    room.send({{.id = 61}}); // and the archive goes, while its threads wait for what never comes
}

TEST(PostgresArchives, WhereNobodyAnswersMainIsToldSoonAndNotKept) {
    NEEDS_POSTGRES();
    auto* stand = new PostgresStand("postgresql://kiosk:secret7@127.0.0.1:1/nothing");
    Room room{std::unique_ptr<Stand>(stand)};
    const auto kept = room.keep({{.id = 1}});
    EXPECT_EQ(kept.kind, Kind::unavailable);
    EXPECT_FALSE(kept.sentence.empty());
    EXPECT_FALSE(room.results().available);
    EXPECT_THAT(stand->log(), HasSubstr("kiosk@127.0.0.1:1/nothing"));
    EXPECT_THAT(stand->log(), Not(HasSubstr("secret7")));
}

TEST(PostgresArchives, WhereTheServerAllowsOneConnectionTheOneThatIsThereAnswers) {
    NEEDS_POSTGRES();
    auto url = PostgresServer::shared()->new_database();
    const auto database = url.substr(url.rfind('/') + 1), role = "of_" + database;
    pg::Connection owner(url); // limits do not hold for it
    owner.command(("CREATE ROLE " + role + " LOGIN PASSWORD 'narrow' CONNECTION LIMIT 1").c_str());
    owner.command(("ALTER DATABASE " + database + " OWNER TO " + role).c_str());
    url.replace(url.find("kiosk:"), url.find('@') - url.find("kiosk:"), role + ":narrow");
    auto* stand = new PostgresStand(url);
    Room room{std::unique_ptr<Stand>(stand)};
    EXPECT_EQ(room.kept({{.id = 1}}), Kind::kept);
    constexpr int kQuestions = 400;
    int told = 0, found = 0;
    for (int i = 0; i < kQuestions; ++i)
        room.archive().find(uuid(1), false, [&](bool available, const std::optional<Kept>&) {
            ++told;
            found += available;
        });
    while (told < kQuestions) ASSERT_TRUE(stand->turn());
    EXPECT_EQ(found, kQuestions);
    EXPECT_THAT(stand->log(), HasSubstr("too many connections")) << "the others have tried";
}

TEST(PostgresArchives, AUrlThatIsNoneIsRefusedWithoutBeingRepeated) {
    for (const char* url : {"postgresql://kiosk:secret7@[::1", "postgresql://kiosk:secret7@h/d?no_such_word=1"}) {
        try {
            PostgresStand stand(url);
            ADD_FAILURE() << "taken";
        } catch (const std::invalid_argument& refused) {
            EXPECT_THAT(refused.what(), Not(HasSubstr("secret7")));
        }
    }
}

TEST(PostgresArchives, WhatPostgreSqlDoesNotTakeDoesNotHurtItsNeighbours) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    auto* stand = new PostgresStand(url);
    Room room{std::unique_ptr<Stand>(stand)};
    std::vector<std::shared_ptr<std::optional<Outcome>>> told;
    for (int id = 1; id <= 200; ++id)
        told.push_back(room.send({{.id = id, .event = id == 100 ? std::string("a\0b", 3) : "fair"}}));
    for (int id = 1; id <= 200; ++id) EXPECT_EQ(room.wait(told[id - 1]).kind, id == 100 ? Kind::refused : Kind::kept) << id;
    EXPECT_EQ(count(url, "central_statements"), 199);
    EXPECT_THAT(stand->log(), HasSubstr("invalid byte sequence")) << "why one was not";
}

TEST(PostgresArchives, AKeyThatNoIndexTakesIsRefusedAndNotAskedForAgain) {
    NEEDS_POSTGRES();
    Room room(std::make_unique<PostgresStand>(PostgresServer::shared()->new_database()));
    std::string event; // does not compress
    for (int i = 0; event.size() < 20'000; ++i) event += uuid(i);
    EXPECT_EQ(room.kept({{.id = 1, .event = event}}), Kind::refused);
    EXPECT_EQ(room.kept({{.id = 1}}), Kind::kept);
}

TEST(PostgresArchives, WhoWaitsInVainForAnotherProcessIsNotToldThatTheDatabaseIsAway) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    auto* stand = new PostgresStand(url);
    Room room{std::unique_ptr<Stand>(stand)};
    room.keep({{.id = 1}});
    Midst other(url); // and never ends
    const auto outcome = room.keep({{.id = 2}});
    EXPECT_EQ(outcome.kind, Kind::unavailable);
    EXPECT_THAT(outcome.sentence, HasSubstr("others wrote the same"));
    EXPECT_THAT(stand->log(), HasSubstr("not kept: canceling statement")) << "the reason";
    other.ends("ROLLBACK");
    EXPECT_EQ(room.kept({{.id = 2}}), Kind::kept);
}

TEST(PostgresArchives, StatementsOfSeveralEventsAreFoundWithoutNamingIt) {
    NEEDS_POSTGRES();
    Room room(std::make_unique<PostgresStand>(PostgresServer::shared()->new_database()));
    EXPECT_EQ(room.kept({{.id = 1, .event = "spring"}, {.id = 2, .event = "autumn"}}), Kind::kept);
    EXPECT_TRUE(room.find(1));
    EXPECT_TRUE(room.find(2));
    EXPECT_EQ(room.list().size(), 2u);
    room.keep({{.id = 3, .voids = 2, .event = ""}});
    EXPECT_TRUE(room.find(2, true)) << "a voiding statement names no event";
}

TEST(PostgresArchives, WhileAnotherProcessIsThereNothingIsSaidOfTheLastHalfMinute) {
    NEEDS_POSTGRES();
    const auto url = PostgresServer::shared()->new_database();
    Room room(std::make_unique<PostgresStand>(url));
    const auto now = [] { return std::chrono::duration_cast<std::chrono::milliseconds>(
                                     std::chrono::system_clock::now().time_since_epoch()).count(); };
    const auto start = now();
    room.list();
    EXPECT_GE(room.archive().consistent_through(), start) << "alone";
    Room other(std::make_unique<PostgresStand>(url));
    other.list();
    room.list();
    EXPECT_LT(room.archive().consistent_through(), start);
}

} // namespace
} // namespace central
