// What people saw elsewhere and must never see here: each test is one complaint.
#include "tests/flow/questions.h"

#include <gmock/gmock.h>

namespace kiosk::flow {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

// Three plain questions and people who have entered.
struct FamousBugs : testing::Test {
    Kiosk kiosk{Content{{}, {plain_bank(6), mixed_bank()}}};
    Staff staff{kiosk};
    Phone an{kiosk, "An", "tan-hoa"}, binh{kiosk, "Bình", "pa-co"};

    void opens(int questions = 3, const std::string& preset = "balanced") {
        ASSERT_EQ(staff.opens(plain_round(questions, preset)).status, 200);
        ASSERT_EQ(an.enters().status, 200);
        ASSERT_EQ(binh.enters().status, 200);
    }
    static json row_of(const json& rows, const std::string& name) {
        for (const auto& row : rows)
            if (row.at("name") == name) return row;
        return {};
    }
};

TEST_F(FamousBugs, ScoreGoneAfterRefreshInMidQuestion) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    staff.goes_to("reveal");
    const auto score = an.me().at("score").get<int>();
    ASSERT_GE(score, 1000);
    staff.goes_to("answering");
    auto refreshed = an.refreshed();
    const json me = refreshed.me();
    EXPECT_EQ(me.at("score"), score);
    EXPECT_EQ(me.at("entered"), true);
    EXPECT_EQ(me.at("choice"), json());
    EXPECT_EQ(refreshed.get("/api/me").json().at("player").at("name"), "An");
    ASSERT_EQ(refreshed.answers("b").status, 200);
    staff.goes_to("reveal");
    EXPECT_GT(refreshed.me().at("score").get<int>(), score + 999);
}

TEST_F(FamousBugs, RefreshLetsOneAnswerTwice) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("a").status, 200);
    auto back = an.refreshed(); // dropped, and came back
    EXPECT_EQ(back.me().at("choice"), json({{"options", {"a"}}}));
    for (const char* choice : {"a", "b"}) {
        const auto again = back.answers(choice);
        EXPECT_EQ(again.status, 200);
        EXPECT_EQ(again.json().value("already", false), true) << choice;
        EXPECT_EQ(again.json().at("choice"), json({{"options", {"a"}}})) << choice;
    }
    ASSERT_EQ(binh.answers("b").status, 200);
    EXPECT_TRUE(staff.ear().hears("quiz/staff", [](const json& seen) { return seen.at("answered") == 2; }));
    staff.goes_to("reveal");
    EXPECT_EQ(kiosk.round().at("reveal").at("tally"), json({{"a", 1}, {"b", 1}, {"c", 0}, {"d", 0}}));
    EXPECT_EQ(back.me().at("result").at("right"), false);
    EXPECT_EQ(back.answers("b").json().at("choice"), json({{"options", {"a"}}})) << "told the truth after the reveal, too";
}

TEST_F(FamousBugs, TheSamePhoneAnswersTwentyTimesAtOnce) {
    opens();
    staff.goes_to("answering");
    std::vector<Phone> hands;
    for (int i = 0; i < 20; ++i) hands.push_back(an.refreshed());
    std::vector<json> told(hands.size());
    everyone(hands, [&](Phone& hand, std::size_t i) { told[i] = hand.answers(i % 2 ? "a" : "b").json(); });
    int first = 0;
    for (const auto& answer : told) {
        first += answer.contains("already") ? 0 : 1;
        EXPECT_EQ(answer.at("choice"), told.front().at("choice"));
    }
    EXPECT_EQ(first, 1);
    staff.goes_to("reveal");
    EXPECT_EQ(kiosk.round().at("reveal").at("answered"), 1);
}

TEST_F(FamousBugs, LateAnswerCountsForTheNextQuestion) {
    opens();
    staff.goes_to("answering");
    const std::string first = kiosk.question().at("id");
    staff.goes_to("reveal");
    const auto too_late = an.answers_to(first, {{"options", {"b"}}});
    EXPECT_EQ(too_late.status, 409);
    EXPECT_EQ(too_late.error(), "too_late");
    staff.goes_to("answering");
    const auto still = an.answers_to(first, {{"options", {"b"}}});
    EXPECT_EQ(still.status, 409);
    EXPECT_EQ(still.error(), "too_late");
    EXPECT_EQ(an.me().at("choice"), json());
    EXPECT_EQ(an.answers("a").json().at("choice"), json({{"options", {"a"}}})) << "the new question is still theirs to answer";
    staff.goes_to("reveal");
    EXPECT_EQ(an.me().at("score"), 0);
}

