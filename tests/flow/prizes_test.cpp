// From the podium to the prize in somebody's hand, and the proof of it afterwards: by the real program's own doors.
#include "tests/flow/questions.h"
#include "tests/flow/screen.h"

#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <thread>

namespace kiosk::flow {
namespace {

using support::run_program;
using support::TempFolder;
using testing::HasSubstr;
using testing::Not;

json prizes(const json& more = json::object()) {
    json section{{"places",
                  {{{"place", 1}, {"title", {{"vi", "Giải Nhất"}, {"en", "First prize"}}}, {"stock", 1}},
                   {{"place", 2}, {"title", {{"vi", "Giải Nhì"}, {"en", "Second prize"}}}, {"stock", 1}}}}};
    section.update(more);
    return {{"prizes", section}};
}

struct Prizes : testing::Test {
    Kiosk kiosk{Content{prizes(), {plain_bank(4)}}};
    Staff staff{kiosk};
    Phone an{kiosk, "An", "tan-hoa"}, binh{kiosk, "Bình"}, chi{kiosk, "Chi <b>"};

    // An and Bình are right, An is first; Chi is wrong.
    std::int64_t plays(json order = plain_round(1)) {
        EXPECT_EQ(staff.opens(order).status, 200);
        for (auto* phone : {&an, &binh, &chi}) EXPECT_EQ(phone->enters().status, 200);
        staff.goes_to("answering");
        EXPECT_EQ(an.answers("b").status, 200);
        std::this_thread::sleep_for(std::chrono::milliseconds(30)); // what sets the second behind the first is time itself
        EXPECT_EQ(binh.answers("b").status, 200);
        EXPECT_EQ(chi.answers("a").status, 200);
        staff.goes_to("podium");
        return kiosk.round().at("round");
    }
    json prize_of(Phone& phone) { return phone.me().at("prizes"); }
    Reply finds(const std::string& code) { return staff.post("/p/quiz/staff/prizes/find", {{"code", code}}); }
    Reply hands_out(const json& body) { return staff.post("/p/quiz/staff/prizes/hand-out", body); }
    json book() { return staff.get("/p/quiz/staff/prizes").json(); }
    json claim_of(const std::string& name) {
        const json all = book();
        for (const auto& claim : all.at("claims"))
            if (claim.at("name") == name) return claim;
        return nullptr;
    }
};

TEST_F(Prizes, TheCodeIsOnTheWinnersOwnPhoneAndNowhereElse) {
    plays();
    const json of_an = prize_of(an), of_binh = prize_of(binh);
    ASSERT_EQ(of_an.size(), 1u) << of_an;
    ASSERT_EQ(of_binh.size(), 1u) << of_binh;
    EXPECT_EQ(of_an[0].at("prize").at("vi"), "Giải Nhất");
    EXPECT_EQ(of_binh[0].at("prize").at("vi"), "Giải Nhì");
    EXPECT_TRUE(prize_of(chi).empty());

    const std::string code = of_an[0].at("code");
    EXPECT_TRUE(std::regex_match(code, std::regex("[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}"))) << code;
    std::string bare = code;
    bare.erase(4, 1);
    EXPECT_THAT(binh.me().dump() + chi.me().dump(), Not(HasSubstr(code)));
    const std::string heard = kiosk.ear().bytes() + staff.ear().bytes() + book().dump() + kiosk.log();
    EXPECT_THAT(heard, Not(HasSubstr(code)));
    EXPECT_THAT(heard, Not(HasSubstr(bare)));

    const std::string picture = "/p/quiz/prizes/qr/" + of_an[0].at("id").dump();
    EXPECT_EQ(an.get(picture).status, 200);
    EXPECT_EQ(an.get(picture).header("content-type"), "image/svg+xml");
    EXPECT_EQ(binh.get(picture).status, 404) << "not theirs";
    EXPECT_EQ(Phone(kiosk).get(picture).status, 401);
    EXPECT_EQ(an.refreshed().get("/p/quiz/me").json().at("prizes"), of_an) << "after a reload it is there again";
    for (const char* path : {"/p/quiz/staff/prizes", "/p/quiz/rounds", "/p/quiz/rounds/1/sealed", "/p/quiz/replay/1?player=1"})
        EXPECT_EQ(an.get(path).status, 401) << path;
}

TEST_F(Prizes, ADeskHandsOutOnceAlsoAfterAPowerCut) {
    plays();
    const std::string code = prize_of(an)[0].at("code");
    const auto found = finds(" " + code + "\r\n");
    ASSERT_EQ(found.status, 200) << found.body;
    const json claim = found.json().at("claim");
    EXPECT_EQ(claim.at("name"), "An");
    EXPECT_EQ(claim.at("place"), 1);
    EXPECT_EQ(hands_out({{"claim", claim.at("id")}, {"desk", "Bàn 1"}}).error(), "reason") << "without a code one says why";
    EXPECT_EQ(hands_out({{"claim", claim.at("id")}, {"desk", "Bàn 1"}, {"code", "ABCDEFGH"}}).error(), "reason");
    EXPECT_EQ(hands_out({{"claim", claim.at("id")}, {"desk", "Bàn 1"}, {"code", code}}).status, 200);

    kiosk.restart();
    staff.listens();
    const auto again = hands_out({{"claim", claim.at("id")}, {"desk", "Bàn 2"}, {"code", code}});
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.error(), "already");
    EXPECT_EQ(again.json().at("claim").at("desk"), "Bàn 1") << "who comes second is told where";
    EXPECT_GT(again.json().at("claim").at("at_ms"), 0) << "and when";
    EXPECT_EQ(prize_of(an)[0].at("state"), "handed_out");
    EXPECT_EQ(book().at("stock")[0].at("left"), 0);

