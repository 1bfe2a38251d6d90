// The walk-up quiz as people meet it: whenever they like, on their own phone, with the power failing in between.
#include "tests/flow/fake_lrs.h"
#include "tests/flow/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace kiosk::flow {
namespace {

using testing::HasSubstr;
using testing::Not;

// Somebody who plays on their own.
struct Guest : Phone {
    using Phone::Phone;
    // A test's fingers are faster than the desk believes of people (429): they ask again, as the page does.
    Reply post(const std::string& path, const json& body) {
        return patiently([&] { return Phone::post(path, body); });
    }
    json sees() {
        return patiently([&] { return get("/p/quiz/walkup"); }).json();
    }
    json sitting() { return sees().at("sitting"); }
    Reply starts() { return post("/p/quiz/walkup/start", json::object()); }
    Reply tells(const json& choice) { // in the bank's ids
        const json now = sitting();
        return tells(now.at("id"), now.at("question").at("id"), as_shown(now.at("question"), choice));
    }
    Reply tells(std::int64_t game, const std::string& question, const json& choice) {
        return post("/p/quiz/walkup/answer", {{"sitting", game}, {"question", question}, {"choice", choice}});
    }
    Reply picks(const char* option) { return tells(json{{"options", {option}}}); }
    Reply goes_on() {
        const json now = sitting();
        return post("/p/quiz/walkup/next", {{"sitting", now.at("id")}, {"question", now.at("question").at("id")}});
    }
    // A whole game of single choices; the first `right` of them right.
    json plays(int right) {
        EXPECT_EQ(starts().status, 200);
        for (int i = 0; i < sitting().at("count"); ++i) {
            EXPECT_EQ(picks(i < right ? "b" : "a").status, 200);
            EXPECT_EQ(goes_on().status, 200);
        }
        return sees().at("card");
    }

private:
    template <class Ask> static Reply patiently(Ask ask) {
        Reply reply = ask();
        for (int i = 0; i < 200 && reply.status == 429; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            reply = ask();
        }
        return reply;
    }
};

// `count` questions of a bank that no other bank asks: "one-1"…
json own_bank(const std::string& id, int count) {
    json questions = json::array();
    for (int i = 1; i <= count; ++i) questions.push_back(single(id + "-" + std::to_string(i)));
    return {{"id", id}, {"questions", questions}};
}

struct Walkup : testing::Test {
    Kiosk kiosk{Content{{{"walkup", {{"questions", 5}}}}, {own_bank("one", 6), own_bank("two", 6)}}};
    Guest an{kiosk, "An", "tan-hoa"}, binh{kiosk, "Bình"};

