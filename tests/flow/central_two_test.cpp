// Several central processes on one PostgreSQL behave as one: keys, statements, the league. All of it real: the program, the
// database, nginx before them, the kiosks of halls that tell their results through it.
#include "tests/central_store/postgres_server.h"
#include "tests/flow/central_hall.h"
#include "tests/flow/nginx.h"

#include "store/pg.h"

#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <thread>

namespace kiosk::flow {
namespace {

using central::PostgresServer;
using support::Ask;
using support::run_program;
using testing::HasSubstr;
using testing::Not;
using Clock = std::chrono::steady_clock;

int ms_since(Clock::time_point begun) {
    return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun).count());
}

bool within(int ms, const std::function<bool()>& wished) {
    for (const auto begun = Clock::now(); ms_since(begun) < ms; std::this_thread::sleep_for(std::chrono::milliseconds(20)))
        if (wished()) return true;
    return wished();
}

// A central process; `name` is what the database knows it by.
struct Process {
    Kiosk kiosk;
    support::Visitor reader{kiosk};

    Process(const std::string& database, const std::string& name)
        : kiosk(Content{{{"name", "Trung tâm"}}, {}},
                {"--show", "central", "--database", database + "?application_name=" + name}) {}
    Reply statements(const std::string& key, const std::string& query = "") {
        return reader.ask({"GET",
                           "/p/central/xapi/statements" + query,
                           "",
                           {{"X-Experience-API-Version", "1.0.3"}, {"Authorization", "Basic " + base64(key)}}});
    }
    // All that is kept, page by page.
    json kept(const std::string& key) {
        json all = json::array();
        std::string query = "?ascending=true&limit=40";
        for (int page = 0; page < 100 && !query.empty(); ++page) {
            const auto reply = statements(key, query);
            EXPECT_EQ(reply.status, 200) << reply.body;
            if (reply.status != 200) break;
            const json answer = reply.json();
            for (const auto& statement : answer.at("statements")) all.push_back(statement);
            const std::string more = answer.at("more");
            query = more.empty() ? "" : more.substr(more.find('?'));
        }
        return all;
    }
    json league() { // without what is of the moment
        json told = reader.get("/p/central/league?persons=1000").json();
        told.erase("now");
        return told;
    }
};

struct CentralTwo : testing::Test {
    std::string url, address;      // of the database, with and without its password
    support::TempFolder elsewhere; // the data folder of whoever gives commands
    std::unique_ptr<Process> one, two;

    void SetUp() override {
        auto* server = PostgresServer::shared();
        if (!server) GTEST_SKIP() << "PostgreSQL 15 is not installed here";
        url = server->new_database();
        const auto password = url.find(':', std::string("postgresql://").size()), at = url.find('@');
        address = url.substr(0, password) + url.substr(at);
        const auto file = elsewhere.write("pgpass", std::string("127.0.0.1:*:*:kiosk:") + PostgresServer::kPassword + "\n");
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        setenv("PGPASSFILE", file.c_str(), 1);
        one = std::make_unique<Process>(address, "one");
        two = std::make_unique<Process>(address, "two");
    }
    ~CentralTwo() override { unsetenv("PGPASSFILE"); }

