#include "kiosk/content/json_tokens.h"
#include "kiosk/content/schema.h"

#include <gtest/gtest.h>

namespace kiosk::content {
namespace {

constexpr std::string_view kText = R"({
  "id": "a",
  "questions": [
    {"id": "q1",
     "options": [{"id": "x"},
                 {"id": "y"}]},
    {"id": "q2", "a/b":
       7}
  ],
  "last": {}
}
)";

TEST(LineOf, FindsMembersByTheLineOfTheirKeyAndItemsByTheirOwn) {
    EXPECT_EQ(line_of(kText, ""), 1);
    EXPECT_EQ(line_of(kText, "/id"), 2);
    EXPECT_EQ(line_of(kText, "/questions"), 3);
    EXPECT_EQ(line_of(kText, "/questions/0"), 4);
    EXPECT_EQ(line_of(kText, "/questions/0/options"), 5);
    EXPECT_EQ(line_of(kText, "/questions/0/options/1"), 6);
    EXPECT_EQ(line_of(kText, "/questions/0/options/1/id"), 6);
    EXPECT_EQ(line_of(kText, "/questions/1/id"), 7);
    EXPECT_EQ(line_of(kText, "/questions/1/a~1b"), 7);
    EXPECT_EQ(line_of(kText, "/last"), 10);
}

TEST(LineOf, WhatIsNotThereIsSaidToBeInLineOne) {
    EXPECT_EQ(line_of(kText, "/questions/2"), 1);
    EXPECT_EQ(line_of(kText, "/nowhere"), 1);
    EXPECT_EQ(line_of("", "/a"), 1);
}

TEST(LineOf, CountsEveryKindOfLineEnd) {
    EXPECT_EQ(line_of("{\r\n\"a\": 1,\r\n\"b\": 2}", "/b"), 3);
    EXPECT_EQ(line_of("{\r\"a\": 1,\r\"b\": 2}", "/b"), 3);
    EXPECT_EQ(line_of("\xEF\xBB\xBF{\n\"a\": 1}", "/a"), 2);
}

TEST(LineOf, BracketsAndQuotesInsideStringsAreLetters) { EXPECT_EQ(line_of("{\"x\": \"}]\\\"{[,:\",\n\"b\": 2}", "/b"), 2); }

TEST(LineOf, BrokenTextEndsTheWalkAndNothingElse) {
    for (const std::string_view broken :
         {"{\"a\"", "{\"a\":", "}", "]]]", "{\"a\": }", "[,,,1]", "{{{\"a\":1", "\"", "\\", ":::", "{\"a\":[}"}) {
        EXPECT_GE(line_of(broken, "/a"), 1) << broken;
        EXPECT_GE(line_of(broken, "/0"), 1) << broken;
        keys_written_twice(broken);
    }
}

TEST(PositionOf, CountsCharacters) {
    const std::string text = "đầu\nViệt Nam";
    const Position position = position_of(text, text.find("Nam"));
    EXPECT_EQ(position.line, 2);
    EXPECT_EQ(position.column, 6);
}

} // namespace
} // namespace kiosk::content