TEST_F(FamousBugs, AnswerSentDuringTheCountdownBeforeTheQuestionOpens) {
    opens();
    staff.goes_to("question");
    const auto early = an.answers("b");
    EXPECT_EQ(early.status, 409);
    EXPECT_EQ(early.error(), "not_open");
    EXPECT_EQ(early.json().at("phase"), "question");
    EXPECT_EQ(an.answers_to("q99", {{"options", {"b"}}}).error(), "wrong_question");
    EXPECT_EQ(an.answers_to(99, kiosk.question().at("id"), {{"options", {"b"}}}).error(), "no_round");
    staff.goes_to("answering");
    EXPECT_EQ(an.answers("b").json().value("already", false), false);
}

TEST_F(FamousBugs, NobodyMayAnswerWhileStaffHavePaused) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(staff.does("pause", {{"paused", true}}).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("paused") == true; }));
    EXPECT_EQ(an.answers("b").error(), "not_open");
    ASSERT_EQ(staff.does("pause", {{"paused", false}}).status, 200);
    EXPECT_EQ(an.answers("b").status, 200);
}

TEST_F(FamousBugs, PlayerSentTheHostsCommandsFromTheBrowserConsole) {
    opens();
    staff.goes_to("answering");
    const json before = staff.sees();
    const std::string question = kiosk.question().at("id");
    const json round = kiosk.round().at("round");
    const std::vector<std::pair<std::string, json>> commands = {
        {"/p/quiz/staff/open", plain_round(2)},
        {"/p/quiz/staff/next", {{"round", round}, {"phase", "answering"}, {"index", 0}}},
        {"/p/quiz/staff/pause", {{"round", round}, {"paused", true}}},
        {"/p/quiz/staff/close", {{"round", round}, {"index", 0}}},
        {"/p/quiz/staff/end", {{"round", round}}},
        {"/p/quiz/staff/void", {{"round", round}, {"question", question}, {"voided", true}}},
        {"/p/quiz/staff/rekey", {{"round", round}, {"question", question}, {"answer", {{"options", {"a"}}}}}},
        {"/p/quiz/staff/suddendeath", {{"round", round}}},
        {"/api/staff/people/" + std::to_string(binh.id), {{"removed", true}}},
        {"/api/staff/people/" + std::to_string(binh.id), {{"name", "Bị đổi tên"}}},
        {"/api/staff/logout", json::object()},
    };
    const std::vector<std::string> pages = {"/api/staff/state", "/api/staff/people?q=&offset=0&limit=10",
                                            "/p/quiz/staff/round/" + round.dump() + "/results"};
    Phone nobody(kiosk), forger(kiosk), mixer(kiosk);
    forger.cookie = "kiosk_staff=" + std::string(32, '0');
    mixer.cookie = "kiosk_staff=" + an.cookie.substr(an.cookie.find('=') + 1) + "; " + an.cookie;
    for (Phone* const who : {&an, &nobody, &forger, &mixer}) {
        for (const auto& [path, body] : commands)
            EXPECT_THAT(who->post(path, body).status, AnyOf(401, 403)) << path << " as " << who->cookie;
        for (const auto& page : pages) EXPECT_THAT(who->get(page).status, AnyOf(401, 403)) << page << " as " << who->cookie;
        for (const char* topic : {"quiz/staff", "kiosk/staff", "quiz/round,quiz/staff"})
            EXPECT_EQ(who->get(std::string("/events?topics=") + topic).status, 403) << topic;
    }
    const json after = staff.sees();
    for (const char* what : {"phase", "index", "paused", "players", "questions", "answer", "audit"})
        EXPECT_EQ(after.at(what), before.at(what)) << what;
    EXPECT_EQ(staff.state().at("people"), 2);
    EXPECT_EQ(binh.get("/api/me").json().at("player").at("name"), "Bình");
    EXPECT_EQ(binh.get("/api/me").json().at("player").at("removed"), false);
}

TEST_F(FamousBugs, EqualScoresGetDifferentPlaces) {
    opens(2);
    Phone chi(kiosk, "Chi");
    ASSERT_EQ(chi.enters().status, 200);
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    ASSERT_EQ(binh.answers("a").status, 200); // wrong; Chi does not answer at all
    staff.goes_to("podium");
    const json top = kiosk.round().at("top");
    EXPECT_EQ(row_of(top, "An").at("place"), 1);
    EXPECT_EQ(row_of(top, "An").at("shared"), false);
    for (const char* name : {"Bình", "Chi"}) {
        EXPECT_EQ(row_of(top, name).at("place"), 2) << name;
        EXPECT_EQ(row_of(top, name).at("shared"), true) << name;
    }
    EXPECT_EQ(binh.me().at("place"), 2);
    EXPECT_EQ(binh.me().at("shared"), true);
}

