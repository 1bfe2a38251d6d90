// What waits to be told: with the result or not at all, once, oldest first; and by stick.
#include "kiosk/results/outbox.h"

#include "tests/store/temp_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::results {
namespace {

using fixture::TempStore;
using nlohmann::json;

struct FakeClock final : Clock {
    Ms mono() const override { return now; }
    Ms wall() const override { return now; }
    Ms now = 1'791'608'400'000;
};

// A kiosk with an endpoint, as far as results go.
struct Teller {
    Teller() { restart(); }
    void restart(bool answers = true) {
        people = std::make_unique<people::People>(store.writer(), std::vector<people::Unit>{{"mb", "Mường Bi", 5000}});
        ledger = std::make_unique<Ledger>(store.writer(), *people);
        outbox = std::make_unique<Outbox>(
            store.writer(), origin_of("https://kiosk.example.vn/xapi", "", "2026-10-10", "Hội thi", "vi", "1"), clock, answers);
        EXPECT_TRUE(people->load(store.reader()));
        EXPECT_TRUE(ledger->load(store.reader()));
        EXPECT_TRUE(outbox->load(store.reader()));
        ledger->on_record([this](const Result& now, const Result* before, store::Step& step) { outbox->add(now, before, step); });
    }
    std::int64_t join(std::string_view name) {
        store::Step step;
        auto joined = people->join(name, "mb", "vi", clock.now, step);
        EXPECT_TRUE(store.save(std::move(step)));
        return joined->id;
    }
    void score(std::int64_t person, double points, bool rehearsal = false) {
        Result result;
        result.plugin = "quiz";
        result.run = "round/1";
        result.title = "Vòng 1";
        result.person = person;
        result.score = points;
        result.max_score = 100;
        result.finished = clock.now;
        result.rehearsal = rehearsal;
        store::Step step;
        ledger->record(result, step);
        EXPECT_TRUE(store.save(std::move(step)));
    }
    void answers(std::int64_t person, const std::string& choice, bool right, const std::string& key = "b") {
        const auto* who = people->find(person);
        Answer answer;
        answer.plugin = "quiz";
        answer.run = "round/1";
        answer.public_id = who->public_id;
        answer.unit = who->unit();
        answer.question = "q1";
        answer.bank = "plain";
        answer.options = {{"a", "A"}, {"b", "B"}};
        answer.patterns = {{{key, ""}}};
        answer.response = {{choice, ""}};
        answer.success = right;
        answer.score = right ? 1 : 0;
        answer.max_score = 1;
        answer.at = clock.now;
        store::Step step;
        outbox->add(answer, step);
        EXPECT_TRUE(store.save(std::move(step)));
    }
    void visits(std::int64_t person, const std::string& run, Ms duration) {
        const auto* who = people->find(person);
        store::Step step;
        outbox->add(Visit{"passport", run, "gian-3", "Gian 3", "booth", std::string(who->public_id), who->unit(), duration, clock.now}, step);
        EXPECT_TRUE(store.save(std::move(step)));
    }
    std::vector<Waiting> waiting(std::size_t most = 50, std::size_t bytes = 1 << 20) {
        auto rows = oldest(store.reader(), most, bytes, clock.now);
        EXPECT_TRUE(rows);
        return *rows;
    }
    std::vector<json> told() {
        std::vector<json> all;
        for (const auto& row : waiting(1000)) all.push_back(json::parse(row.body));
        return all;
    }
    void settle(const std::vector<std::int64_t>& rows, Fate fate, const std::string& sentence = "") {
        Contact contact;
        contact.sentence = sentence;
        outbox->settle(rows, fate, contact, [](bool) {});
        EXPECT_TRUE(store.barrier());
    }
    Counts counts() { return *count(store.reader()); }

