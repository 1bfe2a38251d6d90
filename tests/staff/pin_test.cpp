// The staff PIN: how it is kept, and how guessing it is made hopeless.
#include "kiosk/staff/pin.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <set>

namespace kiosk::staff {
namespace {

struct PinTest : testing::Test {
    PinTest() { EXPECT_GE(sodium_init(), 0); }
};

TEST_F(PinTest, the_right_pin_opens_and_a_wrong_one_does_not) {
    const auto hash = hash_pin("246810");
    ASSERT_TRUE(hash);
    EXPECT_TRUE(verify_pin(*hash, "246810"));
    for (const char* wrong : {"246811", "24681", "2468100", "", " 246810"}) EXPECT_FALSE(verify_pin(*hash, wrong)) << wrong;
}

TEST_F(PinTest, the_same_pin_is_never_stored_alike_and_never_in_the_clear) {
    const auto one = hash_pin("246810"), two = hash_pin("246810");
    ASSERT_TRUE(one && two);
    EXPECT_NE(*one, *two);
    EXPECT_EQ(one->rfind("$argon2id$", 0), 0u) << *one;
    EXPECT_EQ(one->find("246810"), std::string::npos);
}

TEST_F(PinTest, a_pin_that_cannot_be_typed_on_a_keypad_is_refused) {
    for (const char* bad : {"", "123", "12 34", "1234é", "12\n34"}) EXPECT_FALSE(hash_pin(bad)) << bad;
    EXPECT_FALSE(hash_pin(std::string(kPinMax + 1, '1')));
    EXPECT_FALSE(verify_pin("no hash at all", "1234"));
}

TEST_F(PinTest, a_first_start_gets_a_pin_of_six_digits_that_nobody_can_foresee) {
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        const auto pin = random_pin();
        EXPECT_EQ(pin.size(), 6u);
        EXPECT_EQ(pin.find_first_not_of("0123456789"), std::string::npos);
        seen.insert(pin);
    }
    EXPECT_GT(seen.size(), 45u);
}

struct Guard : testing::Test {
    LoginGuard guard;
    Ms now = 1'000;

    void guesses_wrong(int times, const char* device, const char* peer) {
        for (int i = 0; i < times; ++i) guard.failed(device, peer, now);
    }
    bool may_try(const char* device, const char* peer) { return guard.may_try(device, peer, now).allowed; }
};

TEST_F(Guard, after_five_wrong_pins_an_address_waits_a_minute) {
    guesses_wrong(4, "", "10.0.0.7");
    EXPECT_TRUE(may_try("", "10.0.0.7"));
    guesses_wrong(1, "", "10.0.0.7");
    const auto verdict = guard.may_try("", "10.0.0.7", now);
    EXPECT_FALSE(verdict.allowed);
    EXPECT_EQ(verdict.retry_after, 60'000);
    now += 60'000;
    EXPECT_TRUE(may_try("", "10.0.0.7"));
}

TEST_F(Guard, each_lock_lasts_twice_as_long_up_to_a_quarter_of_an_hour) {
    Ms longest = 0;
    for (int lock = 0; lock < 8; ++lock) {
        guesses_wrong(5, "staff phone", "");
        const auto verdict = guard.may_try("staff phone", "", now);
        ASSERT_FALSE(verdict.allowed);
        EXPECT_GE(verdict.retry_after, longest);
        longest = verdict.retry_after;
        now += verdict.retry_after;
    }
    EXPECT_EQ(longest, 15 * 60'000);
}

TEST_F(Guard, a_guessing_visitor_does_not_lock_out_the_staffs_own_phone) {
    for (int visitor = 0; visitor < 10; ++visitor) guesses_wrong(5, "", ("10.0.0." + std::to_string(visitor)).c_str());
    EXPECT_FALSE(may_try("", "10.0.0.200")) << "strangers share one allowance";
    EXPECT_TRUE(may_try("staff phone", "10.0.0.3"));
}

TEST_F(Guard, the_right_pin_forgives_the_wrong_ones_before_it) {
    guesses_wrong(4, "", "10.0.0.7");
    guard.succeeded("", "10.0.0.7");
    guesses_wrong(4, "", "10.0.0.7");
    EXPECT_TRUE(may_try("", "10.0.0.7"));
}

TEST_F(Guard, ten_thousand_addresses_do_not_fill_the_memory_or_free_the_guesser) {
    for (int i = 0; i < 10'000; ++i) {
        guard.failed("", "10.1." + std::to_string(i / 256) + "." + std::to_string(i % 256), now);
        now += 5;
    }
    EXPECT_FALSE(may_try("", "10.9.9.9"));
}

} // namespace
} // namespace kiosk::staff
