// A question and a choice as the central endpoint is told of them, for every type of question.
#include "told.h"

#include "bank/bank.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace quiz {
namespace {

using nlohmann::json;

Question question(const json& more) {
    json value{{"id", "q1"}, {"text", {{"vi", "Câu hỏi?"}, {"en", "Question?"}}}};
    value.update(more);
    if (!value.contains("options") &&
        (more.at("type") == "single" || more.at("type") == "multiple" || more.at("type") == "order" || more.at("type") == "poll"))
        value["options"] = {{{"id", "a"}, {"text", "A"}}, {{"id", "b"}, {"text", "B"}}, {{"id", "c"}, {"text", "C"}}};
    auto read =
        read_question(value, Lang::vi, "", [](std::string_view where, std::string_view why) { ADD_FAILURE() << where << why; });
    return *read;
}

std::string line(const kiosk_items& items) {
    std::string all;
    for (std::uint32_t i = 0; i < items.count; ++i)
        all += (i ? " " : "") + std::string(kiosk::view(items.items[i].id)) +
               (items.items[i].match.size ? "~" + std::string(kiosk::view(items.items[i].match)) : "");
    return all;
}
std::vector<std::string> patterns(const Question& asked, bool voided = false) {
    const ToldQuestion told(asked, Lang::vi, voided);
    kiosk_answered answer{};
    told.fill(answer);
    std::vector<std::string> all;
    for (std::uint32_t i = 0; i < answer.pattern_count; ++i) all.push_back(line(answer.patterns[i]));
    return all;
}
kiosk_interaction kind(const Question& asked) {
    const ToldQuestion told(asked, Lang::vi, false);
    kiosk_answered answer{};
    told.fill(answer);
    return answer.kind;
}
std::string response(const Question& asked, const json& choice) {
    return line(told_choice(asked, *read_choice(asked, choice)).items());
}
using Lines = std::vector<std::string>;

TEST(Told, ChoicesOfOneAndOfSeveral) {
    const auto one = question({{"type", "single"}, {"answer", "b"}});
    EXPECT_EQ(kind(one), KIOSK_INTERACTION_CHOICE);
    EXPECT_EQ(patterns(one), Lines{"b"});
    EXPECT_EQ(response(one, {{"options", {"c"}}}), "c");
    const auto many = question({{"type", "multiple"}, {"answer", {"a", "c"}}});
    EXPECT_EQ(kind(many), KIOSK_INTERACTION_CHOICE);
    EXPECT_EQ(patterns(many), Lines{"a c"}) << "both of them, in one pattern";
    EXPECT_EQ(response(many, {{"options", {"b", "a"}}}), "a b");
}

TEST(Told, TrueOrFalse) {
    const auto asked = question({{"type", "boolean"}, {"answer", true}});
    EXPECT_EQ(kind(asked), KIOSK_INTERACTION_TRUE_FALSE);
    EXPECT_EQ(patterns(asked), Lines{"true"});
    EXPECT_EQ(response(asked, {{"options", {"false"}}}), "false");
}

TEST(Told, NumbersAsPeopleWriteThem) {
    const auto asked = question({{"type", "number"}, {"answer", 53}, {"tolerance", 2.5}});
    EXPECT_EQ(kind(asked), KIOSK_INTERACTION_NUMERIC);
    EXPECT_EQ(patterns(asked), Lines{"50.5~55.5"});
    EXPECT_EQ(response(asked, {{"number", 100000000000000}}), "100000000000000");
    EXPECT_EQ(patterns(question({{"type", "number"}, {"answer", 969}, {"closest", true}})), Lines{"969~969"});
}

TEST(Told, OrdersTextsAndPolls) {
    const auto order = question({{"type", "order"}, {"answer", {"c", "a", "b"}}});
    EXPECT_EQ(kind(order), KIOSK_INTERACTION_SEQUENCING);
    EXPECT_EQ(patterns(order), Lines{"c a b"});
    EXPECT_EQ(response(order, {{"order", {"a", "b", "c"}}}), "a b c");
    const auto text = question({{"type", "text"}, {"answer", {"Đà Nẵng", "Tourane"}}});
    EXPECT_EQ(kind(text), KIOSK_INTERACTION_FILL_IN);
    EXPECT_EQ(patterns(text), (Lines{"Đà Nẵng", "Tourane"})) << "either of them";
    EXPECT_EQ(response(text, {{"text", "đà nẵng"}}), "đà nẵng") << "as it was typed";
    const auto poll = question({{"type", "poll"}});
    EXPECT_EQ(kind(poll), KIOSK_INTERACTION_LIKERT);
    EXPECT_EQ(patterns(poll), Lines{});
}

TEST(Told, WhatARoundShuffledBearsTheBanksIdsAtTheCentre) {
    auto shuffled = question({{"type", "single"}, {"answer", "a"}});
    shuffled.options[0].own = "right"; // the bank says right and wrong, this round a and b
    shuffled.options[1].own = "wrong";
    EXPECT_EQ(patterns(shuffled), Lines{"right"});
    EXPECT_EQ(response(shuffled, {{"options", {"b"}}}), "wrong");
    EXPECT_EQ(response(shuffled, {{"options", {"c"}}}), "c") << "what kept its name";
}

TEST(Told, NothingIsRightInAQuestionThatWasStruckOut) {
    EXPECT_EQ(patterns(question({{"type", "single"}, {"answer", "b"}}), true), Lines{});
}

} // namespace
} // namespace quiz
