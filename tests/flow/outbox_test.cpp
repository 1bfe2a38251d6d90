// Results and answers leave the kiosk: each is told once, whatever the line, the power and the other end do. Every player
// of a round makes two statements here: one of the answer, told at the reveal, and one of the run.
#include "tests/flow/fake_lrs.h"
#include "tests/flow/questions.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

namespace kiosk::flow {
namespace {

using support::run_program;
using Mood = FakeLrs::Mood;

struct Outbox : testing::Test {
    FakeLrs centre;
    Kiosk kiosk{Content{{{"central", {{"endpoint", centre.url()}}}}, {plain_bank(4)}}};
    Staff staff{kiosk};
    std::vector<Phone> phones;
    std::string question; // the last that was played

    Outbox() { key_is(FakeLrs::kKey, 0600); }
    ~Outbox() override { keep_statements(); }
    // For a validator that nobody here wrote: one a line, into the file that KIOSK_STATEMENTS names.
    void keep_statements() const {
        const char* file = std::getenv("KIOSK_STATEMENTS");
        if (!file) return;
        std::ofstream out(file, std::ios::app);
        for (const auto& [id, statement] : centre.seen().statements) out << statement.dump() << '\n';
    }
    void key_is(const std::string& key, mode_t mode) {
        const auto file = kiosk.data() / "central.key";
        std::ofstream(file) << key << '\n';
        std::filesystem::permissions(file, static_cast<std::filesystem::perms>(mode));
    }
    void come(int count) {
        for (int i = 0; i < count; ++i) {
            const auto number = std::to_string(phones.size() + 1);
            phones.emplace_back(kiosk, "Người " + number, phones.size() % 2 ? "tan-hoa" : "pa-co");
        }
    }
    // One question; some are right, so that scores differ. Ends on the podium.
    void plays() {
        ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
        for (auto& phone : phones) ASSERT_EQ(phone.enters().status, 200);
        staff.goes_to("answering");
        question = kiosk.question().at("id");
        for (std::size_t i = 0; i < phones.size(); ++i) ASSERT_EQ(phones[i].answers(i % 3 ? "b" : "a").status, 200);
        staff.goes_to("podium");
    }
    void power_fails() {
        kiosk.kill();
        kiosk.start();
        staff.listens();
    }
    void on_disk(const std::string& sql) { // while the kiosk is off
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open((kiosk.data() / "kiosk.db").c_str(), &db), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
    }
    std::string command(const std::string& what, const std::string& file = "") {
        std::vector<std::string> words{"outbox", what, "--data", kiosk.data().string()};
        if (!file.empty()) words.insert(words.begin() + 2, file);
        const auto outcome = run_program(words);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        return outcome.out;
    }
    bool staff_see(const std::function<bool(const json&)>& wished, int ms = 15'000) {
        const bool seen = staff.ear().hears("kiosk/staff", [&](const json& state) { return wished(state.at("outbox")); }, ms);
        if (!seen) std::cerr << staff.ear().newest("kiosk/staff").value("outbox", json()) << '\n';
        return seen;
    }
    bool shows_waiting(int count) {
        return staff_see([&](const json& outbox) { return outbox.value("waiting", -1) == count; });
    }
    bool shows_sent(int count) {
        return staff_see([&](const json& outbox) { return outbox.value("sent", -1) == count && outbox.at("waiting") == 0; });
    }
    bool shows_trouble(const std::string& state, const std::string& trouble) {
        return staff_see(
            [&](const json& outbox) { return outbox.at("state") == state && outbox.value("trouble", "") == trouble; });
    }
};

TEST_F(Outbox, EachResultArrivesOnceWhateverHappensOnTheWay) {
    come(6);
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(shows_waiting(12));
    EXPECT_TRUE(shows_trouble("waiting", "network"));
    EXPECT_NE(command("status").find("waiting 12\nsent    0"), std::string::npos);
    power_fails();
    ASSERT_TRUE(shows_waiting(12)) << "what was recorded is still to be told";

    centre.feels(Mood::lose_reply);
    centre.open();
    for (int lost = 1; lost <= 10; ++lost) {
        command("retry");
        for (int waited = 0; centre.seen().lost_replies < lost && waited < 10'000; waited += 20)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        ASSERT_GE(centre.seen().lost_replies, lost);
        if (lost == 4) {
            ASSERT_EQ(staff.does("end").status, 200);
            come(4);
            ASSERT_NO_FATAL_FAILURE(plays());
        }
        if (lost == 7) power_fails();
    }
    centre.feels(Mood::well);
    command("retry");
    ASSERT_TRUE(centre.holds(32));
    ASSERT_TRUE(shows_sent(32));

    const auto seen = centre.seen();
    EXPECT_EQ(seen.statements.size(), 32u);
    EXPECT_EQ(seen.wrong, std::vector<std::string>{});
    EXPECT_GE(seen.repeated, 40) << "the lost replies were no play";
    std::set<std::string> runs, answered;
    std::multiset<std::string> told, recorded;
    for (const auto& [id, statement] : seen.statements) {
        EXPECT_EQ(statement.dump().find("Người"), std::string::npos) << "a name";
        const std::string run = statement["context"]["registration"];
        if (says(statement, "answered")) {
            EXPECT_TRUE(answered.insert(run).second) << "one question a round, one answer a run";
            continue;
        }
        runs.insert(run);
        const json score = statement["result"].value("score", json{{"raw", 0}});
        told.insert(statement["actor"]["account"]["name"].get<std::string>() + ' ' + std::to_string(score["raw"].get<double>()));
    }
    for (const auto& result : kiosk.export_json())
        recorded.insert(result.at("player").get<std::string>() + ' ' + std::to_string(result.at("score").get<double>()));
    EXPECT_EQ(runs.size(), 16u) << "sixteen runs, sixteen statements of them";
    EXPECT_EQ(answered, runs) << "and of each its answer";
    EXPECT_EQ(told, recorded);
    std::cout << "statements " << seen.statements.size() << ", posts " << seen.posts << ", replies lost " << seen.lost_replies
              << ", repeated " << seen.repeated << ", kills 2\n";
}

TEST_F(Outbox, StaffSeeWhatIsWrongAndNothingIsLost) {
    come(6);
    centre.open();
    const struct {
        Mood mood;
        const char *state, *trouble;
    } cases[] = {{Mood::portal, "waiting", "network"}, {Mood::moved, "waiting", "network"}, {Mood::error, "waiting", "busy"},
                 {Mood::busy, "waiting", "busy"},      {Mood::locked, "stopped", "key"}};
    centre.feels(Mood::portal);
    ASSERT_NO_FATAL_FAILURE(plays());
    for (const auto& [mood, state, trouble] : cases) {
        centre.feels(mood);
        command("retry");
        EXPECT_TRUE(shows_trouble(state, trouble)) << static_cast<int>(mood);
        EXPECT_TRUE(shows_waiting(12));
    }
    EXPECT_NE(command("status").find("trouble key: HTTP 401: unknown key"), std::string::npos);
    key_is(FakeLrs::kKey, 0644);
    command("retry");
    EXPECT_TRUE(staff_see(
        [](const json& outbox) { return outbox.at("sentence").get<std::string>().starts_with("Others may read the key"); }));
    key_is(FakeLrs::kKey, 0600);
    centre.feels(Mood::too_big);
    EXPECT_TRUE(shows_sent(12)) << "by itself, once the key is right; in halves";
    EXPECT_EQ(kiosk.log().find("bí mật"), std::string::npos) << "the key is in no log";
}

TEST_F(Outbox, ARefusedStatementIsKeptAndShownAndCanBeTriedAgain) {
    come(2);
    centre.feels(Mood::differs);
    centre.open();
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(staff_see([](const json& outbox) { return outbox.value("dead", 0) == 4 && outbox.at("waiting") == 0; }));
    EXPECT_NE(command("dead").find("HTTP 409: another has this id"), std::string::npos);
    centre.feels(Mood::well);
    EXPECT_EQ(command("retry").substr(0, 1), "4");
    EXPECT_TRUE(shows_sent(4));
}

TEST_F(Outbox, ACorrectionAfterTheRoundVoidsWhatWasTold) {
    come(3);
    centre.open();
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(shows_sent(6));
    ASSERT_EQ(staff.does("rekey", {{"question", question}, {"answer", {{"options", json::array({"a"})}}}}).status, 200);
    ASSERT_TRUE(centre.holds(18)) << "three answers and three runs voided, and as many anew";
    std::set<std::string> voided, standing;
    const auto seen = centre.seen();
    for (const auto& [id, statement] : seen.statements) {
        if (says(statement, "voided"))
            voided.insert(statement["object"]["id"].get<std::string>());
        else standing.insert(id);
    }
    EXPECT_EQ(voided.size(), 6u);
    for (const auto& id : voided) EXPECT_EQ(standing.erase(id), 1u) << "it stood before";
    EXPECT_EQ(standing.size(), 6u);
    for (const auto& id : standing) {
        const json& statement = seen.statements.at(id);
        if (!says(statement, "answered")) continue;
        EXPECT_EQ(statement["result"]["success"], statement["result"]["response"] == "a") << "by the key as it is now";
    }
    EXPECT_EQ(seen.wrong, std::vector<std::string>{});
}

TEST_F(Outbox, AStickCarriesWhatTheNetworkDoesNot) {
    come(3);
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(shows_waiting(6));
    const std::string stick = (kiosk.data() / "stick.jsonl").string();
    EXPECT_EQ(command("export", stick).substr(0, 1), "6");
    Kiosk town{Content{{{"central", {{"endpoint", centre.url()}}}}, {plain_bank(1)}}};
    std::filesystem::copy_file(kiosk.data() / "central.key", town.data() / "central.key");
    const auto taken = run_program({"outbox", "import", stick, "--data", town.data().string()});
    EXPECT_EQ(taken.status, 0) << taken.err;
    centre.open();
    ASSERT_TRUE(centre.holds(6)) << "from the town";
    command("retry");
    ASSERT_TRUE(shows_sent(6)) << "and from here";
    EXPECT_EQ(centre.seen().statements.size(), 6u);
    EXPECT_EQ(centre.seen().wrong, std::vector<std::string>{});
}

TEST_F(Outbox, AKioskThatIsAheadSendsNothingFromTheFuture) {
    centre.clock_is(-2);
    come(1);
    ASSERT_NO_FATAL_FAILURE(plays());
    centre.open();
    command("retry");
    EXPECT_TRUE(shows_trouble("waiting", "clock"));
    EXPECT_TRUE(staff_see([](const json& outbox) { return outbox.at("clock_offset_ms") < -7'000'000; }));
    ASSERT_EQ(staff.does("end").status, 200);
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(centre.holds(2)) << "from now on it knows the time";
    EXPECT_TRUE(shows_waiting(2)) << "the first two wait until they are past";
}

TEST_F(Outbox, NothingIsToldOfAnAnswerBeforeItsReveal) {
    come(3);
    centre.open();
    ASSERT_EQ(staff.opens(plain_round(2)).status, 200);
    for (auto& phone : phones) ASSERT_EQ(phone.enters().status, 200);
    staff.goes_to("answering");
    for (auto& phone : phones) ASSERT_EQ(phone.answers("b").status, 200);
    staff.goes_to("closed");
    power_fails();
    EXPECT_TRUE(shows_waiting(0));
    EXPECT_EQ(centre.seen().statements.size(), 0u) << "the key is still asked for";
    staff.goes_to("reveal");
    EXPECT_TRUE(centre.holds(3)) << "what was answered before the power failed";
    staff.goes_to("answering");
    for (auto& phone : phones) ASSERT_EQ(phone.answers("b").status, 200);
    ASSERT_EQ(staff.does("end").status, 200);
    ASSERT_TRUE(kiosk.shows("podium"));
    EXPECT_TRUE(centre.holds(6)) << "of the second question nothing was right or wrong: three runs";
    EXPECT_TRUE(shows_sent(6));
}

// As it lies on the disk where the power fails after a question's reveal and before its answers were told.
TEST_F(Outbox, WhatThePowerCutFromTheTellingIsToldAfterwards) {
    come(3);
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(shows_waiting(6));
    const std::int64_t round = kiosk.round().at("round");
    ASSERT_EQ(staff.does("end").status, 200);
    kiosk.kill();
    on_disk("DELETE FROM outbox WHERE body LIKE '%verbs/answered%' AND number > 1");
    on_disk("INSERT INTO quiz_untold(round, question, told) VALUES (" + std::to_string(round) + ", '" + question + "', 0)");
    kiosk.start();
    staff.listens();
    ASSERT_TRUE(shows_waiting(6)) << "two were missing, one was told already";
    centre.open();
    ASSERT_TRUE(shows_sent(6));
    std::set<std::string> players;
    for (const auto& [id, statement] : centre.seen().statements)
        if (says(statement, "answered")) players.insert(statement["actor"]["account"]["name"].get<std::string>());
    EXPECT_EQ(players.size(), 3u);
    EXPECT_EQ(centre.seen().wrong, std::vector<std::string>{});
}

TEST_F(Outbox, AnEventMayKeepItsAnswersToItself) {
    std::ifstream in(kiosk.event());
    json event = json::parse(in);
    event["central"]["answers"] = false;
    ASSERT_EQ(kiosk.stop(), 0); // the staff's session is on disk
    std::ofstream(kiosk.event()) << event;
    kiosk.start();
    staff.listens();
    come(2);
    centre.open();
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(shows_sent(2));
    for (const auto& [id, statement] : centre.seen().statements) EXPECT_TRUE(says(statement, "completed"));
}

TEST_F(Outbox, ARehearsalsAnswersStayHere) {
    come(2);
    centre.open();
    json order = plain_round(1);
    order["rehearsal"] = true;
    ASSERT_EQ(staff.opens(order).status, 200);
    for (auto& phone : phones) ASSERT_EQ(phone.enters().status, 200);
    staff.goes_to("answering");
    for (auto& phone : phones) ASSERT_EQ(phone.answers("b").status, 200);
    staff.goes_to("podium");
    ASSERT_EQ(staff.does("end").status, 200);
    ASSERT_NO_FATAL_FAILURE(plays());
    ASSERT_TRUE(shows_sent(4)) << "of the second round only";
}

} // namespace
} // namespace kiosk::flow
