#include "passport/passports.h"

#include "tests/booths/hall.h"

#include <gtest/gtest.h>

namespace booths {
namespace {

struct APassport : ::testing::Test {
    Passports passports;
    Ms now = kNoon;
    Verdict answers(Person who, const std::string& booth, bool right) { return passports.answer(who, booth, step_of(now), right, now); }
    void stamp(Person who, const std::string& booth) { EXPECT_EQ(answers(who, booth, true), Verdict::stamped); }
    bool stamped(Person who, const std::string& booth) const {
        const auto* visit = passports.visit_of(who, booth);
        return visit && visit->stamped;
    }
};

TEST_F(APassport, CountsAVisitOnce) {
    EXPECT_TRUE(passports.visit(kAn, "stem", now));
    EXPECT_FALSE(passports.visit(kAn, "stem", now + 1));
    EXPECT_TRUE(passports.visit(kAn, "education", now));
    EXPECT_TRUE(passports.visit(kBinh, "stem", now));
    EXPECT_EQ(passports.visit_of(kAn, "stem")->first, now);
    EXPECT_EQ(passports.visit_of(kAn, "agriculture"), nullptr);
}

TEST_F(APassport, IsStampedByTheRightAnswerAndOnce) {
    passports.visit(kAn, "stem", now);
    EXPECT_FALSE(stamped(kAn, "stem"));
    stamp(kAn, "stem");
    EXPECT_EQ(answers(kAn, "stem", true), Verdict::already);
    EXPECT_EQ(answers(kAn, "stem", false), Verdict::already) << "and it stays";
    EXPECT_EQ(passports.stamps_of(kAn, kBooths), 1u);
    EXPECT_EQ(passports.stamps_of(kBinh, kBooths), 0u);
}

TEST_F(APassport, WaitsForTheNextCodeAfterAWrongAnswer) {
    EXPECT_EQ(answers(kAn, "stem", false), Verdict::wrong);
    EXPECT_EQ(answers(kAn, "stem", true), Verdict::too_soon) << "nobody taps through the options";
    EXPECT_EQ(passports.answer(kAn, "stem", step_of(now) - 1, true, now), Verdict::too_soon) << "nor with the code before";
    EXPECT_EQ(answers(kAn, "education", true), Verdict::stamped) << "another booth is another question";
    now += kStep;
    EXPECT_EQ(answers(kAn, "stem", true), Verdict::stamped);
}

TEST_F(APassport, WaitsFromWhenTheWrongAnswerWasGivenNotFromTheScan) {
    const auto scanned = step_of(now);
    now += 3 * kStep; // thought it over
    EXPECT_EQ(passports.answer(kAn, "stem", scanned, false, now), Verdict::wrong);
    EXPECT_EQ(passports.answer(kAn, "stem", scanned + 1, true, now), Verdict::too_soon) << "a code hoarded meanwhile";
    EXPECT_EQ(passports.answer(kAn, "stem", step_of(now) + 1, true, now + kStep), Verdict::stamped);
}

TEST_F(APassport, IsNotLockedForHoursByAClockThatIsSetRight) {
    now += 7 * 3'600'000; // local time, taken for UTC
    EXPECT_EQ(answers(kAn, "stem", false), Verdict::wrong);
    now -= 7 * 3'600'000;
    EXPECT_EQ(answers(kAn, "stem", true), Verdict::stamped);
}

TEST_F(APassport, IsFullWithTheLastStampAndGetsItsNumberOnce) {
    for (const auto& booth : kBooths) {
        EXPECT_FALSE(passports.fill(kAn, kBooths, now));
        stamp(kAn, booth);
    }
    const auto full = passports.fill(kAn, kBooths, now);
    ASSERT_TRUE(full);
    EXPECT_EQ(full->number, 1);
    EXPECT_FALSE(passports.fill(kAn, kBooths, now)) << "once";
    EXPECT_EQ(passports.full_of(kAn)->number, 1);
    for (const auto& booth : kBooths) stamp(kBinh, booth);
    EXPECT_EQ(passports.fill(kBinh, kBooths, now)->number, 2);
    EXPECT_EQ(passports.full_count(), 2u);
}

TEST_F(APassport, OfNoBoothsIsNeverFull) {
    EXPECT_FALSE(passports.fill(kAn, {}, now));
}

TEST_F(APassport, StaysFullWhenABoothIsAddedLater) {
    for (const auto& booth : kBooths) stamp(kAn, booth);
    ASSERT_TRUE(passports.fill(kAn, kBooths, now));
    auto more = kBooths;
    more.push_back("new");
    EXPECT_FALSE(passports.fill(kAn, more, now)) << "no second bonus";
    EXPECT_TRUE(passports.full_of(kAn));
    stamp(kAn, "new");
    EXPECT_FALSE(passports.fill(kAn, more, now));
}

TEST_F(APassport, OfWhoIsForgottenLeavesNothingAndItsNumberIsNotGivenAgain) {
    for (const auto& booth : kBooths) stamp(kAn, booth);
    ASSERT_TRUE(passports.fill(kAn, kBooths, now));
    passports.forget(kAn);
    EXPECT_FALSE(passports.knows(kAn));
    EXPECT_EQ(passports.visit_of(kAn, "stem"), nullptr);
    EXPECT_FALSE(passports.full_of(kAn));
    for (const auto& booth : kBooths) stamp(kBinh, booth);
    EXPECT_EQ(passports.fill(kBinh, kBooths, now)->number, 2);
}

TEST_F(APassport, IsAsItWasWhereTheDiskRefused) {
    passports.visit(kAn, "stem", now);
    const Visit before = *passports.visit_of(kAn, "stem");
    stamp(kAn, "stem");
    passports.put_back(kAn, "stem", before);
    EXPECT_FALSE(stamped(kAn, "stem"));
    passports.put_back(kAn, "stem", std::nullopt);
    EXPECT_FALSE(passports.knows(kAn));
    stamp(kAn, "stem");
}

TEST_F(APassport, ComesBackFromTheTables) {
    passports.restore(kAn, "stem", {now, now + 5, -1});
    passports.restore(kAn, "education", {now, 0, step_of(now)});
    passports.restore(kBinh, Full{41, now});
    passports.number_was_given(43); // to two who are forgotten
    EXPECT_TRUE(stamped(kAn, "stem"));
    EXPECT_EQ(answers(kAn, "education", true), Verdict::too_soon);
    stamp(kAn, "agriculture");
    now += kStep;
    stamp(kAn, "education");
    EXPECT_EQ(passports.fill(kAn, kBooths, now)->number, 44);
}

} // namespace
} // namespace booths