    json board() const { return kiosk.ear().newest("leaderboard/board"); }
};

TEST_F(Walkup, AnPlaysFiveQuestionsOnThePhone) {
    EXPECT_EQ(an.sees().at("sitting"), json());
    const json began = an.starts().json();
    ASSERT_EQ(began.at("sitting").at("count"), 5);
    EXPECT_EQ(began.at("sitting").at("step"), "question");
    std::set<std::string> asked;
    for (int i = 0; i < 5; ++i) {
        const json before = an.sitting();
        EXPECT_EQ(before.at("index"), i);
        EXPECT_EQ(before.at("reveal"), json()) << "not before the answer";
        asked.insert(before.at("question").at("id"));
        const json after = an.picks(i == 2 ? "a" : "b").json().at("sitting");
        EXPECT_EQ(after.at("step"), "explained");
        EXPECT_EQ(after.at("reveal").at("answer"), as_shown(before.at("question"), {{"options", {"b"}}}));
        EXPECT_EQ(after.at("result").at("right"), i != 2);
        EXPECT_EQ(after.at("choice"), as_shown(before.at("question"), {{"options", {i == 2 ? "a" : "b"}}}));
        ASSERT_EQ(an.goes_on().status, 200);
    }
    EXPECT_EQ(asked.size(), 5u);
    const json seen = an.sees(), card = seen.at("card");
    EXPECT_EQ(seen.at("sitting").at("step"), "done");
    EXPECT_EQ(seen.at("sitting").at("marks"), json({true, true, false, true, true}));
    EXPECT_EQ(card.at("right"), 4);
    EXPECT_EQ(card.at("asked"), 5);
    EXPECT_EQ(card.at("score"), 4000);
    EXPECT_EQ(card.at("place"), 1);
    EXPECT_EQ(card.at("people"), 1);
    EXPECT_EQ(card.at("counts"), true);
    EXPECT_TRUE(card.at("read").empty()) << "there are no booths here";
    EXPECT_TRUE(kiosk.ear().hears("leaderboard/board", [](const json& board) { return board.dump().find("\"An\"") != std::string::npos; }));
}

TEST_F(Walkup, TwoAtOnceDoNotMix) {
    ASSERT_EQ(an.starts().status, 200);
    ASSERT_EQ(binh.starts().status, 200);
    EXPECT_NE(an.sitting().at("id"), binh.sitting().at("id"));
    ASSERT_EQ(an.picks("b").status, 200);
    EXPECT_EQ(binh.sitting().at("step"), "question") << "Bình has not answered";
    EXPECT_EQ(binh.sitting().at("score"), 0);
    const json of_an = an.sitting();
    EXPECT_EQ(binh.tells(of_an.at("id"), of_an.at("question").at("id"), {{"options", {"b"}}}).error(), "walkup_gone");
    EXPECT_EQ(binh.post("/p/quiz/walkup/next", {{"sitting", of_an.at("id")}, {"question", of_an.at("question").at("id")}}).error(),
              "walkup_gone");
    EXPECT_EQ(an.sitting(), of_an) << "and nothing of it has changed";
}

TEST_F(Walkup, ALargeFamilyPlaysAtOnce) {
    std::vector<Phone> phones;
    for (int i = 0; i < 40; ++i) phones.emplace_back(kiosk, "Khách " + std::to_string(i + 1));
    std::vector<int> scores(phones.size());
    everyone(phones, [&](Phone& phone, std::size_t i) {
        json now = phone.post("/p/quiz/walkup/start", json::object()).json();
        for (std::size_t n = 0; n < 5; ++n) {
            const json at{{"sitting", now.at("sitting").at("id")}, {"question", now.at("sitting").at("question").at("id")}};
            json body = at;
            body["choice"] = as_shown(now.at("sitting").at("question"), {{"options", {n < i % 6 ? "b" : "c"}}});
            phone.post("/p/quiz/walkup/answer", body);
            now = phone.post("/p/quiz/walkup/next", at).json();
        }
        scores[i] = now.at("card").at("score");
    });
    for (std::size_t i = 0; i < phones.size(); ++i) EXPECT_EQ(scores[i], 1000 * static_cast<int>(i % 6)) << "Khách " << i + 1;
}

TEST_F(Walkup, ADoubleTapCountsOnce) {
    const auto first = an.starts(), second = an.starts();
    EXPECT_EQ(first.json().at("sitting").at("id"), second.json().at("sitting").at("id"));
    const json now = an.sitting();
    EXPECT_EQ(an.picks("a").status, 200);
    const auto again = an.tells(now.at("id"), now.at("question").at("id"), as_shown(now.at("question"), {{"options", {"b"}}}));
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.json().at("sitting").at("choice"), as_shown(now.at("question"), {{"options", {"a"}}})) << "the first one stands";
    EXPECT_EQ(again.json().at("sitting").at("score"), 0);
    EXPECT_EQ(an.goes_on().status, 200);
    EXPECT_EQ(an.post("/p/quiz/walkup/next", {{"sitting", now.at("id")}, {"question", now.at("question").at("id")}}).status, 200);
    EXPECT_EQ(an.sitting().at("index"), 1) << "no question is passed over";
    const auto old = an.tells(now.at("id"), now.at("question").at("id"), {{"options", {"b"}}});
    EXPECT_EQ(old.json().at("sitting").at("score"), 0) << "an old question, answered again with what was shown";
    EXPECT_EQ(old.json().at("sitting").at("step"), "question");
}

