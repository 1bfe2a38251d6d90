// The passport through its doors: the real plugin in a house of fakes, phones that scan, answer, guess and are forgotten.
#include "passport/codes.h"

#include "tests/plugin/house.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace booths {
namespace {

using kiosk::http::Caller;
using kiosk::http::Response;
using nlohmann::json;

constexpr std::array kBooths{"che", "lop-hoc", "robot"}; // in the order of their ids

std::string booth_json(const std::string& id) {
    return json{{"formatVersion", 1}, {"id", id}, {"title", {{"vi", "Gian " + id}, {"en", "Booth " + id}}}, {"lead", "Một câu."},
                {"sections", {{{"heading", "Đầu"}, {"text", "Chữ."}}}},
                {"stamp", {{"question", "Hỏi?"}, {"options", {{{"id", "a"}, {"text", "Sai"}}, {{"id", "b"}, {"text", "Đúng"}}}},
                           {"answer", "b"}, {"explanation", "Vì thế."}}}}
        .dump();
}

struct Hall : kiosk::plugin::House {
    Hall() : House({"booths"}) {
        kiosk::store::Step step;
        for (const std::string id : kBooths)
            shelf->add("booth", {id, "\"" + id + "\"", booth_json(id), id}, {kiosk::content::Origin::folder}, clock.wall(), step);
        EXPECT_TRUE(writer->submit(std::move(step)));
        hub->packs_changed("booth");
        wait_for_disk();
        EXPECT_EQ(failure("booths"), "");
        EXPECT_TRUE(reader->read("SELECT hex(value) FROM booths_settings WHERE name = 'secret'", {}, [this](auto row) {
            const auto& hex = std::get<std::string>(row[0]);
            EXPECT_EQ(hex.size(), 2 * secret.size());
            for (std::size_t i = 0; i < secret.size(); ++i) secret[i] = static_cast<unsigned char>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
            return true;
        }));
    }
    // What the booth's screen shows now.
    std::string code(const std::string& booth) const { return code_of(secret, booth, step_of(clock.wall())); }
    json scan(std::int64_t player, const json& body, int status = 200) {
        return told(post("/p/booths/scan", body.dump(), caller(player)), status);
    }
    json answer(std::int64_t player, const json& pass, const std::string& choice, int status = 200) {
        return told(post("/p/booths/answer", json{{"pass", pass}, {"choice", choice}}.dump(), caller(player)), status);
    }
    json scans(std::int64_t player, const std::string& booth) { return scan(player, {{"code", code(booth)}}); }
    json earns(std::int64_t player, const std::string& booth) { return answer(player, scans(player, booth)["pass"], "b"); }
    json passport(std::int64_t player) { return told(get("/p/booths/me", caller(player)), 200); }
    json counts() { return told(get("/p/booths/staff/counts", staff()), 200); }
    std::int64_t rows(const std::string& sql) {
        wait_for_disk();
        std::int64_t count = -1;
        EXPECT_TRUE(reader->read(sql, {}, [&](auto row) { return count = std::get<std::int64_t>(row[0]), true; }));
        return count;
    }
    static Caller caller(std::int64_t player) {
        Caller one;
        one.player = player;
        one.lang = "vi";
        return one;
    }
    static Caller staff() {
        Caller one;
        one.staff = true;
        return one;
    }
    static json told(const Response& reply, int status) {
        EXPECT_EQ(reply.status, status) << reply.body;
        return json::parse(reply.body, nullptr, false);
    }
    Secret secret{};
};

TEST(PassportDesk, ACodeOpensTheQuestionAndTheRightAnswerEarnsTheStamp) {
    Hall hall;
    const auto an = hall.join("An");
    const json opened = hall.scans(an, "che");
    EXPECT_EQ(opened["booth"]["title"]["vi"], "Gian che");
    EXPECT_EQ(opened["question"]["options"].size(), 2u);
    EXPECT_FALSE(opened["stamped"]);
    EXPECT_EQ(opened.dump().find("Vì thế"), std::string::npos) << "what is right is told after the answer";
    EXPECT_FALSE(opened["question"].contains("answer"));
    const json done = hall.answer(an, opened["pass"], "b");
    EXPECT_EQ(done["verdict"], "stamped");
    EXPECT_EQ(done["explanation"]["vi"], "Vì thế.");
    EXPECT_EQ(done["passport"]["stamps"], 1);
    EXPECT_EQ(hall.rows("SELECT count(*) FROM booths_visits WHERE stamped > 0"), 1);
}

TEST(PassportDesk, AStampIsGivenOnce) {
    Hall hall;
    const auto an = hall.join("An");
    const json pass = hall.scans(an, "che")["pass"];
    EXPECT_EQ(hall.answer(an, pass, "b")["verdict"], "stamped");
    EXPECT_EQ(hall.answer(an, pass, "b")["verdict"], "already") << "the reply got lost, the phone asks again";
    EXPECT_TRUE(hall.scans(an, "che")["stamped"]);
    EXPECT_EQ(hall.counts()["booths"][0]["stamps"], 1);
    EXPECT_EQ(hall.counts()["booths"][0]["visits"], 1);
}

TEST(PassportDesk, AnOldCodeIsRefusedWithASentence) {
    Hall hall;
    const auto an = hall.join("An");
    const auto code = hall.code("che");
    hall.let_time_pass(2 * kStep);
    const json refused = hall.scan(an, {{"code", code}}, 410);
    EXPECT_EQ(refused["error"], "old_code");
    EXPECT_FALSE(refused["message"].get<std::string>().empty());
    for (int i = 0; i < 20; ++i) hall.scan(an, {{"code", code}}, 410); // who comes late is no guesser
    EXPECT_EQ(hall.earns(an, "che")["verdict"], "stamped");
}

TEST(PassportDesk, WhoScansOneStepLateIsInTime) {
    Hall hall;
    const auto an = hall.join("An");
    const auto code = hall.code("che");
    hall.let_time_pass(kStep);
    hall.scan(an, {{"code", code}});
}

TEST(PassportDesk, ANewcomerScansFirstAndJoinsThen) {
    Hall hall;
    const json opened = hall.scan(0, {{"code", hall.code("robot")}});
    EXPECT_FALSE(opened.contains("passport"));
    EXPECT_EQ(hall.counts()["booths"][2]["visits"], 0) << "nobody yet";
    hall.let_time_pass(4 * kStep); // typed a name with two thumbs
    const auto an = hall.join("An");
    const json again = hall.scan(an, {{"pass", opened["pass"]}});
    EXPECT_EQ(again["passport"]["stamps"], 0);
    EXPECT_EQ(hall.counts()["booths"][2]["visits"], 1);
    EXPECT_EQ(hall.answer(an, again["pass"], "b")["verdict"], "stamped");
    EXPECT_EQ(hall.answer(hall.join("Bình"), again["pass"], "b", 410)["error"], "old_pass") << "it is hers now";
}

TEST(PassportDesk, AWrongAnswerSaysWhyAndWaitsForTheNextCode) {
    Hall hall;
    const auto an = hall.join("An");
    const json pass = hall.scans(an, "che")["pass"];
    const json wrong = hall.answer(an, pass, "a");
    EXPECT_EQ(wrong["verdict"], "wrong");
    EXPECT_EQ(wrong["explanation"]["vi"], "Vì thế.");
    EXPECT_GT(wrong["retry_in_s"], 0);
    EXPECT_EQ(hall.answer(an, pass, "b", 409)["error"], "too_soon");
    EXPECT_EQ(hall.answer(an, hall.scans(an, "che")["pass"], "b", 409)["error"], "too_soon") << "the same code again";
    hall.let_time_pass(kStep);
    EXPECT_EQ(hall.earns(an, "che")["verdict"], "stamped");
}

TEST(PassportDesk, GuessingIsLimitedForEachAndForAll) {
    Hall hall;
    const auto an = hall.join("An"), binh = hall.join("Bình");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(hall.scan(an, {{"code", "BAAAAAA" + std::string(1, static_cast<char>('A' + i))}}, 404)["error"], "unknown_code");
    const json waits = hall.scan(an, {{"code", hall.code("che")}}, 429);
    EXPECT_EQ(waits["error"], "guessing");
    EXPECT_EQ(waits["retry_in_s"], 20);
    hall.scans(binh, "che");
    hall.let_time_pass(20'000);
    hall.scans(an, "che");
    for (int i = 0; i < 200; ++i) hall.post("/p/booths/scan", R"({"code":"BAAAAAAA"})");
    EXPECT_EQ(hall.scan(0, {{"code", "BAAAAAAA"}}, 429)["error"], "guessing");
    hall.scan(0, {{"code", hall.code("che")}}, 200); // one who guesses without end does not keep a hall from its stamps
    hall.scans(binh, "che");
}

TEST(PassportDesk, AFullPassportBringsPointsOnceAndANumber) {
    Hall hall;
    const auto an = hall.join("An");
    for (const std::string booth : kBooths) EXPECT_EQ(hall.earns(an, booth)["verdict"], "stamped");
    const json full = hall.passport(an);
    EXPECT_EQ(full["stamps"], 3);
    EXPECT_EQ(full["full"]["number"], 1);
    EXPECT_EQ(hall.rows("SELECT count(*) FROM results WHERE plugin = 'booths' AND score = 500"), 1);
    hall.scans(an, "che");
    EXPECT_EQ(hall.rows("SELECT count(*) FROM results"), 1);
    EXPECT_EQ(hall.counts()["full"], 1);
}

TEST(PassportDesk, OfWhoIsForgottenNothingIsLeftButTheTotals) {
    Hall hall;
    const auto an = hall.join("An"), binh = hall.join("Bình");
    for (const std::string booth : kBooths) hall.earns(an, booth);
    hall.wait_for_disk();
    kiosk::store::Step step;
    hall.people->erase(std::vector{an}, step);
    ASSERT_TRUE(hall.writer->submit(std::move(step)));
    hall.people->tell_erased(std::vector{an});
    EXPECT_EQ(hall.rows("SELECT count(*) FROM booths_visits"), 0);
    EXPECT_EQ(hall.rows("SELECT count(*) FROM booths_full"), 0);
    EXPECT_EQ(hall.counts()["booths"][0]["stamps"], 1) << "how many there were";
    EXPECT_EQ(hall.counts()["full"], 0);
    for (const std::string booth : kBooths) hall.earns(binh, booth);
    EXPECT_EQ(hall.passport(binh)["full"]["number"], 2) << "a number is given once";
}

TEST(PassportDesk, AFullDiskGivesNoStampAndLosesNone) {
    Hall hall;
    const auto an = hall.join("An");
    const json pass = hall.scans(an, "che")["pass"];
    hall.wait_for_disk();
    hall.disk.full = true;
    EXPECT_EQ(hall.answer(an, pass, "b", 503)["error"], "not_saved");
    EXPECT_EQ(hall.answer(an, pass, "b", 503)["error"], "not_saved") << "and again";
    hall.disk.full = false;
    hall.wait_for_disk(); // what was refused comes to it now
    const json done = hall.answer(an, pass, "b");
    EXPECT_TRUE(done["right"]);
    EXPECT_EQ(done["passport"]["stamps"], 1);
    EXPECT_EQ(hall.rows("SELECT sum(stamps) FROM booths_hours"), 1);
}

TEST(PassportDesk, ACentreIsToldOfAVisitAndOfAStampOnceEach) {
    Hall hall;
    kiosk::results::Outbox outbox(
        *hall.writer, kiosk::results::origin_of("https://kiosk.example.vn", "", "2026-10-10", "Hội thi", "vi", "1"), hall.clock, true);
    ASSERT_TRUE(outbox.load(*hall.reader));
    hall.hub->services().outbox = &outbox;
    const auto an = hall.join("An");
    hall.earns(an, "che");
    hall.scans(an, "che");
    hall.wait_for_disk();
    const auto rows = kiosk::results::oldest(*hall.reader, 100, 1u << 20, hall.clock.wall() + 1);
    ASSERT_TRUE(rows);
    std::vector<std::string> told;
    for (const auto& row : *rows) told.push_back(json::parse(row.body)["object"]["id"]);
    EXPECT_EQ(told, (std::vector<std::string>{"https://kiosk.example.vn/booths/booth/che", "https://kiosk.example.vn/booths/stamp/che"}));
    hall.list->close(); // before the outbox goes
}

TEST(PassportDesk, WhatMakesNoSenseIsRefused) {
    Hall hall;
    const auto an = hall.join("An");
    EXPECT_EQ(hall.post("/p/booths/scan", "[", Hall::caller(an)).status, 400);
    hall.scan(an, json::object(), 400);
    hall.scan(an, {{"code", 7}}, 400);
    hall.scan(an, {{"pass", "che.1.2.3"}}, 410);
    hall.answer(an, "", "b", 410);
    hall.answer(an, hall.scans(an, "che")["pass"], "z", 422);
    EXPECT_EQ(hall.passport(an)["stamps"], 0);
}

TEST(PassportDesk, StaffTakeATableHome) {
    Hall hall;
    hall.earns(hall.join("An"), "che");
    hall.wait_for_disk();
    const auto table = hall.get("/p/booths/staff/visits.csv", Hall::staff());
    EXPECT_EQ(table.status, 200);
    EXPECT_EQ(table.content_type, "text/csv; charset=utf-8");
    EXPECT_NE(table.body.find("\"Gian che\",0,1,1"), std::string::npos) << table.body;
}

TEST(PassportDesk, RoutesKnowWhoMayAsk) {
    Hall hall;
    std::map<std::string, kiosk::http::Guard> guards;
    for (const auto& route : hall.router.routes()) guards[route.pattern] = route.guard;
    EXPECT_EQ(guards.at("/p/booths/scan"), kiosk::http::Guard::anyone);
    EXPECT_EQ(guards.at("/p/booths/answer"), kiosk::http::Guard::player);
    EXPECT_EQ(guards.at("/p/booths/me"), kiosk::http::Guard::player);
    EXPECT_EQ(guards.at("/p/booths/staff/counts"), kiosk::http::Guard::staff);
    EXPECT_EQ(guards.at("/p/booths/staff/visits.csv"), kiosk::http::Guard::staff);
}

} // namespace
} // namespace booths
