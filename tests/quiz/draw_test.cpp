#include "game/draw.h"
#include "room.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <set>

namespace quiz::testing {
namespace {

Bank bank(const std::string& id, const std::string& prefix, int size, Difficulty difficulty = Difficulty::medium) {
    Bank out;
    out.id = id;
    for (int i = 1; i <= size; ++i) {
        out.questions.push_back(single(prefix + std::to_string(i), "b"));
        out.questions.back().difficulty = difficulty;
    }
    return out;
}
template <class Item> std::vector<std::string> ids(const std::vector<Item>& items) { // of questions or options
    std::vector<std::string> out;
    for (const auto& item : items)
        out.push_back(item.id);
    return out;
}
std::vector<std::string> texts(const std::vector<Option>& options) {
    std::vector<std::string> out;
    for (const auto& option : options)
        out.push_back(option.text.vi);
    return out;
}
std::vector<std::string> in_bank_ids(const Question& question, std::vector<std::string> shown) {
    for (auto& id : shown)
        id = question.options.at(static_cast<std::size_t>(question.option_at(id))).bank_id();
    return shown;
}

TEST(Draw, TheSameSeedDrawsTheSame) {
    const Bank a = bank("a", "x", 30);
    DrawWish wish;
    wish.seed = 42;
    const auto first = draw({&a}, wish), again = draw({&a}, wish);
    EXPECT_EQ(first.questions, again.questions);
    EXPECT_EQ(first.spare, again.spare);
    EXPECT_EQ(first.questions.size(), 10u);
    EXPECT_EQ(first.spare.size(), 3u);
    wish.seed = 43;
    EXPECT_NE(ids(draw({&a}, wish).questions), ids(first.questions));
}

TEST(Draw, NoQuestionComesTwice) {
    const Bank a = bank("a", "x", 8), b = bank("b", "x", 8); // the same ids in both
    const auto drawn = draw({&a, &b}, {.questions = 12, .spare = 9, .seed = 5});
    std::set<std::string> seen;
    for (const auto* list : {&drawn.questions, &drawn.spare})
        for (const auto& question : *list) {
            EXPECT_TRUE(seen.insert(question.id).second) << question.id;
            EXPECT_EQ(drawn.bank_of.at(question.id), question.id.substr(0, 1));
        }
    EXPECT_EQ(drawn.questions.size(), 12u);
    EXPECT_EQ(drawn.spare.size(), 4u) << "the banks have no more";
    EXPECT_TRUE(seen.count("a.x1") || seen.count("b.x1"));
    EXPECT_TRUE(usable(contest(drawn.questions, drawn.spare)));
}

TEST(Draw, BanksAndDifficultiesTakeTurns) {
    Bank big = bank("a", "a", 40, Difficulty::hard), small = bank("b", "b", 4, Difficulty::easy);
    const auto drawn = draw({&big, &small}, {.questions = 8, .spare = 0, .seed = 1});
    const auto got = ids(drawn.questions);
    EXPECT_EQ(std::count_if(got.begin(), got.end(), [](const auto& id) { return id[0] == 'b'; }), 4);
    EXPECT_EQ(drawn.questions.front().difficulty, Difficulty::easy);
    EXPECT_EQ(drawn.questions.back().difficulty, Difficulty::hard);
}

TEST(Draw, UnshuffledItKeepsTheFilesOrder) {
    const Bank a = bank("a", "a", 3, Difficulty::hard), b = bank("b", "b", 3, Difficulty::easy);
    DrawWish wish{.questions = 4, .spare = 1, .seed = 9, .shuffle = false, .shuffle_options = false};
    const auto drawn = draw({&a, &b}, wish);
    EXPECT_EQ(ids(drawn.questions), (std::vector<std::string>{"a1", "a2", "a3", "b1"}));
    EXPECT_EQ(drawn.questions[0].options, a.questions[0].options);
    EXPECT_EQ(ids(drawn.spare), (std::vector<std::string>{"b2"}));
}

TEST(Draw, APutInOrderQuestionIsNeverShownSolved) {
    Bank a;
    a.id = "a";
    a.questions = {order("o", {"a", "b", "c", "d"})};
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto drawn = draw({&a}, {.seed = seed, .shuffle_options = false});
        const Question& shown = drawn.questions[0];
        EXPECT_NE(texts(shown.options), texts(a.questions[0].options)) << seed;
        EXPECT_EQ(in_bank_ids(shown, std::get<RightOrder>(shown.key).ids), std::get<RightOrder>(a.questions[0].key).ids);
        EXPECT_EQ(ids(shown.options), (std::vector<std::string>{"a", "b", "c", "d"})) << "their ids tell nobody what was first in the file";
    }
}

TEST(Draw, ShuffledOptionsKeepTheirKeyAndTrueStaysBeforeFalse) {
    Bank a;
    a.id = "a";
    a.questions = {single("s", "b"), multiple("m", {"a", "d"}), boolean("t", true)};
    bool moved = false;
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        for (const auto& question : draw({&a}, {.seed = seed}).questions) {
            const auto& before = *std::find_if(a.questions.begin(), a.questions.end(),
                                               [&](auto& q) { return q.id == question.id; });
            const auto& right = std::get<RightOptions>(question.key).ids;
            EXPECT_EQ(in_bank_ids(question, right), std::get<RightOptions>(before.key).ids);
            EXPECT_TRUE(question.type != Type::boolean || question.options == before.options);
            EXPECT_TRUE(question.type == Type::boolean || ids(question.options) == (std::vector<std::string>{"a", "b", "c", "d"}));
            moved |= texts(question.options) != texts(before.options);
            const auto kept = read_question(to_json(question), Lang::vi, "", [](auto, auto) { FAIL(); });
            EXPECT_EQ(kept, question) << "a round that is read again has the same ids";
        }
    EXPECT_TRUE(moved);
}

TEST(Draw, NoQuestionComesAgainBeforeTheSetIsUsedUp) {
    const Bank a = bank("a", "x", 24);
    Asked asked;
    const auto play = [&](std::uint64_t seed) {
        std::set<std::string> round;
        for (const auto& question : draw({&a}, {.questions = 10, .spare = 0, .seed = seed, .asked = &asked}).questions) {
            round.insert(question.id);
            ++asked[asked_key(question)];
        }
        return round;
    };
    std::set<std::string> seen;
    for (const std::uint64_t seed : {1, 2}) seen.merge(play(seed));
    EXPECT_EQ(seen.size(), 20u) << "two rounds, nothing twice";
    seen.merge(play(3));
    EXPECT_EQ(seen.size(), 24u) << "the third begins with the four that are left";
    for (const auto& [key, times] : asked) EXPECT_LE(times, 2) << key;
}

TEST(Draw, TheSameTextInTwoBanksCountsAsAsked) {
    Bank a = bank("a", "x", 2), b = bank("b", "y", 2);
    a.questions[0].text = {"OTP là gì?", "What is an OTP?"};
    b.questions[0].text = {"otp  là gì", ""};
    EXPECT_EQ(asked_key(a.questions[0]), asked_key(b.questions[0]));
}

TEST(Draw, TakesOnlyTheTopicsAndDifficultiesThatStaffWant) {
    Bank a = bank("a", "x", 6, Difficulty::easy);
    a.questions[0].topic = {"Thanh toán số", "Payments"};
    a.questions[1].topic = {"An toàn", "Safety"};
    a.questions[2].topic = {"An toàn", "Safety"};
    a.questions[2].difficulty = Difficulty::hard;
    DrawWish wish;
    wish.topics = {"an toan"};
    EXPECT_EQ(draw({&a}, wish).questions.size(), 2u);
    wish.difficulties = {Difficulty::hard};
    EXPECT_EQ(ids(draw({&a}, wish).questions), (std::vector<std::string>{"x3"}));
    wish.topics = {"Bóng đá"};
    EXPECT_TRUE(draw({&a}, wish).questions.empty());
}

TEST(Draw, APollIsNeverKeptForSuddenDeath) {
    Bank a;
    a.id = "a";
    a.questions = {single("s", "b"), poll("p"), single("t", "b")};
    const auto drawn = draw({&a}, {.questions = 1, .spare = 2, .shuffle = false});
    EXPECT_EQ(ids(drawn.spare), (std::vector<std::string>{"t"}));
}

} // namespace
} // namespace quiz::testing