TEST_F(FamousBugs, SharedPrizePlaceIsSettledBySuddenDeath) {
    opens(2);
    Phone chi(kiosk, "Chi");
    ASSERT_EQ(chi.enters().status, 200);
    staff.goes_to("answering");
    ASSERT_EQ(chi.answers("b").status, 200);
    staff.goes_to("podium");
    ASSERT_TRUE(staff.ear().hears(
        "quiz/staff", [](const json& seen) { return seen.at("phase") == "podium" && seen.at("can_sudden_death") == true; }));
    ASSERT_EQ(staff.does("suddendeath").status, 200);
    ASSERT_TRUE(kiosk.shows("question"));
    staff.goes_to("answering");
    EXPECT_EQ(chi.answers("b").error(), "not_asked");
    EXPECT_EQ(an.answers("a").status, 200);
    EXPECT_EQ(binh.answers("b").status, 200);
    staff.goes_to("podium");
    const json top = kiosk.round().at("top");
    EXPECT_EQ(row_of(top, "Chi").at("place"), 1);
    EXPECT_EQ(row_of(top, "Bình").at("place"), 2);
    EXPECT_EQ(row_of(top, "An").at("place"), 3);
    EXPECT_EQ(row_of(top, "Bình").at("score"), 0) << "a sudden death gives no points";
}

TEST_F(FamousBugs, KickedByMistakeAndAllPointsLost) {
    opens();
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    staff.goes_to("reveal");
    const json score = an.me().at("score");
    ASSERT_EQ(staff.removes(an.id).status, 200);
    EXPECT_EQ(an.get("/api/me").json().at("player").at("removed"), true);
    EXPECT_EQ(an.enters().status, 403);
    EXPECT_EQ(an.answers("b").status, 403);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("players") == 1; }));
    EXPECT_EQ(row_of(kiosk.ear().newest("quiz/standings").at("rows"), "An"), json());
    staff.goes_to("answering");
    EXPECT_EQ(an.answers("b").status, 403);
    ASSERT_EQ(staff.removes(an.id, false).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("players") == 2; }));
    EXPECT_EQ(an.me().at("score"), score);
    EXPECT_EQ(an.answers("b").status, 200);
    staff.goes_to("podium");
    EXPECT_EQ(row_of(kiosk.round().at("top"), "An").at("place"), 1);
}

TEST_F(FamousBugs, KickedAtThePodiumAndStillFirstInTheResults) {
    opens(1);
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    staff.goes_to("podium");
    ASSERT_EQ(staff.removes(an.id).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("players") == 1; }));
    int first = 0;
    for (const auto& row : kiosk.export_json()) first += row.at("place") == 1 ? 1 : 0;
    EXPECT_EQ(first, 1) << kiosk.export_json().dump(2);
}

TEST_F(FamousBugs, SomebodyTakenOutTheNextMorningMovesYesterdaysRoundIntoToday) {
    opens(1);
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    staff.goes_to("podium");
    const auto finished = [&] {
        std::set<std::int64_t> moments;
        for (const auto& row : kiosk.export_json()) moments.insert(row.at("finished_ms").get<std::int64_t>());
        return moments;
    };
    const auto that_day = finished();
    ASSERT_EQ(that_day.size(), 1u);
    kiosk.restart();
    staff.listens();
    ASSERT_EQ(staff.removes(an.id).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("players") == 1; }));
    EXPECT_EQ(finished(), that_day);
    ASSERT_EQ(staff.does("end").status, 200);
    EXPECT_EQ(finished(), that_day) << "to end the round is not to play it again";
}

TEST_F(FamousBugs, TwoLetterNameIsRefused) {
    for (const char* name : {"Vy", "Ý", "Ô", "A", "李"}) {
        Phone phone(kiosk);
        const auto joined = phone.joins(name);
        EXPECT_EQ(joined.status, 200) << name << ": " << joined.body;
        EXPECT_EQ(phone.name, name);
    }
    Phone phone(kiosk);
    EXPECT_EQ(phone.joins("   ").error(), "name.empty");
    EXPECT_EQ(phone.joins(std::string(200, 'x')).error(), "name.long");
    EXPECT_EQ(phone.joins("An", "mars").error(), "unit.unknown");
    EXPECT_EQ(phone.get("/api/me").json().at("player"), json()) << "who was refused is nobody";
}

TEST_F(FamousBugs, JoiningTwiceMakesTwoPeople) {
    const auto again = an.joins("Tên khác");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.json().at("player").at("name"), "An");
    EXPECT_EQ(staff.state().at("people"), 2);
}

