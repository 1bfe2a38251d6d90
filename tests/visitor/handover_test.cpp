// A session that goes on elsewhere: by a code, once, for half an hour.
#include "tests/visitor/touch_screen.h"

#include <set>

namespace kiosk {
namespace {

using fixture::TouchScreen;

// At the screen as "An", half way through a game, and away.
std::string walked_away(TouchScreen& kiosk, std::int64_t* an = nullptr) {
    kiosk.opens("quiz/walkup");
    const auto id = kiosk.join("An");
    if (an) *an = id;
    const auto code = kiosk.code();
    kiosk.wait(70'000);
    kiosk.goes_home();
    return code;
}

TEST(Handover, AHalfFinishedPlayerGoesOnByCodeWhereTheyWere) {
    TouchScreen kiosk;
    std::int64_t an = 0;
    const auto code = walked_away(kiosk, &an);
    ASSERT_TRUE(kiosk.nobody_is_known());
    kiosk.touch();
    EXPECT_EQ(kiosk.types(code), "");
    EXPECT_EQ(kiosk.visitor->current().person, an);
    EXPECT_EQ(kiosk.came_to, "quiz/walkup");
}

TEST(Handover, ARestartKeepsTheCode) {
    TouchScreen kiosk;
    std::int64_t an = 0;
    const auto code = walked_away(kiosk, &an);
    kiosk.restart();
    EXPECT_EQ(kiosk.types(code), "");
    EXPECT_EQ(kiosk.visitor->current().person, an);
    kiosk.restart();
    EXPECT_EQ(kiosk.types(code), "visitor.code_used") << "and that it was used";
}

TEST(Handover, ACodeIsGoodOnce) {
    TouchScreen kiosk;
    const auto code = walked_away(kiosk);
    EXPECT_EQ(kiosk.types(code), "");
    EXPECT_EQ(kiosk.types(code), "visitor.code_used");
    EXPECT_NE(kiosk.code(), code) << "whoever leaves again gets a new one";
}

TEST(Handover, ACodeIsGoodForHalfAnHour) {
    TouchScreen kiosk;
    const auto in_time = walked_away(kiosk);
    kiosk.wait(Handovers::kGoodFor - 70'001);
    EXPECT_TRUE(kiosk.handovers->is_good(in_time, kiosk.wall()));
    kiosk.wait(1);
    EXPECT_EQ(kiosk.types(in_time), "visitor.code_old");
}

TEST(Handover, ItIsReadInSmallLettersWithBlanksAndDashes) {
    TouchScreen kiosk;
    auto code = walked_away(kiosk);
    for (char& c : code) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_EQ(kiosk.types(code.substr(0, 3) + " - " + code.substr(3)), "");
}

TEST(Handover, TheCodeIsTheSameUntilItIsUsedAndNeverStoredAsItIs) {
    TouchScreen kiosk;
    kiosk.join("An");
    const auto code = kiosk.code();
    EXPECT_EQ(code.size(), Handovers::kLetters);
    EXPECT_TRUE(Handovers::looks_like_one(code));
    EXPECT_EQ(kiosk.code(), code);
    EXPECT_EQ(kiosk.store.count("handovers"), 1);
    EXPECT_EQ(fixture::number(kiosk.store.reader(), "SELECT count(*) FROM handovers WHERE instr(code_hash, '" + code + "')"), 0);
    for (int i = 0; i < 8; ++i) kiosk.types("WRONGCDE" + std::to_string(i + 2));
    EXPECT_EQ(kiosk.types(code), "visitor.code_slow");
    kiosk.now += Handovers::kGoodFor;
    EXPECT_EQ(kiosk.code().size(), Handovers::kLetters);
    EXPECT_NE(kiosk.code(), code) << "one that is too old helps nobody";
}

TEST(Handover, GuessesAreFewFromOneAddressAndFromAll) {
    TouchScreen kiosk;
    const auto code = walked_away(kiosk);
    const auto guess = [&](const std::string& from) { return kiosk.types("AAAAAAAAA", from); };
    for (int i = 0; i < 8; ++i) EXPECT_EQ(guess("10.0.0.66"), "visitor.code_wrong");
    EXPECT_EQ(guess("10.0.0.66"), "visitor.code_slow");
    EXPECT_EQ(guess("10.0.0.67"), "visitor.code_wrong") << "others are not hurt";

    int let_through = 0;
    for (int address = 0; address < 3'000; ++address) let_through += guess("10.1." + std::to_string(address)) == "visitor.code_wrong";
    EXPECT_LT(let_through, 130) << "nor does guessing from many addresses help";
    EXPECT_EQ(kiosk.types(code), "visitor.code_slow");
    kiosk.now += 3'000;
    EXPECT_EQ(kiosk.types(code), "") << "who has the code waits a moment";
}

TEST(Handover, WhatIsNoCodeByItsFormIsLeftToOthers) {
    EXPECT_TRUE(Handovers::looks_like_one("abcd23456"));
    for (const char* other : {"7K4Q", "", "B7K4QXYZ", "ABCD234567", "ABCD-2345", "ABCDO2345", "ABCD12345", "healthz!!", "../../../", "ABCD 2345"})
        EXPECT_FALSE(Handovers::looks_like_one(other)) << other;
}

TEST(Handover, CodesAreNotAlike) {
    TouchScreen kiosk;
    std::set<std::string> codes;
    fixture::Step step;
    for (int i = 0; i < 500; ++i) codes.insert(kiosk.handovers->make(1, "", kiosk.wall(), step));
    EXPECT_EQ(codes.size(), 500u);
}

TEST(Handover, WhoIsErasedLeavesNoCode) {
    TouchScreen kiosk;
    std::int64_t an = 0;
    const auto code = walked_away(kiosk, &an);
    fixture::Step step;
    kiosk.handovers->forget(an, step);
    ASSERT_TRUE(kiosk.store.save(std::move(step)));
    EXPECT_EQ(kiosk.types(code), "visitor.code_wrong");
    EXPECT_EQ(kiosk.store.count("handovers"), 0);
}

TEST(Handover, ACodeWhoseStepWasLostIsGoodAgain) {
    TouchScreen kiosk;
    const auto code = walked_away(kiosk);
    fixture::Step lost;
    ASSERT_TRUE(kiosk.handovers->take({code, "10.0.0.7", ""}, kiosk.now, kiosk.wall(), lost));
    kiosk.handovers->give_back(code);
    EXPECT_EQ(kiosk.types(code), "");
}

TEST(Handover, APhoneThatMissedTheAnswerAsksAgainAndNobodyElse) {
    TouchScreen kiosk;
    std::int64_t an = 0;
    const auto code = walked_away(kiosk, &an);
    const auto asks = [&](const std::string& device) {
        fixture::Step step;
        const auto taken = kiosk.handovers->take({code, "10.0.0.7", device}, kiosk.now, kiosk.wall(), step);
        return taken ? std::to_string(taken->person) : taken.error().sentence;
    };
    EXPECT_EQ(asks("f00d"), std::to_string(an));
    EXPECT_EQ(asks("f00d"), std::to_string(an));
    EXPECT_EQ(asks("beef"), "visitor.code_used");
    EXPECT_EQ(asks(""), "visitor.code_used");
    kiosk.wait(Handovers::kGoodFor);
    EXPECT_EQ(asks("f00d"), "visitor.code_old");
}

} // namespace
} // namespace kiosk
