#include "game/scoring.h"

#include <gtest/gtest.h>

#include <cmath>

namespace quiz {
namespace {

constexpr Ms kT = 20'000;

TEST(Scoring, AccuracyKnowsNoTime) {
    EXPECT_EQ(worth(Preset::accuracy, 0, kT, false, 10), (Worth{1, 0}));
    EXPECT_EQ(worth(Preset::accuracy, kT, kT, false, 10), (Worth{1, 0}));
    EXPECT_EQ(worth(Preset::accuracy, kT + 400, kT, true, 10), (Worth{1, 0}));
}

TEST(Scoring, SpeedIsKahootsFormula) {
    // Their own example: 1000 points, 30 s on the timer, answered after 2 s: 967.
    EXPECT_EQ(worth(Preset::speed, 2'000, 30'000, false, 10).points, 967);
    EXPECT_EQ(worth(Preset::speed, 0, kT, false, 10), (Worth{1000, 500}));
    EXPECT_EQ(worth(Preset::speed, 499, kT, false, 10).points, 1000) << "under half a second";
    EXPECT_EQ(worth(Preset::speed, 500, kT, false, 10).points, 988) << "987.5, rounded up";
    EXPECT_EQ(worth(Preset::speed, kT / 2, kT, false, 10), (Worth{750, 250}));
    EXPECT_EQ(worth(Preset::speed, kT, kT, false, 10), (Worth{500, 0}));
    for (Ms t = 500; t <= kT; t += 37)
        EXPECT_EQ(worth(Preset::speed, t, kT, false, 10).points,
                  std::floor(1000.0 * (1.0 - static_cast<double>(t) / (2.0 * kT)) + 0.5 + 1e-9))
            << t;
}

TEST(Scoring, LateAnswersHaveNoSpeedPoints) {
    EXPECT_EQ(worth(Preset::balanced, kT + 1, kT, true, 10), (Worth{1000, 0}));
    EXPECT_EQ(worth(Preset::speed, kT + 1000, kT, true, 10), (Worth{500, 0}));
    // Closed early after 300 ms; this one was on its way.
    EXPECT_EQ(worth(Preset::speed, 400, kT, true, 10), (Worth{500, 0}));
    EXPECT_EQ(worth(Preset::balanced, 400, kT, true, 10), (Worth{1000, 0}));
}

TEST(Scoring, BalancedGivesABonusThatShrinksWithTime) {
    EXPECT_EQ(worth(Preset::balanced, 0, kT, false, 10), (Worth{1099, 99}));
    EXPECT_EQ(worth(Preset::balanced, kT / 2, kT, false, 10), (Worth{1049, 49}));
    EXPECT_EQ(worth(Preset::balanced, kT, kT, false, 10), (Worth{1000, 0}));
}

TEST(Scoring, NothingIsWorthMoreThanTheMost) {
    for (const auto preset : {Preset::accuracy, Preset::balanced, Preset::speed})
        for (const int questions : {1, 7, 10, 1'200}) EXPECT_EQ(worth(preset, 0, kT, false, questions).points, most(preset, questions));
}

TEST(Scoring, MoreRightAnswersAlwaysWinInBalanced) {
    for (int questions = 1; questions <= 1'200; ++questions) {
        const Points quickest = worth(Preset::balanced, 0, kT, false, questions).points;
        const Points slowest = worth(Preset::balanced, kT, kT, true, questions).points;
        for (int right = 0; right < questions; ++right)
            ASSERT_LT(right * quickest, (right + 1) * slowest) << right << " of " << questions;
    }
}

} // namespace
} // namespace quiz
