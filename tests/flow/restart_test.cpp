// The plug is pulled in each phase of a round, and put back in.
#include "tests/flow/questions.h"

#include <gtest/gtest.h>

namespace kiosk::flow {
namespace {

struct Restart : testing::Test {
    Kiosk kiosk{Content{{}, {plain_bank(4)}}};
    Staff staff{kiosk};
    Phone an{kiosk, "An", "tan-hoa"}, binh{kiosk, "Bình", "pa-co"}, chi{kiosk, "Chi"};

    void opens(json order = plain_round(2)) {
        order["asks_guess"] = true;
        ASSERT_EQ(staff.opens(order).status, 200);
        for (auto* phone : {&an, &binh, &chi}) ASSERT_EQ(phone->enters().status, 200);
        ASSERT_EQ(an.guesses(140).status, 200);
    }
    // Answers, so that there is a score; ends in the standings after the first question.
    void plays_one_question() {
        staff.goes_to("answering");
        ASSERT_EQ(an.answers("b").status, 200);
        ASSERT_EQ(binh.answers("a").status, 200);
        staff.goes_to("standings");
    }
    // Pulls the plug and puts it back; everything that can be seen is to be as before.
    void power_fails() {
        const json round = kiosk.round(), standings = kiosk.ear().newest("quiz/standings");
        json me;
        for (auto* phone : {&an, &binh, &chi}) me.push_back(phone->me());
        kiosk.kill();
        EXPECT_EQ(an.get("/api/me").status, 0) << "there is nobody";
        const auto began = std::chrono::steady_clock::now();
        kiosk.start();
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
        EXPECT_LT(ms, 15'000);
        const json after = kiosk.round();
        for (const char* what : {"round", "title", "code", "preset", "phase", "paused", "players", "index", "count", "question",
                                 "tally", "reveal", "top", "total_ms", "asks_guess", "sudden_death"})
            EXPECT_EQ(after.at(what), round.at(what)) << what << " in " << round.at("phase");
        const json rows = kiosk.ear().newest("quiz/standings");
        EXPECT_EQ(rows, standings) << rows << "\n" << standings;
        for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ((i == 0 ? an : i == 1 ? binh : chi).me(), me[i]) << round.at("phase");
        EXPECT_EQ(staff.state().at("people"), 3) << "the staff's cookie works";
        staff.listens();
        EXPECT_TRUE(staff.ear().hears("quiz/staff", [&](const json& seen) { return seen.at("phase") == round.at("phase"); }));
    }
};

TEST_F(Restart, InTheLobbyEverybodyIsStillIn) {
    opens();
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("players") == 3; }));
    power_fails();
    EXPECT_EQ(an.me().at("guess"), 140);
    EXPECT_EQ(an.guesses(141).status, 200);
    Phone dung(kiosk, "Dũng");
    EXPECT_EQ(dung.enters().status, 200);
    EXPECT_GT(dung.id, chi.id) << "nobody gets the id of another";
    EXPECT_EQ(kiosk.question(), json());
}

TEST_F(Restart, WhileTheQuestionIsReadNobodyMayAnswerYet) {
    opens();
    staff.goes_to("question");
    power_fails();
    EXPECT_EQ(an.answers("b").error(), "not_open");
    staff.goes_to("answering");
    EXPECT_EQ(an.answers("b").status, 200);
}

