#include "kiosk/results/ledger.h"

#include "tests/store/temp_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <sstream>

namespace kiosk::results {
namespace {

using fixture::TempStore;

// A day in Hà Nội, so that "today" means the same wherever the test runs.
class Hanoi {
public:
    Hanoi() { set("Asia/Ho_Chi_Minh"); }
    ~Hanoi() { set(before_.empty() ? ":/etc/localtime" : before_.c_str()); }

private:
    static void set(const char* zone) {
        setenv("TZ", zone, 1);
        tzset();
    }
    const std::string before_ = std::getenv("TZ") ? std::getenv("TZ") : "";
};

// An evening's scores: who came, what they scored, and the board that hangs on the wall.
class Evening : public testing::Test {
protected:
    std::int64_t join(std::string_view name, std::string_view unit = "") {
        store::Step step;
        auto joined = people_->join(name, unit, "vi", kNoon, step);
        if (!joined) throw std::runtime_error(joined.error().sentence);
        EXPECT_TRUE(store_.save(std::move(step)));
        return joined->id;
    }
    struct Run {
        std::string run = "quiz/1";
        double score = 0;
        int right = 0;
        Ms duration = 0;
        Ms finished = kNoon;
        bool rehearsal = false;
    };
    void score(std::int64_t person, Run run) {
        Result result;
        result.plugin = "quiz";
        result.run = run.run;
        result.title = "Vòng 1";
        result.person = person;
        result.score = run.score;
        result.right = run.right;
        result.duration = run.duration;
        result.finished = run.finished;
        result.rehearsal = run.rehearsal;
        store::Step step;
        ledger_->record(result, step);
        EXPECT_TRUE(store_.save(std::move(step)));
    }
    template <class Change> void change(Change what) {
        store::Step step;
        ASSERT_TRUE(what(step));
        ASSERT_TRUE(store_.save(std::move(step)));
    }
    // "1 An 30, 2 Bình 20"
    std::string board(Span span = Span::all, bool units = false, std::size_t limit = 10, Ms now = kNoon) {
        std::ostringstream text;
        for (const auto& row : ledger_->board(span, units, limit, now)) {
            text << (text.tellp() > 0 ? ", " : "") << row.place << ' ' << row.name << ' ' << row.score;
        }
        return text.str();
    }
    std::vector<Result> on_disk() { // in the order of the first record
        auto results = read_results(store_.reader());
        if (!results) throw std::runtime_error(results.error().sentence);
        return std::move(*results);
    }
    void restart(people::Names names = people::Names::shown) {
        people_ = std::make_unique<people::People>(store_.writer(), kUnits, names);
        ASSERT_TRUE(people_->load(store_.reader()));
        ledger_ = std::make_unique<Ledger>(store_.writer(), *people_);
        ASSERT_TRUE(ledger_->load(store_.reader()));
    }

    static constexpr Ms kHour = 3'600'000;
    static constexpr Ms kNoon = 1'791'608'400'000; // Saturday, 10 October 2026, 12:00 in Hà Nội
    const std::vector<people::Unit> kUnits = {{"mb", "Mường Bi", 5000}, {"pc", "Pà Cò", 3000}};
    const Hanoi zone_;
    TempStore store_;
    std::unique_ptr<people::People> people_ = std::make_unique<people::People>(store_.writer(), kUnits);
    std::unique_ptr<Ledger> ledger_ = std::make_unique<Ledger>(store_.writer(), *people_);
};

TEST_F(Evening, EqualScoresShareAPlace) {
    score(join("An"), {.score = 30});
    score(join("Bình"), {.score = 20});
    score(join("Chi"), {.score = 20});
    score(join("Dung"), {.score = 10});
    EXPECT_EQ(board(), "1 An 30, 2 Bình 20, 2 Chi 20, 4 Dung 10");
}

TEST_F(Evening, TiesAreDecidedByRightAnswersAndThenByTime) {
    score(join("Chậm"), {.score = 20, .right = 5, .duration = 9000});
    score(join("Nhanh"), {.score = 20, .right = 5, .duration = 4000});
    score(join("Hay"), {.score = 20, .right = 6, .duration = 9999});
    EXPECT_EQ(board(), "1 Hay 20, 2 Nhanh 20, 3 Chậm 20");
}

TEST_F(Evening, RunsAddUpAndNoOrderOfAddingMakesADifference) {
    const auto an = join("An");
    const auto binh = join("Bình");
    for (int i = 0; i < 3; ++i) score(an, {.run = "quiz/" + std::to_string(i), .score = i == 0 ? 0.1 : i == 1 ? 0.2 : 0.3});
    for (int i = 0; i < 3; ++i) score(binh, {.run = "quiz/" + std::to_string(i), .score = i == 0 ? 0.3 : i == 1 ? 0.2 : 0.1});
    EXPECT_EQ(board(), "1 An 0.6, 1 Bình 0.6");
    const auto rows = ledger_->board(Span::all, false, 1, kNoon);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].runs, 3);
    EXPECT_DOUBLE_EQ(rows[0].average, 0.2);
    EXPECT_EQ(rows[0].person, an);
}