    FakeClock clock;
    TempStore store;
    std::unique_ptr<people::People> people;
    std::unique_ptr<Ledger> ledger;
    std::unique_ptr<Outbox> outbox;
};

std::int64_t seq_of(const json& statement) { return statement["context"]["extensions"]["https://kiosk.example.vn/xapi/ext/seq"]; }

TEST(Outbox, AResultAndItsStatementAreOneStep) {
    Teller kiosk;
    const auto an = kiosk.join("An");
    Result result;
    result.plugin = "quiz";
    result.run = "round/1";
    result.person = an;
    result.finished = kiosk.clock.now;
    store::Step step;
    kiosk.ledger->record(result, step);
    EXPECT_EQ(step.writes.size(), 2u);
    step.writes[0].values.pop_back(); // spoils the result's own row
    EXPECT_FALSE(kiosk.store.save(std::move(step)));
    EXPECT_EQ(kiosk.store.count("results"), 0);
    EXPECT_EQ(kiosk.store.count("outbox"), 0) << "no statement about a result that is not there";
}

TEST(Outbox, TellsOldestFirstAndNoMoreThanABatchHolds) {
    Teller kiosk;
    for (int i = 0; i < 6; ++i) kiosk.score(kiosk.join("An " + std::to_string(i)), i);
    const auto all = kiosk.told();
    ASSERT_EQ(all.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(all[i]["result"]["score"]["raw"], i);
    EXPECT_EQ(kiosk.waiting(4).size(), 4u);
    const std::size_t one = kiosk.waiting(1)[0].body.size();
    EXPECT_EQ(kiosk.waiting(50, 3 * one + 10).size(), 3u);
    EXPECT_EQ(kiosk.waiting(50, 1).size(), 1u) << "one may always go, however long";
}

TEST(Outbox, TheSameResultAgainIsNotToldAgain) {
    Teller kiosk;
    const auto an = kiosk.join("An");
    kiosk.score(an, 30);
    kiosk.clock.now += 60'000;
    kiosk.score(an, 30);
    kiosk.restart();
    kiosk.score(an, 30);
    EXPECT_EQ(kiosk.told().size(), 1u);
}

TEST(Outbox, AReScoredResultVoidsWhatWasTold) {
    Teller kiosk;
    const auto an = kiosk.join("An");
    kiosk.score(an, 30);
    const json old = kiosk.told().at(0);
    kiosk.settle({kiosk.waiting()[0].seq}, Fate::stored);
    kiosk.restart();
    kiosk.score(an, 40);
    auto all = kiosk.told();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0]["verb"]["id"], "http://adlnet.gov/expapi/verbs/voided");
    EXPECT_EQ(all[0]["object"]["id"], old["id"]);
    EXPECT_EQ(all[1]["result"]["score"]["raw"], 40);
    EXPECT_NE(all[1]["id"], old["id"]);
    EXPECT_EQ(all[1]["context"]["registration"], old["context"]["registration"]);
    kiosk.score(an, 50);
    const json newest = all[1];
    all = kiosk.told();
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[2]["object"]["id"], newest["id"]) << "the latest is voided, not the first";
}

bool describes(const json& statement) { return statement["object"].contains("definition"); }

TEST(Outbox, AnAnswerIsToldOnceHoweverOftenItIsSaid) {
    Teller kiosk;
    const auto an = kiosk.join("An"), binh = kiosk.join("Bình");
    kiosk.answers(an, "b", true);
    kiosk.answers(binh, "a", false);
    kiosk.answers(an, "b", true);
    kiosk.restart();
    kiosk.answers(an, "b", true);
    const auto all = kiosk.told();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_TRUE(describes(all[0]));
    EXPECT_FALSE(describes(all[1])) << "a receiver needs the question once";
    EXPECT_EQ(seq_of(all[1]), 2);
}