TEST_F(Walkup, NothingCanBeHadBeforeItsTurn) {
    ASSERT_EQ(an.starts().status, 200);
    const std::int64_t game = an.sitting().at("id");
    const std::string shown = an.sitting().at("question").at("id");
    for (int i = 1; i <= 6; ++i)
        for (const char* bank : {"one-", "two-"}) {
            const std::string id = bank + std::to_string(i);
            if (id == shown) continue;
            EXPECT_EQ(an.tells(game, id, {{"options", {"b"}}}).error(), "wrong_question") << id;
        }
    EXPECT_EQ(an.goes_on().error(), "wrong_question") << "not answered";
    EXPECT_EQ(an.tells(game, shown, {{"options", {"b", "a"}}}).status, 422);
    EXPECT_EQ(an.tells(game, shown, {{"number", 3}}).status, 422);
    EXPECT_EQ(an.post("/p/quiz/walkup/answer", {{"sitting", game}}).status, 400);
    EXPECT_EQ(an.post("/p/quiz/walkup/answer", {{"sitting", "x"}, {"question", shown}, {"choice", 1}}).status, 400);
    EXPECT_EQ(an.post("/p/quiz/walkup/next", json::array()).status, 400);
    EXPECT_THAT(an.get("/p/quiz/walkup").body, Not(HasSubstr("answer\"")));
    EXPECT_EQ(an.sitting().at("step"), "question");
}

TEST_F(Walkup, NobodySeesTheGameOfAnother) {
    ASSERT_EQ(an.starts().status, 200);
    const auto of_binh = binh.get("/p/quiz/walkup?player=" + std::to_string(an.id));
    EXPECT_EQ(of_binh.json().at("sitting"), json());
    Phone stranger(kiosk);
    EXPECT_EQ(stranger.get("/p/quiz/walkup").status, 401);
    EXPECT_EQ(stranger.post("/p/quiz/walkup/start", json::object()).status, 401);
}

TEST_F(Walkup, PowerFailsAndTheGameGoesOnAtTheSameQuestion) {
    ASSERT_EQ(an.starts().status, 200);
    ASSERT_EQ(binh.starts().status, 200);
    ASSERT_EQ(an.picks("b").status, 200);
    ASSERT_EQ(an.goes_on().status, 200);
    ASSERT_EQ(binh.picks("a").status, 200);
    const json of_an = an.sitting(), of_binh = binh.sitting();
    kiosk.restart();
    EXPECT_EQ(an.sitting(), of_an) << "the second question, with its options in the same order";
    EXPECT_EQ(binh.sitting(), of_binh) << "at the explanation";
    for (int i = 1; i < 5; ++i) {
        ASSERT_EQ(an.picks("b").status, 200);
        ASSERT_EQ(an.goes_on().status, 200);
    }
    EXPECT_EQ(an.sees().at("card").at("score"), 5000);
    const json card = an.sees().at("card");
    kiosk.restart();
    EXPECT_EQ(an.sees().at("card"), card);
    Guest chi(kiosk, "Chi");
    EXPECT_EQ(chi.starts().status, 200);
    EXPECT_NE(chi.sitting().at("id"), of_an.at("id")) << "no number is given twice";
}

TEST_F(Walkup, TheBestGameOfTheDayCountsAndPlayingOnAddsNothing) {
    EXPECT_EQ(an.plays(3).at("score"), 3000);
    const json worse = an.plays(1);
    EXPECT_EQ(worse.at("score"), 1000);
    EXPECT_EQ(worse.at("counts"), false);
    EXPECT_EQ(worse.at("best").at("score"), 3000);
    kiosk.restart();
    EXPECT_EQ(an.sees().at("card"), worse) << "the best is known after a restart, too";
    EXPECT_EQ(an.plays(5).at("counts"), true);
    EXPECT_EQ(binh.plays(4).at("place"), 2);
    EXPECT_TRUE(kiosk.ear().hears("leaderboard/board", [](const json& board) {
        return board.dump().find("\"score\":5000") != std::string::npos;
    })) << board();
    int runs = 0;
    for (const auto& one : kiosk.export_json()) runs += one.dump().find("walkup/") != std::string::npos && one.dump().find("\"An\"") != std::string::npos;
    EXPECT_EQ(runs, 1) << kiosk.export_json();
}

