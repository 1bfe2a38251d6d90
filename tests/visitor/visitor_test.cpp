// Who walks up, and what is left of them when they have walked away.
#include "tests/visitor/touch_screen.h"

#include <nlohmann/json.hpp>

namespace kiosk {
namespace {

using fixture::TouchScreen;
using Shows = VisitorSession::Shows;

TEST(VisitorSession, WhoWalksAwayIsAskedThenForgotten) {
    TouchScreen kiosk;
    kiosk.touch();
    kiosk.opens("quiz/walkup");
    const auto an = kiosk.join("An");
    ASSERT_TRUE(an);
    kiosk.visitor->prefer(true, true);
    kiosk.wait(59'999);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::screen);
    kiosk.wait(1);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::asking);
    EXPECT_EQ(kiosk.visitor->resets_at() - kiosk.now, 10'000) << "the whole ring";
    EXPECT_EQ(kiosk.visitor->current().person, an) << "still theirs";
    kiosk.wait(9'999);
    EXPECT_EQ(kiosk.gone, 0);
    kiosk.wait(1);
    EXPECT_EQ(kiosk.gone, 1);
    EXPECT_TRUE(kiosk.nobody_is_known());
    EXPECT_FALSE(kiosk.visitor->current().present);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::screen);
    EXPECT_TRUE(kiosk.people->find(an)) << "forgotten by the screen, not by the ranking";
}

TEST(VisitorSession, WhoeverTouchesWhileAskedGoesOnAndThatTouchDoesNothingElse) {
    TouchScreen kiosk;
    kiosk.opens("quiz/walkup");
    const auto an = kiosk.join("An");
    kiosk.wait(69'000);
    ASSERT_EQ(kiosk.visitor->shows(), Shows::asking);
    kiosk.touch();
    EXPECT_TRUE(kiosk.woke_only);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::screen);
    kiosk.touch();
    EXPECT_FALSE(kiosk.woke_only) << "the next one is for the screen";
    kiosk.wait(59'999);
    EXPECT_EQ(kiosk.visitor->current().person, an);
    EXPECT_EQ(kiosk.gone, 0);
}

TEST(VisitorSession, TheNextOneFindsNothingOfTheOneBefore) {
    TouchScreen kiosk;
    kiosk.opens("quiz/walkup");
    kiosk.join("An");
    kiosk.visitor->prefer(true, false);
    ASSERT_NE(kiosk.code(), "");
    kiosk.wait(70'000);
    kiosk.touch();
    const auto next = kiosk.visitor->current();
    EXPECT_TRUE(next.present);
    EXPECT_EQ(next.person, 0);
    EXPECT_FALSE(next.big_text);
    EXPECT_EQ(kiosk.code(), "") << "nobody can carry on what is not theirs";
}

TEST(VisitorSession, ABoothLeftOpenIsAskedAboutAndClosedThoughNobodyJoined) {
    TouchScreen kiosk;
    kiosk.touch();
    kiosk.opens("booths/agriculture");
    kiosk.wait(60'000);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::asking);
    kiosk.wait(10'000);
    EXPECT_EQ(kiosk.gone, 1);
    kiosk.goes_home(); // what the stage does when told
    kiosk.wait(89'999);
    EXPECT_EQ(kiosk.gone, 1) << "there is nothing left to ask about";
}

TEST(VisitorSession, OnHomeNobodyIsAskedWhoHasNothingToLose) {
    TouchScreen kiosk;
    kiosk.touch();
    kiosk.wait(60'000);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::screen);
    EXPECT_EQ(kiosk.gone, 1) << "yet the language is set back";
    EXPECT_FALSE(kiosk.visitor->current().present);
}

TEST(VisitorSession, WhoGaveTheirNameIsAskedOnHomeToo) {
    TouchScreen kiosk;
    kiosk.join("An");
    kiosk.wait(60'000);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::asking);
}

TEST(VisitorSession, TheAttractLoopComesOnWhenNobodyHasTouchedHomeAndEndsAtTheFirstTouch) {
    TouchScreen kiosk;
    kiosk.wait(89'999);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::screen);
    kiosk.wait(1);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::attract);
    EXPECT_FALSE(kiosk.visitor->next()) << "the loop may sleep";
    kiosk.wait(600'000);
    EXPECT_EQ(kiosk.visitor->attract_since(), 91'000);
    kiosk.touch();
    EXPECT_TRUE(kiosk.woke_only) << "no tile is opened by it";
    EXPECT_EQ(kiosk.visitor->shows(), Shows::screen);
}

TEST(VisitorSession, AContestOnStageHasNoVisitorAndIsNeverReset) {
    TouchScreen kiosk;
    kiosk.opens("quiz/walkup");
    kiosk.join("An");
    kiosk.contest_takes_the_stage();
    EXPECT_EQ(kiosk.gone, 1) << "who stood there is no visitor any more";
    kiosk.touch();
    EXPECT_FALSE(kiosk.visitor->current().present);
    kiosk.wait(24 * 3'600'000);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::screen);
    EXPECT_EQ(kiosk.gone, 1);
    EXPECT_EQ(kiosk.join("Bình"), 0) << "and nobody joins at it";
    kiosk.goes_home();
    kiosk.wait(90'000);
    EXPECT_EQ(kiosk.visitor->shows(), Shows::attract) << "afterwards all is as before";
}

TEST(VisitorSession, WhoSaysThatTheyAreDoneIsGoneAtOnce) {
    TouchScreen kiosk;
    kiosk.opens("quiz/walkup");
    kiosk.join("An");
    kiosk.visitor->leave();
    EXPECT_EQ(kiosk.gone, 1);
    EXPECT_TRUE(kiosk.nobody_is_known());
    kiosk.visitor->leave();
    EXPECT_EQ(kiosk.gone, 1) << "once";
}

TEST(VisitorSession, WhoIsErasedByStaffLeavesTheScreen) {
    TouchScreen kiosk;
    const auto an = kiosk.join("An");
    fixture::Step step;
    kiosk.people->erase({an}, step);
    kiosk.visitor->person_changed(an);
    EXPECT_EQ(kiosk.gone, 1);
    EXPECT_TRUE(kiosk.nobody_is_known());
}

TEST(VisitorSession, WhoIsRemovedByStaffLeavesTheScreenAndComesBackByNoCode) {
    TouchScreen kiosk;
    const auto an = kiosk.join("Tên xấu");
    const auto code = kiosk.code();
    store::Step step;
    ASSERT_TRUE(kiosk.people->set_removed(an, true, step));
    kiosk.visitor->person_changed(an);
    EXPECT_EQ(kiosk.gone, 1);
    EXPECT_TRUE(kiosk.nobody_is_known());
    EXPECT_EQ(kiosk.types(code), "") << "a good code, and yet";
    EXPECT_TRUE(kiosk.nobody_is_known());
}

TEST(VisitorSession, ANewNameFromStaffIsTold) {
    TouchScreen kiosk;
    const auto an = kiosk.join("An");
    const int told = kiosk.changed;
    store::Step step;
    ASSERT_TRUE(kiosk.people->rename(an, "Bình An", step, people::By::staff));
    kiosk.visitor->person_changed(an);
    EXPECT_EQ(kiosk.changed, told + 1);
    EXPECT_EQ(kiosk.gone, 0);
    EXPECT_EQ(kiosk.visitor->name(), "Bình An");
}

TEST(VisitorSession, AStepThatIsGivenUpTakesTheNameBack) {
    TouchScreen kiosk;
    fixture::Step lost;
    const auto an = kiosk.visitor->join("An", "", "vi", kiosk.now, kiosk.wall(), lost);
    ASSERT_TRUE(an);
    kiosk.visitor->join_undone(*an);
    EXPECT_FALSE(kiosk.people->find(*an));
    EXPECT_TRUE(kiosk.nobody_is_known());
    EXPECT_TRUE(kiosk.visitor->current().present) << "they still stand there";
}

TEST(VisitorSession, TheEventSaysHowLong) {
    using nlohmann::json;
    const auto times = idle_times(json::parse(R"({"idle": {"ask_after_s": 20, "reset_after_s": 5, "attract_after_s": 30}})"));
    EXPECT_EQ(times.ask_after, 20'000);
    EXPECT_EQ(times.reset_after, 5'000);
    EXPECT_EQ(times.attract_after, 30'000);
    EXPECT_EQ(idle_times(json::object()).ask_after, 60'000);
}

} // namespace
} // namespace kiosk
