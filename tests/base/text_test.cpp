#include "kiosk/base/text.h"

#include <gtest/gtest.h>

namespace kiosk::text {
namespace {

using namespace std::string_literals;

std::string line_of(std::string_view raw) {
    auto line = one_line(raw);
    return line ? *line : "<refused>";
}

TEST(Utf8, RefusesWhatIsNone) {
    EXPECT_TRUE(is_utf8("Phú Thọ 😀"));
    EXPECT_TRUE(is_utf8(""));
    EXPECT_FALSE(is_utf8("\xFF"));
    EXPECT_FALSE(is_utf8("\xC3"));             // cut in the middle
    EXPECT_FALSE(is_utf8("\xC0\xAF"));         // an over-long slash
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));     // a surrogate
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")); // beyond the last code point
    EXPECT_FALSE(is_utf8("a\0b"s));
}

TEST(Nfc, TheSameNameTypedOnTwoPhonesIsTheSameName) {
    const auto composed = nfc("Nguyễn Thị Hồng");
    const auto decomposed = nfc("Nguye\u0302\u0303n Thi\u0323 Ho\u0302\u0300ng");
    ASSERT_TRUE(composed && decomposed);
    EXPECT_EQ(*composed, *decomposed);
    EXPECT_EQ(nfc("\xFF").error().kind, Kind::invalid);
}

TEST(Nfc, AHeapOfAccentsIsRefusedBeforeItHoldsUpTheHall) {
    std::string heap = "a";
    for (int i = 0; i < 4'000; ++i) heap += "\u0301\u0316"; // in the order that takes longest
    EXPECT_EQ(nfc(heap).error().kind, Kind::invalid);
    EXPECT_EQ(line_of(heap), "<refused>");
    std::string most = "a";
    for (int i = 0; i < 30; ++i) most += "\u0316";
    EXPECT_TRUE(nfc(most));
    EXPECT_FALSE(nfc(most + "\u0316"));
    EXPECT_TRUE(nfc(most + "b" + most)) << "each letter has its own";
}

TEST(OneLine, FoldsWhiteSpaceAndTrims) {
    EXPECT_EQ(line_of("  Lê \t\r\n  Văn\u00A0\u3000Tám\u2028 "), "Lê Văn Tám");
    EXPECT_EQ(line_of(" \n\t "), "");
    EXPECT_EQ(line_of("\u2800\u3164\u200B"), "") << "a name of blanks must not be a name";
}

TEST(OneLine, DropsWhatCannotBeSeen) {
    EXPECT_EQ(line_of("A\u202En\u2066g\u200B\uFEFF\u00AD\x07\x7F"), "Ang");
    EXPECT_EQ(line_of("e\u200B\u0301"), "é") << "what meets after the drop composes";
    EXPECT_EQ(line_of("An\u200DBình\uFE0F"), "AnBình") << "joiners stay only inside of emoji";
    EXPECT_EQ(line_of("\xC3"), "<refused>");
}

TEST(OneLine, KeepsEmojiWhole) {
    for (const char* emoji : {"👨‍👩‍👧‍👦", "👩🏽‍🌾", "❤️", "🏳️‍🌈", "🇻🇳", "5️⃣"}) EXPECT_EQ(line_of(emoji), emoji);
}

TEST(Fold, ComparesWithoutAccentsCaseAndPunctuation) {
    EXPECT_EQ(fold("Đường  Hoàng-Quốc Việt!"), "duong hoang quoc viet");
    EXPECT_EQ(fold("  VNeID – mức độ 2."), "vneid muc do 2");
    EXPECT_EQ(fold("Hue\u0302\u0301"), fold("HUẾ")) << "decomposed letters fold, too";
    EXPECT_EQ(fold("ＶＮ２"), "vn2");
    EXPECT_EQ(fold("ß"), "ss");
    EXPECT_EQ(fold("\xFF"), "");
    EXPECT_EQ(fold("..."), "");
}

TEST(Letters, CountsAsAReaderDoes) {
    EXPECT_EQ(letters(""), 0u);
    EXPECT_EQ(letters("ế"), 1u);
    EXPECT_EQ(letters("e\u0302\u0301"), 1u);
    EXPECT_EQ(letters("👨‍👩‍👧‍👦"), 1u);
    EXPECT_EQ(letters("🇻🇳🇻🇳"), 2u);
    EXPECT_EQ(letters("Nguyễn"), 6u);
    EXPECT_EQ(letters("a\xFF\xFE"), 3u);
}

TEST(Letters, FirstLettersNeverCutsOneInHalf) {
    EXPECT_EQ(first_letters("Huế 👨‍👩‍👧 vui", 5), "Huế 👨‍👩‍👧");
    EXPECT_EQ(first_letters("An", 9), "An");
    EXPECT_EQ(first_letters("An", 0), "");
    EXPECT_EQ(first_letters("a\xFFz", 2), "a\xFF");
}

TEST(SpellOut, TakesAccentsOffTheirLetters) {
    EXPECT_EQ(spell_out("Ế"), (std::u32string{U'e', 0x0302, 0x0301}));
    EXPECT_EQ(spell_out("Đ"), U"đ");
    EXPECT_EQ(spell_out("\xFF"), U"");
}

} // namespace
} // namespace kiosk::text