TEST_F(Walkup, WhatTheContestIsAboutToAskIsNotExplainedHere) {
    Staff staff(kiosk);
    ASSERT_EQ(an.starts().status, 200);
    const json before = an.sitting();
    // The contest takes all of the one bank and one of the other.
    ASSERT_EQ(staff.opens({{"banks", {"one"}}, {"questions", 6}, {"preset", "balanced"}, {"seconds", 20}}).status, 200);
    for (int i = 0; i < 5; ++i) {
        auto reply = an.picks("b");
        if (reply.error() == "walkup_changed") {
            EXPECT_THAT(reply.body, Not(HasSubstr("reveal")));
            reply = an.picks("b");
        }
        ASSERT_EQ(reply.status, 200);
        EXPECT_THAT(reply.json().at("sitting").at("question").at("id").get<std::string>(), HasSubstr("two-")) << i;
        ASSERT_EQ(an.goes_on().status, 200);
    }
    Guest chi(kiosk, "Chi");
    ASSERT_EQ(chi.starts().status, 200);
    EXPECT_THAT(chi.sitting().at("question").at("id").get<std::string>(), HasSubstr("two-"));
}

TEST(WalkupRules, WhereTheContestAsksAllThereIsTheGameWaitsForItsAnswer) {
    Kiosk kiosk{Content{{{"walkup", {{"questions", 1}}}}, {plain_bank(1)}}};
    Guest an(kiosk, "An");
    Staff staff(kiosk);
    ASSERT_EQ(an.starts().status, 200);
    ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
    const Reply held = an.picks("b");
    EXPECT_EQ(held.error(), "walkup_held");
    EXPECT_THAT(held.json().at("message").get<std::string>(), Not(HasSubstr("walkup."))) << "a sentence";
    EXPECT_THAT(an.sees().dump(), Not(HasSubstr("\"answer\":{"))) << "nothing is told that phones in the contest do not know";
    staff.goes_to("reveal");
    EXPECT_EQ(an.picks("b").status, 200);
}

TEST_F(Walkup, WhoIsForgottenLeavesNothing) {
    an.plays(3);
    ASSERT_EQ(an.starts().status, 200);
    ASSERT_EQ(an.picks("b").status, 200);
    ASSERT_EQ(an.post("/api/me/forget", {{"sure", true}}).status, 200);
    EXPECT_EQ(an.get("/p/quiz/walkup").status, 401);
    kiosk.restart();
    Guest again(kiosk, "An");
    EXPECT_EQ(again.sees().at("sitting"), json());
    EXPECT_EQ(binh.sees().at("sitting"), json());
}

TEST(WalkupRules, TheEventMayAskForABreakOrHaveNone) {
    Kiosk kiosk{Content{{{"walkup", {{"questions", 1}, {"minutes_between", 10}}}}, {plain_bank(3)}}};
    Guest an(kiosk, "An");
    EXPECT_EQ(an.plays(1).at("wait_ms").get<int>() > 500'000, true);
    EXPECT_EQ(an.starts().error(), "walkup_wait");
    Kiosk closed{Content{{{"walkup", {{"open", false}}}}, {plain_bank(3)}}};
    Guest binh(closed, "Bình");
    EXPECT_EQ(binh.sees().at("open"), false);
    EXPECT_EQ(binh.starts().error(), "walkup_closed");
}

TEST(WalkupRules, EveryKindOfQuestionCanBePlayed) {
    Kiosk kiosk{Content{{{"walkup", {{"questions", 8}}}}, {mixed_bank()}}};
    Guest an(kiosk, "An");
    ASSERT_EQ(an.starts().status, 200);
    const std::map<std::string, json> keys{{"one", {{"options", {"b"}}}}, {"two", {{"options", {"c"}}}}, {"many", {{"options", {"a", "c"}}}},
        {"truth", {{"options", {"true"}}}}, {"about", {{"number", 54.5}}}, {"sorted", {{"order", {"c", "a", "b"}}}},
        {"typed", {{"text", "da nang"}}}, {"wish", {{"options", {"a"}}}}};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::string id = an.sitting().at("question").at("id");
        ASSERT_TRUE(keys.contains(id)) << id << ": nobody is near or far where one plays alone";
        ASSERT_EQ(an.tells(keys.at(id)).status, 200) << id;
        ASSERT_EQ(an.goes_on().status, 200);
    }
    EXPECT_EQ(an.sees().at("card").at("right"), 7);
    EXPECT_EQ(an.sees().at("card").at("asked"), 7) << "an opinion is not asked for points";
}