TEST_F(Evening, AReScoredQuestionReplacesTheResult) {
    const auto an = join("An");
    score(an, {.score = 30});
    const std::string id = on_disk()[0].id;
    const auto revision = ledger_->revision();
    score(an, {.score = 25});
    EXPECT_EQ(board(), "1 An 25");
    EXPECT_GT(ledger_->revision(), revision);
    EXPECT_EQ(on_disk().size(), 1u);
    EXPECT_EQ(on_disk()[0].id, id);
    EXPECT_EQ(store_.count("results"), 1);
    restart();
    EXPECT_EQ(board(), "1 An 25");
    EXPECT_EQ(on_disk()[0].id, id);
}

TEST_F(Evening, ARestartLosesNoScore) {
    score(join("An", "mb"), {.score = 30.5, .right = 3, .duration = 1234});
    score(join("Bình"), {.score = 20});
    const std::string before = board() + board(Span::all, true);
    restart();
    EXPECT_EQ(board() + board(Span::all, true), before);
    const Result result = on_disk()[0];
    EXPECT_EQ(result.name, "An");
    EXPECT_EQ(result.unit_title, "Mường Bi");
    EXPECT_EQ(result.right, 3);
    EXPECT_EQ(result.duration, 1234);
    EXPECT_EQ(result.title, "Vòng 1");
    EXPECT_EQ(result.public_id, people_->find(result.person)->public_id);
    EXPECT_EQ(ledger_->of(result.person).front().public_id, result.public_id);
}

TEST_F(Evening, ARehearsalIsOnNoBoard) {
    const auto an = join("An", "mb");
    score(an, {.score = 999, .rehearsal = true});
    EXPECT_EQ(board(), "");
    EXPECT_EQ(board(Span::all, true), "");
    restart();
    EXPECT_EQ(board(), "");
    EXPECT_EQ(on_disk().size(), 1u) << "but it is kept";
}

TEST_F(Evening, RemovedPeopleLeaveTheBoardAndComeBack) {
    const auto an = join("An", "mb");
    score(an, {.score = 30});
    score(join("Bình", "mb"), {.score = 20});
    change([&](auto& step) { return people_->set_removed(an, true, step); });
    EXPECT_EQ(board(), "1 Bình 20");
    EXPECT_EQ(board(Span::all, true), "1 Mường Bi 20");
    change([&](auto& step) { return people_->set_removed(an, false, step); });
    EXPECT_EQ(board(), "1 An 30, 2 Bình 20");
}

TEST_F(Evening, RenamedPeopleStandThereWithTheNewName) {
    const auto an = join("An", "mb");
    score(an, {.score = 30});
    change([&](auto& step) { return people_->rename(an, "Anh", step); });
    change([&](auto& step) { return people_->set_unit(an, "pc", step); });
    EXPECT_EQ(board(), "1 Anh 30");
    EXPECT_EQ(board(Span::all, true), "1 Pà Cò 30");
    EXPECT_EQ(on_disk()[0].name, "An") << "the record keeps the name of its time";
}

TEST_F(Evening, WhoseNameWaitsStandsThereUnderAFriendlyOneAndStaffFindBoth) {
    restart(people::Names::held);
    const auto binh = join("Bình");
    const std::string friendly = people_->find(binh)->name;
    score(binh, {.score = 20});
    EXPECT_EQ(board(), "1 " + friendly + " 20");
    EXPECT_EQ(on_disk().front().name, "Bình");
    EXPECT_EQ(on_disk().front().board_name, friendly);
    change([&](auto& step) { return people_->approve(binh, people_->find(binh)->naming, step); });
    EXPECT_EQ(board(), "1 Bình 20");
    score(binh, {.run = "quiz/2", .score = 5});
    restart(people::Names::held);
    ASSERT_EQ(ledger_->of(binh).size(), 2u);
    EXPECT_EQ(on_disk().front().board_name, friendly) << "as it was when it was recorded";
    EXPECT_EQ(on_disk().back().board_name, "") << "approved by then";
}