// Staff find that "a" was right, and then that it was not.
TEST(Outbox, AQuestionThatIsSetRightIsToldAnew) {
    Teller kiosk;
    const auto an = kiosk.join("An");
    kiosk.answers(an, "b", true);
    kiosk.restart();
    kiosk.answers(an, "b", false, "a");
    kiosk.answers(an, "b", true);
    kiosk.restart();
    kiosk.answers(an, "b", true);
    const auto all = kiosk.told();
    ASSERT_EQ(all.size(), 5u) << "told, voided, told, voided, told";
    EXPECT_EQ(all[1]["object"]["id"], all[0]["id"]);
    EXPECT_EQ(all[2]["result"]["success"], false);
    EXPECT_EQ(all[2]["object"]["definition"]["correctResponsesPattern"], json{"a"});
    EXPECT_EQ(all[3]["object"]["id"], all[2]["id"]);
    EXPECT_EQ(all[4]["result"]["success"], true);
    EXPECT_NE(all[4]["id"], all[0]["id"]) << "what was voided stays so";
    EXPECT_TRUE(describes(all[4]));
    EXPECT_EQ(all[4]["context"]["registration"], all[0]["context"]["registration"]);
}

TEST(Outbox, AnEventMayKeepItsAnswersToItself) {
    Teller kiosk;
    kiosk.restart(false);
    const auto an = kiosk.join("An");
    kiosk.answers(an, "b", true);
    kiosk.visits(an, "visit/1", 0);
    kiosk.score(an, 30);
    EXPECT_EQ(kiosk.told().size(), 2u) << "the visit and the result";
}

TEST(Outbox, AVisitIsToldOnceAndItsLengthAnew) {
    Teller kiosk;
    const auto an = kiosk.join("An");
    kiosk.visits(an, "visit/1", 0);
    kiosk.visits(an, "visit/1", 0);
    kiosk.visits(an, "visit/2", 0);
    EXPECT_EQ(kiosk.told().size(), 2u);
    kiosk.visits(an, "visit/1", 60'000);
    EXPECT_EQ(kiosk.told().size(), 4u);
}

TEST(Outbox, NumbersGoOnAfterARestart) {
    Teller kiosk;
    kiosk.score(kiosk.join("An"), 1);
    kiosk.restart();
    kiosk.score(kiosk.join("Bình"), 2);
    const auto all = kiosk.told();
    EXPECT_EQ(seq_of(all.at(0)), 1);
    EXPECT_EQ(seq_of(all.at(1)), 2);
    EXPECT_EQ(all[0]["context"]["extensions"]["https://kiosk.example.vn/xapi/ext/device"],
              all[1]["context"]["extensions"]["https://kiosk.example.vn/xapi/ext/device"]);
}

TEST(Outbox, ARehearsalIsNobodysBusiness) {
    Teller kiosk;
    const auto an = kiosk.join("An");
    kiosk.score(an, 30, true);
    EXPECT_TRUE(kiosk.told().empty());
}

TEST(Outbox, WhatWasSentKeepsItsIdAndNoBytes) {
    Teller kiosk;
    kiosk.score(kiosk.join("An"), 1);
    kiosk.score(kiosk.join("Bình"), 2);
    kiosk.score(kiosk.join("Chi"), 3);
    const auto rows = kiosk.waiting();
    const std::string frozen = rows[2].body;
    kiosk.settle({rows[0].seq}, Fate::stored);
    kiosk.settle({rows[1].seq}, Fate::dead, "HTTP 400: no");
    kiosk.settle({rows[2].seq}, Fate::kept, "HTTP 503");
    EXPECT_EQ(kiosk.counts(), (Counts{1, 1, 1}));
    EXPECT_EQ(kiosk.waiting().at(0).body, frozen);
    EXPECT_EQ(dead(kiosk.store.reader())->at(0).error, "HTTP 400: no");
    EXPECT_EQ(fixture::number(kiosk.store.reader(), "SELECT sum(length(body)) FROM outbox WHERE state = 'sent'"), 0);
    EXPECT_EQ((*last_contact(kiosk.store.reader()))->sentence, "HTTP 503");
}

TEST(Outbox, TheDeadCanBeTriedAgain) {
    Teller kiosk;
    kiosk.score(kiosk.join("An"), 1);
    kiosk.settle({kiosk.waiting()[0].seq}, Fate::dead, "HTTP 400: no");
    EXPECT_EQ(kiosk.waiting().size(), 0u);
    const auto write = fixture::open_or_die(kiosk.store.path(), store::Access::write);
    const auto before = *retries(kiosk.store.reader());
    auto woken = retry(*write);
    ASSERT_TRUE(woken) << woken.error().sentence;
    EXPECT_EQ(*woken, 1);
    EXPECT_EQ(kiosk.waiting().size(), 1u);
    EXPECT_EQ(*retries(kiosk.store.reader()), before + 1) << "a kiosk that runs sees it";
    EXPECT_EQ(*retry(*write), 0);
    EXPECT_EQ(*retries(kiosk.store.reader()), before + 2);
}

TEST(Outbox, AKioskWhoseClockIsAheadTellsTheRightTime) {
    Teller kiosk;
    kiosk.outbox->hear_clock(-3'600'000);
    kiosk.score(kiosk.join("An"), 1);
    const auto rows = oldest(kiosk.store.reader(), 50, 1 << 20, kiosk.clock.now - 3'600'000);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1u);
    EXPECT_EQ(json::parse((*rows)[0].body)["timestamp"], timestamp(kiosk.clock.now - 3'600'000));
    kiosk.outbox->hear_clock(900);
    kiosk.score(kiosk.join("Bình"), 1);
    EXPECT_EQ(kiosk.told().at(1)["timestamp"], timestamp(kiosk.clock.now)) << "a second is the line's";
}

