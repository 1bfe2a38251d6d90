// People and their answers. Each famous fault of other products has a test named after what people saw.

#include "room.h"

#include <gtest/gtest.h>

namespace quiz::testing {
namespace {

TEST(Round, AnEveningFromLobbyToPodium) {
    Room room(contest({single("q1", "b"), single("q2", "c")}));
    const auto an = room.join("An"), binh = room.join("Binh"), chi = room.join("Chi");
    EXPECT_EQ(room.round.next(room.now), Next::start);
    room.next();
    EXPECT_EQ(room.round.phase(), Phase::question);
    EXPECT_EQ(room.round.next(room.now), Next::open_answers);
    room.next();
    EXPECT_EQ(room.round.next(room.now), Next::close);
    room.pass(2'000);
    EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
    room.pass(4'000);
    EXPECT_EQ(room.answer(binh, "b"), Verdict::accepted);
    EXPECT_EQ(room.answer(chi, "a"), Verdict::accepted);
    EXPECT_EQ(room.round.answered(), 3);
    room.wait();
    EXPECT_EQ(room.round.phase(), Phase::closed);
    EXPECT_EQ(room.round.next(room.now), Next::reveal);
    room.next();
    EXPECT_EQ(room.round.counts()->options, (std::vector<int>{1, 2, 0, 0}));
    EXPECT_EQ(room.round.counts()->right, 2);
    EXPECT_EQ(room.round.counts()->wrong, 1);
    EXPECT_EQ(room.board(), "1 An, 2 Binh, 3 Chi");
    EXPECT_EQ(room.score(an), 1000 + 499 * 18 / 20);
    EXPECT_EQ(room.round.next(room.now), Next::standings);
    room.next();
    EXPECT_EQ(room.round.next(room.now), Next::next_question);
    room.play({{"Chi", "c"}, {"Binh", "c"}});
    EXPECT_EQ(room.board(), "1 Binh, 2 Chi, 3 An");
    EXPECT_EQ(room.round.standings()[0].moved, 1);
    EXPECT_EQ(room.round.standings()[2].moved, -2);
    EXPECT_EQ(room.round.next(room.now), Next::podium);
    room.next();
    EXPECT_EQ(room.round.next(room.now), Next::end);
    room.next();
    EXPECT_EQ(room.round.phase(), Phase::ended);
    EXPECT_EQ(room.round.next(room.now), Next::none);
    EXPECT_FALSE(room.round.advance(room.now));
    EXPECT_EQ(room.board(), "1 Binh, 2 Chi, 3 An") << "the list stays to be read";
}

TEST(Round, ALateAnswerNeverCountsForTheNextQuestion) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An");
    room.open();
    room.reveal();
    room.open();
    ASSERT_EQ(room.round.present_question()->id, "q2");
    EXPECT_EQ(room.answer(an, "q1", "b", 0), Verdict::too_late);
    EXPECT_EQ(room.round.answered(), 0);
    room.reveal();
    EXPECT_EQ(room.score(an), 0);
}

TEST(Round, WhoAnsweredDroppedAndCameBackIsToldTheTruthAndCannotAnswerTwice) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An");
    room.open();
    room.pass(3'000);
    const auto first = room.send(an, "q1", room.choice("q1", "a"));
    ASSERT_EQ(first.verdict, Verdict::accepted);
    EXPECT_EQ(first.offset, 3'000);
    room.pass(5'000);
    const auto second = room.send(an, "q1", room.choice("q1", "b"));
    EXPECT_EQ(second.verdict, Verdict::already);
    ASSERT_TRUE(second.choice);
    EXPECT_EQ(*second.choice, room.choice("q1", "a"));
    EXPECT_EQ(second.offset, 3'000);
    EXPECT_EQ(*room.round.own(an).choice, room.choice("q1", "a"));
    EXPECT_EQ(room.round.answered(), 1);
    room.restart();
    EXPECT_EQ(room.answer(an, "b"), Verdict::already) << "also after a restart";
    room.reveal();
    EXPECT_EQ(room.answer(an, "q1", "b", 0), Verdict::already) << "also after the reveal";
    EXPECT_EQ(room.score(an), 0);
    room.open();
    EXPECT_EQ(room.answer(an, "q1", "b", 0), Verdict::already) << "a retry of what was saved, the acknowledgement was lost";
}

TEST(Round, EqualScoresShareAPlaceAndTheNextOneIsLeftOut) {
    RoundConfig config = contest({single("q1", "b")});
    config.preset = Preset::accuracy;
    Room room(config);
    for (const char* name : {"An", "Binh", "Chi", "Dung"})
        room.join(name);
    room.open();
    room.pass(1'000);
    EXPECT_EQ(room.answer(1, "b"), Verdict::accepted);
    room.pass(1'000);
    EXPECT_EQ(room.answer(2, "b"), Verdict::accepted);
    EXPECT_EQ(room.answer(3, "b"), Verdict::accepted);
    room.reveal();
    EXPECT_EQ(room.board(), "1 An, 2= Binh, 2= Chi, 4 Dung");
    EXPECT_TRUE(room.round.own(2).shared);
}

TEST(Round, AKickedPlayerCanBeLetBackWithTheirScore) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An");
    room.join("Binh");
    room.play({{"An", "b"}});
    const Points before = room.score(an);
    EXPECT_TRUE(room.round.set_removed(an, true));
    EXPECT_FALSE(room.round.set_removed(an, true));
    EXPECT_FALSE(room.round.set_removed(99, true));
    EXPECT_EQ(room.board(), "1 Binh");
    EXPECT_EQ(room.round.people(), 1);
    EXPECT_EQ(room.round.counts()->answered, 0);
    EXPECT_TRUE(room.round.own(an).removed);
    EXPECT_EQ(room.place(an), 0);
    room.open();
    EXPECT_EQ(room.answer(an, "b"), Verdict::removed);
    EXPECT_TRUE(room.round.set_removed(an, false));
    EXPECT_EQ(room.score(an), before);
    EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
    room.reveal();
    EXPECT_EQ(room.board(), "1 An, 2 Binh");
}

TEST(Round, TheAnswersOfAKickedPlayerLeaveTheTallyAndComeBack) {
    Room room(contest({multiple("q1", {"a", "c"}), number("q2", 5)}));
    const auto an = room.join("An");
    room.join("Binh");
    room.open();
    EXPECT_EQ(room.answer(an, "a,c"), Verdict::accepted);
    EXPECT_EQ(room.answer(2, "c"), Verdict::accepted);
    room.round.set_removed(an, true);
    EXPECT_EQ(room.round.answered(), 1);
    room.reveal();
    EXPECT_EQ(room.round.counts()->options, (std::vector<int>{0, 0, 1, 0}));
    EXPECT_EQ(room.round.counts()->right, 0);
    room.round.set_removed(an, false);
    EXPECT_EQ(room.round.counts()->options, (std::vector<int>{1, 0, 2, 0}));
    EXPECT_EQ(room.round.counts()->right, 1);
}

TEST(Round, NothingTellsTheRightAnswerBeforeTheReveal) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An");
    EXPECT_FALSE(room.round.public_question());
    room.next();
    for (const Phase phase : {Phase::question, Phase::answering, Phase::closed}) {
        ASSERT_EQ(room.round.phase(), phase);
        EXPECT_EQ(room.round.public_question()->id, "q1");
        EXPECT_EQ(room.round.public_question()->time, 20'000);
        EXPECT_FALSE(room.round.reveal());
        EXPECT_FALSE(room.round.own(an).outcome);
        EXPECT_EQ(room.round.counts().has_value(), phase == Phase::closed) << "no percentages while people answer";
        if (phase == Phase::closed) {
            EXPECT_EQ(room.round.counts()->right, 0);
            EXPECT_EQ(room.round.counts()->wrong, 0);
        }
        if (phase == Phase::question)
            room.next();
        else if (phase == Phase::answering) {
            EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
            EXPECT_EQ(room.score(an), 0);
            EXPECT_EQ(room.place(an), 0);
            room.close();
        }
    }
    room.next();
    ASSERT_TRUE(room.round.reveal());
    EXPECT_EQ(room.round.reveal()->key, Key(RightOptions{{"b"}}));
    EXPECT_EQ(room.round.own(an).outcome->right, true);
    EXPECT_EQ(room.round.own(an).outcome->points, room.score(an));
    EXPECT_EQ(room.round.own(an).outcome->points - room.round.own(an).outcome->speed, 1000);
    room.open();
    EXPECT_FALSE(room.round.own(an).outcome);
    EXPECT_EQ(room.place(an), 1) << "as of the last reveal";
    room.to_podium();
    EXPECT_FALSE(room.round.public_question());
    EXPECT_FALSE(room.round.reveal());
    EXPECT_FALSE(room.round.counts());
    EXPECT_EQ(room.round.answered(), 0);
}

TEST(Round, AnswersAreRefusedWithTheReason) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    const Choice b = room.choice("q1", "b");
    EXPECT_EQ(room.send(99, "q1", b).verdict, Verdict::not_entered);
    EXPECT_EQ(room.send(an, "q1", b).verdict, Verdict::wrong_question) << "the lobby";
    EXPECT_EQ(room.send(an, "nix", b).verdict, Verdict::wrong_question);
    room.next();
    EXPECT_EQ(room.send(an, "q1", b).verdict, Verdict::not_open);
    room.pass(5'000);
    room.next();
    EXPECT_EQ(room.send(an, "q1", b, 1).verdict, Verdict::not_open) << "it came before the answers were open";
    EXPECT_EQ(room.send(an, "q2", b).verdict, Verdict::wrong_question) << "still to come";
    EXPECT_EQ(room.send(an, "q1", Number{1}).verdict, Verdict::bad_choice);
    EXPECT_EQ(room.send(an, "q1", b).verdict, Verdict::accepted);
    room.close();
    room.pass(5'000);
    EXPECT_EQ(room.send(binh, "q1", b).verdict, Verdict::too_late);
    room.next();
    EXPECT_EQ(room.send(binh, "q1", b).verdict, Verdict::too_late);
    room.next();
    EXPECT_EQ(room.send(binh, "q1", b).verdict, Verdict::too_late);
}

TEST(Round, AnswersAreTakenUntilOneSecondAfterTheDeadlineWithoutSpeedPoints) {
    Room room(contest({single("q1", "b", 20)}));
    for (const char* name : {"An", "Binh", "Chi", "Dung"})
        room.join(name);
    room.open();
    room.pass(20'000);
    EXPECT_EQ(room.round.phase(), Phase::answering);
    EXPECT_EQ(room.round.remaining(room.now), 0);
    EXPECT_TRUE(room.round.closing(room.now));
    EXPECT_EQ(room.round.next(room.now), Next::none) << "the button rests for the grace second";
    EXPECT_FALSE(room.send(1, "q1", room.choice("q1", "b")).late) << "on the stroke";
    room.pass(1);
    EXPECT_TRUE(room.send(2, "q1", room.choice("q1", "b")).late);
    room.pass(999);
    EXPECT_TRUE(room.send(3, "q1", room.choice("q1", "b")).late);
    EXPECT_EQ(room.round.due(), room.now);
    room.pass(1);
    EXPECT_EQ(room.answer(4, "b"), Verdict::too_late);
    EXPECT_TRUE(room.round.tick(room.now));
    room.next();
    for (const PlayerId id : {1, 2, 3}) {
        EXPECT_EQ(room.score(id), 1000);
        EXPECT_EQ(room.round.own(id).outcome->speed, 0);
    }
    EXPECT_TRUE(room.round.own(2).late);
    EXPECT_EQ(room.board(), "1 An, 2 Binh, 3 Chi, 4 Dung") << "late ones are slower";
}

TEST(Round, WhatArrivedInTimeCountsHoweverLateItIsLookedAt) {
    Room room(contest({single("q1", "b", 20)}));
    const auto an = room.join("An"), binh = room.join("Binh"), chi = room.join("Chi");
    room.open();
    room.wait();
    ASSERT_EQ(room.round.phase(), Phase::closed);
    room.pass(30); // 21,030 ms after the opening
    const auto in_time = room.send(an, "q1", room.choice("q1", "b"), 2'030);
    EXPECT_EQ(in_time.verdict, Verdict::accepted);
    EXPECT_EQ(in_time.offset, 19'000);
    EXPECT_FALSE(in_time.late);
    EXPECT_TRUE(room.send(binh, "q1", room.choice("q1", "b"), 40).late);
    EXPECT_EQ(room.answer(chi, "b", 0), Verdict::too_late);
}

TEST(Round, ClosingEarlyDoesNotLoseWhatWasOnItsWay) {
    Room room(contest({single("q1", "b", 20)}));
    const auto an = room.join("An"), binh = room.join("Binh"), chi = room.join("Chi");
    room.open();
    room.pass(5'000);
    EXPECT_TRUE(room.round.close_early(room.now));
    EXPECT_FALSE(room.round.close_early(room.now)) << "twice is once";
    EXPECT_EQ(room.round.remaining(room.now), 0);
    EXPECT_EQ(room.round.total(), 20'000);
    EXPECT_FALSE(room.send(an, "q1", room.choice("q1", "b"), 10).late);
    room.pass(800);
    const auto late = room.send(binh, "q1", room.choice("q1", "b"));
    EXPECT_EQ(late.verdict, Verdict::accepted);
    EXPECT_TRUE(late.late);
    room.wait();
    EXPECT_EQ(room.round.phase(), Phase::closed);
    room.pass(1);
    EXPECT_EQ(room.answer(chi, "b"), Verdict::too_late);
    EXPECT_FALSE(room.round.close_early(room.now));
    room.next();
    EXPECT_EQ(room.score(binh), 1000);
    EXPECT_EQ(room.score(an), 1000 + 999 * (20'000 - 4'990) / 20'000);
}

TEST(Round, LateJoinersComeInAndArePlacedAtTheNextReveal) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    room.join("An");
    room.play({{"An", "a"}});
    const auto muon = room.join("Muon");
    EXPECT_EQ(room.place(muon), 0);
    EXPECT_EQ(room.board(), "1 An");
    room.restart();
    EXPECT_EQ(room.board(), "1 An") << "the same after a restart";
    room.play({{"Muon", "b"}});
    EXPECT_EQ(room.board(), "1 Muon, 2 An");
    room.next();
    EXPECT_FALSE(room.round.enter(77)) << "the podium";
    room.next();
    EXPECT_FALSE(room.round.enter(77)) << "over";
    EXPECT_FALSE(room.round.own(77).entered);
}

TEST(Round, EnteringTwiceIsOnce) {
    Room room(contest({single("q1", "b")}));
    const auto an = room.join("An");
    EXPECT_FALSE(room.round.enter(an));
    EXPECT_EQ(room.round.people(), 1);
    EXPECT_EQ(room.round.entry(an), (Entry{an, 0, std::nullopt, false}));
    EXPECT_FALSE(room.round.entry(99));
}

TEST(Round, WhoLeavesTheLobbyIsGoneWhoLeavesLaterOnlyStopsAnswering) {
    Room room(contest({single("q1", "b")}));
    room.join("An");
    const auto binh = room.join("Binh"), chi = room.join("Chi");
    EXPECT_TRUE(room.round.set_removed(binh, true));
    EXPECT_TRUE(room.round.leave(binh));
    EXPECT_FALSE(room.round.leave(binh));
    EXPECT_EQ(room.round.people(), 2);
    EXPECT_TRUE(room.round.leave(1));
    EXPECT_EQ(room.round.people(), 1);
    room.play({{"Chi", "b"}});
    EXPECT_FALSE(room.round.leave(chi));
    EXPECT_EQ(room.board(), "1 Chi");
}

TEST(Round, TheNearestGuessBreaksATieWhereTheRoundAsks) {
    RoundConfig config = contest({single("q1", "b")});
    config.asks_guess = true;
    Room room(config);
    for (const char* name : {"An", "Binh", "Chi", "Dung"})
        room.join(name);
    EXPECT_TRUE(room.round.guess(1, 40));
    EXPECT_TRUE(room.round.guess(1, 10)) << "may be changed";
    EXPECT_TRUE(room.round.guess(2, 5));
    for (const std::int64_t bad : {std::int64_t{0}, std::int64_t{-1}, kMaxGuess + 1})
        EXPECT_FALSE(room.round.guess(3, bad));
    EXPECT_FALSE(room.round.guess(99, 5));
    room.round.set_removed(4, true);
    EXPECT_FALSE(room.round.guess(4, 5));
    room.round.set_removed(4, false);
    room.open();
    EXPECT_TRUE(room.round.guess(3, 4)) << "until the first question closes";
    for (const PlayerId id : {1, 2, 3, 4})
        EXPECT_EQ(room.answer(id, "b"), Verdict::accepted);
    room.close();
    EXPECT_FALSE(room.round.guess(3, 6));
    room.next();
    EXPECT_EQ(room.board(), "1 Chi, 2 Binh, 3 An, 4 Dung") << "4 took part";
    EXPECT_EQ(room.round.own(3).guess, 4);
    EXPECT_FALSE(Room(contest({single("q", "a")})).round.guess(1, 5)) << "not asked";
}

TEST(Round, TheNearestNumbersAreRight) {
    Room room(contest({closest("q1", 100)}));
    for (const char* name : {"An", "Binh", "Chi"})
        room.join(name);
    room.play({{"An", "90"}, {"Binh", "110"}, {"Chi", "300"}});
    EXPECT_EQ(room.board(), "1= An, 1= Binh, 3 Chi");
    room.round.set_removed(1, true);
    room.round.set_removed(2, true);
    EXPECT_GT(room.score(3), 0) << "now the nearest that counts";
    room.round.set_removed(1, false);
    EXPECT_EQ(room.score(3), 0);
}

TEST(Round, AClosestNumberNobodyAnsweredIsNobodysPoint) {
    Room room(contest({closest("q1", 100)}));
    const auto an = room.join("An");
    room.play({});
    EXPECT_EQ(room.score(an), 0);
    EXPECT_EQ(room.round.own(an).outcome->right, false);
}

TEST(Round, APollMovesNobody) {
    Room room(contest({poll("p"), single("q1", "b")}));
    const auto an = room.join("An");
    room.play({{"An", "a"}});
    EXPECT_EQ(room.round.own(an).outcome->right, std::nullopt);
    EXPECT_EQ(room.round.counts()->wrong, 0);
    EXPECT_EQ(room.score(an), 0);
    EXPECT_EQ(room.round.next(room.now), Next::next_question) << "no standings after a poll";
    room.play({{"An", "b"}});
    EXPECT_EQ(room.round.standings()[0].moved, 0);
    EXPECT_EQ(room.score(an), 1999) << "one scored question: the whole bonus";
}

TEST(Round, TenThousandAnswersAndAReveal) {
    Room room(contest({single("q1", "b"), text("q2", {"Hà Nội"})}));
    for (PlayerId id = 1; id <= 10'000; ++id)
        ASSERT_TRUE(room.round.enter(id));
    room.open();
    const Choice b = room.choice("q1", "b");
    for (PlayerId id = 1; id <= 10'000; ++id) {
        room.now += id % 2;
        ASSERT_EQ(room.send(id, "q1", b).verdict, Verdict::accepted);
    }
    room.reveal();
    ASSERT_EQ(room.round.standings().size(), 10'000u);
    EXPECT_EQ(room.round.standings()[0].place, 1);
    EXPECT_EQ(room.round.counts()->right, 10'000);
}

TEST(Forgetting, WhoIsForgottenIsNowhereAndEverybodyElsePlaysOn) {
    Room room(contest({single("q1", "b"), closest("q2", 10)}));
    const auto an = room.join("An"), binh = room.join("Binh"), chi = room.join("Chi");
    room.play({{"An", "b"}, {"Binh", "b"}});
    EXPECT_EQ(room.place(an), 1);
    room.open();
    EXPECT_EQ(room.answer(an, "10"), Verdict::accepted);
    EXPECT_EQ(room.answer(binh, "17"), Verdict::accepted);
    EXPECT_TRUE(room.round.forget(an));
    EXPECT_FALSE(room.round.forget(an));
    EXPECT_EQ(room.answer(an, "10"), Verdict::not_entered);
    EXPECT_FALSE(room.round.entry(an));
    EXPECT_EQ(room.round.people(), 2);
    EXPECT_EQ(room.round.answered(), 1);
    for (const auto& fact : room.round.snapshot(room.now).answers) EXPECT_EQ(fact.player, binh);
    room.reveal();
    EXPECT_EQ(room.round.reveal()->counts.right, 1) << "the nearest of those who are here";
    EXPECT_EQ(room.board(), "1 Binh, 2 Chi");
    room.restart();
    EXPECT_EQ(room.board(), "1 Binh, 2 Chi");
    EXPECT_TRUE(room.round.forget(chi));
    EXPECT_TRUE(room.round.forget(binh));
    EXPECT_EQ(room.board(), "");
}

TEST(Forgetting, InTheLobbyAndAmongThoseWhoLeave) {
    Room room(contest({single("q1", "b")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.join("Chi");
    EXPECT_TRUE(room.round.forget(binh));
    EXPECT_TRUE(room.round.leave(an));
    EXPECT_EQ(room.round.people(), 1);
    room.play({{"Chi", "b"}});
    EXPECT_EQ(room.board(), "1 Chi");
}

} // namespace
} // namespace quiz::testing