TEST_F(FamousBugs, ALostReplyToJoiningLeavesAGhostOnTheBoard) {
    const json body{{"name", "Chi"}, {"attempt", "một trang"}};
    Phone lost(kiosk), again(kiosk), other(kiosk); // the first never saw its cookie
    const auto first = lost.post("/api/join", body);
    const auto second = again.post("/api/join", body);
    EXPECT_EQ(second.status, 200);
    EXPECT_EQ(second.json().at("player").at("id"), first.json().at("player").at("id"));
    EXPECT_EQ(second.cookie("kiosk_player"), first.cookie("kiosk_player"));
    EXPECT_EQ(staff.state().at("people"), 3);
    const json next{{"name", "Chi"}, {"attempt", "trang khác"}};
    EXPECT_NE(other.post("/api/join", next).json().at("player").at("id"), first.json().at("player").at("id")) << "of the same name, and somebody else";
    again.cookie = "kiosk_player=" + second.cookie("kiosk_player");
    const auto renamed = again.post("/api/join", json{{"name", "Chi Mai"}, {"attempt", "một trang"}});
    EXPECT_EQ(renamed.json().at("player").at("name"), "Chi") << "who is known by their cookie is told so";
    EXPECT_EQ(Phone(kiosk).post("/api/join", {{"name", "Chi Lan"}, {"attempt", "một trang"}}).json().at("player").at("name"), "Chi Lan")
        << "typed anew before the kiosk had answered";
    const json endless{{"name", "Dũng"}, {"attempt", std::string(65, 'x')}};
    EXPECT_EQ(Phone(kiosk).post("/api/join", endless).status, 400);
}

TEST_F(FamousBugs, DoubleTapOnNextSkipsAQuestion) {
    opens();
    const json seen = kiosk.round();
    const json tap{{"round", seen.at("round")}, {"phase", seen.at("phase")}, {"index", seen.at("index")}};
    std::vector<int> statuses;
    for (int i = 0; i < 5; ++i) statuses.push_back(staff.post("/p/quiz/staff/next", tap).status);
    EXPECT_THAT(statuses, testing::ElementsAre(200, 409, 409, 409, 409));
    EXPECT_TRUE(kiosk.shows("question"));
    EXPECT_EQ(kiosk.round().at("index"), 0);
}

TEST_F(FamousBugs, TwoStaffPhonesPressedAtTheSameMoment) {
    opens();
    Staff second(kiosk);
    std::vector<Staff*> both{&staff, &second};
    for (int step = 0; step < 6; ++step) {
        const json seen = kiosk.round();
        const json tap{{"round", seen.at("round")}, {"phase", seen.at("phase")}, {"index", seen.at("index")}};
        std::atomic<int> done{0};
        std::vector<std::thread> hands;
        for (auto* const who : both)
            hands.emplace_back([&, who] { done += who->post("/p/quiz/staff/next", tap).status == 200 ? 1 : 0; });
        for (auto& hand : hands) hand.join();
        EXPECT_EQ(done, 1) << seen.at("phase");
        if (seen.at("phase") == "answering") {
            ASSERT_TRUE(kiosk.shows("closed"));
        } else {
            ASSERT_TRUE(kiosk.shows([&](const json& now) { return now.at("phase") != seen.at("phase"); }));
        }
    }
    EXPECT_EQ(kiosk.round().at("index"), 1) << "lobby, question, answering, closed, reveal, standings, question";
    EXPECT_EQ(kiosk.phase(), "question");
}

TEST_F(FamousBugs, QuestionThatWasVoidedStillGavePoints) {
    opens(2);
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    staff.goes_to("reveal");
    const std::string question = kiosk.question().at("id");
    ASSERT_GT(an.me().at("score").get<int>(), 0);
    ASSERT_EQ(staff.does("void", {{"question", question}, {"voided", true}}).status, 200);
    EXPECT_EQ(an.me().at("score"), 0);
    EXPECT_EQ(an.me().at("result").at("right"), json());
    EXPECT_EQ(staff.does("void", {{"question", question}, {"voided", true}}).error(), "no_change");
    ASSERT_EQ(staff.does("void", {{"question", question}, {"voided", false}}).status, 200);
    EXPECT_GT(an.me().at("score").get<int>(), 0);
    ASSERT_EQ(staff.does("rekey", {{"question", question}, {"answer", {{"options", {"a"}}}}}).status, 200);
    EXPECT_EQ(an.me().at("score"), 0);
    EXPECT_EQ(staff.does("rekey", {{"question", question}, {"answer", {{"options", {"zz"}}}}}).error(), "bad_key");
    EXPECT_EQ(staff.sees().at("audit").size(), 3u);
}

TEST_F(FamousBugs, OpeningASecondRoundThrewTheFirstAway) {
    opens();
    const json round = kiosk.round().at("round");
    const auto second = staff.opens(plain_round(2));
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.error(), "round_open");
    EXPECT_EQ(kiosk.round().at("round"), round);
    EXPECT_TRUE(kiosk.shows([](const json& now) { return now.at("players") == 2; }));
}

} // namespace
} // namespace kiosk::flow
