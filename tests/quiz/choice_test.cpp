#include "room.h"

#include <gtest/gtest.h>

namespace quiz::testing {
namespace {

std::optional<Choice> read(const Question& question, const char* text) {
    return read_choice(question, json::parse(text));
}
bool right(const Question& question, const char* text) {
    const auto choice = read(question, text);
    EXPECT_TRUE(choice) << text;
    return choice && is_right(question, *choice);
}

TEST(Choice, OneOptionIsRight) {
    const auto q = single("q", "b");
    EXPECT_TRUE(right(q, R"({"options":["b"]})"));
    EXPECT_FALSE(right(q, R"({"options":["a"]})"));
    const auto is_true = boolean("q", true);
    EXPECT_TRUE(right(is_true, R"({"options":["true"]})"));
    EXPECT_FALSE(right(is_true, R"({"options":["false"]})"));
}

TEST(Choice, SeveralCorrectIsAllOrNothing) {
    const auto q = multiple("q", {"a", "c"});
    EXPECT_TRUE(right(q, R"({"options":["c","a"]})"));
    EXPECT_FALSE(right(q, R"({"options":["a"]})"));
    EXPECT_FALSE(right(q, R"({"options":["a","b","c"]})"));
}

TEST(Choice, AnOrderIsRightAsAWhole) {
    const auto q = order("q", {"d", "a", "c", "b"});
    EXPECT_TRUE(right(q, R"({"order":["d","a","c","b"]})"));
    EXPECT_FALSE(right(q, R"({"order":["d","a","b","c"]})"));
}

TEST(Choice, ANumberMayBeOffByTheTolerance) {
    const auto q = number("q", 53, 2);
    EXPECT_TRUE(right(q, R"({"number":53})"));
    EXPECT_TRUE(right(q, R"({"number":55})"));
    EXPECT_TRUE(right(q, R"({"number":51.0})"));
    EXPECT_FALSE(right(q, R"({"number":55.01})"));
}

TEST(Choice, AShortTextIsComparedWithoutAccentsAndCase) {
    const auto q = text("q", {"Đà Nẵng", "Danang"});
    for (const char* said :
         {R"({"text":"Đà Nẵng"})", R"({"text":"  da   nang! "})", R"({"text":"ĐÀ NẴNG"})", R"({"text":"DANANG"})"})
        EXPECT_TRUE(right(q, said)) << said;
    EXPECT_FALSE(right(q, R"({"text":"Hà Nội"})"));
}

TEST(Choice, APollIsNeitherRightNorWrong) {
    EXPECT_FALSE(right(poll("q"), R"({"options":["a"]})"));
}

TEST(Choice, WhatIsNoAnswerToThisQuestionIsRefused) {
    const auto one = single("q", "b"), some = multiple("q", {"a"}), sorted = order("q", {"a", "b", "c", "d"});
    const auto count = number("q", 5), said = text("q", {"x"});
    for (const char* bad : {"null", "7", "[]", "{}", R"({"options":null})", R"({"options":[]})", R"({"options":["z"]})",
                            R"({"options":[1]})", R"({"options":["a","b"]})", R"({"options":["a","a"]})", R"({"number":1})",
                            R"({"order":["a","b","c","d"]})", R"({"text":"b"})"})
        EXPECT_FALSE(read(one, bad)) << bad;
    EXPECT_FALSE(read(some, R"({"options":[]})"));
    for (const char* bad :
         {R"({"order":["a","b","c"]})", R"({"order":["a","b","c","c"]})", R"({"order":"abcd"})", R"({"options":["a"]})"})
        EXPECT_FALSE(read(sorted, bad)) << bad;
    for (const char* bad : {R"({"number":"5"})", R"({"number":1e16})", R"({"number":-1e16})", R"({"options":["a"]})"})
        EXPECT_FALSE(read(count, bad)) << bad;
    for (const char* bad : {R"({"text":5})", R"({"text":""})", R"({"text":" ?! "})"})
        EXPECT_FALSE(read(said, bad)) << bad;
    EXPECT_TRUE(read(said, ("{\"text\":\"" + std::string(kMaxSaidLetters, 'x') + "\"}").c_str()));
    EXPECT_FALSE(read(said, ("{\"text\":\"" + std::string(kMaxSaidLetters + 1, 'x') + "\"}").c_str()));
}

TEST(Choice, ADamagedChoiceDoesNotFit) {
    const auto q = order("q", {"a", "b", "c", "d"});
    EXPECT_FALSE(fits(q, Ordered{{0, 1, 2, 200}}));
    EXPECT_FALSE(fits(q, Ordered{{0, 1, 2, 2}}));
    EXPECT_FALSE(fits(q, Picked{1}));
    EXPECT_FALSE(fits(single("q", "a"), Picked{1u << 4}));
    EXPECT_FALSE(fits(single("q", "a"), Ordered{{0, 1, 2, 3}}));
    EXPECT_FALSE(fits(number("q", 1), Number{std::numeric_limits<double>::quiet_NaN()}));
    EXPECT_FALSE(fits(number("q", 1), Picked{1}));
}

TEST(Choice, GoesToTheDiskAndBack) {
    const std::vector<std::pair<Question, const char*>> all{{multiple("q", {"a"}), R"({"options":["b","d"]})"},
                                                            {order("q", {"a", "b", "c", "d"}), R"({"order":["c","a","b","d"]})"},
                                                            {number("q", 5), R"({"number":5.25})"},
                                                            {text("q", {"x"}), R"({"text":"Đà Nẵng"})"}};
    for (const auto& [q, written] : all) {
        const auto choice = read(q, written);
        ASSERT_TRUE(choice) << written;
        EXPECT_EQ(to_json(q, *choice), json::parse(written));
    }
}

} // namespace
} // namespace quiz::testing
