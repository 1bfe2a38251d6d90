// Who moves the round on, and when: staff, time, pauses, sudden death.

#include "room.h"

#include <gtest/gtest.h>

namespace quiz::testing {
namespace {

TEST(Pace, ADoubleNextAdvancesOnce) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    room.join("An");
    EXPECT_TRUE(room.round.advance_from(Phase::lobby, -1, room.now));
    EXPECT_FALSE(room.round.advance_from(Phase::lobby, -1, room.now)) << "the second phone still saw the lobby";
    EXPECT_EQ(room.round.phase(), Phase::question);
    EXPECT_FALSE(room.round.advance_from(Phase::question, 1, room.now)) << "another question";
    room.next();
    EXPECT_TRUE(room.round.advance_from(Phase::answering, 0, room.now)) << "closes";
    EXPECT_FALSE(room.round.advance_from(Phase::answering, 0, room.now)) << "is closing already";
    room.wait();
    EXPECT_EQ(room.round.phase(), Phase::closed);
}

TEST(Pace, APausedCountdownStandsStill) {
    Room room(contest({single("q1", "b", 20)}));
    const auto an = room.join("An"), binh = room.join("Binh"), chi = room.join("Chi");
    room.open();
    room.pass(5'000);
    EXPECT_FALSE(room.round.resume(room.now));
    EXPECT_TRUE(room.round.pause(room.now));
    EXPECT_FALSE(room.round.pause(room.now));
    EXPECT_TRUE(room.round.paused());
    EXPECT_FALSE(room.round.due());
    room.pass(100'000);
    EXPECT_FALSE(room.round.tick(room.now));
    EXPECT_EQ(room.round.remaining(room.now), 15'000);
    EXPECT_EQ(room.answer(an, "b"), Verdict::not_open) << "nobody gains time by a pause";
    const auto before = room.send(binh, "q1", room.choice("q1", "b"), 100'500);
    EXPECT_EQ(before.verdict, Verdict::accepted) << "it arrived before the pause";
    EXPECT_EQ(before.offset, 4'500);
    EXPECT_TRUE(room.round.resume(room.now));
    room.pass(1'000);
    EXPECT_EQ(room.answer(chi, "b", 1'500), Verdict::not_open) << "it arrived in the pause";
    EXPECT_EQ(room.send(an, "q1", room.choice("q1", "b")).offset, 6'000);
    EXPECT_EQ(room.round.due(), room.now + 15'000);
}

TEST(Pace, NextEndsAPause) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    room.join("An");
    room.next();
    EXPECT_TRUE(room.round.pause(room.now));
    room.next();
    EXPECT_FALSE(room.round.paused());
    EXPECT_TRUE(room.round.pause(room.now));
    room.pass(60'000);
    room.next(); // closes
    EXPECT_FALSE(room.round.paused());
    EXPECT_FALSE(room.round.pause(room.now)) << "the grace second cannot be held";
    room.wait();
    EXPECT_EQ(room.round.phase(), Phase::closed);
    room.to_podium();
    room.next();
    EXPECT_FALSE(room.round.pause(room.now)) << "over";
}

TEST(Pace, AnAutomaticRoundRunsByItself) {
    RoundConfig config = contest({single("q1", "b", 10), poll("q2"), single("q3", "b", 10)});
    config.automatic = true;
    Room room(config);
    EXPECT_EQ(room.round.remaining(room.now), 120'000);
    EXPECT_EQ(room.round.total(), 120'000);
    room.wait();
    EXPECT_EQ(room.round.phase(), Phase::lobby) << "nobody is here: it waits on";
    EXPECT_EQ(room.round.remaining(room.now), 120'000);
    const auto an = room.join("An");
    std::vector<Phase> seen;
    const Ms began = room.now;
    while (room.round.phase() != Phase::ended) {
        room.wait();
        seen.push_back(room.round.phase());
        if (seen.back() == Phase::answering && room.round.index() == 0) {
            EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
        }
    }
    using P = Phase;
    EXPECT_EQ(seen, (std::vector<Phase>{P::question, P::answering, P::closed, P::reveal, P::standings, P::question, P::answering,
                                        P::closed, P::reveal, P::question, P::answering, P::closed, P::reveal, P::podium,
                                            P::ended}));
    // lobby + 3 * (question, closed, reveal) + times and grace + one standings + podium
    EXPECT_EQ(room.now - began, 120'000 + 3 * (4'000 + 1'500 + 10'000) + (10'000 + 20'000 + 10'000) + 3'000 + 7'000 + 30'000);
    EXPECT_FALSE(room.round.due());
    EXPECT_FALSE(room.round.remaining(room.now));
    EXPECT_FALSE(room.round.total());
}

TEST(Pace, AfterALongSleepAnAutomaticRoundSkipsNothing) {
    RoundConfig config = contest({single("q1", "b", 10)});
    config.automatic = true;
    Room room(config);
    room.join("An");
    room.pass(86'400'000);
    EXPECT_TRUE(room.round.tick(room.now));
    EXPECT_FALSE(room.round.tick(room.now)) << "the question is shown for its whole time";
    EXPECT_EQ(room.round.phase(), Phase::question);
}

TEST(Pace, StaffPacedNothingHappensByTimeButTheEndOfACountdown) {
    Room room(contest({single("q1", "b")}));
    EXPECT_FALSE(room.round.due());
    EXPECT_FALSE(room.round.remaining(room.now));
    EXPECT_FALSE(room.round.tick(room.now + 1'000'000));
    room.next();
    EXPECT_FALSE(room.round.due());
    EXPECT_FALSE(room.round.total());
}

TEST(Pace, StandingsComeAfterEveryNQuestions) {
    RoundConfig config = contest({single("q1", "b"), single("q2", "b"), single("q3", "b"), single("q4", "b")});
    config.standings_every = 2;
    Room room(config);
    room.join("An");
    room.play({});
    EXPECT_EQ(room.round.next(room.now), Next::next_question);
    room.play({});
    EXPECT_EQ(room.round.next(room.now), Next::standings);
    config.standings_every = 0;
    Room never(config);
    never.play({});
    EXPECT_EQ(never.round.next(never.now), Next::next_question);
}

TEST(Pace, EndingEarlyShowsThePodiumOfWhatWasRevealed) {
    Room room(contest({single("q1", "b"), single("q2", "b")}));
    const auto an = room.join("An");
    room.play({{"An", "b"}});
    const Points before = room.score(an);
    room.open();
    EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
    EXPECT_TRUE(room.round.end(room.now));
    EXPECT_EQ(room.round.phase(), Phase::podium);
    EXPECT_EQ(room.score(an), before) << "what was never revealed never counts";
    EXPECT_TRUE(room.round.end(room.now));
    EXPECT_EQ(room.round.phase(), Phase::ended);
    EXPECT_FALSE(room.round.end(room.now));
}

TEST(Pace, EndingBeforeAnyRevealHasNoPodium) {
    Room room(contest({single("q1", "b")}));
    EXPECT_TRUE(room.round.end(room.now));
    EXPECT_EQ(room.round.phase(), Phase::ended);
    EXPECT_FALSE(room.round.present_question());
}

TEST(SuddenDeath, SettlesASharedPrizePlace) {
    Room room(contest({single("q1", "b")}, {single("s1", "c")}));
    const auto an = room.join("An"), binh = room.join("Binh"), chi = room.join("Chi");
    room.play({{"An", "b"}, {"Binh", "b"}});
    EXPECT_FALSE(room.round.sudden_death(room.now)) << "only at the podium";
    room.next();
    EXPECT_EQ(room.round.ties(), (std::vector<std::vector<PlayerId>>{{an, binh}}));
    const Points before = room.score(an);
    EXPECT_TRUE(room.round.sudden_death(room.now));
    EXPECT_TRUE(room.round.in_sudden_death());
    EXPECT_EQ(room.round.index(), 1);
    EXPECT_EQ(room.round.count(), 1);
    room.next();
    EXPECT_EQ(room.answer(chi, "c"), Verdict::not_asked);
    EXPECT_FALSE(room.round.own(chi).asked);
    EXPECT_EQ(room.answer(an, "a"), Verdict::accepted);
    EXPECT_EQ(room.answer(binh, "c"), Verdict::accepted);
    room.reveal();
    EXPECT_EQ(room.board(), "1 Binh, 2 An, 3 Chi");
    EXPECT_EQ(room.score(an), before) << "it gives no points";
    EXPECT_FALSE(room.round.own(chi).outcome);
    EXPECT_EQ(room.round.own(binh).outcome->right, true);
    EXPECT_EQ(room.round.own(binh).outcome->points, 0);
    EXPECT_EQ(room.round.next(room.now), Next::podium);
    room.next();
    EXPECT_FALSE(room.round.in_sudden_death());
    EXPECT_FALSE(room.round.can_sudden_death()) << "nothing is shared any more";
    EXPECT_EQ(room.board(), "1 Binh, 2 An, 3 Chi");
    EXPECT_TRUE(room.round.set_removed(binh, true));
    EXPECT_EQ(room.board(), "1 An, 2 Chi") << "the winner was thrown out";
}

TEST(SuddenDeath, OfTwoRightOnesTheQuickerWins) {
    Room room(contest({single("q1", "b")}, {single("s1", "c"), single("s2", "c")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.play({{"An", "b"}, {"Binh", "b"}});
    room.next();
    ASSERT_TRUE(room.round.sudden_death(room.now));
    room.next();
    room.reveal();
    room.next();
    EXPECT_EQ(room.board(), "1= An, 1= Binh") << "nobody answered: still shared";
    ASSERT_TRUE(room.round.sudden_death(room.now)) << "again";
    room.next();
    room.pass(1'000);
    EXPECT_EQ(room.answer(binh, "c"), Verdict::accepted);
    room.pass(1);
    EXPECT_EQ(room.answer(an, "c"), Verdict::accepted);
    room.restart();
    room.reveal();
    EXPECT_EQ(room.board(), "1 Binh, 2 An");
}

TEST(SuddenDeath, IsForPrizePlacesAndNeedsAQuestion) {
    RoundConfig config = contest({single("q1", "b")}, {single("s1", "c")});
    config.prize_places = 1;
    Room room(config);
    for (const char* name : {"An", "Binh", "Chi"})
        room.join(name);
    room.play({{"An", "b"}});
    room.next();
    EXPECT_EQ(room.board(), "1 An, 2= Binh, 2= Chi");
    EXPECT_FALSE(room.round.can_sudden_death()) << "the second place has no prize";

    config.spare.clear();
    config.prize_places = 3;
    Room without(config);
    without.join("An");
    without.join("Binh");
    without.play({});
    without.next();
    EXPECT_EQ(without.round.ties().size(), 1u);
    EXPECT_FALSE(without.round.sudden_death(without.now)) << "no question is left";
}

TEST(SuddenDeath, TwoSharedPlacesAreTwoGroups) {
    Room room(contest({single("q1", "b")}, {single("s1", "c")}));
    for (const char* name : {"An", "Binh", "Chi", "Dung"})
        room.join(name);
    room.play({{"An", "b"}, {"Binh", "b"}});
    room.next();
    EXPECT_EQ(room.round.ties(), (std::vector<std::vector<PlayerId>>{{1, 2}, {3, 4}}));
    ASSERT_TRUE(room.round.sudden_death(room.now));
    EXPECT_TRUE(room.round.own(2).asked);
    EXPECT_FALSE(room.round.own(3).asked) << "the best group first";
}

} // namespace
} // namespace quiz::testing
