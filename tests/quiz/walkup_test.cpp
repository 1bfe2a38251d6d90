// The walk-up quiz's rules: one person, a few questions, each explained at once.
#include "room.h"
#include "walkup/past.h"
#include "walkup/pick.h"
#include "walkup/reading.h"
#include "walkup/sitting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace quiz::testing {
namespace {

using Step = Sitting::Step;
using Taken = Sitting::Taken;

// Somebody at the kiosk, with seconds that pass.
struct Guest {
    explicit Guest(std::vector<Question> questions, Preset preset = Preset::balanced)
        : sitting(std::move(questions), preset, now) {}
    Taken answers(const std::string& question, const json& choice, Ms after = 4'000) {
        now += after;
        for (const auto& q : sitting.questions())
            if (q.id == question)
                if (auto read = read_choice(q, choice)) return sitting.answer(question, *read, now, wall + now);
        return sitting.answer(question, Picked{1}, now, wall + now);
    }
    Taken answers(const std::string& question, const char* option, Ms after = 4'000) {
        return answers(question, json{{"options", {option}}}, after);
    }
    bool goes_on() {
        const auto shown = sitting.public_question();
        return shown && sitting.next(shown->id, now);
    }
    // kill -9, and up again from what was written.
    void restart() {
        std::vector<Question> questions;
        for (const auto& q : sitting.questions())
            questions.push_back(*read_question(to_json(q), Lang::vi, "", [](std::string_view, std::string_view) { FAIL(); }));
        auto back = Sitting::restore(std::move(questions), sitting.preset(), sitting.answers(), sitting.at(), now += 5'000);
        ASSERT_TRUE(back);
        sitting = std::move(*back);
    }
    Ms now = 1'000'000;
    static constexpr Ms wall = 1'790'000'000'000;
    Sitting sitting;
};

std::vector<Question> five() {
    return {single("q1", "b"), multiple("q2", {"a", "c"}), boolean("q3", true), number("q4", 53, 2), order("q5", {"c", "a", "b", "d"})};
}

TEST(Sitting, AnPlaysFiveQuestionsAndSeesEachExplained) {
    Guest an(five());
    EXPECT_EQ(an.sitting.step(), Step::question);
    EXPECT_FALSE(an.sitting.reveal()) << "the key stays inside until the answer";
    EXPECT_EQ(an.answers("q1", "b"), Taken::accepted);
    EXPECT_EQ(an.sitting.step(), Step::explained);
    ASSERT_TRUE(an.sitting.reveal());
    EXPECT_EQ(an.sitting.outcome(0).right, std::optional(true));
    EXPECT_TRUE(an.goes_on());
    EXPECT_EQ(an.answers("q2", json{{"options", {"a"}}}), Taken::accepted);
    EXPECT_EQ(an.sitting.outcome(1).right, std::optional(false)) << "not all of them";
    an.goes_on();
    an.answers("q3", "true");
    an.goes_on();
    an.answers("q4", json{{"number", 54}});
    an.goes_on();
    EXPECT_FALSE(an.sitting.over());
    an.answers("q5", json{{"order", {"c", "a", "b", "d"}}});
    EXPECT_TRUE(an.sitting.over()) << "the last answer ends it, whether or not its explanation is read";
    EXPECT_EQ(an.sitting.step(), Step::explained);
    an.goes_on();
    EXPECT_EQ(an.sitting.step(), Step::done);
    EXPECT_FALSE(an.sitting.public_question());
    EXPECT_EQ(an.sitting.came_to(), (Came{4'000, 5'000, 4, 5, 16'000}));
}

TEST(Sitting, WhatStaysOfAGameTellsTheSameOfIt) {
    auto questions = five();
    questions.insert(questions.begin() + 1, poll("wish"));
    Guest an(questions, Preset::accuracy);
    for (const auto& [id, option] : std::vector<std::pair<std::string, const char*>>{{"q1", "b"}, {"wish", "a"}, {"q2", "a"}, {"q3", "true"}}) {
        an.answers(id, option);
        an.goes_on();
    }
    an.answers("q4", json{{"number", 99}});
    an.goes_on();
    an.answers("q5", json{{"order", {"c", "a", "b", "d"}}}, 7'000);
    ASSERT_TRUE(an.sitting.over());
    const Over over = over_of(17, an.sitting);
    EXPECT_EQ(over.sitting, 17);
    EXPECT_EQ(over.came(), an.sitting.came_to());
    EXPECT_EQ(over.ended, Guest::wall + an.now);
    ASSERT_EQ(over.count, an.sitting.count());
    for (int i = 0; i < over.count; ++i) EXPECT_EQ(over.mark(i), an.sitting.outcome(i).right) << i;
    EXPECT_EQ(over.mark(1), std::nullopt) << "an opinion";
}

// A game of five in which so many were right.
Over game(std::int64_t sitting, int right) {
    Over over;
    over.sitting = sitting;
    over.count = 5;
    over.right = (1u << right) - 1;
    return over;
}

TEST(Past, TheBestOfTheDayStaysWhileOthersFollow) {
    Past past;
    EXPECT_EQ(past.best(), nullptr);
    EXPECT_FALSE(past.add(game(1, 5), false)) << "of yesterday";
    EXPECT_EQ(past.best(), nullptr);
    EXPECT_TRUE(past.add(game(2, 3), true));
    EXPECT_FALSE(past.add(game(3, 3), true)) << "as good is not better";
    EXPECT_FALSE(past.add(game(4, 1), true));
    EXPECT_EQ(past.best()->sitting, 2);
    EXPECT_EQ(past.last.sitting, 4);
    EXPECT_TRUE(past.add(game(5, 4), true));
    EXPECT_EQ(past.best(), &past.last);
    past.turn_day();
    EXPECT_EQ(past.best(), nullptr);
    EXPECT_EQ(past.last.sitting, 5) << "the card is still there";
    EXPECT_TRUE(past.add(game(6, 0), true));
}

TEST(Past, EverybodysIsTheirOwn) {
    Pasts pasts;
    for (const PlayerId player : {5, 2, 9, 3, 2}) pasts.of(player).met.push_back(static_cast<std::uint32_t>(player));
    for (const PlayerId player : {2, 3, 5, 9}) {
        ASSERT_TRUE(pasts.find(player)) << player;
        EXPECT_EQ(pasts.find(player)->met.front(), player);
    }
    EXPECT_EQ(pasts.find(2)->met.size(), 2u);
    EXPECT_EQ(pasts.find(4), nullptr);
    pasts.erase(5);
    pasts.erase(4);
    EXPECT_EQ(pasts.find(5), nullptr);
    pasts.erase_if([](PlayerId player, const Past&) { return player < 9; });
    EXPECT_EQ(pasts.find(2), nullptr);
    EXPECT_TRUE(pasts.find(9));
}

TEST(MetQuestions, OneThatManyMetIsKeptOnce) {
    MetQuestions met;
    EXPECT_EQ(met.number(single("q1", "b")), met.number(single("q1", "a"))) << "options may come in another order";
    EXPECT_NE(met.number(single("q1", "b")), met.number(boolean("q3", true)));
    EXPECT_EQ(met.at(met.number(boolean("q3", true))).id, "q3");
}

TEST(Sitting, ASecondTapChangesNothing) {
    Guest an(five());
    EXPECT_EQ(an.answers("q1", "a"), Taken::accepted);
    EXPECT_EQ(an.answers("q1", "b"), Taken::already) << "now that the right one is shown";
    EXPECT_EQ(an.sitting.came_to().right, 0);
    EXPECT_TRUE(an.sitting.next("q1", an.now));
    EXPECT_TRUE(an.sitting.next("q1", an.now)) << "tapped twice";
    EXPECT_EQ(an.sitting.at(), 1) << "and no question is passed over";
    EXPECT_EQ(an.answers("q1", "b"), Taken::already) << "an old question, played again";
}

TEST(Sitting, AQuestionThatIsNotShownYetCannotBeAnswered) {
    Guest an(five());
    EXPECT_EQ(an.answers("q2", json{{"options", {"a", "c"}}}), Taken::wrong_question);
    EXPECT_EQ(an.answers("q99", "a"), Taken::wrong_question);
    EXPECT_EQ(an.sitting.shown("q2"), nullptr);
    EXPECT_FALSE(an.sitting.next("q1", an.now)) << "it is not answered";
    EXPECT_FALSE(an.sitting.next("q2", an.now));
    an.answers("q1", "b");
    EXPECT_EQ(an.answers("q2", json{{"options", {"a", "c"}}}), Taken::wrong_question) << "the explanation of q1 is on";
    EXPECT_TRUE(an.sitting.answers().size() == 1);
}

TEST(Sitting, WhatIsNoAnswerToTheQuestionIsRefused) {
    Guest an(five());
    EXPECT_EQ(an.sitting.answer("q1", Number{3}, an.now, 0), Taken::bad_choice);
    EXPECT_EQ(an.sitting.answer("q1", Picked{3}, an.now, 0), Taken::bad_choice) << "two of a single choice";
    EXPECT_EQ(an.sitting.step(), Step::question);
}

TEST(Sitting, HasteEarnsNothingButSettlesTies) {
    Guest quick({single("q1", "b")}), slow({single("q1", "b")});
    quick.answers("q1", "b", 600);
    slow.answers("q1", "b", 90'000);
    EXPECT_EQ(quick.sitting.came_to().score, slow.sitting.came_to().score);
    EXPECT_TRUE(better(quick.sitting.came_to(), slow.sitting.came_to()));
    EXPECT_FALSE(better(slow.sitting.came_to(), quick.sitting.came_to()));
    EXPECT_FALSE(better(quick.sitting.came_to(), quick.sitting.came_to())) << "the same is not better";
    Guest away({single("q1", "b")});
    away.answers("q1", "b", 7'200'000);
    EXPECT_EQ(away.sitting.came_to().time, kMostSpent);
}

TEST(Sitting, EveryPresetCountsWithoutSpeed) {
    for (const auto& [preset, points] : {std::pair{Preset::accuracy, 1}, {Preset::balanced, 1000}, {Preset::speed, 500}}) {
        Guest an({single("q1", "b")}, preset);
        an.answers("q1", "b", 100);
        EXPECT_EQ(an.sitting.came_to().score, points);
    }
}

TEST(Sitting, APollIsAskedForNoPoints) {
    Guest an({poll("wish"), single("q1", "b")});
    an.answers("wish", "a");
    EXPECT_EQ(an.sitting.outcome(0).right, std::nullopt);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(an.sitting.reveal()->key));
    an.goes_on();
    an.answers("q1", "b");
    EXPECT_EQ(an.sitting.came_to(), (Came{1'000, 1'000, 1, 1, 4'000}));
}

TEST(Sitting, PowerFailsAndTheSameQuestionIsStillThere) {
    Guest an(five());
    an.restart();
    EXPECT_EQ(an.sitting.public_question()->id, "q1");
    an.answers("q1", "b");
    an.restart();
    EXPECT_EQ(an.sitting.step(), Step::explained) << "the explanation was on";
    EXPECT_EQ(an.answers("q1", "a"), Taken::already);
    an.goes_on();
    an.restart();
    EXPECT_EQ(an.sitting.public_question()->id, "q2");
    EXPECT_EQ(an.sitting.step(), Step::question);
    EXPECT_EQ(an.sitting.came_to(), (Came{1'000, 1'000, 1, 1, 4'000}));
}

TEST(Sitting, RowsThatContradictEachOtherAreNoSitting) {
    Guest an(five());
    an.answers("q1", "b");
    const auto& facts = an.sitting;
    const auto from = [&](std::vector<SittingAnswer> answers, int at) {
        return Sitting::restore(facts.questions(), Preset::balanced, std::move(answers), at, 0).has_value();
    };
    EXPECT_TRUE(from(facts.answers(), 0));
    EXPECT_TRUE(from(facts.answers(), 1));
    EXPECT_FALSE(from(facts.answers(), 2)) << "a question was passed over";
    EXPECT_FALSE(from({}, 1));
    EXPECT_FALSE(from({}, -1));
    EXPECT_FALSE(from({{Number{4}, 0, 0}}, 0)) << "no answer to that question";
    EXPECT_FALSE(Sitting::restore({}, Preset::balanced, {}, 0, 0));
}

TEST(Sitting, AQuestionGivesWayToAnother) {
    Guest an(five());
    EXPECT_TRUE(an.sitting.replace(single("other", "d"), an.now));
    EXPECT_EQ(an.sitting.public_question()->id, "other");
    EXPECT_EQ(an.answers("q1", "b"), Taken::wrong_question);
    EXPECT_EQ(an.answers("other", "d"), Taken::accepted);
    EXPECT_FALSE(an.sitting.replace(single("third", "d"), an.now)) << "what is answered stays";
}

// ---------------------------------------------------------------- which questions

Bank bank(const std::string& id, int easy, int medium = 0, int hard = 0) {
    Bank made{id, {id, ""}, {"Chủ đề " + id, ""}, {}};
    const auto add = [&](Difficulty difficulty, int count) {
        for (int i = 0; i < count; ++i) {
            Question q = single(id + std::to_string(made.questions.size()), "b");
            q.text = {"Câu " + q.id + "?", ""};
            q.difficulty = difficulty;
            made.questions.push_back(std::move(q));
        }
    };
    add(Difficulty::easy, easy);
    add(Difficulty::medium, medium);
    add(Difficulty::hard, hard);
    return made;
}

struct Shop {
    std::vector<Bank> banks;
    PickWish wish;
    Drawn pick(std::uint64_t seed = 7) {
        std::vector<const Bank*> all;
        for (const auto& one : banks) all.push_back(&one);
        wish.seed = seed;
        return pick_questions(pool_of(all), wish);
    }
};

TEST(Pick, FiveQuestionsComeFromFiveBanksEasyOnesFirst) {
    Shop shop{{bank("a", 9, 9, 9), bank("b", 9, 9, 9), bank("c", 9, 9, 9), bank("d", 9, 9, 9), bank("e", 9, 9, 9), bank("f", 9, 9, 9)}, {}};
    std::set<std::string> first_banks;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Drawn drawn = shop.pick(seed);
        ASSERT_EQ(drawn.questions.size(), 5u);
        std::set<std::string> banks;
        std::vector<Difficulty> difficulties;
        for (const auto& q : drawn.questions) {
            banks.insert(drawn.bank_of.at(q.id));
            difficulties.push_back(q.difficulty);
        }
        EXPECT_EQ(banks.size(), 5u) << "seed " << seed;
        EXPECT_THAT(difficulties, ::testing::ElementsAre(Difficulty::easy, Difficulty::easy, Difficulty::medium, Difficulty::medium, Difficulty::hard));
        first_banks.insert(drawn.bank_of.at(drawn.questions.front().id));
    }
    EXPECT_EQ(first_banks.size(), 6u) << "no bank is left out for everybody";
    EXPECT_EQ(shop.pick(3).questions, shop.pick(3).questions);
}

TEST(Pick, WhereABankHasOnlyEasyOnesTheyFillTheSitting) {
    Shop shop{{bank("a", 7)}, {}};
    EXPECT_EQ(shop.pick().questions.size(), 5u);
    shop.banks = {bank("a", 3)};
    EXPECT_EQ(shop.pick().questions.size(), 3u) << "fewer than wished";
    shop.banks = {};
    EXPECT_TRUE(shop.pick().questions.empty());
}

TEST(Pick, WhoPlaysAgainMeetsFreshQuestionsUntilAllAreUsedUp) {
    Shop shop{{bank("a", 5), bank("b", 5)}, {}};
    Asked met;
    shop.wish.asked = &met;
    std::set<std::string> seen;
    for (std::uint64_t game = 1; game <= 2; ++game)
        for (const auto& q : shop.pick(game).questions) {
            EXPECT_TRUE(seen.insert(q.id).second) << q.id << " came twice";
            ++met[asked_key(q)];
        }
    EXPECT_EQ(shop.pick(3).questions.size(), 5u) << "then they come again";
}

TEST(Pick, TheContestsQuestionsAreLeftOut) {
    Shop shop{{bank("a", 6)}, {}};
    shop.wish.not_now = [](const PoolQuestion& one) { return one.key == asked_key(*one.question) && one.question->id == "a2"; };
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        for (const auto& q : shop.pick(seed).questions) EXPECT_NE(q.id, "a2");
}

TEST(Pick, NoNearestOfAllAndOnePollAtMost) {
    Bank odd{"odd", {"Lạ", ""}, {}, {closest("near", 969), poll("p1"), poll("p2"), single("s1", "b"), single("s2", "b"), single("s3", "b")}};
    for (auto& q : odd.questions) q.text = {"Câu " + q.id + "?", ""};
    Shop shop{{odd}, {}};
    int polls = 0;
    const auto drawn = shop.pick();
    for (const auto& q : drawn.questions) {
        EXPECT_NE(q.id, "near");
        polls += !q.scored();
    }
    EXPECT_EQ(polls, 1);
    EXPECT_EQ(drawn.questions.size(), 4u);
    shop.wish.questions = 3;
    for (const auto& q : shop.pick().questions) EXPECT_TRUE(q.scored()) << "three questions have no room for an opinion";
}

// ---------------------------------------------------------------- what to read next

TEST(ReadNext, BoothsThatSpeakOfWhatWasMissed) {
    Shelf shelf;
    shelf.add("services", R"({"title":{"vi":"Dịch vụ công trực tuyến","en":"Public services"},"lead":"Làm giấy tờ tại nhà","sections":[]})");
    shelf.add("farm", R"({"title":{"vi":"Nông nghiệp thông minh"},"lead":"Vườn, ao","sections":[{"heading":"Tem","text":"Dịch vụ công cũng có"}]})");
    shelf.add("broken", "{");
    shelf.add("untitled", "{}");
    ASSERT_EQ(shelf.booths.size(), 2u);
    const auto read = read_next(shelf, {{"Nông nghiệp số", ""}, {"Dịch vụ công", ""}, {"Nông nghiệp số", ""}, {"Thể thao", ""}});
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[0].booth, "farm");
    EXPECT_EQ(read[0].topic.vi, "Nông nghiệp số");
    EXPECT_EQ(read[1].booth, "services");
    EXPECT_EQ(read[1].title.en, "Public services");
    EXPECT_EQ(read_next(shelf, {{"Dịch vụ công", ""}, {"Nông nghiệp số", ""}}, 1).size(), 1u);
    EXPECT_TRUE(read_next({}, {{"Dịch vụ công", ""}}).empty()) << "a kiosk without booths";
    EXPECT_TRUE(read_next(shelf, {{"", ""}}).empty());
}

} // namespace
} // namespace quiz::testing