TEST(Outbox, WhatLiesInTheEndpointsFutureWaits) {
    Teller kiosk;
    kiosk.score(kiosk.join("An"), 1);
    EXPECT_TRUE(oldest(kiosk.store.reader(), 50, 1 << 20, kiosk.clock.now - 1)->empty());
    EXPECT_EQ(oldest(kiosk.store.reader(), 50, 1 << 20, kiosk.clock.now)->size(), 1u);
}

TEST(OutboxFile, AStickCarriesTheBytesAndCountsOnce) {
    Teller far, near;
    far.score(far.join("An"), 1);
    far.score(far.join("Bình"), 2);
    const std::string lines = *to_lines(far.store.reader());
    const auto write = fixture::open_or_die(near.store.path(), store::Access::write);
    auto taken = from_lines(*write, lines);
    ASSERT_TRUE(taken) << taken.error().sentence;
    EXPECT_EQ(taken->added, 2);
    taken = from_lines(*write, lines);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->added, 0);
    EXPECT_EQ(taken->known, 2);
    near.clock.now += 1'000;
    EXPECT_EQ(near.waiting().at(1).body + '\n', lines.substr(lines.find('\n') + 1));
    near.score(near.join("Chi"), 3);
    EXPECT_EQ(seq_of(near.told().at(2)), 1) << "another kiosk's statements are not its own";
}

