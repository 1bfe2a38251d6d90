#include "reading.h"
#include "sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<TestCell> kKahootHead{"",
                                  "Question - max 120 characters",
                                  "Answer 1 - max 75 characters",
                                  "Answer 2 - max 75 characters",
                                  "Answer 3 - max 75 characters",
                                  "Answer 4 - max 75 characters",
                                  "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
                                  "Correct answer(s) - choose at least one"};
const std::vector<TestCell> kExample{
    1.0, "Which spreadsheet tools can read this sheet template?", "Word", "Excel", "Google Sheets", "PowerPoint", 20.0, "2,3"};

// As the template stands: texts in B2–B6, headings in row 8, and numbers down to 100 in column A.
std::string sheet(std::vector<std::vector<TestCell>> rows) {
    TestRows all{{"", "Quiz template"},
                 {"", "Add questions, at least two answer alternatives, time limit and choose correct answers (at least one)."},
                 {},
                 {},
                 {},
                 {},
                 kKahootHead};
    for (auto& row : rows) all.push_back(std::move(row));
    for (double number = static_cast<double>(rows.size() + 1); number <= 100; ++number) all.push_back({number});
    return workbook_of(all, 2);
}

TEST(Kahoot, TheTemplateIsKnownByItsHeadings) {
    const Import import =
        read_file("Kahoot.xlsx", sheet({{1.0, "Thủ đô của Việt Nam?", "Huế", "Hà Nội", "Đà Nẵng", "Vinh", 20.0, 2.0},
                                        {2.0, "Miền Trung?", "Huế", "Hà Nội", "Vinh", "", "30", "1,3"},
                                        {3.0, "Trái đất tròn.", "True", "False", "", "", 5.0, "1"}}));
    EXPECT_EQ(import.format, "kahoot");
    ASSERT_EQ(import.taken, 3);
    EXPECT_EQ(import.refused, 0);
    const auto& questions = import.bank->questions;
    EXPECT_THAT(option_texts(questions[0]), ElementsAre("Huế", "Hà Nội", "Đà Nẵng", "Vinh"));
    EXPECT_EQ(questions[0].key, Key(RightOptions{{"b"}}));
    EXPECT_EQ(questions[0].seconds, 20);
    EXPECT_EQ(questions[1].type, Type::multiple);
    EXPECT_EQ(questions[1].key, Key(RightOptions{{"a", "c"}}));
    EXPECT_EQ(questions[2].type, Type::boolean);
    EXPECT_THAT(import.table->map, ElementsAre("", "text", "option", "option", "option", "option", "seconds", "answer"));
}

TEST(Kahoot, OneAndThreeTypedOnAVietnameseExcelIsNotOnePointThree) {
    const Import import = read_file("Kahoot.xlsx", sheet({{1.0, "Miền Trung?", "Huế", "Hà Nội", "Vinh", "Cần Thơ", 20.0, 1.3}}));
    ASSERT_TRUE(import.bank);
    EXPECT_EQ(import.bank->questions[0].key, Key(RightOptions{{"a", "c"}}));
}

TEST(Kahoot, ItsExampleIsNoQuestion) {
    const Import untouched = read_file("Kahoot.xlsx", sheet({kExample}));
    EXPECT_FALSE(untouched.bank);
    EXPECT_THAT(said(untouched), ElementsAre("row 9: The template's example or help row was left out."));
    const Import followed = read_file("Kahoot.xlsx", sheet({kExample, {2.0, "Thủ đô?", "Huế", "Hà Nội", "", "", 20.0, 2.0}}));
    EXPECT_EQ(followed.taken, 1);
}

TEST(Kahoot, WhatDoesNotFitIsSaidByRow) {
    const Import import = read_file("Kahoot.xlsx", sheet({{1.0, "Một?", "a", "b", "", "", 900.0, 1.0},
                                                          {2.0, "Hai?", "a", "b", "", "", 20.0, 3.0},
                                                          {3.0, "Ba?", "a", "b", "", "", 20.0, ""},
                                                          {4.0, "", "a", "b", "", "", 20.0, 1.0},
                                                          {5.0, "Năm?", "a", "b", "", "", 12.6, 1.0}}));
    EXPECT_EQ(import.taken, 2);
    EXPECT_EQ(import.refused, 3);
    EXPECT_THAT(
        said(import),
        ElementsAre(HasSubstr("row 9, column \"Time limit"),
                    HasSubstr("- row 10, column \"Correct answer(s) - choose at least one\": “3” is not one of the two options"),
                    HasSubstr("- row 11"), HasSubstr("- row 12, column \"Question"), HasSubstr("row 13, column \"Time limit")));
    EXPECT_EQ(import.bank->questions[0].seconds, 300);
    EXPECT_EQ(import.bank->questions[1].seconds, 13);
}

TEST(Kahoot, AnotherTableIsNotTakenForOne) {
    EXPECT_EQ(read_file("a.xlsx", workbook_of({{"Câu hỏi", "A", "B", "Đáp án"}, {"Một?", "x", "y", "A"}})).format, "xlsx");
    EXPECT_THAT(
        read_file("a.xlsx", workbook_of({{"Câu hỏi", "A", "B", "Đáp án"}, {"Một?", "x", "y", "A"}}), {}, "kahoot").sentence,
        HasSubstr("does not have the columns of Kahoot’s template"));
    const Import mapped = read_file("Kahoot.xlsx", sheet({{1.0, "Một?", "a", "b", "", "", 20.0, 1.0}}),
                                    R"({"Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs":""})");
    ASSERT_TRUE(mapped.bank);
    EXPECT_EQ(mapped.bank->questions[0].seconds, 0);
}

} // namespace
} // namespace quiz
