#include "passport/codes.h"

#include "tests/booths/hall.h"

#include <gtest/gtest.h>

#include <set>

namespace booths {
namespace {

Secret secret_of(unsigned char first) {
    Secret secret{};
    secret[0] = first;
    return secret;
}
const Secret kSecret = secret_of(1);

TEST(Codes, AreShortUpperCaseAndToldApartFromARoundsCode) {
    for (const auto& booth : kBooths) {
        const auto code = code_of(kSecret, booth, step_of(kNoon));
        EXPECT_EQ(code.size(), 8u);
        EXPECT_EQ(code[0], 'B');
        EXPECT_EQ(code.find_first_not_of("ABCDEFGHJKLMNPQRSTUVWXYZ23456789"), code.npos) << code;
    }
    const std::string longest = "HTTP://192.168.100.200:65535/" + code_of(kSecret, "stem", 1);
    EXPECT_LE(longest.size(), 38u) << "the QR code stays at version 2";
}

TEST(Codes, OfEveryBoothAndStepAndKioskAreOthers) {
    std::set<std::string> seen;
    for (const auto& booth : kBooths)
        for (std::int64_t step = 0; step < 200; ++step) {
            seen.insert(code_of(kSecret, booth, step));
            seen.insert(code_of(secret_of(2), booth, step));
        }
    EXPECT_EQ(seen.size(), kBooths.size() * 200 * 2);
}

TEST(Codes, AreGoodInTheirOwnStepAndInTheNextAndThenNoMore) {
    const auto code = code_of(kSecret, "education", step_of(kNoon));
    for (const Ms later : {Ms{0}, Ms{19'999}, Ms{20'000}, Ms{49'999}}) {
        const auto seen = look_up(kSecret, kBooths, code, kNoon + later);
        EXPECT_EQ(seen.age, Age::fresh) << later;
        EXPECT_EQ(seen.booth, 1u);
        EXPECT_EQ(seen.step, step_of(kNoon));
    }
    for (const Ms later : {Ms{50'000}, Ms{60'000}, Ms{9 * 60'000}})
        EXPECT_EQ(look_up(kSecret, kBooths, code, kNoon + later).age, Age::old) << later;
    EXPECT_EQ(look_up(kSecret, kBooths, code, kNoon + 11 * 60'000).age, Age::unknown) << "yesterday's photo";
    EXPECT_EQ(look_up(kSecret, kBooths, code, kNoon - kStep).age, Age::unknown) << "not before its time";
}

TEST(Codes, MayBeTypedInSmallLetters) {
    std::string code = code_of(kSecret, "stem", step_of(kNoon));
    for (char& c : code) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_EQ(look_up(kSecret, kBooths, code, kNoon).booth, 2u);
}

TEST(Codes, OfAnotherKioskOrAnotherBoothOrNoneAreUnknown) {
    EXPECT_EQ(look_up(secret_of(2), kBooths, code_of(kSecret, "stem", step_of(kNoon)), kNoon).age, Age::unknown);
    EXPECT_EQ(look_up(kSecret, kBooths, code_of(kSecret, "gone", step_of(kNoon)), kNoon).age, Age::unknown);
    for (const std::string text : {"", "B", "BBBBBBBB", "7K4Q", "B7K4QXYZ9", "B7K4QXY\xff"})
        EXPECT_EQ(look_up(kSecret, kBooths, text, kNoon).age, Age::unknown) << text;
    EXPECT_EQ(look_up(kSecret, {}, code_of(kSecret, "stem", step_of(kNoon)), kNoon).age, Age::unknown) << "no booths at all";
}

TEST(Codes, WithOneLetterChangedAreRefusedWhicheverItIs) { // compared whole: no letter counts more than another
    const auto code = code_of(kSecret, "stem", step_of(kNoon));
    for (std::size_t i = 0; i < code.size(); ++i) {
        auto other = code;
        other[i] = other[i] == 'A' ? 'C' : 'A';
        EXPECT_EQ(look_up(kSecret, kBooths, other, kNoon).age, Age::unknown) << other;
    }
}

// ---------------------------------------------------------------- passes

TEST(Passes, AreForWhoScannedAndForTenMinutes) {
    const Pass given{"stem", 7, step_of(kNoon)};
    const auto text = write_pass(kSecret, given);
    const auto read = read_pass(kSecret, text, 7, kNoon + 9 * 60'000);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->booth, "stem");
    EXPECT_EQ(read->step, given.step);
    EXPECT_FALSE(read_pass(kSecret, text, 8, kNoon)) << "somebody else's";
    EXPECT_FALSE(read_pass(kSecret, text, 0, kNoon)) << "nobody's";
    EXPECT_FALSE(read_pass(kSecret, text, 7, kNoon + 11 * 60'000)) << "too old";
}

TEST(Passes, GivenBeforeJoiningAreForWhoJoinsWithThem) {
    const auto text = write_pass(kSecret, {"stem", 0, step_of(kNoon)});
    EXPECT_TRUE(read_pass(kSecret, text, 7, kNoon));
    EXPECT_TRUE(read_pass(kSecret, text, 0, kNoon)) << "still typing a name";
}

TEST(Passes, ThatWereTamperedWithAreNone) {
    const auto text = write_pass(kSecret, {"stem", 7, step_of(kNoon)});
    EXPECT_FALSE(read_pass(secret_of(2), text, 7, kNoon)) << "another kiosk's";
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto other = text;
        other[i] = other[i] == '1' ? '2' : '1';
        EXPECT_FALSE(read_pass(kSecret, other, 7, kNoon) && other != text) << other;
    }
    EXPECT_FALSE(read_pass(kSecret, "education" + text.substr(4), 7, kNoon)) << "another booth";
    const std::vector<std::string> junk{"", ".", "...", "stem.7", "stem.x.y.z", "stem.7.59666667.", std::string(10'000, 'a')};
    for (const auto& text_of_nobody : junk) EXPECT_FALSE(read_pass(kSecret, text_of_nobody, 7, kNoon));
    const auto code = code_of(kSecret, "stem", step_of(kNoon));
    EXPECT_EQ(text.find(code), text.npos) << "a pass tells no code";
}

} // namespace
} // namespace booths
