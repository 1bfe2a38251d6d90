#include "kiosk/screen/operator.h"

#include <gtest/gtest.h>

namespace kiosk::screen {
namespace {

struct Desk {
    std::string asked;
    int verified = 0;
    Operator staff{{[this](std::string_view pin) { asked = pin, ++verified; }, [] {}, [] {}, [] {}, [] {}}};
    Ms now = 1000;

    bool press(Key key, int digit = 0) { return staff.take({key, digit}, now); }
    void type(std::string_view digits) {
        for (const char c : digits) press(Key::digit, c - '0');
    }
};

TEST(Operator, EscThenThePinUnlocks) {
    Desk desk;
    EXPECT_TRUE(desk.press(Key::escape));
    EXPECT_TRUE(desk.staff.open(desk.now));
    desk.type("25790");
    desk.press(Key::erase);
    desk.type("1");
    EXPECT_EQ(desk.verified, 0) << "not before Enter: the length of a PIN is nobody's business";
    desk.press(Key::enter);
    EXPECT_EQ(desk.asked, "25791");
    EXPECT_FALSE(desk.staff.unlocked());
    desk.staff.verdict(PinVerdict::accepted, desk.now);
    EXPECT_TRUE(desk.staff.unlocked());
}

TEST(Operator, AWrongPinIsAskedForAgainFromTheStart) {
    Desk desk;
    desk.press(Key::escape);
    desk.type("1111");
    desk.press(Key::enter);
    desk.staff.verdict(PinVerdict::refused, desk.now);
    EXPECT_FALSE(desk.staff.unlocked());
    desk.type("22");
    desk.press(Key::enter);
    EXPECT_EQ(desk.asked, "22");
}

TEST(Operator, AVerdictWithinTheQuestionCounts) {
    Operator* self = nullptr;
    Operator staff({[&](std::string_view) { self->verdict(PinVerdict::accepted, 5); }, [] {}, [] {}, [] {}, [] {}});
    self = &staff;
    staff.take({Key::escape}, 1);
    staff.take({Key::digit, 4}, 2);
    staff.take({Key::enter}, 3);
    EXPECT_TRUE(staff.unlocked());
}

TEST(Operator, AfterTooManyTriesItTakesNoDigits) {
    Desk desk;
    desk.press(Key::escape);
    desk.type("1");
    desk.press(Key::enter);
    desk.staff.verdict(PinVerdict::locked, desk.now);
    desk.type("2");
    desk.press(Key::enter);
    EXPECT_EQ(desk.verified, 1);
}

TEST(Operator, OneSlowCheckIsNotAskedForTwice) {
    Desk desk;
    desk.press(Key::escape);
    desk.type("1");
    desk.press(Key::enter);
    desk.type("2");
    desk.press(Key::enter);
    desk.press(Key::enter);
    EXPECT_EQ(desk.verified, 1);
}

TEST(Operator, AVerdictThatComesAfterItWasClosedOpensNothing) {
    Desk desk;
    desk.press(Key::escape);
    desk.type("1");
    desk.press(Key::enter);
    desk.press(Key::escape);
    desk.staff.verdict(PinVerdict::accepted, desk.now);
    EXPECT_FALSE(desk.staff.open(desk.now));
    EXPECT_FALSE(desk.staff.unlocked());
}

TEST(Operator, ADeskLeftAloneLocksItself) {
    Desk desk;
    desk.press(Key::escape);
    desk.type("1");
    desk.press(Key::enter);
    desk.staff.verdict(PinVerdict::accepted, desk.now);
    desk.now += Operator::kIdle - 1;
    EXPECT_TRUE(desk.staff.open(desk.now));
    desk.press(Key::erase);
    desk.now += Operator::kIdle - 1;
    EXPECT_TRUE(desk.staff.open(desk.now)) << "a touch starts the minute anew";
    desk.now += 1;
    EXPECT_FALSE(desk.staff.open(desk.now));
    EXPECT_FALSE(desk.staff.unlocked());
}

TEST(Operator, TheClickerTurnsNoPageBehindThePinButDoesOnceUnlocked) {
    Desk desk;
    EXPECT_FALSE(desk.press(Key::next)) << "closed: the page is the program's";
    desk.press(Key::escape);
    EXPECT_TRUE(desk.press(Key::next));
    EXPECT_TRUE(desk.press(Key::pause));
    EXPECT_FALSE(desk.press(Key::quit)) << "a closed window is never ours to keep";
    desk.type("1");
    desk.press(Key::enter);
    desk.staff.verdict(PinVerdict::accepted, desk.now);
    EXPECT_FALSE(desk.press(Key::next));
    EXPECT_TRUE(desk.press(Key::digit, 3));
}

TEST(Operator, ACatOnTheKeyboardTypesNoEndlessPin) {
    Desk desk;
    desk.press(Key::escape);
    desk.type(std::string(500, '7'));
    desk.press(Key::enter);
    EXPECT_EQ(desk.asked.size(), Operator::kMaxDigits);
}

} // namespace
} // namespace kiosk::screen