TEST(OutboxFile, AFileThatIsNoneChangesNothing) {
    Teller kiosk;
    kiosk.score(kiosk.join("An"), 1);
    const std::string good = *to_lines(kiosk.store.reader());
    Teller other;
    const auto write = fixture::open_or_die(other.store.path(), store::Access::write);
    for (const std::string& bad :
         {std::string("xin chào"), std::string("[]"), std::string(R"({"id":"x"})"), std::string(100'000, '{'),
          std::string(R"({"id":"../../etc","actor":1,"verb":1,"object":1,"timestamp":"2026-10-10T00:00:00Z"})")}) {
        const auto taken = from_lines(*write, good + bad + "\n");
        ASSERT_FALSE(taken) << bad;
        EXPECT_NE(taken.error().sentence.find("Line 2"), std::string::npos) << taken.error().sentence;
    }
    EXPECT_EQ(other.counts(), Counts{});
    EXPECT_EQ(from_lines(*write, "\r\n" + good)->added, 1) << "an empty line is nothing";
}

TEST(Outbox, WhoIsForgottenIsNotToldOfAnyMoreAndTheEndpointIsAskedToForget) {
    Teller kiosk;
    const auto an = kiosk.join("An"), binh = kiosk.join("Bình");
    const std::string code(kiosk.people->find(an)->public_id);
    kiosk.score(an, 10);
    kiosk.settle({kiosk.waiting()[0].seq}, Fate::stored);
    kiosk.score(binh, 20);
    kiosk.score(an, 30); // voids the first, and waits
    const auto on_its_way = kiosk.waiting();
    store::Step step;
    kiosk.outbox->forget({code}, step);
    ASSERT_TRUE(kiosk.store.save(std::move(step)));
    const auto all = kiosk.told();
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0]["result"]["score"]["raw"], 20);
    EXPECT_EQ(all[1]["verb"]["id"], "http://adlnet.gov/expapi/verbs/voided") << "of what was sent; it names nobody";
    EXPECT_EQ(all[2]["verb"]["id"], "https://kiosk.example.vn/xapi/verbs/forgot");
    EXPECT_EQ(all[2]["actor"]["account"]["name"], code);

    // The batch that was on its way comes back: it settles nothing that came after it.
    kiosk.settle({on_its_way[0].seq, on_its_way[1].seq, on_its_way[2].seq}, Fate::stored);
    ASSERT_EQ(kiosk.told().size(), 1u);
    EXPECT_EQ(kiosk.told()[0]["id"], all[2]["id"]);
    kiosk.restart();
    kiosk.score(binh, 25);
    EXPECT_GT(seq_of(kiosk.told().back()), seq_of(all[2])) << "no number is given twice";
}

// What waits in the table, told or not.
std::int64_t rows_of(Teller& kiosk, const std::string& name) {
    return kiosk.store.count("outbox WHERE body LIKE '%" + name + "%'");
}

TEST(Outbox, WhoIsForgottenWhileNoEndpointIsNamedIsForgottenThereOnceThereIsOne) {
    Teller kiosk;
    const auto an = kiosk.join("An"), binh = kiosk.join("Bình");
    const std::string code(kiosk.people->find(an)->public_id), other(kiosk.people->find(binh)->public_id);
    kiosk.score(an, 10);
    kiosk.settle({kiosk.waiting()[0].seq}, Fate::stored);
    kiosk.score(an, 30);
    kiosk.score(binh, 20);
    const auto forget = [&](const std::string& who) { // at a start of its own
        Outbox closed(kiosk.store.writer(), kiosk.clock);
        ASSERT_TRUE(closed.load(kiosk.store.reader()));
        store::Step step;
        closed.forget({who}, step);
        ASSERT_TRUE(kiosk.store.save(std::move(step)));
    };
    forget(code);
    EXPECT_EQ(rows_of(kiosk, code), 0) << "what waited of theirs is gone at once";
    EXPECT_EQ(rows_of(kiosk, other), 1);
    forget(other);

    kiosk.restart();
    ASSERT_TRUE(kiosk.store.barrier());
    std::vector<std::string> asked;
    for (const auto& one : kiosk.told())
        if (one["verb"]["id"] == "https://kiosk.example.vn/xapi/verbs/forgot") asked.push_back(one["actor"]["account"]["name"]);
    EXPECT_THAT(asked, testing::UnorderedElementsAre(code, other));
    const auto before = kiosk.counts();
    kiosk.restart();
    ASSERT_TRUE(kiosk.store.barrier());
    EXPECT_EQ(kiosk.counts(), before) << "once";
}

TEST(Outbox, WhereNothingWasEverToldNoTraceOfTheForgottenStays) {
    Teller kiosk;
    Outbox closed(kiosk.store.writer(), kiosk.clock);
    ASSERT_TRUE(closed.load(kiosk.store.reader()));
    store::Step step;
    closed.forget({"01J9ZK5M7B4Q"}, step);
    ASSERT_TRUE(kiosk.store.save(std::move(step)));
    EXPECT_EQ(kiosk.store.count("settings WHERE value LIKE '%01J9ZK5M7B4Q%'"), 0);
    EXPECT_EQ(kiosk.store.count("outbox"), 0);
}

} // namespace
} // namespace kiosk::results