TEST_F(Evening, UnitsCompareBySumAndTellTheAverage) {
    score(join("An", "mb"), {.score = 10});
    score(join("Bình", "mb"), {.score = 20});
    score(join("Chi", "pc"), {.score = 25});
    score(join("Dung"), {.score = 99}); // belongs nowhere
    const auto rows = ledger_->board(Span::all, true, 10, kNoon);
    EXPECT_EQ(board(Span::all, true), "1 Mường Bi 30, 2 Pà Cò 25");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].runs, 2);
    EXPECT_DOUBLE_EQ(rows[0].average, 15);
    EXPECT_EQ(rows[0].person, 0);
    EXPECT_DOUBLE_EQ(rows[1].average, 25);
}

TEST_F(Evening, APersonOfTwoRunsIsOnePersonOfTheUnit) {
    const auto an = join("An", "mb");
    score(an, {.run = "quiz/1", .score = 10});
    score(an, {.run = "quiz/2", .score = 20});
    const auto rows = ledger_->board(Span::all, true, 10, kNoon);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].runs, 1);
    EXPECT_DOUBLE_EQ(rows[0].average, 30);
}

TEST_F(Evening, TodayIsTheDayOnTheWallAndNotThatOfGreenwich) {
    const auto an = join("An");
    score(an, {.run = "early", .score = 1, .finished = kNoon - 12 * kHour});            // 00:00
    score(an, {.run = "late", .score = 2, .finished = kNoon + 12 * kHour - 1});         // 23:59:59.999
    score(an, {.run = "yesterday", .score = 4, .finished = kNoon - 12 * kHour - 1});    // the evening before
    score(an, {.run = "tomorrow", .score = 8, .finished = kNoon + 12 * kHour});
    EXPECT_EQ(board(Span::today), "1 An 3");
    EXPECT_EQ(board(Span::today, false, 10, kNoon - 11 * kHour), "1 An 3") << "01:00 here is still yesterday in Greenwich";
    EXPECT_EQ(board(Span::all), "1 An 15");
}

