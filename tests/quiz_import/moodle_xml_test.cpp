#include "reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// The smallest picture that there is: 1 × 1.
constexpr std::string_view kPng = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

Import xml(std::string_view inside, Lang lang = Lang::vi) {
    const std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>" + std::string(inside) + "</quiz>\n";
    ImportFile file = named("thu.xml", text);
    file.lang = lang;
    return read_moodle_xml(file);
}

std::string choice(std::string_view text, std::string_view answers, std::string_view single = "true") {
    return "<question type=\"multichoice\"><questiontext format=\"html\"><text>" + std::string(text) +
           "</text></questiontext><single>" + std::string(single) + "</single>" + std::string(answers) + "</question>";
}

constexpr std::string_view kTwo =
    "<answer fraction=\"100\"><text>Một</text></answer><answer fraction=\"0\"><text>Hai</text></answer>";

TEST(MoodleXml, OneRightOption) {
    const auto import = xml(R"(<question type="category"><category><text>$course$/top/Địa lý</text></category></question>
<question type="multichoice">
  <name><text>Thủ đô</text></name>
  <questiontext format="html"><text><![CDATA[<p>Thủ đô của <b>Việt&nbsp;Nam</b>?</p>]]></text></questiontext>
  <generalfeedback format="html"><text>Từ năm 1976.</text></generalfeedback>
  <defaultgrade>1.0</defaultgrade><penalty>0.33</penalty><hidden>0</hidden><idnumber>thu-do</idnumber>
  <single>true</single><shuffleanswers>true</shuffleanswers>
  <correctfeedback format="html"><text>Đúng!</text></correctfeedback>
  <answer fraction="0" format="html"><text>&lt;p&gt;Huế&lt;/p&gt;</text><feedback format="html"><text></text></feedback></answer>
  <answer fraction="100" format="plain_text"><text>Hà Nội &lt;3</text><feedback><text></text></feedback></answer>
  <tags><tag><text>địa lý</text></tag><tag><text>khó</text></tag></tags>
</question>)");
    ASSERT_EQ(import.taken, 1);
    EXPECT_THAT(import.notes, IsEmpty());
    const Question& question = import.bank->questions[0];
    EXPECT_EQ(question.id, "thu-do");
    EXPECT_EQ(question.topic.vi, "Địa lý");
    EXPECT_EQ(question.text.vi, "Thủ đô của Việt Nam?");
    EXPECT_THAT(option_texts(question), ElementsAre("Huế", "Hà Nội <3"));
    EXPECT_THAT(right_ids(question), ElementsAre("b"));
    EXPECT_EQ(question.explanation.vi, "Từ năm 1976.");
    EXPECT_EQ(question.difficulty, Difficulty::hard);
}

TEST(MoodleXml, SeveralRightOptions) {
    const auto import =
        xml(choice("Sông nào?", R"(<answer fraction="50"><text>Hồng</text></answer><answer fraction="50"><text>Đà</text></answer>
        <answer fraction="-100"><text>Nin</text></answer>)",
                   "false"));
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].type, Type::multiple);
    EXPECT_THAT(right_ids(import.bank->questions[0]), ElementsAre("a", "b"));
}

TEST(MoodleXml, TrueFalseNumbersAndShortAnswers) {
    const auto import = xml(R"(
<question type="truefalse"><questiontext><text>Tròn?</text></questiontext>
  <answer fraction="100"><text>true</text><feedback><text>Đúng thế.</text></feedback></answer>
  <answer fraction="0"><text>false</text></answer></question>
<question type="truefalse"><questiontext><text>Phẳng?</text></questiontext>
  <answer fraction="0"><text>Đúng</text></answer><answer fraction="100"><text>Sai</text></answer></question>
<question type="numerical"><questiontext><text>Bao xa?</text></questiontext>
  <answer fraction="100"><text>12.5</text><tolerance>0.5</tolerance></answer><answer fraction="0"><text>*</text></answer>
  <units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units></question>
<question type="shortanswer"><questiontext><text>Ai?</text></questiontext>
  <answer fraction="100"><text>An</text></answer><answer fraction="100"><text>Ăn</text></answer></question>)");
    ASSERT_EQ(import.taken, 4) << import.notes.front().sentence;
    const auto& questions = import.bank->questions;
    EXPECT_THAT(right_ids(questions[0]), ElementsAre("true"));
    EXPECT_EQ(questions[0].explanation.vi, "Đúng thế.");
    EXPECT_THAT(right_ids(questions[1]), ElementsAre("false"));
    EXPECT_EQ(questions[2].key, Key(RightNumber{12.5, 0.5, false}));
    EXPECT_EQ(questions[2].unit.vi, "km");
    EXPECT_EQ(questions[3].key, Key(RightTexts{{"An", "Ăn"}}));
}

