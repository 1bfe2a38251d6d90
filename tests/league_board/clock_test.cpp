// "10:32" means today; another day is named.
#include "league_board/clock.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace league_board {
namespace {

constexpr std::int64_t kHour = 3'600'000;

struct InVietnam : testing::Test {
    InVietnam() {
        setenv("TZ", "UTC-7", 1); // seven hours before Greenwich
        tzset();
    }
    ~InVietnam() override {
        unsetenv("TZ");
        tzset();
    }
    // 2026-11-29 10:32 there.
    static constexpr std::int64_t kNow = 1'795'923'120'000;
};

TEST_F(InVietnam, TodayIsATimeOnly) { EXPECT_EQ(moment_of(kNow, kNow + 30 * 60'000), (Moment{"10:32", ""})); }
TEST_F(InVietnam, AnotherDayIsNamed) {
    EXPECT_EQ(moment_of(kNow, kNow + 14 * kHour), (Moment{"10:32", "29/11"})) << "past midnight";
    EXPECT_EQ(moment_of(kNow, kNow + 365 * 24 * kHour), (Moment{"10:32", "29/11"})) << "the same day a year later";
    EXPECT_EQ(moment_of(kNow, kNow - 24 * kHour), (Moment{"10:32", "29/11"})) << "a clock that was set back";
}
TEST_F(InVietnam, NoTimeIsNone) {
    EXPECT_EQ(moment_of(0, kNow), Moment{});
    EXPECT_EQ(moment_of(-1, kNow), Moment{});
}

} // namespace
} // namespace league_board
