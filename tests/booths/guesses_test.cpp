#include "passport/guesses.h"

#include "tests/booths/hall.h"

#include <gtest/gtest.h>

namespace booths {
namespace {

TEST(Guesses, FiveWrongCodesAndThenOneWaits) {
    Guesses guesses;
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(guesses.wait(kAn, 1'000), 0) << i;
        guesses.wrong(kAn, 1'000);
    }
    EXPECT_EQ(guesses.wait(kAn, 1'000), 20'000);
    EXPECT_EQ(guesses.wait(kAn, 11'000), 10'000);
    EXPECT_EQ(guesses.wait(kAn, 21'000), 0) << "one more try";
    guesses.wrong(kAn, 21'000);
    EXPECT_EQ(guesses.wait(kAn, 21'000), 20'000) << "and no more than one";
    EXPECT_EQ(guesses.wait(kBinh, 21'000), 0) << "others are not to blame";
}

TEST(Guesses, AllTogetherAreLimitedTooAlsoWithoutAName) {
    Guesses guesses;
    for (int i = 0; i < 120; ++i) guesses.wrong(0, 1'000);
    EXPECT_GT(guesses.wait_together(1'000), 0) << "a crowd of new names does not help";
    EXPECT_LE(guesses.wait_together(1'000), 500);
    EXPECT_EQ(guesses.wait_together(1'500), 0);
    EXPECT_EQ(guesses.wait(kAn, 1'000), 0) << "whose code is good is not held back by them";
}

TEST(Guesses, OfWhoIsForgottenNothingStays) {
    Guesses guesses;
    guesses.wrong(kAn, 1'000);
    EXPECT_EQ(guesses.remembered(), 1u);
    guesses.forget(kAn);
    EXPECT_EQ(guesses.remembered(), 0u);
}

TEST(Guesses, AreNotRememberedForEver) {
    Guesses guesses;
    for (Person someone = 1; someone <= 5'000; ++someone) guesses.wrong(someone, someone * 1'000);
    EXPECT_LE(guesses.remembered(), 1'001u) << "who guessed long ago is a stranger again";
    EXPECT_EQ(guesses.wait(kAn, 0), 0) << "a clock that was set back stops nobody";
}

} // namespace
} // namespace booths