    EXPECT_EQ(staff.post("/p/quiz/staff/prizes/undo", {{"claim", claim.at("id")}, {"desk", "Bàn 2"}}).error(), "reason");
    EXPECT_EQ(staff.post("/p/quiz/staff/prizes/undo", {{"claim", claim.at("id")}, {"desk", "Bàn 2"}, {"reason", "nhầm"}}).status, 200);
    const json trail = staff.get("/p/quiz/staff/prizes/trail/" + claim.at("id").dump()).json().at("trail");
    std::string done;
    for (const auto& one : trail) done += one.at("what").get<std::string>() + " ";
    EXPECT_EQ(done, "given handed_out undone ");
    EXPECT_THAT(trail.dump(), Not(HasSubstr("An")));
}

TEST_F(Prizes, OfManyDesksAtOnceOneHandsOut) {
    plays();
    const json claim = claim_of("An");
    std::vector<Staff> desks;
    for (int i = 0; i < 4; ++i) desks.emplace_back(kiosk);
    std::vector<int> statuses(desks.size());
    std::vector<std::thread> all;
    for (std::size_t i = 0; i < desks.size(); ++i)
        all.emplace_back([&, i] {
            statuses[i] = desks[i]
                              .post("/p/quiz/staff/prizes/hand-out",
                                    {{"claim", claim.at("id")}, {"desk", "Bàn " + std::to_string(i)}, {"reason", "quen mặt"}})
                              .status;
        });
    for (auto& one : all) one.join();
    EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 200), 1);
    EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 409), 3);
}

TEST_F(Prizes, ADeskWhoseReplyWasLostIsToldThatItHandedOutAndAnotherThatItMustNot) {
    plays();
    json order{{"claim", claim_of("An").at("id")}, {"desk", "Bàn 1"}, {"reason", "quen mặt"}, {"attempt", "chạm một"}};
    EXPECT_EQ(hands_out(order).status, 200);
    EXPECT_EQ(hands_out(order).status, 200) << "the same touch, sent again";
    order["attempt"] = "chạm hai";
    EXPECT_EQ(hands_out(order).error(), "already") << "another touch, whatever its desk calls itself";
    order.erase("attempt");
    EXPECT_EQ(hands_out(order).error(), "already");
    order["attempt"] = std::string(65, 'x');
    EXPECT_EQ(hands_out(order).status, 422);
    EXPECT_EQ(staff.get("/p/quiz/staff/prizes/trail/" + order.at("claim").dump()).json().at("trail").size(), 2u) << "given, handed out";
}