TEST_F(Restart, WhileAnsweringTheAnswersAreThereAndTheCountdownGoesOn) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    ASSERT_EQ(binh.answers("a").status, 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(2'600));
    power_fails();
    const json round = kiosk.round();
    // 20 s, of which 2.6 s and more were over; at most the last heartbeat's second is given twice.
    EXPECT_LT(round.at("remaining_ms"), 18'500);
    EXPECT_GT(round.at("remaining_ms"), 12'000);
    EXPECT_EQ(an.me().at("choice"), json({{"options", {"b"}}}));
    EXPECT_EQ(an.answers("c").json().at("choice"), json({{"options", {"b"}}})) << "and may not be given again";
    EXPECT_EQ(chi.me().at("choice"), json());
    EXPECT_EQ(chi.answers("b").json().value("already", false), false) << "who had not answered may";
    EXPECT_TRUE(staff.ear().hears("quiz/staff", [](const json& seen) { return seen.at("answered") == 3; }));
    staff.goes_to("reveal");
    EXPECT_EQ(kiosk.round().at("reveal").at("tally"), json({{"a", 1}, {"b", 2}, {"c", 0}, {"d", 0}}));
    EXPECT_GT(an.me().at("score").get<int>(), chi.me().at("score").get<int>()) << "the time of an answer is kept, too";
}

TEST_F(Restart, WhilePausedItStaysPaused) {
    opens();
    staff.goes_to("answering");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    ASSERT_EQ(staff.does("pause", {{"paused", true}}).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("paused") == true; }));
    const json left = kiosk.round().at("remaining_ms");
    power_fails();
    EXPECT_EQ(kiosk.round().at("remaining_ms"), left);
    ASSERT_EQ(staff.does("pause", {{"paused", false}}).status, 200);
    EXPECT_EQ(an.answers("b").status, 200);
}

TEST_F(Restart, InTheGraceSecondTheQuestionStillCloses) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    ASSERT_EQ(staff.does("close").status, 200);
    kiosk.restart();
    EXPECT_TRUE(kiosk.shows("closed"));
    EXPECT_EQ(chi.answers("b").error(), "too_late");
    EXPECT_EQ(an.me().at("choice"), json({{"options", {"b"}}}));
}

TEST_F(Restart, ClosedStaysClosed) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    staff.goes_to("closed"); // by the clock: shown at once, on the disk a commit later
    ASSERT_EQ(staff.does("pause", {{"paused", false}}).status, 200); // an answer says that all before it is on the disk
    power_fails();
    EXPECT_EQ(chi.answers("b").error(), "too_late");
    staff.goes_to("reveal");
    EXPECT_EQ(an.me().at("result").at("right"), true);
}

TEST_F(Restart, AtTheRevealTheScoresStand) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    staff.goes_to("reveal");
    power_fails();
    EXPECT_GT(an.me().at("score").get<int>(), 1000);
}

TEST_F(Restart, AtTheStandingsAndAfterCorrections) {
    opens();
    plays_one_question();
    const std::string question = kiosk.question().at("id");
    power_fails();
    ASSERT_EQ(staff.does("rekey", {{"question", question}, {"answer", {{"options", {"a"}}}}}).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("top").at(0).at("name") == "Bình"; }));
    power_fails();
    EXPECT_EQ(binh.me().at("place"), 1);
    EXPECT_TRUE(staff.ear().hears("quiz/staff", [](const json& seen) { return seen.at("audit").size() == 1; }));
}

TEST_F(Restart, AtThePodiumAndTheResultsAreThereOnce) {
    opens();
    plays_one_question();
    staff.goes_to("podium");
    const json results = kiosk.export_json();
    EXPECT_EQ(results.size(), 3u);
    power_fails();
    EXPECT_EQ(kiosk.export_json(), results);
    staff.goes_to("ended");
    EXPECT_EQ(kiosk.export_json().size(), 3u);
    kiosk.restart();
    EXPECT_EQ(kiosk.round().at("round"), json());
    EXPECT_EQ(kiosk.export_json().size(), 3u);
    EXPECT_EQ(kiosk.ear().newest("leaderboard/board").at("all").size(), 3u);
    ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
    EXPECT_EQ(kiosk.round().at("round"), 2) << "the next round has a number of its own";
}

TEST_F(Restart, WhoWasKickedStaysOut) {
    opens();
    ASSERT_EQ(staff.removes(chi.id).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("players") == 2; }));
    power_fails();
    EXPECT_EQ(chi.enters().status, 403);
    ASSERT_EQ(staff.removes(chi.id, false).status, 200);
    EXPECT_EQ(chi.enters().status, 200);
}

TEST_F(Restart, ALoggedOutStaffPhoneStaysLoggedOut) {
    Staff second(kiosk);
    ASSERT_EQ(second.post("/api/staff/logout", json::object()).status, 200);
    opens();
    EXPECT_EQ(second.get("/api/staff/state").status, 401);
    kiosk.restart();
    EXPECT_EQ(second.get("/api/staff/state").status, 401);
    EXPECT_EQ(staff.get("/api/staff/state").status, 200);
}

} // namespace
} // namespace kiosk::flow
