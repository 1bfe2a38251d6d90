#include "reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Import own(std::string_view text) { return read_own_json(named("bo-cua-toi.json"), text); }

std::string bank(std::string_view questions) {
    return R"({"formatVersion":1,"questions":[)" + std::string(questions) +
           R"(],"id":"thu","title":{"vi":"Thử","en":"Trial"},"topic":"Chung"})";
}

constexpr std::string_view kGood =
    R"({"id":"tron","type":"boolean","text":{"vi":"Trái Đất tròn?","en":"Is the Earth round?"},"answer":true,"seconds":20})";

TEST(OwnJson, ABankComesBackAsItIs) {
    const auto import =
        own(bank(std::string(kGood) + R"(,{"id":"q2","type":"number","text":"Bao nhiêu?","answer":5,"topic":"Toán"})"));
    ASSERT_TRUE(import.bank);
    EXPECT_THAT(import.notes, IsEmpty());
    EXPECT_EQ(import.bank->id, "thu");
    EXPECT_EQ(import.bank->title, (Text{"Thử", "Trial"}));
    ASSERT_EQ(import.taken, 2);
    EXPECT_EQ(import.bank->questions[0].id, "tron");
    EXPECT_EQ(import.bank->questions[0].text.en, "Is the Earth round?");
    EXPECT_EQ(import.bank->questions[0].seconds, 20);
    EXPECT_EQ(import.bank->questions[0].topic.vi, "Chung");
    EXPECT_EQ(import.bank->questions[1].topic.vi, "Toán");
}

TEST(OwnJson, EachQuestionIsJudgedAlone) {
    const auto import =
        own(bank(R"({"id":"x","type":"single","text":"Gì?","answer":"a","options":[]}, 7, )" + std::string(kGood)));
    EXPECT_EQ(import.taken, 1);
    EXPECT_THAT(places(import, true), ElementsAre("câu 1", "câu 2"));
    EXPECT_THAT(sentences(import, true), ElementsAre(HasSubstr("2–6 lựa chọn"), HasSubstr("{…}")));
}

TEST(OwnJson, AQuestionWithoutAnIdGetsOne) {
    const auto import = own(bank(R"({"type":"boolean","text":"Có?","answer":true})"));
    ASSERT_EQ(import.taken, 1);
    EXPECT_THAT(import.bank->questions[0].id, ::testing::StartsWith("q-"));
}

TEST(OwnJson, KeysThatStandThereTwiceAreNoticed) {
    const auto import = own(bank(R"({"id":"x","type":"boolean","text":"Có?","answer":true,"answer":false})"));
    ASSERT_EQ(import.taken, 1);
    EXPECT_THAT(right_ids(import.bank->questions[0]), ElementsAre("false"));
    EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("answer")));
}

TEST(OwnJson, AListOfQuestionsIsEnough) {
    EXPECT_EQ(own("[" + std::string(kGood) + "]").taken, 1);
    EXPECT_EQ(own("[" + std::string(kGood) + "]").bank->id, "bo-cua-toi");
}

TEST(OwnJson, PicturesBesideTheFileDoNotComeAlong) {
    const auto import = own(bank(R"({"id":"x","type":"boolean","text":"Có?","answer":true,"image":"q.png"})"));
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].image, "");
    EXPECT_THAT(sentences(import, false), ElementsAre(HasSubstr("Hình")));
}

TEST(OwnJson, WhatStandsBeforeABreakIsKept) {
    const auto import = own("{\"questions\": [\n" + std::string(kGood) + ",\n {\"id\": oops");
    EXPECT_EQ(import.taken, 1);
    EXPECT_THAT(sentences(import, true), ElementsAre(HasSubstr("dòng 3")));
    EXPECT_THAT(own("{\n\n\"a\": ]").sentence, HasSubstr("dòng 3"));
}

TEST(OwnJson, AHundredThousandBracketsAreASentence) {
    EXPECT_THAT(own(std::string(100'000, '[')).sentence, HasSubstr("lồng nhau"));
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
    EXPECT_THAT(own(objects).sentence, HasSubstr("lồng nhau"));
    EXPECT_THAT(own(bank(std::string(70, '[') + std::string(70, ']'))).sentence, HasSubstr("lồng nhau"));
}

TEST(OwnJson, OtherVersionsAreNotGuessed) {
    EXPECT_THAT(own(R"({"formatVersion":2,"questions":[]})").sentence, HasSubstr("phiên bản"));
}

// The bank was taken, and then its own reader refused it for its title.
TEST(OwnJson, ATitleThatIsTooLongIsCut) {
    std::string endless;
    for (int i = 0; i < 200; ++i) endless += "ế";
    const auto import =
        own(R"({"title":{"vi":")" + endless + R"("},"topic":")" + endless + R"(","questions":[)" + std::string(kGood) + "]}");
    ASSERT_TRUE(import.bank);
    EXPECT_EQ(letters(import.bank->title.vi), kMaxTitleLetters);
    EXPECT_EQ(letters(import.bank->topic.vi), kMaxTitleLetters);
    EXPECT_EQ(own(R"({"title":{"en":"Trial"},"questions":[)" + std::string(kGood) + "]}").bank->title, (Text{"Trial", ""}));
}

TEST(OwnJson, ANulSpelledInAStringDoesNotStay) {
    const auto import = own(bank(R"({"id":"x","type":"boolean","text":"Co\u0301\u0000 không?","answer":true})"));
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].text.vi, "Có không?");
}

TEST(OwnJson, MegabytesOfAnything) {
    for (const std::string_view piece : {"[", "[]", "1,", "\"", "\"a\",", "{},", "a", "{\"id\":\"x\"},", "\\"}) {
        for (const std::string_view start : {"", "[", "{\"questions\":[", "[[", "[{\"a\":[", "\""}) {
            std::string text(start);
            while (text.size() + piece.size() <= kMaxImportBytes / 16) text += piece;
            EXPECT_EQ(own(text).taken, 0) << start << piece;
        }
    }
}

} // namespace
} // namespace quiz