TEST_F(Prizes, GuessingCodesIsStopped) {
    plays();
    const std::string code = prize_of(an)[0].at("code");
    EXPECT_EQ(finds("không phải mã").status, 422) << "what cannot be a code is no guess";
    for (int i = 0; i < 10; ++i) EXPECT_EQ(finds("2222222" + std::to_string(2 + i % 8)).status, 404);
    const auto stopped = finds(code);
    EXPECT_EQ(stopped.status, 429);
    EXPECT_GT(stopped.json().at("retry_after_s"), 0);
    const json claim = claim_of("An");
    EXPECT_EQ(hands_out({{"claim", claim.at("id")}, {"desk", ""}, {"reason", "quen mặt"}}).status, 200) << "work goes on";
}

TEST_F(Prizes, ARescoredRoundMovesWhatWasNotFetchedAndMarksWhatWas) {
    plays();
    const std::string code = prize_of(an)[0].at("code");
    EXPECT_EQ(hands_out({{"claim", claim_of("An").at("id")}, {"desk", "Bàn 1"}, {"code", code}}).status, 200);
    const std::string question = staff.sees().at("questions")[0].at("id");
    EXPECT_EQ(staff.does("rekey", {{"question", question}, {"answer", {{"options", {"a"}}}}}).status, 200);
    EXPECT_EQ(claim_of("An").at("state"), "handed_out");
    EXPECT_EQ(claim_of("An").at("note"), "rescored");
    EXPECT_EQ(claim_of("Bình").at("state"), "withdrawn");
    EXPECT_TRUE(prize_of(binh).empty());
    ASSERT_EQ(prize_of(chi).size(), 1u);
    EXPECT_EQ(prize_of(chi)[0].at("prize").at("vi"), "Giải Nhất");
    const auto out = hands_out({{"claim", claim_of("Chi <b>").at("id")}, {"code", prize_of(chi)[0].at("code")}});
    EXPECT_EQ(out.error(), "stock_out");
    EXPECT_EQ(hands_out({{"claim", claim_of("Chi <b>").at("id")}, {"code", prize_of(chi)[0].at("code")}, {"beyond_stock", true}}).status, 200);
    EXPECT_EQ(book().at("stock")[0].at("left"), -1);
}

TEST_F(Prizes, ARehearsalGivesNone) {
    json order = plain_round(1);
    order["rehearsal"] = true;
    plays(order);
    EXPECT_TRUE(prize_of(an).empty());
    EXPECT_TRUE(book().at("claims").empty());
}

TEST_F(Prizes, WhoIsForgottenLeavesATrailWithoutAName) {
    plays();
    const json claim = claim_of("An");
    EXPECT_EQ(hands_out({{"claim", claim.at("id")}, {"desk", "Bàn 1"}, {"reason", "quen mặt"}}).status, 200);
    EXPECT_EQ(staff.post("/api/staff/people/" + claim.at("player").dump() + "/forget", {{"sure", true}}).status, 200);
    const json after = book();
    ASSERT_EQ(after.at("claims").size(), 2u);
    EXPECT_EQ(after.at("claims")[0].at("state"), "handed_out");
    EXPECT_THAT(after.dump(), Not(HasSubstr("\"An\"")));
    EXPECT_EQ(claim_of("Bình").at("prize").at("vi"), "Giải Nhì") << "the first prize is gone";
}

