// RFC 5646, 2.1, by its own appendix A and by what ADL's suite asks; RFC 4647, 3.4.
#include "xapi/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace central::xapi {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LanguageTag, IsWellFormed) {
    for (const char* tag : {"de",
                            "vi-VN",
                            "cmn",
                            "tlh",
                            "zh-Hant",
                            "sr-Latn-RS",
                            "zh-cmn-Hans-CN",
                            "sl-rozaj-biske",
                            "de-CH-1901",
                            "hy-Latn-IT-arevela",
                            "es-419",
                            "az-Arab-x-AZE-derbend",
                            "x-whatever",
                            "qaa-Qaaa-QM-x-southern",
                            "en-US-u-islamcal",
                            "zh-CN-a-myext-x-private",
                            "en-a-myext-b-another",
                            "i-enochian",
                            "I-Klingon",
                            "en-GB-oed",
                            "sgn-BE-FR",
                            "art-lojban",
                            "zh-min-nan",
                            "ase",
                            "four",
                            "fivve-x-a"})
        EXPECT_TRUE(is_language_tag(tag)) << tag;
}

TEST(LanguageTag, IsNotWellFormed) {
    for (const char* tag : {"",
                            "a",
                            "a-DE",
                            "something",
                            "a12345",
                            "de-419-DE",
                            "ar-a-aaa-b-bbb-a-ccc",
                            "zh-z-aaa-z-bbb-c-ccc",
                            "en-",
                            "-en",
                            "en--US",
                            "en-a",
                            "en-a-b",
                            "x",
                            "x-",
                            "x-123456789",
                            "en-x",
                            "vi_VN",
                            "vi VN",
                            "tiếng",
                            "en-GB-xyz-abc",
                            "i-nothing",
                            "en-US-x-",
                            "supercalifragilisticexpialidocious"})
        EXPECT_FALSE(is_language_tag(tag)) << tag;
}

TEST(AcceptLanguage, IsReadBestFirst) {
    EXPECT_THAT(read_languages("da, en-gb;q=0.8, en;q=0.7"), ElementsAre("da", "en-gb", "en"));
    EXPECT_THAT(read_languages("en;q=0.1 , vi-VN;q=0.9,fr;q=0"), ElementsAre("vi-vn", "en"));
    EXPECT_THAT(read_languages("*"), IsEmpty());
    EXPECT_THAT(read_languages(",;q=,;;,"), IsEmpty());
}

std::string chosen(const Json& map, std::string_view accept_language) {
    return choose_language(map, read_languages(accept_language)).key();
}

TEST(ChooseLanguage, LooksUpFromTheCloserToTheWider) {
    const Json map = {{"de", "x"}, {"en-GB", "x"}, {"en-US", "x"}, {"zh-Hant", "x"}};
    EXPECT_EQ(chosen(map, "en-US"), "en-US");
    EXPECT_EQ(chosen(map, "zh-Hant-CN-x-private1"), "zh-Hant");
    EXPECT_EQ(chosen(map, "de-AT, en"), "de");
    EXPECT_EQ(chosen(map, "EN-gb"), "en-GB");
}

TEST(ChooseLanguage, TakesACloserVarietyAndAtLastAny) {
    const Json map = {{"en-US", "x"}, {"vi-VN", "x"}};
    EXPECT_EQ(chosen(map, "vi"), "vi-VN");
    EXPECT_EQ(chosen(map, "ja, vi;q=0.1"), "vi-VN");
    EXPECT_EQ(chosen(map, "ja"), "en-US");
    EXPECT_EQ(chosen(map, ""), "en-US");
}

} // namespace
} // namespace central::xapi
