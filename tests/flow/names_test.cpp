// An evening with names held back: nobody but Bình and the staff reads Bình's name before the staff have, whatever is played,
// and whatever becomes of the power.
#include "tests/flow/questions.h"

#include <gmock/gmock.h>

#include <thread>

namespace kiosk::flow {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kName = "Bình Nguyên"; // no friendly name has both words

json event() {
    return {{"names", {{"hold_until_approved", true}}},
            {"walkup", {{"questions", 2}}},
            {"prizes", {{"places", {{{"place", 1}, {"title", "Giải Nhất"}, {"stock", 1}}}}}}};
}

struct HeldNames : testing::Test {
    Kiosk kiosk{Content{event(), {plain_bank(6)}}};
    Staff staff{kiosk};
    Phone an{kiosk, "An Khang"}, binh{kiosk, kName};

    json own(Phone& phone) { return phone.get("/api/me").json().at("player"); }
    json list(const std::string& query = "?show=waiting") { return staff.get("/api/staff/people" + query).json(); }
    json listed(const Phone& phone) {
        const json all = list("");
        for (const auto& one : all.at("people"))
            if (one.at("id") == phone.id) return one;
        return nullptr;
    }
    Reply approve(const Phone& phone) {
        return staff.post("/api/staff/people/" + std::to_string(phone.id), {{"approve", listed(phone).at("naming")}});
    }
    // Everything that the hall is told or may ask for: the streams, other phones, a phone that has not joined, Bình's own games.
    std::string public_sees() {
        Phone nobody(kiosk);
        std::string seen = kiosk.ear().bytes();
        for (const char* page : {"/p/leaderboard/board", "/api/event", "/metrics", "/healthz"}) seen += nobody.get(page).body;
        for (auto* phone : {&an, &binh})
            for (const char* page : {"/p/quiz/me", "/p/quiz/walkup", "/p/booths/me"}) seen += phone->get(page).body;
        return seen;
    }
    bool board_shows(const std::string& name, const std::string& topic = "leaderboard/board") {
        return kiosk.ear().hears(topic, [&](const json& board) { return board.dump().find('"' + name + '"') != std::string::npos; });
    }
    // Bình wins, An is wrong.
    std::int64_t binh_wins() {
        EXPECT_EQ(staff.opens(plain_round(1)).status, 200);
        for (auto* phone : {&an, &binh}) EXPECT_EQ(phone->enters().status, 200);
        staff.goes_to("answering");
        EXPECT_EQ(binh.answers("b").status, 200);
        EXPECT_EQ(an.answers("a").status, 200);
        staff.goes_to("podium");
        return kiosk.round().at("round");
    }
    void binh_plays_alone() {
        ASSERT_EQ(binh.post("/p/quiz/walkup/start", json::object()).status, 200);
        for (int i = 0; i < 2; ++i) {
            const json now = binh.get("/p/quiz/walkup").json().at("sitting");
            json at{{"sitting", now.at("id")}, {"question", now.at("question").at("id")}};
            ASSERT_EQ(binh.post("/p/quiz/walkup/next", at).status / 100, 4) << "not before the answer";
            json answer = at;
            answer["choice"] = {{"options", {"b"}}};
            ASSERT_EQ(binh.post("/p/quiz/walkup/answer", answer).status, 200);
            ASSERT_EQ(binh.post("/p/quiz/walkup/next", at).status, 200);
        }
    }
    json claim() { return staff.get("/p/quiz/staff/prizes").json().at("claims").at(0); }
};

TEST_F(HeldNames, NobodyReadsBinhsNameBeforeTheStaff) {
    const std::string friendly = own(binh).at("board_name");
    EXPECT_EQ(own(binh).at("name"), kName);
    binh_plays_alone();
    EXPECT_TRUE(board_shows(friendly));
    binh_wins();
    EXPECT_TRUE(board_shows(friendly, "quiz/standings"));
    EXPECT_EQ(kiosk.round().at("top").at(0).at("name"), friendly);
    EXPECT_THAT(public_sees(), Not(HasSubstr(kName)));

    kiosk.restart();
    staff.listens();
    EXPECT_TRUE(board_shows(friendly)) << "the same friendly name";
    EXPECT_TRUE(board_shows(friendly, "quiz/standings"));
    EXPECT_THAT(public_sees() + kiosk.log(), Not(HasSubstr(kName)));
    EXPECT_EQ(own(binh).at("name"), kName);
    ASSERT_EQ(list().at("total"), 2);
    EXPECT_EQ(list().at("people").at(0).at("name"), kName) << "who came last is the first to be looked at";

    ASSERT_EQ(approve(binh).status, 200);
    EXPECT_TRUE(board_shows(kName));
    EXPECT_TRUE(board_shows(kName, "quiz/standings"));
    EXPECT_TRUE(kiosk.shows([](const json& round) { return round.at("top").at(0).at("name") == kName; }));
    EXPECT_FALSE(own(binh).contains("board_name"));
    EXPECT_THAT(public_sees(), Not(HasSubstr("An Khang"))) << "whom nobody has approved";

    kiosk.restart();
    EXPECT_TRUE(board_shows(kName));
    EXPECT_EQ(list().at("total"), 1);
}

TEST_F(HeldNames, ANewNameIsHeldAnew) {
    const std::string friendly = own(binh).at("board_name");
    binh_plays_alone();
    ASSERT_EQ(approve(binh).status, 200);
    ASSERT_TRUE(board_shows(kName));
    ASSERT_EQ(binh.post("/api/me", {{"name", "Kẻ Phá Đám"}}).status, 200);
    EXPECT_TRUE(board_shows(friendly));
    EXPECT_THAT(public_sees(), Not(HasSubstr("Kẻ Phá Đám")));
    ASSERT_EQ(staff.post("/api/staff/people/" + std::to_string(binh.id), {{"name", friendly}}).status, 200);
    EXPECT_EQ(own(binh).at("name"), friendly) << "staff left it at that";
    EXPECT_EQ(list().at("total"), 1) << "An";
}

TEST_F(HeldNames, ThePrizeDeskKnowsTheWinnerByBothNames) {
    const std::string friendly = own(binh).at("board_name");
    const std::string round = std::to_string(binh_wins());
    EXPECT_EQ(claim().at("name"), friendly) << "with it the prize was announced";
    EXPECT_EQ(claim().at("own_name"), kName);
    EXPECT_EQ(claim().at("held"), true);
    const std::string sealed = staff.get("/p/quiz/rounds/" + round + "/sealed").body;
    EXPECT_THAT(sealed, HasSubstr(friendly));
    EXPECT_THAT(sealed, Not(HasSubstr(kName))) << "the file may be given to anybody";
    EXPECT_THAT(staff.get("/p/quiz/rounds/" + round + "/minutes").body,
                HasSubstr(std::string(kName) + " (tên chưa duyệt; trên bảng: " + friendly + ")"));
    const json found = staff.get("/p/quiz/rounds/" + round + "/players?q=nguyen").json();
    ASSERT_EQ(found.at("total"), 1);
    EXPECT_EQ(found.at("players").at(0).at("held_name"), kName);
    bool exported = false;
    const json results = kiosk.export_json();
    for (const auto& row : results) exported = exported || (row.at("name") == kName && row.at("board_name") == friendly);
    EXPECT_TRUE(exported);

    ASSERT_EQ(approve(binh).status, 200);
    EXPECT_EQ(claim().at("name"), friendly) << "as it stood on the board";
    EXPECT_EQ(claim().at("own_name"), kName);
    EXPECT_FALSE(claim().contains("held"));
    EXPECT_THAT(staff.get("/p/quiz/rounds/" + round + "/minutes").body, HasSubstr(std::string(kName) + " (trên bảng: " + friendly + ")"));
}

TEST_F(HeldNames, AllAtOnceAndTheStaffPageCounts) {
    EXPECT_TRUE(staff.ear().hears("kiosk/staff", [](const json& state) { return state.at("names").value("waiting", 0) == 2; }));
    const json newest = list().at("names").at("newest");
    Phone late(kiosk, "Chi Mai");
    const auto reply = staff.post("/api/staff/people/approve", {{"up_to", newest}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.json().at("approved"), 2);
    EXPECT_TRUE(staff.ear().hears("kiosk/staff", [](const json& state) { return state.at("names").value("waiting", 0) == 1; }));
    EXPECT_TRUE(own(late).contains("board_name")) << "nobody has seen that one";
    kiosk.restart();
    EXPECT_FALSE(own(binh).contains("board_name"));
    EXPECT_TRUE(own(late).contains("board_name"));
}

// Whoever is not to get a prize stands in the event file by name; a friendly name hides nobody from it.
TEST(HeldNamesOfStaff, WhoIsExcludedByNameIsPassedOver) {
    json held = event();
    held["prizes"]["staff_excluded"] = {kName};
    Kiosk kiosk{Content{held, {plain_bank(2)}}};
    Staff staff{kiosk};
    Phone binh{kiosk, kName};
    ASSERT_EQ(staff.opens(plain_round(1)).status, 200);
    ASSERT_EQ(binh.enters().status, 200);
    staff.goes_to("answering");
    ASSERT_EQ(binh.answers("b").status, 200);
    staff.goes_to("podium");
    EXPECT_TRUE(staff.get("/p/quiz/staff/prizes").json().at("claims").empty());
}

} // namespace
} // namespace kiosk::flow
