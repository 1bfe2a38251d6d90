// Staff look at names before anybody else does: the list of those that wait, one touch, all at once, and what comes in meanwhile.
#include "kiosk/staff/console.h"

#include "kiosk/people/names.h"
#include "kiosk/store/migrate.h"
#include "tests/store/temp_store.h"
#include "tests/support/http.h"

#include <gmock/gmock.h>
#include <sodium.h>

#include <future>
#include <thread>

namespace kiosk::staff {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using support::Ask;
using support::Reply;
using testing::ElementsAre;
using testing::IsEmpty;

// The front desk and the staff's, with phones that join.
struct NameDesk : testing::Test {
    SystemClock clock;
    RunQueue queue{[] {}};
    fixture::TempStore store;
    content::Words words;
    http::Router router;
    std::unique_ptr<people::People> people;
    std::unique_ptr<Sessions> sessions;
    std::unique_ptr<http::Server> server;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<Console> console;
    std::string cookie;

    void open(people::Names names = people::Names::held) {
        ASSERT_GE(sodium_init(), 0);
        ASSERT_TRUE(words.load(fs::path(KIOSK_SOURCE_DIR) / "content/i18n"));
        people = std::make_unique<people::People>(store.writer(), std::vector<people::Unit>{}, names);
        sessions = std::make_unique<Sessions>(store.writer());
        http::Server::Options options;
        options.bind = "127.0.0.1";
        options.port = 0;
        server = std::make_unique<http::Server>(std::move(options));
        desk = std::make_unique<Desk>(Desk::Parts{*server, router, store.writer(), *people, *sessions, words, clock, queue,
                                                  [](const std::string&) { return std::optional<bool>(true); }});
        console = std::make_unique<Console>(Console::Parts{*desk, *server, router, store.writer(), store.reader(), *people, *sessions,
                                                           clock, [] { return json::object(); }});
        desk->add_routes("{}");
        console->add_routes();
        store::Step step;
        cookie = "kiosk_staff=" + sessions->open(clock.wall(), step);
        ASSERT_TRUE(server->start());
    }
    ~NameDesk() override {
        if (server) server->stop();
    }

    Reply ask(Ask ask, const std::string& who) {
        if (!who.empty()) ask.headers.emplace_back("Cookie", who);
        auto reply = std::async(std::launch::async, [&] { return support::Http(server->port()).ask(ask); });
        while (reply.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
            for (const auto& request : server->take()) desk->handle(request);
            queue.run_all();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return reply.get();
    }
    Reply post(const std::string& path, const json& body, const std::string& who) {
        return ask({"POST", path, body.dump(), {{"Content-Type", "application/json"}}}, who);
    }
    Reply staff(const std::string& path, const json& body) { return post(path, body, cookie); }
    json list(const std::string& query = "?show=waiting") { return ask({"GET", "/api/staff/people" + query}, cookie).json(); }

    struct Phone {
        std::int64_t id;
        std::string cookie;
    };
    Phone joins(const std::string& name) {
        const auto reply = post("/api/join", {{"name", name}}, "");
        EXPECT_EQ(reply.status, 200) << reply.body;
        return {reply.json().at("player").at("id"), "kiosk_player=" + reply.cookie("kiosk_player")};
    }
    // Whom the list names, in its order.
    std::vector<std::string> names(const std::string& query = "?show=waiting") {
        std::vector<std::string> found;
        const json all = list(query);
        for (const auto& one : all.at("people")) found.push_back(one.at("name"));
        return found;
    }
    json row(std::int64_t id) {
        const json all = list("");
        for (const auto& one : all.at("people"))
            if (one.at("id") == id) return one;
        return nullptr;
    }
    Reply approve(std::int64_t id, std::int64_t naming) {
        return staff("/api/staff/people/" + std::to_string(id), {{"approve", naming}});
    }
    const std::string& on_board(const Phone& phone) const { return people->find(phone.id)->name; }
};

TEST_F(NameDesk, OneTouchPutsBinhOnTheBoard) {
    open();
    const auto binh = joins("Bình");
    const json waits = list();
    EXPECT_EQ(waits.at("total"), 1);
    EXPECT_EQ(waits.at("names").at("waiting"), 1);
    const json seen = waits.at("people")[0];
    EXPECT_EQ(seen.at("name"), "Bình");
    EXPECT_EQ(seen.at("board_name"), on_board(binh));
    EXPECT_EQ(seen.at("held"), true);
    const auto reply = approve(binh.id, seen.at("naming"));
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.json().at("held"), false);
    EXPECT_FALSE(reply.json().contains("board_name"));
    EXPECT_EQ(on_board(binh), "Bình");
    EXPECT_THAT(names(), IsEmpty());
    EXPECT_EQ(approve(binh.id, seen.at("naming")).status, 200) << "two members of staff touch at once";
}

TEST_F(NameDesk, TheirOwnPhoneSaysBothNames) {
    open();
    const auto binh = joins("Bình");
    const json waits = ask({"GET", "/api/me"}, binh.cookie).json().at("player");
    EXPECT_EQ(waits.at("name"), "Bình");
    EXPECT_EQ(waits.at("board_name"), on_board(binh));
    EXPECT_EQ(approve(binh.id, row(binh.id).at("naming")).status, 200);
    const json known = ask({"GET", "/api/me"}, binh.cookie).json().at("player");
    EXPECT_EQ(known.at("name"), "Bình");
    EXPECT_FALSE(known.contains("board_name"));
}

TEST_F(NameDesk, ANameThatChangedUnderTheFingerIsNotApproved) {
    open();
    const auto binh = joins("Bình");
    const json seen = row(binh.id);
    EXPECT_EQ(post("/api/me", {{"name", "Kẻ Phá Đám"}}, binh.cookie).json().at("player").at("board_name"), on_board(binh));
    const auto reply = approve(binh.id, seen.at("naming"));
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.error(), "name.changed");
    EXPECT_EQ(reply.json().at("message"), words.text("vi", "name.changed"));
    EXPECT_NE(on_board(binh), "Kẻ Phá Đám");
    EXPECT_THAT(names(), ElementsAre("Kẻ Phá Đám"));
}

