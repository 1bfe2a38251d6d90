#include "reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Import gift(std::string_view text) { return read_gift(named("thu.gift"), text); }

// The one question in the text, which must be taken.
Question only(std::string_view text) {
    const auto import = gift(text);
    EXPECT_EQ(import.taken, 1) << (import.notes.empty() ? import.sentence : import.notes.front().sentence);
    return import.bank ? import.bank->questions.front() : Question();
}

std::string refusal(std::string_view text) {
    const auto import = gift(text);
    EXPECT_EQ(import.taken, 0);
    EXPECT_EQ(import.refused, 1);
    return import.notes.empty() ? std::string() : import.notes.front().sentence;
}

TEST(Gift, OneRightOption) {
    const auto import = gift(
        lines({"// [id:thu-do] [tag:dễ]", "$CATEGORY: $course$/top/Địa lý", "", "// một chú thích", "// [id:thu-do] [tag:dễ]",
               "::Thủ đô::Thủ đô của", "Việt Nam? {", "  =Hà Nội#Đúng rồi", "  ~Huế", "  ~Đà Nẵng", "}"}));
    ASSERT_EQ(import.taken, 1);
    EXPECT_THAT(import.notes, IsEmpty());
    const Question& question = import.bank->questions[0];
    EXPECT_EQ(question.id, "thu-do");
    EXPECT_EQ(question.type, Type::single);
    EXPECT_EQ(question.topic.vi, "Địa lý");
    EXPECT_EQ(question.difficulty, Difficulty::easy);
    EXPECT_EQ(question.text.vi, "Thủ đô của\nViệt Nam?");
    EXPECT_THAT(option_texts(question), ElementsAre("Hà Nội", "Huế", "Đà Nẵng"));
    EXPECT_THAT(right_ids(question), ElementsAre("a"));
    EXPECT_EQ(question.explanation.vi, "Đúng rồi");
}

TEST(Gift, TheNameIsTheIdWhereThereIsNoOther) { EXPECT_EQ(only("::Câu 1::Một? {=a ~b}").id, "cau-1"); }

TEST(Gift, EscapedSignsAreText) {
    const Question question = only("Tập \\{1\\} \\: \\#a \\= \\~ \\\\ là\\ngì? {=\\=x\\~ ~y\\}}");
    EXPECT_EQ(question.text.vi, "Tập {1} : #a = ~ \\ là\ngì?");
    EXPECT_THAT(option_texts(question), ElementsAre("=x~", "y}"));
}

TEST(Gift, SeveralRightOptionsShareThePoints) {
    const Question question = only("Sông nào? {~%33.33333%Hồng ~%33.33333%Đà ~%33.33333%Mã ~%-100%Nin}");
    EXPECT_EQ(question.type, Type::multiple);
    EXPECT_THAT(right_ids(question), ElementsAre("a", "b", "c"));
    EXPECT_THAT(refusal("Sông nào? {~%50%Hồng ~%25%Đà ~Nin}"), HasSubstr("75 %"));
    EXPECT_THAT(refusal("Sông nào? {=Hồng =Đà ~Nin}"), HasSubstr("nhiều đáp án"));
    EXPECT_THAT(refusal("Sông nào? {~Hồng ~Nin}"), HasSubstr("0 %"));
}

TEST(Gift, WeightsAreThoseOfMoodle) {
    const auto near = gift("Sông nào? {~%33%Hồng ~%33%Đà ~%34%Mã}");
    ASSERT_EQ(near.taken, 1);
    EXPECT_THAT(sentences(near, false), ElementsAre(HasSubstr("33.333 %"), HasSubstr("33.333 %")));
    EXPECT_THAT(refusal("Sông nào? {~%55%Hồng ~%45%Đà}"), HasSubstr("55 %"));
}

TEST(Gift, PartOfThePointsIsSaidToBeLost) {
    const auto import = gift("Ai? {=An ~%50%Bình ~Chi#không phải}");
    EXPECT_EQ(import.taken, 1);
    EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("một phần"), HasSubstr("Phản hồi")));
}

TEST(Gift, TrueOrFalse) {
    const Question question = only("Trái Đất phẳng. {F#Sai rồi#Đúng, nó tròn.####}");
    EXPECT_EQ(question.type, Type::boolean);
    EXPECT_THAT(right_ids(question), ElementsAre("false"));
    EXPECT_EQ(question.explanation.vi, "Đúng, nó tròn.");
    EXPECT_THAT(right_ids(only("Trái Đất tròn. {TRUE}")), ElementsAre("true"));
}

