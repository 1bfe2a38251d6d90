// Once an hour from one device, and not too many from all together.
#include "turns.h"

#include <gtest/gtest.h>

namespace feedback {
namespace {

using Verdict = Turns::Verdict;
constexpr std::int64_t kStart = 1'000'000;

TEST(Turns, OneDeviceSpeaksOnceAnHour) {
    Turns turns;
    EXPECT_EQ(turns.ask(7, "first", kStart), Verdict::fresh);
    EXPECT_EQ(turns.ask(7, "second", kStart + 1), Verdict::wait);
    EXPECT_EQ(turns.ask(8, "first", kStart + 1), Verdict::fresh) << "somebody else";
    EXPECT_EQ(turns.ask(7, "second", kStart + Turns::kHour), Verdict::fresh);
}

TEST(Turns, TheSameVoiceAgainIsTheOneWhoseAnswerWasLost) {
    Turns turns;
    ASSERT_EQ(turns.ask(7, "first", kStart), Verdict::fresh);
    EXPECT_EQ(turns.ask(7, "first", kStart + 500), Verdict::again);
    EXPECT_EQ(turns.ask(7, "first", kStart + 900), Verdict::again);
}

TEST(Turns, AFloodIsSlowedAndTheHallIsServedAgain) {
    Turns turns;
    std::int64_t device = 0;
    while (turns.ask(++device, "n", kStart) == Verdict::fresh) ASSERT_LT(device, 10'000);
    EXPECT_EQ(device, static_cast<std::int64_t>(Turns::kBurst) + 1);
    EXPECT_EQ(turns.ask(device, "n", kStart), Verdict::busy) << "who was turned away has not spoken";
    EXPECT_EQ(turns.ask(device, "n", kStart + 1000), Verdict::fresh);
}

TEST(Turns, NobodyIsRememberedLongerThanTheHour) {
    Turns turns;
    for (std::int64_t device = 1; device <= 50; ++device) turns.ask(device, "n", kStart);
    EXPECT_EQ(turns.remembered(), 50u);
    turns.forget(1);
    EXPECT_EQ(turns.remembered(), 49u);
    turns.ask(99, "n", kStart + Turns::kHour + 1);
    EXPECT_EQ(turns.remembered(), 1u);
}

} // namespace
} // namespace feedback