TEST_F(NameDesk, AllThatWereSeenAndNobodyWhoCameSince) {
    open();
    for (int i = 1; i <= 120; ++i) joins("Khách " + std::to_string(i));
    const json seen = list("?show=waiting&limit=50");
    EXPECT_EQ(seen.at("total"), 120);
    EXPECT_EQ(seen.at("people").size(), 50u);
    EXPECT_EQ(seen.at("people")[0].at("name"), "Khách 120") << "the newest first";
    EXPECT_EQ(list("?show=waiting&offset=100").at("people").size(), 20u);
    const auto late = joins("Muộn");
    const json up_to{{"up_to", seen.at("names").at("newest")}};
    const json first = staff("/api/staff/people/approve", up_to).json();
    EXPECT_EQ(first.at("approved"), 100) << "a slice";
    EXPECT_EQ(first.at("more"), true);
    const json second = staff("/api/staff/people/approve", up_to).json();
    EXPECT_EQ(second.at("approved"), 20);
    EXPECT_EQ(second.at("more"), false);
    EXPECT_EQ(second.at("names").at("waiting"), 1);
    EXPECT_THAT(names(), ElementsAre("Muộn"));
    EXPECT_NE(on_board(late), "Muộn");
}

TEST_F(NameDesk, WhoIsSeenOnTheBoardIsFoundByThatName) {
    open();
    joins("An");
    const auto binh = joins("Bình");
    EXPECT_THAT(names("?show=waiting&q=binh"), testing::Contains("Bình"));
    std::string query; // as a browser writes it
    for (const unsigned char c : on_board(binh)) {
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", c);
        query += hex;
    }
    EXPECT_THAT(names("?q=" + query), ElementsAre("Bình"));
}

TEST_F(NameDesk, StaffGiveANameOrLeaveTheFriendlyOne) {
    open();
    const auto binh = joins("Bình"), chi = joins("Chi");
    const std::string friendly = on_board(chi);
    EXPECT_EQ(staff("/api/staff/people/" + std::to_string(binh.id), {{"name", "Bình A"}}).json().at("held"), false);
    EXPECT_EQ(staff("/api/staff/people/" + std::to_string(chi.id), {{"name", friendly}}).status, 200);
    EXPECT_EQ(on_board(binh), "Bình A");
    EXPECT_EQ(on_board(chi), friendly);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(NameDesk, WhoIsOutWaitsForNothing) {
    open();
    const auto binh = joins("Bình");
    EXPECT_EQ(staff("/api/staff/people/" + std::to_string(binh.id), {{"removed", true}}).status, 200);
    EXPECT_THAT(names(), IsEmpty());
    EXPECT_THAT(names("?show=removed"), ElementsAre("Bình"));
    EXPECT_EQ(staff("/api/staff/people/" + std::to_string(binh.id), {{"removed", false}}).status, 200);
    EXPECT_THAT(names(), ElementsAre("Bình"));
}

TEST_F(NameDesk, OnlyStaffMayLookAndNonsenseIsRefused) {
    open();
    const auto binh = joins("Bình");
    EXPECT_EQ(post("/api/staff/people/approve", {{"up_to", 99}}, binh.cookie).status, 401);
    EXPECT_EQ(post("/api/staff/people/" + std::to_string(binh.id), {{"approve", 1}}, binh.cookie).status, 401);
    EXPECT_EQ(ask({"GET", "/api/staff/people?show=waiting"}, binh.cookie).status, 401);
    EXPECT_EQ(staff("/api/staff/people/approve", json::object()).status, 400);
    EXPECT_EQ(staff("/api/staff/people/approve", {{"up_to", "all"}}).status, 400);
    EXPECT_EQ(staff("/api/staff/people/" + std::to_string(binh.id), {{"approve", true}}).status, 400);
    EXPECT_EQ(staff("/api/staff/people/4711", {{"approve", 1}}).status, 404);
    EXPECT_EQ(ask({"GET", "/api/staff/people?show=everything"}, cookie).status, 400);
    EXPECT_NE(on_board(binh), "Bình");
}

TEST_F(NameDesk, WhereNamesShowAtOnceThereIsNothingToApprove) {
    open(people::Names::shown);
    const auto binh = joins("Bình");
    EXPECT_EQ(on_board(binh), "Bình");
    EXPECT_EQ(console->names_state(), json());
    const json all = list("");
    EXPECT_FALSE(all.contains("names"));
    EXPECT_EQ(all.at("people")[0].at("held"), false);
    EXPECT_FALSE(ask({"GET", "/api/me"}, binh.cookie).json().at("player").contains("board_name"));
}

} // namespace
} // namespace kiosk::staff
