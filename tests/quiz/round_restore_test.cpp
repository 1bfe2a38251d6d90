// A round stands up again from its facts, and refuses damaged ones.

#include "room.h"

#include <gtest/gtest.h>

namespace quiz::testing {
namespace {

TEST(Restore, ARestartLosesNoGameAndTheCountdownGoesOn) {
    Room room(contest({single("q1", "b", 20), single("q2", "b")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.open();
    room.pass(6'000);
    EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
    room.pass(2'000);
    room.restart();
    EXPECT_EQ(room.round.phase(), Phase::answering);
    EXPECT_EQ(room.round.remaining(room.now), 12'000);
    EXPECT_EQ(room.answer(binh, "b", 10'000), Verdict::not_open) << "before the kiosk was up";
    room.pass(1'000);
    EXPECT_EQ(room.send(binh, "q1", room.choice("q1", "b")).offset, 9'000);
    room.wait();
    room.reveal();
    EXPECT_EQ(room.board(), "1 An, 2 Binh");
}

TEST(Restore, APausedRoundIsPausedAgain) {
    Room room(contest({single("q1", "b", 20)}));
    const auto an = room.join("An");
    room.open();
    room.pass(5'000);
    EXPECT_TRUE(room.round.pause(room.now));
    room.pass(5'000);
    room.restart();
    EXPECT_TRUE(room.round.paused());
    EXPECT_EQ(room.answer(an, "b"), Verdict::not_open);
    room.pass(60'000);
    EXPECT_TRUE(room.round.resume(room.now));
    EXPECT_EQ(room.round.remaining(room.now), 15'000);
}

TEST(Restore, AClosedQuestionStaysClosed) {
    Room room(contest({single("q1", "b", 20)}));
    const auto an = room.join("An");
    room.open();
    room.close();
    room.restart();
    EXPECT_EQ(room.round.phase(), Phase::closed);
    EXPECT_EQ(room.answer(an, "b"), Verdict::too_late);
}

TEST(Restore, AnEarlyCloseIsRemembered) {
    Room room(contest({single("q1", "b", 20)}));
    room.join("An");
    room.open();
    room.pass(5'000);
    EXPECT_TRUE(room.round.close_early(room.now));
    room.pass(300);
    room.restart();
    EXPECT_TRUE(room.round.closing(room.now));
    EXPECT_EQ(room.round.due(), room.now + 700);
}

TEST(Restore, TheAnswersOfAQuestionAreListedAsTheyArrived) {
    Room room(contest({single("q1", "b")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.open();
    room.pass(100);
    EXPECT_EQ(room.answer(binh, "a"), Verdict::accepted);
    EXPECT_EQ(room.answer(an, "b"), Verdict::accepted);
    const auto answers = room.round.answers("q1");
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[0], (AnswerFact{binh, "q1", room.choice("q1", "a"), 100, false}));
    EXPECT_TRUE(room.round.answers("nix").empty());
}

TEST(Restore, DamagedFactsAreRefused) {
    Room room(contest({single("q1", "b"), single("q2", "b"), number("q3", 5)}, {single("s1", "b")}));
    const auto an = room.join("An"), binh = room.join("Binh");
    room.play({{"An", "b"}});
    room.round.rekey_question("q1", RightOptions{{"c"}}, 1);
    const RoundConfig config = room.round.config();
    const Snapshot good = room.round.snapshot(room.now);
    ASSERT_TRUE(Round::restore(config, good, 0));
    const auto refused = [&](auto damage) {
        Snapshot bad = good;
        damage(bad);
        return !Round::restore(config, bad, 0);
    };
    EXPECT_FALSE(Round::restore(RoundConfig{}, good, 0)) << "no questions";
    EXPECT_TRUE(refused([](auto& f) { f.state.phase = Phase::lobby; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.phase = Phase::lobby, f.state.index = -1; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.phase = Phase::answering; })) << "revealed already";
    EXPECT_TRUE(refused([](auto& f) { f.state.phase = Phase::question, f.state.index = -1; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.phase = Phase::question, f.state.index = 1, f.state.limit = 99'000; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.index = 1; })) << "revealed, and yet not";
    EXPECT_TRUE(refused([](auto& f) { f.state.index = -2; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.index = 3; })) << "a spare one that was not asked";
    EXPECT_TRUE(refused([](auto& f) { f.state.index = 40; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.elapsed = -1; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.limit = -1; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.revealed = {0, 0}; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.revealed = {-1}; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.revealed = {3}; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.revealed = {0, 1}; })) << "another one was the last";
    EXPECT_TRUE(refused([](auto& f) { f.state.revealed.clear(), f.state.phase = Phase::podium; }));
    EXPECT_TRUE(refused([](auto& f) { f.state.duels = {{1}, {1}}; })) << "more than there are spare questions";
    EXPECT_TRUE(refused([](auto& f) { f.state.duels = {{2, 1}}; })) << "not in order";
    EXPECT_TRUE(refused([](auto& f) { f.entries.push_back(f.entries[0]); }));
    EXPECT_TRUE(refused([](auto& f) { f.entries[0].since = 2; }));
    EXPECT_TRUE(refused([](auto& f) { f.entries[0].since = -1; }));
    EXPECT_TRUE(refused([](auto& f) { f.changes.push_back({1, Change::What::voided, "nix", {}}); }));
    EXPECT_TRUE(refused([](auto& f) { f.answers.push_back(f.answers[0]); })) << "nobody answers twice";
    EXPECT_TRUE(refused([](auto& f) { f.answers[0].player = 99; }));
    EXPECT_TRUE(refused([](auto& f) { f.answers[0].question = "nix"; }));
    EXPECT_TRUE(refused([](auto& f) { f.answers[0].offset = -1; }));
    EXPECT_TRUE(refused([](auto& f) { f.answers[0].question = "q3"; })) << "no answer to a number";
    EXPECT_FALSE(refused([](auto& f) { f.state.phase = Phase::ended; }));
    EXPECT_EQ(an + 1, binh);
}

TEST(Restore, ADamagedConfigOrStateIsRefused) {
    const RoundConfig config = contest({single("q1", "b")}, {single("s1", "b")});
    const json good = to_json(config);
    ASSERT_TRUE(read_config(good));
    const auto refused = [&](const char* pointer, const json& value) {
        json bad = good;
        bad[json::json_pointer(pointer)] = value;
        return !read_config(bad);
    };
    EXPECT_FALSE(read_config(json::object()));
    EXPECT_TRUE(refused("/preset", "fair"));
    EXPECT_TRUE(refused("/preset", 3));
    EXPECT_TRUE(refused("/dwell", json{1, 2}));
    EXPECT_TRUE(refused("/dwell/0", -1));
    EXPECT_TRUE(refused("/seconds", 0));
    EXPECT_TRUE(refused("/seconds", 301));
    EXPECT_TRUE(refused("/standings_every", -1));
    EXPECT_TRUE(refused("/prize_places", -1));
    EXPECT_TRUE(refused("/questions", json::array()));
    EXPECT_TRUE(refused("/questions/0/answer", "z"));
    EXPECT_TRUE(refused("/spare/0/answer", "z"));
    EXPECT_TRUE(refused("/spare/0/id", "q1"));
    EXPECT_TRUE(refused("/spare/0", to_json(poll("p"))));

    RoundConfig wrong_key = config;
    wrong_key.questions[0].key = RightNumber{5};
    EXPECT_FALSE(usable(wrong_key));

    json state = to_json(State{});
    EXPECT_EQ(read_state(state), State{});
    EXPECT_FALSE(read_state(json::array()));
    state["phase"] = "party";
    EXPECT_FALSE(read_state(state));
}

TEST(Names, EveryWordHasAWayBack) {
    for (int i = 0; i < 8; ++i)
        EXPECT_EQ(phase_named(name_of(static_cast<Phase>(i))), static_cast<Phase>(i));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(preset_named(name_of(static_cast<Preset>(i))), static_cast<Preset>(i));
        EXPECT_EQ(change_named(name_of(static_cast<Change::What>(i))), static_cast<Change::What>(i));
    }
    EXPECT_FALSE(change_named(""));
    EXPECT_EQ(name_of(Next::next_question), "next_question");
    EXPECT_EQ(name_of(Next::end), "end");
    EXPECT_EQ(name_of(Verdict::bad_choice), "bad_choice");
    EXPECT_EQ(name_of(Verdict::too_late), "too_late");
}

} // namespace
} // namespace quiz::testing
