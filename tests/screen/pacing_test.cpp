#include "kiosk/screen/pacing.h"

#include <gtest/gtest.h>

namespace kiosk::screen {
namespace {

constexpr ui::FrameWish kNothing{1e30, false, 0, 0, 0, 0};

ui::FrameWish countdown_at(double at) { return {at, true, 100.5f, 50, 200, 200}; }

TEST(Pacing, AStillScreenIsNeverDrawnAgain) {
    Pacing pacing;
    EXPECT_EQ(pacing.next(0), 0) << "the first picture";
    pacing.drawn(0, kNothing, 960, 540);
    EXPECT_EQ(pacing.next(1), -1);
    EXPECT_EQ(pacing.next(100'000), -1);
}

TEST(Pacing, AChangeIsDrawnAtOnceButNotFasterThanThePace) {
    Pacing pacing;
    pacing.drawn(10, kNothing, 960, 540);
    pacing.invalidate();
    EXPECT_EQ(pacing.next(11), 0);
    EXPECT_GT(pacing.next(10.001), 10);
    EXPECT_LE(pacing.next(10.001), 17);
    pacing.use_software(true);
    EXPECT_GT(pacing.next(10.001), 28) << "without a GPU every second frame is left to the phones";
}

TEST(Pacing, ATapIsOwedTwoFrames) {
    Pacing pacing;
    pacing.drawn(0, kNothing, 960, 540);
    pacing.invalidate(2);
    pacing.invalidate(1);
    pacing.drawn(1, kNothing, 960, 540);
    EXPECT_EQ(pacing.next(2), 0);
    pacing.drawn(2, kNothing, 960, 540);
    EXPECT_EQ(pacing.next(3), -1);
}

TEST(Pacing, WhatTheScreenHasLostIsPresentedOnceMoreAndNotDrawn) {
    Pacing pacing;
    pacing.uncover();
    EXPECT_FALSE(pacing.take_uncovered()) << "there is no picture yet";
    pacing.drawn(0, kNothing, 960, 540);
    pacing.uncover();
    pacing.hide(true);
    EXPECT_FALSE(pacing.take_uncovered()) << "nobody sees it";
    pacing.hide(false);
    EXPECT_TRUE(pacing.take_uncovered());
    EXPECT_FALSE(pacing.take_uncovered());
    EXPECT_EQ(pacing.next(1), -1);
    pacing.uncover();
    pacing.drawn(1, kNothing, 960, 540);
    EXPECT_FALSE(pacing.take_uncovered()) << "a new picture is there anyway";
}

TEST(Pacing, AWishIsDueAtItsTime) {
    Pacing pacing;
    pacing.drawn(0, {5, false, 0, 0, 0, 0}, 960, 540);
    EXPECT_EQ(pacing.next(1), 4000);
    EXPECT_EQ(pacing.next(5), 0);
    EXPECT_EQ(pacing.next(7), 0);
}

// The code of a booth changes at 30 s, its whole frame is wished for 20 ms later, and its ring ticks in between.
TEST(Pacing, ACodeThatChangedJustBeforeItsRingTickedIsNotLeftStanding) {
    Pacing pacing;
    pacing.use_software(true);
    ui::FrameWish tick = countdown_at(30.01);
    tick.whole = 30.02;
    pacing.drawn(29.9, tick, 960, 540);
    ASSERT_TRUE(pacing.only_a_part());
    tick = countdown_at(30.11); // it knows of the new code, which is good for half a minute
    tick.whole = 60.02;
    pacing.drawn(30.01, tick, 960, 540);
    pacing.painted_a_part();
    EXPECT_FALSE(pacing.only_a_part());
    EXPECT_LE(pacing.next(30.01), 35) << "the new code is seen with the very next frame";
    pacing.drawn(30.05, tick, 960, 540);
    EXPECT_TRUE(pacing.only_a_part()) << "and then the ring ticks on alone";
    EXPECT_EQ(pacing.next(30.1), 10);
}

TEST(Pacing, OnlyACountdownWithoutAGpuIsDrawnInPart) {
    Pacing pacing;
    pacing.use_software(true);
    pacing.drawn(0, countdown_at(.1), 960, 540);
    EXPECT_TRUE(pacing.only_a_part());
    EXPECT_EQ(pacing.part().x, 100);
    EXPECT_EQ(pacing.part().w, 201) << "half a pixel at the edge is a whole one";
    pacing.invalidate();
    EXPECT_FALSE(pacing.only_a_part()) << "an answer came in between two ticks";
    pacing.drawn(.1, countdown_at(.2), 960, 540);
    pacing.use_software(false);
    EXPECT_FALSE(pacing.only_a_part());
}

TEST(Pacing, APartOutsideOfTheCanvasIsCutAndAnEmptyOneIsNone) {
    Pacing pacing;
    pacing.use_software(true);
    pacing.drawn(0, {1, true, -50, 500, 100, 100}, 960, 540);
    EXPECT_EQ(pacing.part().x, 0);
    EXPECT_EQ(pacing.part().w, 50);
    EXPECT_EQ(pacing.part().h, 40);
    pacing.drawn(1, {2, true, 2000, 0, 100, 100}, 960, 540);
    EXPECT_FALSE(pacing.only_a_part());
}

TEST(Pacing, AHiddenWindowIsNotDrawn) {
    Pacing pacing;
    pacing.hide(true);
    pacing.invalidate();
    EXPECT_EQ(pacing.next(1), -1);
    pacing.hide(false);
    EXPECT_EQ(pacing.next(1), 0);
}

TEST(Pacing, AFailedFrameIsTriedAgainTenTimesASecond) {
    Pacing pacing;
    pacing.drawn(0, kNothing, 960, 540);
    pacing.invalidate();
    pacing.failed(1);
    EXPECT_EQ(pacing.next(1), 100);
    EXPECT_EQ(pacing.next(1.1), 0);
}

TEST(PixelRect, UnitedHoldsBoth) {
    const PixelRect both = united({10, 10, 20, 20}, {25, 5, 10, 10});
    EXPECT_EQ(both.x, 10);
    EXPECT_EQ(both.y, 5);
    EXPECT_EQ(both.w, 25);
    EXPECT_EQ(both.h, 25);
    EXPECT_EQ(united({}, {1, 2, 3, 4}).w, 3);
}

} // namespace
} // namespace kiosk::screen