    support::Outcome key(const std::string& what, const std::string& name) {
        return run_program({"central", "key", what, name, "--database", address, "--data", elsewhere.path().string()});
    }
    std::string new_key(const std::string& name) {
        const auto made = key("add", name);
        EXPECT_EQ(made.status, 0) << made.err;
        return made.out.substr(0, made.out.find('\n'));
    }
    bool agree() {
        return within(5'000, [&] { return one->league() == two->league(); });
    }
};

// ---------------------------------------------------------------- keys

TEST_F(CentralTwo, AKeyFromAnyMachineIsGoodAtBothWithinTwoSecondsAndRevokedLikewise) {
    const auto before = new_key("hall-0");
    for (auto* process : {one.get(), two.get()})
        EXPECT_TRUE(within(5'000, [&] { return process->statements(before).status == 200; }));
    for (int round = 0; round < 3; ++round) { // wherever in their second they are
        const auto name = "hall-" + std::to_string(round + 1);
        const auto key = new_key(name);
        const auto made = Clock::now();
        for (auto* process : {one.get(), two.get()}) {
            EXPECT_TRUE(within(2'000, [&] { return process->statements(key).status == 200; })) << one->kiosk.log();
        }
        EXPECT_LT(ms_since(made), 2'000);
        std::cout << "a new key is good at both after " << ms_since(made) << " ms";
        EXPECT_EQ(this->key("revoke", name).status, 0);
        const auto revoked = Clock::now();
        for (auto* process : {one.get(), two.get()})
            EXPECT_TRUE(within(2'000, [&] { return process->statements(key).status == 401; }));
        EXPECT_LT(ms_since(revoked), 2'000);
        std::cout << ", a revoked one at neither after " << ms_since(revoked) << " ms\n";
    }
    EXPECT_EQ(one->statements(before).status, 200) << "a neighbour";
    EXPECT_EQ(key("add", "hall-0").status, 1) << "there is one";

    const auto secret = before.substr(before.find(':') + 1);
    const auto rows = central::pg::Connection(url).ask("SELECT k::text FROM central_keys k");
    ASSERT_EQ(rows.count(), 4);
    for (int i = 0; i < rows.count(); ++i) EXPECT_THAT(std::string(rows.text(i, 0)), Not(HasSubstr(secret)));
    const auto listed = run_program({"central", "key", "list", "--database", address, "--data", elsewhere.path().string()});
    EXPECT_THAT(listed.out, testing::AllOf(HasSubstr("hall-0\t"), HasSubstr("revoked"), Not(HasSubstr(secret))));
    const auto own = run_program({"central", "key", "list", "--data", one->kiosk.data().string()});
    EXPECT_EQ(own.out, "") << "the kiosk's own file has none";
}

TEST_F(CentralTwo, OneThatHasNotSeenTheKeysYetAsksToComeAgainAndRefusesNobody) {
    const auto key = new_key("hall-1");
    Process lost("postgresql://kiosk@127.0.0.1:1/nothing", "lost");
    const auto early = lost.statements(key);
    EXPECT_EQ(early.status, 503) << early.body;
    EXPECT_EQ(early.header("Retry-After"), "1");
    EXPECT_EQ(lost.reader.get("/p/central/xapi/statements").status, 401) << "who has no key needs none looked up";
    EXPECT_EQ(lost.reader.get("/p/central/xapi/about").status, 200);
    const auto in_vain = run_program({"central", "key", "add", "hall-2", "--database", "postgresql://kiosk@127.0.0.1:1/nothing",
                                      "--data", elsewhere.path().string()});
    EXPECT_EQ(in_vain.status, 1);
    EXPECT_THAT(in_vain.err, HasSubstr("127.0.0.1"));
    EXPECT_THAT(in_vain.out, Not(HasSubstr("hall-2:"))) << "no key that nobody knows";
}

// ---------------------------------------------------------------- statements, through nginx

struct CentralTwoBehindNginx : CentralTwo {
    std::unique_ptr<Nginx> nginx;
    std::string reading; // a key
    std::vector<std::unique_ptr<Hall>> halls;
    int runs = 0; // of each hall's people, so far

    void SetUp() override {
        CentralTwo::SetUp();
        if (IsSkipped()) return;
        nginx = Nginx::before({one->kiosk.port(), two->kiosk.port()});
        if (!nginx) GTEST_SKIP() << "nginx is not installed here";
        reading = new_key("reader");
        for (const char* name : {"hall-1", "hall-2"})
            halls.push_back(std::make_unique<Hall>("http://127.0.0.1:" + std::to_string(nginx->port()) + "/p/central/xapi",
                                                   new_key(name), 10));
    }
    void everybody_plays() {
        for (auto& hall : halls) ASSERT_NO_FATAL_FAILURE(hall->plays());
        ++runs;
    }
    void everything_is_told() {
        for (auto& hall : halls) {
            const auto all = static_cast<int>(hall->phones.size()) * runs;
            if (!hall->has_told(all)) run_program({"outbox", "retry", "--data", hall->kiosk.data().string()});
            ASSERT_TRUE(hall->has_told(all)) << nginx->trouble();
        }
    }
    // What the halls' own exports say.
    json recorded() const {
        json all = json::array();
        for (const auto& hall : halls)
            for (const auto& result : hall->kiosk.export_json()) all.push_back(result);
        return all;
    }
    int sent_twice() const {
        int count = 0;
        for (const auto& line : nginx->served()) count += line.starts_with("POST 200 ") && line.find(", ") != std::string::npos;
        return count;
    }
    // The next time that process "one" writes statements, its COMMIT takes two seconds.
    void one_commits_slowly() {
        central::pg::Connection(url).command(R"sql(
            CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF current_setting('application_name') = 'one' THEN PERFORM pg_sleep(2); END IF;
                RETURN NULL;
            END $$;
            CREATE FUNCTION begin_slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO slow VALUES (current_setting('application_name'));
                RETURN NULL;
            END $$;
            CREATE TABLE slow (who text);
            CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION slowly();
            CREATE TRIGGER slow_statements AFTER INSERT ON central_statements
                FOR EACH STATEMENT EXECUTE FUNCTION begin_slowly();
        )sql");
    }
    std::int64_t commits_of_one() {
        return central::pg::Connection(url).ask("SELECT count(*) FROM slow WHERE who = 'one'").integer(0, 0);
    }
    bool one_is_committing() {
        return central::pg::Connection(url)
                   .ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'one' AND query = 'COMMIT'"
                        " AND state = 'active'")
                   .integer(0, 0) > 0;
    }

    void every_statement_is_there_once(Process& asked);
    void the_league_is_right(Process& asked);
};

void CentralTwoBehindNginx::every_statement_is_there_once(Process& asked) {
    std::set<std::string> ids;
    std::multiset<std::string> told, ours;
    const json all = asked.kept(reading);
    for (const auto& statement : all) {
        ids.insert(statement.at("id"));
        const json score = statement.at("result").value("score", json{{"raw", 0}}); // none where nothing was right
        told.insert(statement.at("actor").at("account").at("name").get<std::string>() + ' ' +
                    std::to_string(score.at("raw").get<double>()));
    }
    for (const auto& result : recorded())
        ours.insert(result.at("player").get<std::string>() + ' ' + std::to_string(result.at("score").get<double>()));
    EXPECT_EQ(told, ours);
    EXPECT_EQ(ids.size(), all.size());
    EXPECT_EQ(all.size(), 20u * static_cast<unsigned>(runs));
    std::cout << "halls recorded " << ours.size() << " runs, the database holds " << all.size() << " statements with "
              << ids.size() << " ids\n";
}

// Reckoned here from what the halls recorded, and not from what they told.
void CentralTwoBehindNginx::the_league_is_right(Process& asked) {
    struct Sums {
        double score = 0;
        std::int64_t right = 0, duration = 0, runs = 0;
        std::set<std::string> players;
        void add(const json& result) {
            score += result.at("score").get<double>();
            right += result.at("right").get<std::int64_t>();
            duration += (result.at("duration_ms").get<std::int64_t>() + 5) / 10 * 10; // statements tell hundredths of a second
            ++runs;
            players.insert(result.at("player"));
        }
    };
    std::map<std::string, Sums> persons, units;
    for (const auto& result : recorded()) {
        persons[result.at("player")].add(result);
        units[result.at("unit")].add(result);
    }
    ASSERT_TRUE(within(5'000, [&] { return asked.league().value("runs", -1) == 20 * runs; })) << asked.league();
    const json league = asked.league();
    EXPECT_EQ(league.at("complete"), true);
    EXPECT_EQ(league.at("people"), 20);
    ASSERT_EQ(league.at("persons").size(), persons.size());
    for (const auto& row : league.at("persons")) {
        ASSERT_TRUE(persons.contains(row.at("player"))) << row;
        const auto& own = persons[row.at("player")];
        EXPECT_NEAR(row.at("score").get<double>(), own.score, 0.006) << row;
        EXPECT_EQ(row.at("right"), own.right);
        EXPECT_EQ(row.at("duration_ms"), own.duration);
        EXPECT_EQ(row.at("runs"), own.runs);
        int better = 0;
        for (const auto& [player, other] : persons)
            better += std::tuple(-other.score, -other.right, other.duration) < std::tuple(-own.score, -own.right, own.duration);
        EXPECT_EQ(row.at("place"), better + 1) << row;
    }
    ASSERT_EQ(league.at("units").size(), units.size()) << league;
    for (const auto& row : league.at("units")) {
        const auto& own = units[row.at("unit")];
        EXPECT_NEAR(row.at("score").get<double>(), own.score, 0.006) << row;
        EXPECT_EQ(row.at("runs"), own.runs);
        EXPECT_EQ(row.at("people"), own.players.size());
    }
    std::cout << "its league: " << league.at("runs") << " runs of " << league.at("people") << " people in "
              << league.at("units").size() << " units\n";
}

TEST_F(CentralTwoBehindNginx, WhereOneIsKilledWhileItCommitsTheOtherTakesOverAndEachRunCountsOnce) {
    ASSERT_NO_FATAL_FAILURE(everybody_plays());
    ASSERT_NO_FATAL_FAILURE(everything_is_told());
    EXPECT_TRUE(agree());

    one_commits_slowly();
    bool committing = false;
    while (!committing && runs < 12) { // nginx asks them in turn; until it is the turn of this one
        ASSERT_NO_FATAL_FAILURE(everybody_plays());
        committing = within(1'000, [&] { return one_is_committing(); });
    }
    ASSERT_TRUE(committing);
    const auto before = commits_of_one();
    const auto twice_before = sent_twice();
    one->kiosk.kill();
    // Its transaction is committed by the server, and nobody is told: the kiosk's request goes to the other one.
    ASSERT_NO_FATAL_FAILURE(everything_is_told());
    EXPECT_GT(commits_of_one(), before) << "it was stored, and nobody was told";
    EXPECT_GT(sent_twice(), twice_before) << "nginx sent it again by itself";
    ASSERT_NO_FATAL_FAILURE(everybody_plays()) << "and the evening goes on with one";
    ASSERT_NO_FATAL_FAILURE(everything_is_told());
    every_statement_is_there_once(*two);
    the_league_is_right(*two);
    std::cout << "of " << nginx->served().size() << " requests nginx sent " << sent_twice() << " to both\n";

    central::pg::Connection(url).command("DROP TRIGGER slow_statements ON central_statements");
    one->kiosk.start();
    nginx->stands_before({one->kiosk.port(), two->kiosk.port()});
    EXPECT_TRUE(agree()) << one->league() << "\n" << two->league();
    ASSERT_NO_FATAL_FAILURE(everybody_plays());
    ASSERT_NO_FATAL_FAILURE(everything_is_told());
    EXPECT_TRUE(agree());
    every_statement_is_there_once(*one);
    the_league_is_right(*one);
}

// Nobody commits: a lock keeps both of them waiting while one is killed.
TEST_F(CentralTwoBehindNginx, WhereOneIsKilledBeforeItCommitsNothingOfItIsLost) {
    for (int round = 0; round < 3; ++round) {
        central::pg::Connection busy(url);
        ASSERT_TRUE(within(5'000, [&] { return two->statements(reading).status == 200; })); // the tables are there
        busy.command("BEGIN; LOCK TABLE central_statements IN SHARE ROW EXCLUSIVE MODE");
        ASSERT_NO_FATAL_FAILURE(everybody_plays());
        ASSERT_TRUE(within(5'000, [&] {
            return central::pg::Connection(url)
                       .ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                       .integer(0, 0) > 0;
        }));
        auto& killed = round % 2 ? *two : *one;
        killed.kiosk.kill();
        busy.command("COMMIT");
        ASSERT_NO_FATAL_FAILURE(everything_is_told());
        killed.kiosk.start();
        nginx->stands_before({one->kiosk.port(), two->kiosk.port()});
    }
    EXPECT_TRUE(agree());
    every_statement_is_there_once(*one);
    the_league_is_right(*two);
}

} // namespace
} // namespace kiosk::flow
