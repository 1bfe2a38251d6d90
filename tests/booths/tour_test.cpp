#include "stage/tour.h"

#include <gtest/gtest.h>

#include <vector>

namespace booths {
namespace {

const std::vector<std::int64_t> kStays{10'000, 20'000, 15'000};

TEST(Tour, GoesFromStopToStopAndRoundAgain) {
    Tour tour;
    tour.start(1'000);
    EXPECT_EQ(tour.stop(kStays, 1'000), 0u);
    EXPECT_EQ(tour.next(), 11'000);
    EXPECT_EQ(tour.stop(kStays, 10'999), 0u);
    EXPECT_EQ(tour.stop(kStays, 11'000), 1u);
    EXPECT_EQ(tour.next(), 31'000);
    EXPECT_EQ(tour.stop(kStays, 31'000), 2u);
    EXPECT_EQ(tour.stop(kStays, 46'000), 0u) << "round again";
}

TEST(Tour, RestsWhileSomebodyLooksAroundAndThenBeginsAtTheTop) {
    Tour tour;
    tour.start(0);
    EXPECT_EQ(tour.stop(kStays, 12'000), 1u);
    tour.touched(13'000);
    EXPECT_TRUE(tour.resting(13'000 + Tour::kRest - 1));
    EXPECT_EQ(tour.stop(kStays, 40'000), 0u);
    EXPECT_EQ(tour.next(), 13'000 + Tour::kRest) << "the screen need not wake before";
    EXPECT_EQ(tour.stop(kStays, 13'000 + Tour::kRest), 0u);
    EXPECT_EQ(tour.stop(kStays, 13'000 + Tour::kRest + 10'000), 1u);
}

TEST(Tour, OfAKioskThatSleptGoesOnWhereItWouldBe) {
    Tour tour;
    tour.start(0);
    EXPECT_EQ(tour.stop(kStays, 80 * 45'000 + 12'000), 1u);
    EXPECT_EQ(tour.next(), 80 * 45'000 + 30'000);
}

TEST(Tour, OfAPageThatBecameShorterIsStillOnIt) {
    Tour tour;
    tour.start(0);
    EXPECT_EQ(tour.stop(kStays, 31'000), 2u);
    EXPECT_EQ(tour.stop(std::vector<std::int64_t>{10'000}, 31'001), 0u);
    EXPECT_EQ(tour.stop({}, 31'002), 0u);
}

TEST(Tour, LeavesTimeToRead) {
    EXPECT_EQ(reading_time(0), 6'000);
    EXPECT_EQ(reading_time(200), 11'000);
    EXPECT_EQ(reading_time(100'000), 30'000);
}

} // namespace
} // namespace booths
