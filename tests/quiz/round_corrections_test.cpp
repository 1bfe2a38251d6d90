// Staff void a question or replace its key: everybody is re-scored, and the trail says so.

#include "room.h"

#include <gtest/gtest.h>

namespace quiz::testing {
namespace {

constexpr Ms kWall = 1'790'000'000'000;

TEST(Corrections, AReKeyedQuestionReScoresEverybody) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.play({{"An", "b"}, {"Binh", "c"}});
    EXPECT_EQ(room.board(), "1 An, 2 Binh");
    const Points before = room.score(an);
    EXPECT_TRUE(room.round.rekey_question("q1", RightOptions{{"c"}}, kWall));
    EXPECT_EQ(room.board(), "1 Binh, 2 An");
    EXPECT_EQ(room.score(binh), before);
    EXPECT_EQ(room.score(an), 0);
    EXPECT_EQ(room.round.own(an).outcome->right, false);
    EXPECT_EQ(room.round.reveal()->key, Key(RightOptions{{"c"}}));
    ASSERT_EQ(room.round.changes().size(), 1u);
    EXPECT_EQ(room.round.changes()[0], (Change{kWall, Change::What::rekeyed, "q1", RightOptions{{"c"}}}));
    EXPECT_EQ(room.round.config().questions[0].key, Key(RightOptions{{"b"}})) << "as it was begun";
}

TEST(Corrections, AReKeyThatMakesNoSenseChangesNothing) {
    Room room(contest({single("q1", "b"), poll("p")}));
    room.join("An");
    for (const Key& key : {Key{}, Key(RightOptions{{"b"}}), Key(RightOptions{{"z"}}), Key(RightOptions{{"a", "b"}}),
                           Key(RightNumber{5}),
                           Key(RightTexts{{"b"}}), Key(RightOrder{{"a", "b", "c", "d"}})})
        EXPECT_FALSE(room.round.rekey_question("q1", key, kWall));
    EXPECT_FALSE(room.round.rekey_question("nix", RightOptions{{"a"}}, kWall));
    EXPECT_FALSE(room.round.rekey_question("p", RightOptions{{"a"}}, kWall));
    EXPECT_TRUE(room.round.changes().empty());
}

TEST(Corrections, AVoidedQuestionIsWorthNothingAndCanBeRestored) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.play({{"An", "b"}});
    room.play({{"Binh", "b"}});
    EXPECT_EQ(room.board(), "1= An, 1= Binh");
    EXPECT_TRUE(room.round.void_question("q2", true, kWall));
    EXPECT_FALSE(room.round.void_question("q2", true, kWall));
    EXPECT_FALSE(room.round.void_question("nix", true, kWall));
    EXPECT_EQ(room.board(), "1 An, 2 Binh");
    EXPECT_TRUE(room.round.voided("q2"));
    EXPECT_TRUE(room.round.reveal()->voided);
    EXPECT_EQ(room.round.reveal()->counts.answered, 1);
    EXPECT_EQ(room.round.reveal()->counts.right, 0);
    EXPECT_EQ(room.round.own(binh).outcome->right, std::nullopt);
    EXPECT_EQ(room.round.own(binh).outcome->points, 0);
    EXPECT_TRUE(room.round.void_question("q2", false, kWall + 1));
    EXPECT_EQ(room.board(), "1= An, 1= Binh");
    EXPECT_EQ(room.round.changes().back().what, Change::What::restored);
    EXPECT_GT(room.score(an), 0);
}

TEST(Corrections, AVoidedQuestionThatIsStillToComeIsSkipped) {
    Room room(contest({single("q1", "b"), single("q2", "b"), single("q3", "b")}));
    room.join("An");
    EXPECT_TRUE(room.round.void_question("q2", true, kWall));
    room.play({{"An", "b"}});
    room.open();
    EXPECT_EQ(room.round.present_question()->id, "q3");
    room.reveal();
    EXPECT_EQ(room.round.next(room.now), Next::podium);
    EXPECT_FALSE(room.round.was_revealed("q2"));
    EXPECT_TRUE(room.round.was_revealed("q3"));
    EXPECT_FALSE(room.round.was_revealed("nix"));
    EXPECT_FALSE(room.round.voided("nix"));
    EXPECT_FALSE(room.round.voided("q3"));
    EXPECT_FALSE(room.round.question("nix"));
}

