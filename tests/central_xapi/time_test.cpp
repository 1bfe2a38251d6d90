// Part two, 4.5 and 4.6.
#include "xapi/time.h"

#include "cases.h"

#include <gtest/gtest.h>

#include <limits>

namespace central::xapi {
namespace {

TEST(Time, IsReadInBothFormsAndAnyZone) {
    for (const char* text :
         {"2026-11-21T09:00:04.210Z", "2026-11-21t09:00:04.21z", "2026-11-21T09:00:04,210Z", "2026-11-21T16:00:04.210+07:00",
          "2026-11-21T16:00:04.210+07", "2026-11-21T04:30:04.2109-0430", "20261121T090004.210Z", "20261121T160004.210+0700",
          "2026-11-21T09:00:04.210", "2026-11-21T09:00:04.210+00:00"})
        EXPECT_EQ(read_time(text), kNow) << text;
    EXPECT_EQ(read_time("2026-11-21T09:00Z"), kNow - 4'210);
    EXPECT_EQ(read_time("1970-01-01T00:00:00Z"), 0);
    EXPECT_EQ(read_time("1969-12-31T23:59:59.999Z"), -1);
    EXPECT_EQ(read_time("2016-12-31T23:59:60Z"), 1'483'228'800'000) << "a leap second";
    EXPECT_EQ(read_time("2024-02-29T00:00:00Z"), 1'709'164'800'000);
}

TEST(Time, IsNone) {
    for (const char* text : {"",
                             "should fail",
                             "01/011/2015",
                             "2026-11-21",
                             "2026-11-21T",
                             "2026-11-21 09:00:04Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2025-02-29T00:00:00Z",
                             "2026-11-31T00:00:00Z",
                             "2026-11-21T24:00:00Z",
                             "2026-11-21T09:60:00Z",
                             "2026-11-21T09:00:61Z",
                             "2026-11-21T09:00:04.Z",
                             "2026-11-21T09:00:04.21.0Z",
                             "2026-1121T09:00:04Z",
                             "202611-21T09:00:04Z",
                             "2026-11-21T0900:04Z",
                             "20261121T09:00:04Z",
                             "2026-11-21T09:00:04ZZ",
                             "2026-11-21T09:00:04+24:00",
                             "2026-11-21T09:00:04+07:60",
                             "2026-11-21T09:00:04+7",
                             "2026-11-21T09:00:04 +07:00",
                             "2008-09-15T15:53:00.601-00",
                             "2008-09-15T15:53:00.601-0000",
                             "2008-09-15T15:53:00.601-00:00",
                             "+2026-11-21T09:00:04Z",
                             "2026-11-21T09Z",
                             "T09:00:04Z",
                             "0000-01-01T00:00:00+01:00",
                             "9999-12-31T23:59:59-01:00"})
        EXPECT_FALSE(read_time(text)) << text;
}

TEST(Time, IsWrittenInUtcWithThreeDigits) {
    EXPECT_EQ(write_time(kNow), "2026-11-21T09:00:04.210Z");
    EXPECT_EQ(write_time(0), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(write_time(-1), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(write_time(std::numeric_limits<std::int64_t>::max()), "9999-12-31T23:59:59.999Z");
    EXPECT_EQ(write_time(std::numeric_limits<std::int64_t>::min()), "0000-01-01T00:00:00.000Z");
    for (std::int64_t ms = -62'167'219'200'000; ms < 253'402'300'799'999; ms += 86'400'007LL * 1'009)
        EXPECT_EQ(read_time(write_time(ms)), ms);
}

TEST(Duration, IsOne) {
    for (const char* text : {"PT4H35M59.14S", "PT16559.14S", "P3Y1M29DT4H35M59.14S", "P3Y", "P4W", "PT1H0M0.1S", "P1D", "PT0S",
                             "PT1.5H", "P0.5W", "PT1,5S", "P2M", "PT2M"})
        EXPECT_TRUE(is_duration(text)) << text;
}

TEST(Duration, IsNone) {
    for (const char* text : {"",           "P",     "PT",    "P1",         "PT1",   "1H",       "PA1H0M0S",
                             "P16559.14S", "P4W1D", "P1Y4W", "PT1S1M",     "P1DT",  "P1.5DT1H", "PT1.5H1M",
                             "PT.5S",      "PT1.S", "-PT1H", "PT-1H",      "PT1H ", "pt1h",     "P2026-11-21T09:00:04",
                             "PT1H1H",     "P1S",   "PT1D",  "should fail"})
        EXPECT_FALSE(is_duration(text)) << text;
}

TEST(Duration, IsComparedToHundredths) {
    EXPECT_EQ(comparable_duration("PT4.2149S"), "PT4.21");
    EXPECT_EQ(comparable_duration("PT4.21S"), "PT4.21");
    EXPECT_EQ(comparable_duration("PT4.2S"), "PT4.2");
    EXPECT_EQ(comparable_duration("PT1.555H"), "PT1.555H");
    EXPECT_EQ(comparable_duration("PT4S"), "PT4S");
}

} // namespace
} // namespace central::xapi