TEST(Gift, Numbers) {
    EXPECT_EQ(only("Năm nào? {#1945:2}").key, Key(RightNumber{1945, 2, false}));
    EXPECT_EQ(only("Bao nhiêu? {#1..5}").key, Key(RightNumber{3, 2, false}));
    EXPECT_EQ(only("Bao nhiêu? {#-3.5}").key, Key(RightNumber{-3.5, 0, false}));
    const auto import = gift("Bao nhiêu? {#=3:0#đúng =%50%3:5#gần đúng ~#sai}");
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].key, Key(RightNumber{3, 0, false}));
    EXPECT_EQ(import.bank->questions[0].explanation.vi, "đúng");
    EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("một phần"), HasSubstr("Phản hồi")));
    EXPECT_THAT(refusal("Bao nhiêu? {#3,5}"), HasSubstr("3,5"));
    EXPECT_THAT(refusal("Bao nhiêu? {#=1 =2}"), HasSubstr("nhiều con số"));
}

TEST(Gift, ShortAnswers) {
    const auto import = gift("Thủ đô? {=Hà Nội =%50%Huế =Ha Noi####Từ 1945.}");
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].key, Key(RightTexts{{"Hà Nội", "Ha Noi"}}));
    EXPECT_EQ(import.bank->questions[0].explanation.vi, "Từ 1945.");
    EXPECT_EQ(only("Dấu nào? {=dấu \\*}").key, Key(RightTexts{{"dấu *"}}));
    EXPECT_THAT(refusal("Thủ đô? {=Hà*}"), HasSubstr("*"));
}

TEST(Gift, AMissingWordLeavesALine) { EXPECT_EQ(only("Thủ đô là {=Hà Nội ~Huế} từ 1945.").text.vi, "Thủ đô là _____ từ 1945."); }

TEST(Gift, WhatCannotBeUsedIsCalledByItsName) {
    EXPECT_THAT(refusal("Ghép. {=Việt Nam -> Hà Nội =Lào -> Viêng Chăn}"), HasSubstr("ghép đôi"));
    EXPECT_THAT(refusal("Hãy viết. {}"), HasSubstr("tự luận"));
    EXPECT_THAT(refusal("Chỉ là lời giới thiệu."), HasSubstr("giới thiệu"));
    EXPECT_THAT(refusal("Thủ đô {1:MC:~Huế~=Hà Nội}."), HasSubstr("Cloze"));
    EXPECT_THAT(refusal("Thiếu ngoặc {=a ~b"), HasSubstr("đủ cặp"));
    EXPECT_THAT(refusal("Hai câu liền {=a ~b}\nkhông cách dòng {=c ~d}"), HasSubstr("dòng trống"));
}

TEST(Gift, EachQuestionIsJudgedAlone) {
    const auto import = gift(lines({"Một {=a ~b}", "", "", "Hai {", "", "=a ~b}", "", "Ba {=a ~b}"}));
    EXPECT_EQ(import.taken, 2);
    EXPECT_THAT(places(import, true), ElementsAre("dòng 4", "dòng 6"));
}

TEST(Gift, HtmlBecomesText) {
    const auto import =
        gift("[html]<p>H<sub>2</sub>O l&agrave; g&igrave;?</p><img src=x.png> {=n&\\#432;ớc ~[plain]<b> ~$$x$$ ~c}");
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].text.vi, "H₂O là gì?");
    EXPECT_EQ(import.bank->questions[0].options[0].text.vi, "nước");
    EXPECT_EQ(import.bank->questions[0].options[1].text.vi, "<b>");
    EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("Hình"), HasSubstr("LaTeX")));
}

TEST(Gift, CommentsOfOursThatNobodyUnderstandsArePassedOver) {
    const auto import = gift("// kiosk: {\"seconds\": \"many\"}\nMột {=a ~b}");
    EXPECT_EQ(import.taken, 1);
    EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("kiosk:")));
    EXPECT_EQ(gift("// kiosk: [[[[").refused, 1);
}

TEST(Gift, MegabytesOfAnything) {
    for (const std::string_view piece : {"{", "}", "a\n\n", "[", "// [id:", "=", "~", "{=a ~b}\n\n", "\\", "# "}) {
        std::string text;
        while (text.size() + piece.size() <= kMaxImportBytes / 4) text += piece;
        EXPECT_LE(gift(text).taken, 1) << piece;
    }
}

} // namespace
} // namespace quiz
