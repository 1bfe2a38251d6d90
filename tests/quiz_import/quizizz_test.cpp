#include "reading.h"
#include "sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<TestCell> kQuizizzHead{"Question Text",   "Question Type", "Option 1",          "Option 2",
                                  "Option 3",        "Option 4",      "Option 5",          "Correct Answer",
                                  "Time in seconds", "Image Link",    "Answer explanation"};
const std::vector<TestCell> kHelp{"Text of the question\n\n(required)",
                                  "Question Type\n(default is Multiple Choice)",
                                  "Text for option 1\n(required in all cases except open-ended)",
                                  "Text for option 2",
                                  "",
                                  "",
                                  "",
                                  "The correct option choice (between 1-5).",
                                  "Time in seconds\n(optional)",
                                  "Link of the image (optional)",
                                  ""};

TEST(Quizizz, TheTemplateIsKnownByItsHeadingsAndItsHelpRowIsLeftOut) {
    const Import import = read_file(
        "quizizz.xlsx", workbook_of({kQuizizzHead,
                                     kHelp,
                                     {"Thủ đô?", "Multiple Choice", "Huế", "Hà Nội", "Vinh", "", "", 2.0, 30.0, "", "Từ 1010."},
                                     {"Miền Trung?", "Checkbox", "Huế", "Hà Nội", "Vinh", "", "", "1,3", "", "", ""},
                                     {"Gõ!", "Fill-in-the-Blank", "VNeID", "VN eID", "", "", "", "", 20.0, "", ""},
                                     {"Thích?", "Poll", "Trà", "Cà phê", "", "", "", "", 20.0, "", ""}}));
    EXPECT_EQ(import.format, "quizizz");
    ASSERT_EQ(import.taken, 4);
    EXPECT_THAT(said(import), ElementsAre("row 2: The template's example or help row was left out."));
    const auto& questions = import.bank->questions;
    EXPECT_EQ(questions[0].key, Key(RightOptions{{"b"}}));
    EXPECT_EQ(questions[0].seconds, 30);
    EXPECT_EQ(questions[0].explanation.vi, "Từ 1010.");
    EXPECT_EQ(questions[1].key, Key(RightOptions{{"a", "c"}}));
    EXPECT_EQ(questions[1].seconds, 0);
    EXPECT_EQ(questions[2].key, Key(RightTexts{{"VNeID", "VN eID"}}));
    EXPECT_EQ(questions[3].type, Type::poll);
}

TEST(Quizizz, FewerColumnsInAnotherOrderAreFoundByTheirNames) {
    const Import import =
        read_file("q.xlsx", workbook_of({{"Correct Answer", "Question Type", "Question Text", "Option 1", "Option 2"},
                                         {"1", "Multiple Choice", "Một?", "x", "y"}}));
    EXPECT_EQ(import.format, "quizizz");
    ASSERT_EQ(import.taken, 1);
    EXPECT_EQ(import.bank->questions[0].key, Key(RightOptions{{"a"}}));
}

TEST(Quizizz, WhatCannotBePlayedIsSaid) {
    const Import import = read_file(
        "q.xlsx", workbook_of({kQuizizzHead,
                               {"Viết!", "Open-Ended", "", "", "", "", "", "", 20.0, "", ""},
                               {"Vẽ!", "Draw", "", "", "", "", "", "", 20.0, "", ""},
                               {"Hai đúng?", "Multiple Choice", "x", "y", "z", "", "", "1,2", 20.0, "https://x.vn/a.png", ""}}));
    EXPECT_EQ(import.taken, 1);
    EXPECT_THAT(said(import),
                ElementsAre(HasSubstr("- row 2, column \"Question Type\": Questions of the type “Open-Ended” cannot be scored"),
                            HasSubstr("- row 3"), HasSubstr("row 4, column \"Image Link\": Pictures on the web are not fetched"),
                            HasSubstr("row 4, column \"Correct Answer\": There are 2 right answers")));
}

} // namespace
} // namespace quiz
