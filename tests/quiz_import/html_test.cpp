#include "import/text/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string vi(std::string_view html) { return plain_of(html).text.vi; }

TEST(Html, TagsGoAndLinesStay) {
    EXPECT_EQ(vi("<p>Một <b>hai</b>  ba</p>\n<p>bốn<br/>năm</p>"), "Một hai ba\nbốn\nnăm");
    EXPECT_EQ(vi("một<br><br> hai<br></p><p>ba"), "một\n\nhai\nba");
    EXPECT_EQ(vi("Chọn:<ul><li>mèo</li><li>chó</li></ul>"), "Chọn:\n• mèo\n• chó");
    EXPECT_EQ(vi("<style>p{color:red}</style>a<script>if (a<b) x()</script>b<!-- <p> -->c"), "abc");
    EXPECT_EQ(vi("<P CLASS='x' title=\"a > b\">x</P>"), "x");
}

TEST(Html, LessThanIsNotATag) {
    EXPECT_EQ(vi("1 < 2 và 3 > 2, a<b"), "1 < 2 và 3 > 2, a<b");
    EXPECT_EQ(vi("x <= y"), "x <= y");
    EXPECT_EQ(vi("<a title=\"never closed>x"), "x");
}

TEST(Html, EntitiesByNameAndNumber) {
    EXPECT_EQ(vi("H&agrave; N&#7897;i &#x1EA5; &dstrok;&Dstrok; &abreve; &rarr; &hellip;"), "Hà Nội ấ đĐ ă → …");
    EXPECT_EQ(vi("R&D &unknown; &#0; &#xD800; &amp;lt; a&nbsp;b"), "R&D &unknown; &#0; &#xD800; &lt; a b");
    EXPECT_EQ(without_entities("Don&#039;t &quot;x&quot; <b>"), "Don't \"x\" <b>");
}

TEST(Html, SmallDigitsAreThoseOfUnicode) {
    EXPECT_EQ(vi("H<sub>2</sub>SO<sub>4</sub>, 10<sup>-19</sup> m<sup>3</sup>, x<sub>n</sub>"), "H₂SO₄, 10⁻¹⁹ m³, xₙ");
}

TEST(Html, PicturesAndFormulasAreNoticed) {
    const Plain plain = plain_of("<img src=\"@@PLUGINFILE@@/a.png\" alt='Bản đồ'><img alt=x src=b.gif> \\(x^2\\)");
    EXPECT_THAT(plain.pictures, ElementsAre("@@PLUGINFILE@@/a.png", "b.gif"));
    EXPECT_EQ(plain.spoken, "Bản đồ");
    EXPECT_TRUE(plain.formulas);
    EXPECT_EQ(plain.text.vi, "\\(x^2\\)");
    EXPECT_TRUE(plain_of("$$x$$").formulas);
    EXPECT_FALSE(plain_of("giá 5$$ thôi").formulas);
}

TEST(Html, TwoLanguagesInMoodlesSpans) {
    const Plain plain = plain_of("1. <span lang=\"vi\" class=\"multilang\">Có <span style='color:red'>đỏ</span>?</span>"
                                 "<span class=\"multilang\" lang=\"en\">Yes?</span>");
    EXPECT_EQ(plain.text.vi, "1. Có đỏ?");
    EXPECT_EQ(plain.text.en, "1. Yes?");
    EXPECT_FALSE(plain.other_languages);
    const Plain french =
        plain_of("<span lang=\"fr\" class=\"multilang\">Oui</span><span lang=\"en\" class=\"multilang\">Yes</span>");
    EXPECT_EQ(french.text, (Text{"Yes", ""}));
    EXPECT_TRUE(french.other_languages);
    EXPECT_EQ(plain_of("<span lang=\"en\">not multilang</span>").text, (Text{"not multilang", ""}));
}

TEST(Html, TextWithTagsInItKeepsItsLines) { EXPECT_EQ(plain_of("một\n  hai <b>ba</b>", Lines::keep).text.vi, "một\n  hai ba"); }

// Each "<" used to look for its end up to the end of the file.
TEST(Html, AMillionTagsThatNeverEndTakeNoTime) {
    std::string open, quoted, comments;
    for (int i = 0; i < 1'000'000; ++i) {
        open += "<a";
        quoted += "<a x=\">\"";
        comments += "<!-";
    }
    EXPECT_EQ(vi(open), open);
    EXPECT_THAT(vi(quoted + "y=\""), ::testing::HasSubstr("y="));
    EXPECT_EQ(vi(comments), comments);
}

} // namespace
} // namespace quiz