TEST(Corrections, WhereEverythingIsVoidedTheLobbyCanOnlyEnd) {
    Room room(contest({single("q1", "b")}));
    EXPECT_TRUE(room.round.void_question("q1", true, kWall));
    EXPECT_EQ(room.round.next(room.now), Next::end);
    room.next();
    EXPECT_EQ(room.round.phase(), Phase::ended);
}

TEST(Corrections, WhenTheRestIsVoidedDuringTheStandingsThePodiumComes) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    room.join("An");
    room.play({{"An", "b"}});
    room.next();
    EXPECT_TRUE(room.round.void_question("q2", true, kWall));
    EXPECT_EQ(room.round.next(room.now), Next::podium);
}

TEST(Corrections, ARunningQuestionCanBeVoidedAndReKeyed) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An");
    room.open();
    EXPECT_EQ(room.answer(an, "d"), Verdict::accepted);
    EXPECT_TRUE(room.round.rekey_question("q1", RightOptions{{"d"}}, kWall));
    EXPECT_TRUE(room.round.standings().empty()) << "nothing is told before the reveal";
    room.reveal();
    EXPECT_EQ(room.round.own(an).outcome->right, true);
    room.open();
    EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
    EXPECT_TRUE(room.round.void_question("q2", true, kWall));
    room.reveal();
    EXPECT_EQ(room.round.own(an).outcome->right, std::nullopt);
    EXPECT_EQ(room.round.standings()[0].moved, 0);
}

TEST(Corrections, AReKeyedNumberMayBecomeTheClosest) {
    Room room(contest({number("q1", 100)}));
    const auto an = room.join("An");
    room.join("Binh");
    room.play({{"An", "90"}, {"Binh", "300"}});
    EXPECT_EQ(room.score(an), 0);
    EXPECT_TRUE(room.round.rekey_question("q1", RightNumber{100, 0, true}, kWall));
    EXPECT_GT(room.score(an), 0);
}

TEST(Corrections, ASpareQuestionCanBeVoidedOnlyOnceItWasAsked) {
    Room room(contest({single("q1", "b")}, {single("s1", "c")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.play({});
    room.next();
    EXPECT_FALSE(room.round.void_question("s1", true, kWall));
    ASSERT_TRUE(room.round.sudden_death(room.now));
    room.next();
    EXPECT_EQ(room.answer(binh, "c"), Verdict::accepted);
    room.reveal();
    EXPECT_EQ(room.place(an), 2);
    EXPECT_TRUE(room.round.void_question("s1", true, kWall));
    EXPECT_EQ(room.place(an), 1);
    EXPECT_EQ(room.board(), "1= An, 1= Binh");
}

TEST(Corrections, AVoidedFirstQuestionLeavesNobodyMoved) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    room.join("An");
    room.join("Binh");
    room.play({{"An", "b"}});
    EXPECT_TRUE(room.round.void_question("q1", true, kWall));
    room.play({{"Binh", "b"}});
    EXPECT_EQ(room.board(), "1 Binh, 2 An");
    EXPECT_EQ(room.round.standings()[1].moved, 0) << "there was no order to move in";
}

// What the central endpoint is told of an answer, before and after staff set the question right.
TEST(Corrections, AJudgedAnswerFollowsTheKey) {
    Room room(contest({single("q1", "b")}, {single("s1", "c")}));
    const auto an = room.join("An");
    room.join("Binh");
    room.play({{"An", "b"}, {"Binh", "a"}});
    ASSERT_EQ(room.round.answer_count("q1"), 2u);
    Judged judged = room.round.judged("q1", 0);
    EXPECT_EQ(judged.player, an);
    EXPECT_EQ(judged.right, true);
    EXPECT_GE(judged.points, 1000);
    EXPECT_EQ(judged.most, most(Preset::balanced, 1));
    EXPECT_EQ(room.round.judged("q1", 1).right, false);
    EXPECT_EQ(room.round.judged("q1", 1).points, 0);
    ASSERT_TRUE(room.round.rekey_question("q1", RightOptions{{"a"}}, kWall));
    EXPECT_EQ(room.round.judged("q1", 0).right, false);
    EXPECT_EQ(room.round.judged("q1", 1).right, true);
    ASSERT_TRUE(room.round.void_question("q1", true, kWall));
    judged = room.round.judged("q1", 0);
    EXPECT_EQ(judged.right, std::nullopt);
    EXPECT_EQ(judged.points, 0);
    EXPECT_EQ(judged.most, 0) << "nothing could be won";
    EXPECT_EQ(room.round.answer_count("nowhere"), 0u);
}

} // namespace
} // namespace quiz::testing