TEST(MoodleXml, PicturesComeAlong) {
    const std::string file = "<file name=\"a.png\" path=\"/\" encoding=\"base64\">\n" + std::string(kPng) + "\n</file>";
    const auto import = xml("<question type=\"multichoice\"><questiontext format=\"html\"><text>&lt;img "
                            "src=\"@@PLUGINFILE@@/a.png\"&gt; Đây là gì?</text>" +
                            file +
                            "</questiontext><answer fraction=\"100\" format=\"html\"><text>&lt;img alt=\"Con mèo\" "
                            "src=\"@@PLUGINFILE@@/a.png\"&gt;</text>" +
                            file +
                            "</answer><answer fraction=\"0\" format=\"html\"><text>&lt;img src=\"http://x.vn/b.png\"&gt; Con "
                            "chó</text></answer></question>");
    ASSERT_EQ(import.taken, 1);
    const Question& question = import.bank->questions[0];
    EXPECT_EQ(question.image, "data:image/png;base64," + std::string(kPng));
    EXPECT_EQ(question.options[0].image, question.image);
    EXPECT_THAT(option_texts(question), ElementsAre("Con mèo", "Con chó"));
    EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("hình"))); // the one on the web
}

TEST(MoodleXml, PicturesThatAreNoneStayOut) {
    const std::string big(kPng.substr(0, 24));
    for (const std::string& base64 : {std::string("R0lGODlh"), std::string("!!!!"), big + std::string(750'000, 'A')}) {
        const auto import = xml("<question type=\"multichoice\"><questiontext><text>Gì?</text><file encoding=\"base64\">" +
                                base64 + "</file></questiontext>" + std::string(kTwo) + "</question>");
        ASSERT_EQ(import.taken, 1);
        EXPECT_EQ(import.bank->questions[0].image, "");
        EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("512 KB")));
    }
}

TEST(MoodleXml, WhatCannotBeUsedIsCalledByItsName) {
    const auto import = xml(
        "<question type=\"matching\"/></question><question type=\"essay\"></question><question type=\"description\"></question>"
        "<question type=\"cloze\"></question><question type=\"calculatedmulti\"></question><question "
        "type=\"ddwtos\"></question>");
    EXPECT_EQ(import.taken, 0);
    EXPECT_EQ(import.refused, 6);
    const auto said =
        xml("<question type=\"essay\"></question><question type=\"matching\"></question><question type=\"ddwtos\"></question>");
    EXPECT_THAT(sentences(said, true), ElementsAre(HasSubstr("tự luận"), HasSubstr("ghép đôi"), HasSubstr("ddwtos")));
    EXPECT_THAT(places(said, true), ElementsAre("câu 1", "câu 2", "câu 3"));
}

TEST(MoodleXml, ABrokenQuestionSpoilsNoOther) {
    const auto import = xml(choice("Một?", kTwo) + choice("Hai?", "<answer><text>x</answer>") + "<question type=\"essay\">" +
                            choice("Ba?", kTwo));
    EXPECT_EQ(import.taken, 2);
    EXPECT_THAT(places(import, true), ElementsAre("câu 2", "câu 3"));
    EXPECT_THAT(sentences(import, true), ElementsAre(HasSubstr("hỏng"), HasSubstr("</question>")));
}

TEST(MoodleXml, TagsWithinCdataAreText) {
    const auto import = xml(choice("<![CDATA[Thẻ &lt;question&gt; là gì? <!-- </question> -->]]>", kTwo) + "<!-- <question> -->");
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].text.vi, "Thẻ <question> là gì?");
    EXPECT_EQ(import.refused, 0);
}

TEST(MoodleXml, ADoctypeOfItsOwnIsRefused) {
    const std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><quiz>" +
                             choice("&b;", kTwo) + "</quiz>";
    const auto import = read_moodle_xml(named("bom.xml", bomb));
    EXPECT_FALSE(import.bank);
    EXPECT_THAT(import.sentence, HasSubstr("DOCTYPE"));
    EXPECT_THAT(read_moodle_xml(named("x.xml", "<?xml version=\"1.0\"?><rss/>")).sentence, HasSubstr("<quiz>"));
}

TEST(MoodleXml, SentencesInEnglish) {
    const auto import = xml("<question type=\"essay\"></question>", Lang::en);
    EXPECT_THAT(import.notes, ElementsAre(::testing::Field(&ImportNote::place, "question 1")));
    EXPECT_THAT(import.notes.front().sentence, HasSubstr("Essays"));
}

TEST(MoodleXml, TwentyMegabytesOfAnything) {
    for (const std::string_view piece : {"<", "<question>", "<question type=\"multichoice\"><answer><text>", "<a>", "<!-- ",
                                         "<![CDATA[", "<question/>", "a=\"\" ", "&amp;"}) {
        std::string text = "<quiz><question ";
        while (text.size() + piece.size() <= kMaxImportBytes) text += piece;
        EXPECT_EQ(read_moodle_xml(named("x.xml", text)).taken, 0) << piece;
    }
}

} // namespace
} // namespace quiz