TEST_F(Prizes, TheSealedFileProvesItselfAndAChangedOneDoesNot) {
    const auto round = plays();
    const std::string about = "/p/quiz/rounds/" + std::to_string(round) + "/";
    const auto reply = staff.get(about + "sealed");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_THAT(reply.header("content-disposition"), HasSubstr("ket-qua-vong-1.sealed.json"));
    EXPECT_EQ(staff.get(about + "sealed").body, reply.body) << "asked for again, it is the same file";
    const json results = json::parse(reply.json().at("results").get<std::string>());
    EXPECT_EQ(results.at("ranking")[0].at("name"), "An");
    EXPECT_EQ(results.at("ranking")[1].at("decided_by"), "score");
    EXPECT_EQ(results.at("questions")[0].at("bank"), "plain");
    EXPECT_EQ(results.at("questions")[0].at("version"), 1);
    EXPECT_GE(results.at("steps").size(), 5u) << results.at("steps");

    const TempFolder folder;
    const auto file = folder.write("vong-1.json", reply.body);
    const auto whole = run_program({"results", "verify", file.string(), "--data", kiosk.data().string()});
    EXPECT_EQ(whole.status, 0) << whole.err;
    EXPECT_THAT(whole.out, HasSubstr("Niêm phong còn nguyên"));
    EXPECT_THAT(whole.out, HasSubstr("khóa của chính kiosk này"));
    EXPECT_THAT(whole.out, HasSubstr("1. An"));
    const auto elsewhere = run_program({"results", "verify", file.string(), "--lang", "en", "--data", folder.path().string()});
    EXPECT_EQ(elsewhere.status, 0);
    EXPECT_THAT(elsewhere.out, HasSubstr("no key on this machine"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "seal.key")) << "looking makes no key";
    EXPECT_EQ(run_program({"results", "verify", file.string(), "--key", reply.json().at("seal").at("key").get<std::string>()}).status, 0);
    EXPECT_EQ(run_program({"results", "verify", file.string(), "--key", std::string(43, 'A') + "="}).status, 1);

    std::string forged = reply.body;
    forged.replace(forged.find("Bình"), 5, "Bịnh"); // of the same length
    const auto broken = run_program({"results", "verify", folder.write("forged.json", forged).string(), "--lang", "en"});
    EXPECT_EQ(broken.status, 1);
    EXPECT_THAT(broken.out, HasSubstr("BROKEN"));
    EXPECT_THAT(broken.out, Not(HasSubstr("An"))) << "nothing in it is to be believed";

    const auto paper = staff.get(about + "minutes?lang=vi");
    ASSERT_EQ(paper.status, 200);
    EXPECT_EQ(paper.header("content-type"), "text/html; charset=utf-8");
    EXPECT_THAT(paper.body, HasSubstr("BIÊN BẢN"));
    EXPECT_THAT(paper.body, HasSubstr("Chi &lt;b&gt;")) << "names are no markup";
    std::smatch hash;
    ASSERT_TRUE(std::regex_search(whole.out, hash, std::regex("băm của tệp: ([0-9A-F]{4}( [0-9A-F]{4}){3})")));
    EXPECT_THAT(paper.body, HasSubstr(hash[1].str())) << "paper and file prove each other";
}