TEST(WalkupRules, WhoComesBackAfterManyOthersFindsTheirCard) {
    Kiosk kiosk{Content{{{"walkup", {{"questions", 2}}}}, {plain_bank(8)}}};
    Guest an(kiosk, "An");
    ASSERT_EQ(an.starts().status, 200);
    std::set<std::string> met;
    for (const char* option : {"b", "a"}) {
        met.insert(an.sitting().at("question").at("id"));
        ASSERT_EQ(an.picks(option).status, 200);
        if (met.size() == 1) {
            ASSERT_EQ(an.goes_on().status, 200);
        }
    }
    const json last = an.sitting();
    ASSERT_EQ(an.goes_on().status, 200);
    const json before = an.sees();
    for (int i = 1; i <= 70; ++i) Guest(kiosk, "Khách " + std::to_string(i)).plays(2);

    const json later = an.sees();
    EXPECT_EQ(later.at("sitting"), before.at("sitting"));
    EXPECT_EQ(later.at("sitting").at("marks"), json({true, false}));
    EXPECT_EQ(later.at("card").at("score"), before.at("card").at("score"));
    EXPECT_EQ(later.at("card").at("best"), before.at("card").at("best"));
    EXPECT_EQ(later.at("card").at("place"), 71) << "all others had both right";

    const std::int64_t game = last.at("id");
    const std::string question = last.at("question").at("id");
    const Reply again = an.post("/p/quiz/walkup/next", {{"sitting", game}, {"question", question}});
    EXPECT_EQ(again.status, 200) << "the reply was lost, and the phone asks again";
    EXPECT_EQ(again.json().at("sitting"), before.at("sitting"));
    EXPECT_EQ(an.tells(game, question, {{"options", {"b"}}}).status, 200);
    EXPECT_EQ(an.tells(game, "nobody-asked", {{"options", {"b"}}}).error(), "wrong_question");
    EXPECT_EQ(an.tells(game + 1, question, {{"options", {"b"}}}).error(), "walkup_gone");
    EXPECT_EQ(an.sees().at("sitting"), before.at("sitting")) << "and the first choice stands";

    kiosk.restart();
    EXPECT_EQ(an.sees().at("sitting"), before.at("sitting"));
    EXPECT_EQ(an.sees().at("card").at("place"), 71);
    ASSERT_EQ(an.starts().status, 200);
    EXPECT_FALSE(met.contains(an.sitting().at("question").at("id"))) << "what they have met comes last";
}

TEST(WalkupRules, TheCentreIsToldOfEachAnswerAndOfTheBestGame) {
    FakeLrs centre;
    centre.open();
    Kiosk kiosk{Content{{{"walkup", {{"questions", 2}}}, {"central", {{"endpoint", centre.url()}}}}, {plain_bank(4)}}};
    const auto file = kiosk.data() / "central.key";
    std::ofstream(file) << FakeLrs::kKey << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Guest an(kiosk, "An");
    an.plays(1);
    EXPECT_TRUE(centre.holds(3));
    int answered = 0, completed = 0;
    for (const auto& [id, statement] : centre.seen().statements) {
        answered += statement.dump().find("verbs/answered") != std::string::npos;
        completed += statement.dump().find("verbs/completed") != std::string::npos;
    }
    EXPECT_EQ(answered, 2);
    EXPECT_EQ(completed, 1);
}

} // namespace
} // namespace kiosk::flow
