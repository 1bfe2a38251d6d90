// Who is forgotten, when, and what stays.
#include "kiosk/privacy/eraser.h"

#include "tests/store/temp_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::privacy {
namespace {

using testing::ElementsAre;

constexpr Ms kDay = 24 * 3'600'000;

struct FakeClock final : Clock {
    Ms mono() const override { return now; }
    Ms wall() const override { return now - behind; }
    Ms now = 1'791'608'400'000, behind = 0;
};

struct AnEvening : testing::Test {
    FakeClock clock;
    fixture::TempStore store;
    std::unique_ptr<people::People> people;
    std::unique_ptr<results::Ledger> ledger;
    std::unique_ptr<results::Outbox> outbox;
    std::unique_ptr<Consents> consents;
    std::unique_ptr<Eraser> eraser;
    std::vector<std::int64_t> told; // to plugins

    AnEvening() { restart(); }
    void restart() {
        people = std::make_unique<people::People>(store.writer(), std::vector<people::Unit>{{"mb", "Mường Bi", 5000}});
        ledger = std::make_unique<results::Ledger>(store.writer(), *people);
        outbox = std::make_unique<results::Outbox>(
            store.writer(), results::origin_of("https://kiosk.example.vn/xapi", "", "2026-10-10", "Hội thi", "vi", "1"), clock);
        consents = std::make_unique<Consents>(store.writer());
        EXPECT_TRUE(people->load(store.reader()) && ledger->load(store.reader()) && outbox->load(store.reader()) &&
                    consents->load(store.reader()));
        ledger->on_record([this](const auto& now, const auto* before, store::Step& step) { outbox->add(now, before, step); });
        people->watch([this](std::int64_t id) {
            EXPECT_EQ(people->find(id), nullptr) << "a plugin finds nobody";
            told.push_back(id);
        });
        eraser = std::make_unique<Eraser>(
            Eraser::Parts{store.writer(), store.reader(), *people, *ledger, *consents, *outbox, clock, 30});
        EXPECT_TRUE(store.barrier());
    }
    std::int64_t join(std::string_view name) {
        store::Step step;
        auto joined = people->join(name, "mb", "vi", clock.wall(), step);
        EXPECT_TRUE(store.save(std::move(step)));
        return joined->id;
    }
    void score(std::int64_t person, double points) {
        results::Result result;
        result.plugin = "quiz";
        result.run = "round/1";
        result.person = person;
        result.score = points;
        result.finished = clock.now;
        store::Step step;
        ledger->record(result, step);
        EXPECT_TRUE(store.save(std::move(step)));
    }
    void tick() {
        eraser->tick();
        EXPECT_TRUE(store.barrier());
    }
    double of_the_unit() const {
        const auto rows = ledger->board(results::Span::all, true, 5, clock.now);
        return rows.empty() ? 0 : rows[0].score;
    }
};

TEST_F(AnEvening, ForgettingLeavesTheUnitItsPointsAndARowThatSaysSo) {
    const auto an = join("An"), binh = join("Bình");
    score(an, 30);
    score(binh, 20);
    store::Step step;
    consents->give(an, {{"prize", true, "1", "vi", false, "k", clock.now, 0}}, "sealed", step);
    ASSERT_TRUE(store.save(std::move(step)));
    ASSERT_TRUE(store.save(eraser->forget({an, 999}, Why::asked)));

    EXPECT_EQ(people->find(an), nullptr);
    EXPECT_THAT(told, ElementsAre(an));
    EXPECT_EQ(of_the_unit(), 50);
    EXPECT_EQ(store.count("players"), 1);
    EXPECT_EQ(store.count("results WHERE name = '' AND unit = 'mb' AND person < 0"), 1);
    EXPECT_EQ(store.count("erasures WHERE why = 'asked' AND results = 1 AND consents = 1 AND phone = 1"), 1);
    restart();
    EXPECT_EQ(of_the_unit(), 50);
    EXPECT_GT(join("Chi"), binh);
}

TEST_F(AnEvening, WhoWasNotHereForLongerThanTheEventKeepsPeopleIsForgottenByItself) {
    const auto an = join("An"), binh = join("Bình"), chi = join("Chi");
    score(an, 30);
    score(binh, 20);
    clock.now += 20 * kDay;
    score(binh, 25); // was here again
    tick();
    EXPECT_EQ(people->count(), 3u);
    clock.now += 10 * kDay + 1;
    tick();
    EXPECT_EQ(people->find(an), nullptr);
    EXPECT_NE(people->find(binh), nullptr);
    EXPECT_EQ(people->find(chi), nullptr) << "who only joined, too";
    EXPECT_EQ(store.count("erasures WHERE why = 'retention'"), 2);
    EXPECT_EQ(of_the_unit(), 55);
}

TEST_F(AnEvening, ItLooksAtTheStartAndOnceADay) {
    clock.behind = 40 * kDay;
    const auto an = join("An");
    clock.behind = 0;
    tick();
    EXPECT_EQ(people->find(an), nullptr);
    clock.behind = 40 * kDay;
    const auto binh = join("Bình");
    clock.behind = 0;
    clock.now += kDay - 1;
    tick();
    EXPECT_NE(people->find(binh), nullptr);
    clock.now += 1;
    tick();
    EXPECT_EQ(people->find(binh), nullptr);
}

TEST_F(AnEvening, AHallFullOfPeopleIsForgottenInTurns) {
    store::Step step;
    for (int i = 0; i < 2'500; ++i) ASSERT_TRUE(people->join("Người " + std::to_string(i), "mb", "vi", clock.now, step));
    ASSERT_TRUE(store.save(std::move(step)));
    auto request = request_erasure(*fixture::open_or_die(store.path(), fixture::Access::write), "", clock.now + 1);
    ASSERT_TRUE(request);
    tick();
    EXPECT_EQ(people->count(), 500u);
    EXPECT_FALSE(eraser->is_done());
    tick();
    EXPECT_EQ(people->count(), 0u);
    EXPECT_TRUE(eraser->is_done());
    auto db = fixture::open_or_die(store.path(), fixture::Access::write);
    EXPECT_EQ(*erasure_of(*db, *request), std::optional<std::int64_t>(2'500));
    EXPECT_EQ(store.count("erasure_requests"), 0) << "told once, and gone";
    EXPECT_EQ(store.count("outbox"), 2'500) << "each is to be forgotten at the centre, too";
}

TEST_F(AnEvening, ARequestForSomebodyWhoIsGoneIsDone) {
    auto db = fixture::open_or_die(store.path(), fixture::Access::write);
    const auto an = join("An");
    auto request = request_erasure(*db, people->find(an)->public_id, 0);
    auto again = request_erasure(*db, people->find(an)->public_id, 0);
    EXPECT_EQ(*erasure_of(*db, *request), std::nullopt) << "not yet";
    tick();
    tick();
    EXPECT_EQ(*erasure_of(*db, *request), std::optional<std::int64_t>(1));
    EXPECT_EQ(*erasure_of(*db, *again), std::optional<std::int64_t>(0));
}

} // namespace
} // namespace kiosk::privacy