TEST_F(Prizes, FilesOfStrangersAreAnsweredWithASentence) {
    const TempFolder folder;
    const std::map<std::string, std::string> files = {{"empty", ""},
                                                      {"words", "xin chào"},
                                                      {"deep", std::string(200'000, '[')},
                                                      {"other.json", R"({"format":"else"})"},
                                                      {"huge", std::string(17u << 20, ' ')},
                                                      {"binary", std::string("\x00\xff\x1b[2J", 6)}};
    for (const auto& [name, bytes] : files) {
        const auto outcome = run_program({"results", "verify", folder.write(name, bytes).string()});
        EXPECT_EQ(outcome.status, 2) << name;
        EXPECT_FALSE(outcome.err.empty()) << name;
        EXPECT_EQ(outcome.out, "") << name;
    }
    for (const auto& file : {folder.path() / "none", folder.path()})
        EXPECT_EQ(run_program({"results", "verify", file.string()}).status, 2);
    EXPECT_EQ(run_program({"results", "verify"}).status, 2);
}

TEST_F(Prizes, OnePlayersRoundIsToldAgainForAComplaint) {
    const auto round = plays();
    const std::string about = "/p/quiz/rounds/" + std::to_string(round) + "/";
    const json found = staff.get(about + "players?q=binh").json();
    ASSERT_EQ(found.at("total"), 1) << found;
    const std::string path = "/p/quiz/replay/" + std::to_string(round) + "?player=" + found.at("players")[0].at("player").dump();
    const json told = staff.get(path).json();
    EXPECT_EQ(told.at("name"), "Bình");
    EXPECT_EQ(told.at("place"), 2);
    ASSERT_EQ(told.at("questions").size(), 1u);
    const json& one = told.at("questions")[0];
    EXPECT_EQ(one.at("choice"), (json{{"options", {"b"}}}));
    EXPECT_EQ(one.at("right"), true);
    EXPECT_GT(one.at("points"), 1000);
    EXPECT_GE(one.at("offset_ms"), 30);
    EXPECT_LE(one.at("shown_ms"), one.at("opened_ms"));
    EXPECT_LE(one.at("opened_ms"), one.at("taken_ms"));
    EXPECT_LE(one.at("taken_ms"), one.at("closed_ms"));
    EXPECT_LE(one.at("closed_ms"), one.at("revealed_ms"));

    EXPECT_EQ(staff.does("end").status, 200);
    kiosk.restart(); // the round is over and lies on the disk only
    staff.listens();
    EXPECT_EQ(staff.get(path).json(), told);
    EXPECT_EQ(staff.get("/p/quiz/replay/99?player=1").status, 404);
    EXPECT_EQ(staff.get("/p/quiz/replay/" + std::to_string(round) + "?player=99999").error(), "no_player");
    const json rounds = staff.get("/p/quiz/rounds").json().at("rounds");
    ASSERT_EQ(rounds.size(), 1u);
    EXPECT_EQ(rounds[0].at("people"), 3);

    EXPECT_EQ(staff.opens(plain_round(1)).status, 200);
    EXPECT_EQ(staff.get("/p/quiz/rounds/2/sealed").error(), "goes_on");
    staff.goes_to("answering");
    EXPECT_EQ(staff.get(path).error(), "question_open") << "while answers are open the kiosk belongs to the phones";
}

// Whose phone is about to die: a code from it, typed at the touch screen, and the slip is there.
TEST(PrizesAtTheScreen, AWinnerSeesTheirSlipThereAndPutsItAway) {
    if (!Screen::can_be_had()) GTEST_SKIP() << "Xvfb or xdotool is not installed (packaging/dev test installs them)";
    const Screen screen;
    Kiosk kiosk{Content{prizes(), {plain_bank(4)}}, {}, Kiosk::Window::fullscreen};
    const auto is_on = [&](const std::string& what) {
        const auto told = support::Http(kiosk.port()).ask({.path = "/metrics"}).body;
        return told.find("kiosk_screen_info{display=\"1\",screen=\"" + what + "\"} 1") != std::string::npos;
    };
    const auto comes = [&](const std::string& what) {
        for (int i = 0; i < 150 && !is_on(what); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
        return is_on(what);
    };
    const auto touches = [&](float x, float y, const std::string& what) { // a screen that still moves may miss a finger
        for (int i = 0; i < 4 && !is_on(what); ++i) {
            screen.touch(x, y);
            for (int n = 0; n < 30 && !is_on(what); ++n) std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return is_on(what);
    };
    Staff staff{kiosk};
    Phone an{kiosk, "An", "tan-hoa"}, binh{kiosk, "Bình"};
    ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
    for (auto* phone : {&an, &binh}) ASSERT_EQ(phone->enters().status, 200);
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    ASSERT_EQ(binh.answers("a").status, 200);
    staff.goes_to("podium");
    ASSERT_EQ(staff.does("end").status, 200);
    ASSERT_TRUE(comes("home"));
    EXPECT_EQ(an.get("/api/event").json().at("screen"), true);

    const auto keys = [](const std::string& command) { EXPECT_EQ(std::system(("xdotool " + command).c_str()), 0) << command; };
    ASSERT_TRUE(touches(1690, 1023, "code")) << kiosk.log();
    const std::string code = an.post("/api/me/code", json::object()).json().at("code");
    for (int i = 0; i < 4 && !is_on("quiz/prize"); ++i) { // as people do: what came out wrong is typed anew, and slower
        for (std::size_t n = 0; i > 0 && n < code.size(); ++n) keys("keydown BackSpace sleep 0.2 keyup BackSpace sleep 0.1");
        keys("type --delay " + std::to_string(120 + 150 * i) + " " + code);
        keys("sleep 0.3 keydown Return sleep 0.3 keyup Return");
        for (int n = 0; n < 50 && !is_on("quiz/prize"); ++n) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    EXPECT_TRUE(is_on("quiz/prize")) << kiosk.log();
    if (const char* pictures = std::getenv("KIOSK_PICTURES")) screen.picture(std::string(pictures) + "/slip-at-the-screen.png");
    EXPECT_TRUE(touches(960, 932, "home")) << "put away";
    std::this_thread::sleep_for(std::chrono::seconds(1));
    EXPECT_TRUE(is_on("home")) << "and it stays away";
    EXPECT_EQ(kiosk.stop(), 0);
}

} // namespace
} // namespace kiosk::flow
