// What people are promised: a number only after the game and only sealed, and nothing left of whoever asks to be forgotten.
#include "tests/flow/fake_lrs.h"
#include "tests/flow/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace kiosk::flow {
namespace {

using support::run_program;
using support::TempFolder;
using testing::HasSubstr;
using testing::Not;

struct Organiser {
    TempFolder folder;
    std::string secret_file = folder.path() / "secret.key";
    std::string public_key;
    Organiser() {
        const auto made = run_program({"people", "seal-key", "-o", secret_file});
        EXPECT_EQ(made.status, 0) << made.err;
        public_key = made.out.substr(0, made.out.find('\n'));
    }
};

struct Privacy : testing::Test {
    Organiser organiser;
    FakeLrs centre;
    Kiosk kiosk{Content{{{"privacy", {{"version", "v7"}, {"phone", {"prize"}}, {"seal_key", organiser.public_key}}},
                         {"central", {{"endpoint", centre.url()}}}},
                        {plain_bank(4)}}};
    Staff staff{kiosk};

    Privacy() {
        const auto file = kiosk.data() / "central.key";
        std::ofstream(file) << FakeLrs::kKey << '\n';
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    // One question; all who are named enter, the first is right. Ends on the podium.
    void play(std::vector<Phone*> phones) {
        ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
        for (auto* phone : phones) ASSERT_EQ(phone->enters().status, 200);
        staff.goes_to("answering");
        for (auto* phone : phones) ASSERT_EQ(phone->answers(phone == phones.front() ? "b" : "a").status, 200);
        staff.goes_to("podium");
    }
    static json number(const std::string& phone, bool ticked = true) {
        return {{"phone", phone}, {"notice", "v7"}, {"boxes", {{"prize", ticked}}}};
    }
    // Every byte of the data folder: tables, their log, the kiosk's own log.
    std::string everything_on_disk() const {
        std::string bytes;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(kiosk.data()))
            if (entry.is_regular_file()) {
                std::ifstream in(entry.path(), std::ios::binary);
                bytes.append(std::istreambuf_iterator<char>(in), {});
            }
        return bytes;
    }
    bool soon_gone(const std::string& text) const { // the write-ahead log is emptied after the reply has left
        for (int i = 0; i < 500 && everything_on_disk().find(text) != std::string::npos; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return everything_on_disk().find(text) == std::string::npos;
    }
    support::Outcome command(std::vector<std::string> words) const {
        words.insert(words.begin(), "people");
        words.insert(words.end(), {"--data", kiosk.data().string()});
        return run_program(words);
    }
    std::string names_on_the_board() const { return kiosk.ear().newest("leaderboard/board").dump(); }
};

TEST_F(Privacy, ANumberIsAskedAfterTheGameWithABoxOfItsOwnAndLiesSealed) {
    Phone an(kiosk, "An", "pa-co");
    EXPECT_EQ(an.get("/api/me/data").json().at("asks_phone"), false);
    EXPECT_EQ(an.post("/api/me/phone", number("0912345678")).error(), "privacy.play_first");
    ASSERT_NO_FATAL_FAILURE(play({&an}));
    EXPECT_EQ(an.get("/api/me/data").json().at("asks_phone"), true);

    EXPECT_EQ(an.post("/api/me/phone", number("0912345678", false)).error(), "privacy.no_box");
    EXPECT_EQ(an.post("/api/me/phone", number("0912 345 67")).error(), "privacy.phone_short");
    EXPECT_EQ(an.post("/api/me/phone", {{"phone", "0912345678"}, {"notice", "v7"}}).status, 400) << "no box was on the page";
    json old = number("0912345678");
    old["notice"] = "v6";
    EXPECT_EQ(an.post("/api/me/phone", old).error(), "privacy.new_notice");
    json child = number("0912345678");
    child["under_16"] = true;
    EXPECT_EQ(an.post("/api/me/phone", child).error(), "privacy.no_guardian");
    EXPECT_EQ(an.get("/api/me/data").json().at("phone"), false) << "nothing was kept of all that";

    const auto kept = an.post("/api/me/phone", number("+84 (912) 345.678"));
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(kept.json().at("phone"), true);
    const json proof = kept.json().at("consents").at(0);
    EXPECT_EQ(proof.at("purpose"), "prize");
    EXPECT_EQ(proof.at("ticked"), true);
    EXPECT_EQ(proof.at("notice"), "v7");

    const std::string disk = everything_on_disk();
    for (const char* plain : {"0912345678", "912345678", "912) 345", "0912 345 678"}) EXPECT_THAT(disk, Not(HasSubstr(plain)));
    const auto list = command({"phones", "--key", organiser.secret_file});
    EXPECT_EQ(list.status, 0) << list.err;
    EXPECT_THAT(list.out, HasSubstr("An,Xã Pà Cò,0912 345 678,người chơi,prize,1,"));
    EXPECT_EQ(run_program({"results", "export", "--data", kiosk.data().string()}).out.find("912"), std::string::npos);

    const auto other = command({"phones", "--key", Organiser().secret_file});
    EXPECT_EQ(other.status, 1);
    EXPECT_THAT(other.err, HasSubstr("sealed to another key"));

    kiosk.restart();
    EXPECT_EQ(an.get("/api/me/data").json().at("phone"), true);
    EXPECT_EQ(an.post("/api/me/phone/withdraw", json::object()).json().at("phone"), false);
    EXPECT_EQ(command({"phones", "--key", organiser.secret_file}).out.find("912"), std::string::npos);
    EXPECT_NE(an.get("/api/me/data").json().at("consents").at(0).at("withdrawn_ms"), 0) << "the proof stays, and says so";
}

TEST_F(Privacy, AParentsNumberForAChild) {
    Phone child(kiosk, "Bống", "pa-co");
    ASSERT_NO_FATAL_FAILURE(play({&child}));
    json body = number("0987 654 321");
    body["under_16"] = body["guardian"] = true;
    ASSERT_EQ(child.post("/api/me/phone", body).status, 200);
    EXPECT_THAT(command({"phones", "--key", organiser.secret_file}).out, HasSubstr("0987 654 321,phụ huynh"));
}

TEST_F(Privacy, WhoIsForgottenWhileARoundRunsLeavesItAndNothingIsLeft) {
    Phone an(kiosk, "Quỳnh Hương", "pa-co"), binh(kiosk, "Bình", "pa-co");
    ASSERT_NO_FATAL_FAILURE(play({&an, &binh}));
    ASSERT_EQ(an.post("/api/me/phone", number("0912345678")).status, 200);
    ASSERT_EQ(staff.does("end").status, 200);
    ASSERT_EQ(staff.opens(plain_round(2)).status, 200);
    for (auto* phone : {&an, &binh}) ASSERT_EQ(phone->enters().status, 200);
    staff.goes_to("answering");
    ASSERT_EQ(an.answers("b").status, 200);
    ASSERT_EQ(staff.sees().at("players"), 2);

    EXPECT_EQ(an.post("/api/me/forget", json::object()).status, 400) << "not by accident";
    const auto done = an.post("/api/me/forget", {{"sure", true}});
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_THAT(done.header("Set-Cookie"), HasSubstr("kiosk_player=; "));
    EXPECT_EQ(an.get("/api/me").json().at("player"), nullptr) << "the old cookie opens nothing";
    EXPECT_EQ(an.answers("b").status, 401);
    EXPECT_EQ(an.get("/api/me/data").status, 401);

    EXPECT_TRUE(kiosk.shows([](const json& round) { return round.value("players", 0) == 1; }));
    ASSERT_EQ(binh.answers("b").status, 200);
    staff.goes_to("podium");
    EXPECT_THAT(kiosk.ear().newest("quiz/standings").dump(), AllOf(HasSubstr("Bình"), Not(HasSubstr("Quỳnh"))));
    EXPECT_THAT(names_on_the_board(), Not(HasSubstr("Quỳnh")));
    const auto rows = kiosk.export_json();
    ASSERT_EQ(rows.size(), 3u) << "the first round of both, the second of one";
    EXPECT_EQ(rows.at(0).at("name"), "");
    EXPECT_EQ(rows.at(0).at("player"), "");
    EXPECT_EQ(rows.at(0).at("unit"), "pa-co") << "their unit keeps the points";
    EXPECT_GT(rows.at(0).at("score"), 0);
    EXPECT_TRUE(soon_gone("Quỳnh Hương"));

    kiosk.restart();
    EXPECT_EQ(kiosk.phase(), "podium") << "the round stands up again without them";
    Phone somebody(kiosk, "Chi");
    EXPECT_NE(somebody.id, an.id) << "nobody gets their number";
}

TEST_F(Privacy, CommandsForgetWhetherAKioskRunsOrNot) {
    Phone an(kiosk, "An", "pa-co"), binh(kiosk, "Bình"), chi(kiosk, "Chi"), other(kiosk, "Chi");
    ASSERT_NO_FATAL_FAILURE(play({&an, &binh}));
    const std::string code = an.get("/api/me/data").json().at("player").at("code");
    const auto by_code = command({"forget", code});
    EXPECT_EQ(by_code.status, 0) << by_code.err;
    EXPECT_EQ(by_code.out, "1 person was forgotten.\n");
    EXPECT_EQ(an.get("/api/me").json().at("player"), nullptr);
    EXPECT_EQ(binh.get("/api/me").json().at("player").at("name"), "Bình");
    EXPECT_EQ(command({"forget", code}).status, 1) << "is not there any more";
    EXPECT_THAT(command({"forget", "Chi"}).err, HasSubstr("Several people"));
    EXPECT_EQ(command({"forget", "--before", "10/10/2026"}).status, 2);
    EXPECT_EQ(command({"forget"}).status, 2);

    ASSERT_EQ(kiosk.stop(), 0);
    const auto by_name = command({"forget", "Bình"});
    EXPECT_EQ(by_name.status, 0) << by_name.err;
    EXPECT_EQ(by_name.out, "1 person was forgotten.\n");
    EXPECT_EQ(everything_on_disk().find("Bình"), std::string::npos);
    const auto all = command({"forget", "--before", "2099-01-01"});
    EXPECT_EQ(all.out, "2 people were forgotten.\n") << all.err;
    kiosk.start();
    EXPECT_EQ(chi.get("/api/me").json().at("player"), nullptr);
    EXPECT_EQ(kiosk.export_json().size(), 2u) << "the results stay";
}

TEST_F(Privacy, StaffForgetWhoAsksThem) {
    Phone an(kiosk, "An");
    const std::string path = "/api/staff/people/" + std::to_string(an.id) + "/forget";
    EXPECT_EQ(an.post(path, {{"sure", true}}).status, 401) << "no visitor may";
    EXPECT_EQ(staff.post(path, json::object()).status, 400);
    EXPECT_EQ(staff.post(path, {{"sure", true}}).status, 200);
    EXPECT_EQ(staff.post(path, {{"sure", true}}).status, 404);
    EXPECT_EQ(an.get("/api/me").json().at("player"), nullptr);
}

TEST_F(Privacy, TheCentreIsAskedToForgetAndIsNotToldWhatWasNeverSent) {
    Phone an(kiosk, "An", "pa-co"), binh(kiosk, "Bình", "pa-co");
    ASSERT_NO_FATAL_FAILURE(play({&an, &binh}));
    const std::string code = an.get("/api/me/data").json().at("player").at("code");
    ASSERT_EQ(an.post("/api/me/forget", {{"sure", true}}).status, 200);
    centre.open();
    run_program({"outbox", "retry", "--data", kiosk.data().string()});
    ASSERT_TRUE(centre.holds(2));
    int completed = 0, forgot = 0;
    for (const auto& [id, statement] : centre.seen().statements) {
        const std::string verb = statement["verb"]["id"], actor = statement["actor"]["account"]["name"];
        completed += verb.ends_with("/completed") && actor != code;
        forgot += verb.ends_with("/xapi/verbs/forgot") && actor == code;
    }
    EXPECT_EQ(completed, 1);
    EXPECT_EQ(forgot, 1);
    EXPECT_EQ(centre.seen().wrong, std::vector<std::string>{});
}

TEST_F(Privacy, ANameAndAUnitAreCorrectedByWhoHasThem) {
    Phone an(kiosk, "An");
    EXPECT_EQ(an.post("/api/me", {{"name", "An Nhiên"}, {"unit", "pa-co"}}).json().at("player").at("unit_title"), "Xã Pà Cò");
    EXPECT_EQ(an.post("/api/me", {{"name", ""}, {"unit", ""}}).error(), "name.empty");
    EXPECT_EQ(an.get("/api/me").json().at("player").at("unit"), "pa-co") << "refused is refused whole";
    EXPECT_EQ(an.post("/api/me", {{"name", "An"}, {"unit", "nowhere"}}).error(), "unit.unknown");
    EXPECT_EQ(an.get("/api/me").json().at("player").at("name"), "An Nhiên");
}

TEST_F(Privacy, NoKeyNoQuestion) {
    Kiosk plain{Content{{{"privacy", {{"phone", {"prize"}}}}}, {plain_bank(1)}}};
    EXPECT_EQ(plain.ear().newest("quiz/round").is_null(), false);
    Phone an(plain, "An");
    EXPECT_EQ(an.get("/api/event").json().at("privacy").at("phone"), json::array());
    EXPECT_EQ(an.post("/api/me/phone", {{"phone", "0912345678"}, {"notice", "1"}, {"boxes", {{"prize", true}}}}).status, 404);
}

} // namespace
} // namespace kiosk::flow