TEST_F(Evening, TheBestOfThousandsAreTheBestWhoeverCameFirst) {
    for (int i = 0; i < 2'500; ++i) {
        store::Step step;
        const auto who = people_->join("Khách " + std::to_string(i), "", "vi", kNoon, step);
        Result result;
        result.plugin = "quiz";
        result.run = "walkup/2026-10-10";
        result.person = who->id;
        result.score = i * 7 % 1'000; // 0 to 999 in a mixed order, each two or three times
        result.finished = kNoon + i;
        ledger_->record(result, step); // the disk is not needed here
    }
    EXPECT_EQ(board(Span::all, false, 5), "1 Khách 857 999, 1 Khách 1857 999, 3 Khách 714 998, 3 Khách 1714 998, 5 Khách 571 997");
    const auto whole = ledger_->board(Span::all, false, 100'000, kNoon);
    ASSERT_EQ(whole.size(), 2'500u);
    EXPECT_TRUE(std::is_sorted(whole.begin(), whole.end(), [](const auto& a, const auto& b) { return a.score > b.score; }));
}

TEST_F(Evening, WhoReadsABoardMayRecordMeanwhile) {
    const auto an = join("An", "mb");
    score(an, {.score = 30});
    score(join("Bình", "mb"), {.score = 20});
    std::string heard;
    ledger_->read_board(Span::all, false, 10, kNoon, [&](const BoardRow& row) {
        heard += row.name + " ";
        score(join("Chi " + row.name), {.score = 99});
    });
    EXPECT_EQ(heard, "An Bình ");
    EXPECT_EQ(board(Span::all, false, 2), "1 Chi An 99, 1 Chi Bình 99");
}

TEST_F(Evening, ABoardIsAsLongAsItIsAskedToBe) {
    for (int i = 0; i < 20; ++i) score(join("Bạn " + std::to_string(i)), {.score = 5.0 * i});
    EXPECT_EQ(board(Span::all, false, 2), "1 Bạn 19 95, 2 Bạn 18 90");
    EXPECT_EQ(board(Span::all, false, 0), "");
    EXPECT_EQ(ledger_->board(Span::all, false, 1000, kNoon).size(), 20u);
}

TEST_F(Evening, AScoreThatIsNoNumberDoesNotTakeTheStepWithIt) {
    score(join("An"), {.score = std::numeric_limits<double>::quiet_NaN()});
    score(join("Bình"), {.score = std::numeric_limits<double>::infinity()});
    EXPECT_EQ(board(), "1 An 0, 1 Bình 0");
    EXPECT_EQ(store_.count("results"), 2);
}

TEST_F(Evening, TheSamePersonInTwoPluginsHasTwoResults) {
    const auto an = join("An");
    for (const char* plugin : {"quiz", "booths"}) {
        Result result;
        result.plugin = plugin;
        result.run = "1";
        result.person = an;
        result.score = 5;
        result.finished = kNoon;
        change([&](auto& step) {
            ledger_->record(result, step);
            return Status{};
        });
    }
    EXPECT_EQ(board(), "1 An 10");
}

TEST_F(Evening, AnExportReadsTheFileOfARunningKiosk) {
    score(join("An", "pc"), {.score = 30});
    auto reader = fixture::open_or_die(store_.path(), store::Access::read);
    auto results = read_results(*reader);
    ASSERT_TRUE(results);
    ASSERT_EQ(results->size(), 1u);
    EXPECT_EQ((*results)[0].name, "An");
    EXPECT_EQ((*results)[0].public_id, people_->find((*results)[0].person)->public_id);
}

TEST(ReadResults, AnEmptyFileIsAnErrorAndNoCrash) {
    auto db = fixture::open_or_die(":memory:", store::Access::write);
    EXPECT_FALSE(read_results(*db));
}

TEST_F(Evening, WhoIsForgottenLeavesTheUnitItsSumAndAverage) {
    const auto an = join("An", "mb"), binh = join("Bình", "mb");
    score(an, {.run = "quiz/1", .score = 30});
    score(an, {.run = "quiz/2", .score = 10});
    score(binh, {.score = 20});
    EXPECT_EQ(ledger_->of(an).size(), 2u);
    change([&](store::Step& step) {
        EXPECT_EQ(ledger_->forget(*people_->find(an), step), 2u);
        people_->erase({an}, step);
        return Status{};
    });
    for (int once_more = 0; once_more < 2; ++once_more, restart()) {
        EXPECT_EQ(board(), "1 Bình 20");
        EXPECT_EQ(board(Span::all, true), "1 Mường Bi 60");
        EXPECT_EQ(ledger_->board(Span::all, true, 1, kNoon)[0].runs, 2) << "two people, as before";
        EXPECT_TRUE(ledger_->of(an).empty());
        EXPECT_EQ(on_disk()[0].name, "");
    }
}

TEST_F(Evening, WhoWasThrownOutDoesNotBeginToCountByBeingForgotten) {
    const auto an = join("An", "mb");
    score(an, {.score = 30});
    change([&](store::Step& step) { return people_->set_removed(an, true, step); });
    change([&](store::Step& step) {
        ledger_->forget(*people_->find(an), step);
        people_->erase({an}, step);
        return Status{};
    });
    EXPECT_EQ(board(Span::all, true), "");
}

TEST_F(Evening, UnitsOfFewPeopleStandTogetherWithoutAName) {
    ledger_ = std::make_unique<Ledger>(store_.writer(), *people_, 3);
    for (int i = 0; i < 3; ++i) score(join("Người " + std::to_string(i), "mb"), {.score = 10});
    score(join("Một", "pc"), {.score = 50});
    EXPECT_EQ(board(Span::all, true), "1 Mường Bi 30") << "one person is no group";
    score(join("Hai", "pc"), {.score = 5});
    score(join("Ba", "pc"), {.score = 5});
    EXPECT_EQ(board(Span::all, true), "1 Pà Cò 60, 2 Mường Bi 30");

    ledger_ = std::make_unique<Ledger>(store_.writer(), *people_, 4);
    ASSERT_TRUE(ledger_->load(store_.reader()));
    const auto rows = ledger_->board(Span::all, true, 10, kNoon);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].place, 0);
    EXPECT_EQ(rows[0].name, "");
    EXPECT_EQ(rows[0].score, 90) << "no point is lost";
    EXPECT_EQ(rows[0].runs, 6);
}

} // namespace
} // namespace kiosk::results
