#include "bank/text.h"

#include <gtest/gtest.h>

namespace quiz {
namespace {

TEST(Fold, AccentsCaseSpacesAndPunctuationDoNotMatter) {
    EXPECT_EQ(fold("  Đà-Nẵng! "), "da nang");
    EXPECT_EQ(fold("DA NANG"), "da nang");
    EXPECT_EQ(fold("Nguyễn Thị Ánh"), "nguyen thi anh");
    EXPECT_EQ(fold("Đa\u0300 Na\u0306\u0303ng"), "da nang") << "accents as letters of their own";
    EXPECT_EQ(fold("Straße"), "strasse");
    EXPECT_EQ(fold("２０２６"), "2026");
    EXPECT_EQ(fold("Ⅳ"), "iv");
    EXPECT_EQ(fold("日本"), "日本");
    EXPECT_EQ(fold("ªʰ²"), "ah2");
}

TEST(Fold, NothingIsLeftOfPunctuationOrBrokenBytes) {
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold(" ?! … "), "");
    EXPECT_EQ(fold("\xff\xfe"), "");
}

TEST(Letters, AreCountedAsAReaderCountsThem) {
    EXPECT_EQ(letters(""), 0u);
    EXPECT_EQ(letters("ế"), 1u);
    EXPECT_EQ(letters("e\u0302\u0301"), 1u);
    EXPECT_EQ(letters("Huế"), 3u);
    EXPECT_EQ(letters("👨‍👩‍👧"), 1u);
    EXPECT_EQ(letters("a\xff" "b"), 3u) << "a broken byte is a letter";
}

TEST(Text, TheOtherLanguageIsBetterThanNone) {
    const Text both{"Đúng", "True"}, vi{"Đúng", ""}, en{"", "True"};
    EXPECT_EQ(both.pick(Lang::vi), "Đúng");
    EXPECT_EQ(both.pick(Lang::en), "True");
    EXPECT_EQ(vi.pick(Lang::en), "Đúng");
    EXPECT_EQ(en.pick(Lang::vi), "True");
    EXPECT_FALSE(vi.empty());
    EXPECT_FALSE(en.empty());
    EXPECT_TRUE(Text{}.empty());
}

} // namespace
} // namespace quiz
