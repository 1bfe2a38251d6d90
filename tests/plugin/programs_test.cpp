// What plugins get since 1.2: routes for programs, headers both ways, threads of their own, settings, commands; asked for by
// a real plugin (fixtures/post_office.cpp), and by hand where a real one would not.
#include "tests/plugin/house.h"

#include "kiosk/plugin/check.h"
#include "kiosk/plugin/command.h"

#include <gmock/gmock.h>

#include <chrono>
#include <sstream>

namespace kiosk::plugin {
namespace {

using testing::HasSubstr;

// ---------------------------------------------------------------- routes and headers

TEST(RouteForPrograms, HasAMethodAGuardAndRoomForItsBodies) {
    House house({"post-office"});
    const auto put = house.router.find("PUT", "/p/post-office/letter");
    ASSERT_NE(put.route, nullptr);
    EXPECT_TRUE(put.route->for_programs);
    EXPECT_EQ(put.route->max_body, 100'000u);
    const auto desk = house.router.find("POST", "/p/post-office/desk");
    EXPECT_FALSE(desk.route->for_programs) << "behind the PIN cookies count, as everywhere";
    EXPECT_EQ(desk.route->guard, http::Guard::staff);
    EXPECT_EQ(house.router.find("GET", "/p/post-office/letter").route->max_body, 0u);
    EXPECT_EQ(house.router.find("DELETE", "/p/post-office/letter").allow, "PUT, GET, HEAD");
}

TEST(RouteForPrograms, SeesWhatTheClientSent) {
    House house({"post-office"});
    const auto ticket = house.ask("PUT", "/p/post-office/letter", std::string(50'000, 'x'), {},
                                  {{"authorization", "Basic eDp5"}, {"x-experience-api-version", "1.0.3"}});
    EXPECT_EQ(house.door.answer(ticket)->body, "PUT 50000;authorization=Basic eDp5;x-experience-api-version=1.0.3;");
}

TEST(RouteForPrograms, SendsHeadersAndNoneThatAreTheHosts) {
    House house({"post-office"});
    const auto send = [&](const std::string& name, const std::string& value) {
        return *house.door.answer(house.ask("GET", "/p/post-office/letter", "", {}, {{"x-name", name}, {"x-value", value}}));
    };
    const auto sent = send("WWW-Authenticate", "Basic realm=\"post\"");
    EXPECT_EQ(sent.status, 200);
    EXPECT_THAT(sent.headers, testing::ElementsAre(testing::Pair("WWW-Authenticate", "Basic realm=\"post\"")));
    for (const char* name :
         {"Content-Length", "set-cookie", "Connection", "TRANSFER-ENCODING", "Content-Type", "Date",
          "Access-Control-Allow-Origin", "content-security-policy", "Content-Encoding", "", "a b", "a:b", "ä", "a\r\nb"})
        EXPECT_EQ(send(name, "x").status, 422) << name;
    for (const char* value : {"a\r\nSet-Cookie: b=c", "a\nb", "\x7f", "đ"})
        EXPECT_EQ(send("X-Thing", value).status, 422) << value;
    EXPECT_EQ(send("X-Thing", std::string(4097, 'x')).status, 422);
    EXPECT_TRUE(house.log.names("post-office", "not a plugin's to send"));
}

TEST(RouteForPrograms, RefusesNonsense) {
    House house({});
    Manifest manifest;
    manifest.id = "odd";
    auto& host = house.hub->add(manifest);
    const auto& http = *static_cast<const kiosk_http_1*>(host.api.service(&host, KIOSK_HTTP_1));
    const kiosk_handler handler = [](void*, const kiosk_request*) {};
    kiosk_route route{sizeof route, "PUT", "/a", KIOSK_GUARD_PUBLIC, handler, nullptr, 0};
    EXPECT_EQ(http.route_with(&host, &route), KIOSK_ERR_STATE) << "not in init";
    host.phase = kiosk_host::Phase::initialising;
    EXPECT_EQ(http.route_with(&host, nullptr), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(http.route(&host, "PUT", "/a", KIOSK_GUARD_PUBLIC, handler, nullptr), KIOSK_ERR_ARGUMENT);
    const auto refused = [&](auto change) {
        auto other = route;
        change(other);
        return http.route_with(&host, &other);
    };
    EXPECT_EQ(refused([](auto& r) { r.size = 8; }), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(refused([](auto& r) { r.method = "DELETE"; }), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(refused([](auto& r) { r.method = nullptr; }), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(refused([](auto& r) { r.handler = nullptr; }), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(refused([](auto& r) { r.max_body = (8u << 20) + 1; }), KIOSK_ERR_LIMIT);
    EXPECT_EQ(http.route_with(&host, &route), KIOSK_OK);
    EXPECT_EQ(http.route_with(&host, &route), KIOSK_ERR_ARGUMENT) << "there already";
}

// A plugin of version 1.0 fills in a reply that ends where headers begin today.
TEST(RouteForPrograms, AReplyOfAnOlderPluginIsReadNoFurtherThanItGoes) {
    House house({});
    auto& host = house.hub->add(Manifest{});
    const auto& http = *static_cast<const kiosk_http_1*>(host.api.service(&host, KIOSK_HTTP_1));
    kiosk_reply reply{offsetof(kiosk_reply, headers), 200, {}, {"{}", 2}, nullptr, 4711}; // what stands behind is not its own
    EXPECT_EQ(http.reply(&host, 4711, &reply), KIOSK_ERR_STATE) << "nothing is wrong but the ticket";
    reply.size = sizeof reply;
    EXPECT_EQ(http.reply(&host, 4711, &reply), KIOSK_ERR_ARGUMENT);
    reply.size = offsetof(kiosk_reply, headers) - 1;
    EXPECT_EQ(http.reply(&host, 4711, &reply), KIOSK_ERR_ARGUMENT);
}

// ---------------------------------------------------------------- threads and settings

TEST(AppService, AThreadOfThePluginsOwnBringsItsResultBackByATick) {
    House house({"post-office"});
    const auto ticket = house.ask("POST", "/p/post-office/sort", "letters");
    ASSERT_TRUE(house.called_main.try_acquire_for(std::chrono::seconds(2)));
    EXPECT_EQ(house.list->next_wake(), 0) << "at once";
    house.let_time_pass(0);
    EXPECT_EQ(house.door.answer(ticket)->body, "\"sorted letters\"");
    EXPECT_EQ(house.list->next_wake(), std::nullopt) << "once";
}

TEST(AppService, BeingWokenDoesNotForgetTheAlarm) {
    House house({});
    auto& host = house.hub->add(Manifest{});
    const auto& app = *static_cast<const kiosk_app_1*>(host.api.service(&host, KIOSK_APP_1));
    EXPECT_EQ(app.wake(nullptr), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(app.wake_at(&host, 9000), KIOSK_OK);
    EXPECT_EQ(app.wake(&host), KIOSK_OK);
    EXPECT_EQ(app.wake(&host), KIOSK_OK);
    EXPECT_TRUE(house.called_main.try_acquire());
    EXPECT_FALSE(house.called_main.try_acquire()) << "several calls before the turn are one";
    EXPECT_EQ(host.wake, 9000);
    house.hub->close(host);
    EXPECT_EQ(app.wake(&host), KIOSK_ERR_STATE);
}

TEST(AppService, SettingsAreTold) {
    House house({"post-office"});
    EXPECT_EQ(house.get("/p/post-office/setting/from").body, "\"http://10.0.0.2:8080\"");
    EXPECT_EQ(house.get("/p/post-office/setting/nothing").body, "\"\"");
}

// ---------------------------------------------------------------- commands

struct PluginCommands : testing::Test {
    Result<CommandOutcome> run(const std::vector<std::string>& words) const {
        const content::Words texts;
        return run_command(*read_manifest(built_plugin("post-office")), words,
                           {house.folder / "kiosk.db", texts, {{"database", "postgresql://db/kiosk"}}});
    }
    std::string said(const std::vector<std::string>& words, int status = 0) const {
        const auto outcome = run(words);
        if (!outcome) return "error: " + outcome.error().sentence;
        EXPECT_EQ(outcome->status, status);
        return outcome->said;
    }
    House house{{"post-office"}}; // at work on the same file all the time
};

TEST_F(PluginCommands, ChangeTheStoreWhileAKioskIsAtWorkOnIt) {
    EXPECT_EQ(said({"box", "add", "an"}), "A box for an.\n");
    EXPECT_EQ(said({"box", "add", "binh"}), "A box for binh.\n");
    EXPECT_EQ(said({"box", "list"}), "an\nbinh\npostgresql://db/kiosk");
    EXPECT_EQ(house.get("/p/post-office/setting/from").status, 200);
}

TEST_F(PluginCommands, SayWhatIsWrong) {
    EXPECT_EQ(said({"box", "add", "nobody"}, 1), "Nobody has a box.\n");
    EXPECT_EQ(said({"box", "list"}), "postgresql://db/kiosk");
}

TEST_F(PluginCommands, WhatWasNotWrittenIsNotToldAsDone) {
    EXPECT_EQ(said({"box", "add", "an"}), "A box for an.\n");
    EXPECT_THAT(said({"box", "add", "an"}), HasSubstr("error: The disk does not take writes")) << "the name is taken: UNIQUE";
}

TEST_F(PluginCommands, ThatThrowEndWithOne) {
    EXPECT_EQ(said({"fire"}, 1), "");
    EXPECT_TRUE(house.log.names("post-office", "the office burns"));
}

TEST_F(PluginCommands, AreListedAndChecked) {
    std::ostringstream listed, checked;
    EXPECT_EQ(list_plugins({house.folder / "plugins"}, listed), 0);
    EXPECT_THAT(listed.str(), HasSubstr("\tkiosk post-office box add NAME\tThêm một hộp thư\n"));
    EXPECT_EQ(check_plugin(built_plugin("post-office"), checked), 0);
    EXPECT_THAT(checked.str(), HasSubstr("3 commands"));
    EXPECT_THAT(checked.str(), HasSubstr("PUT /p/post-office/letter (programs)"));
    const auto found = manifests_with_commands(house.folder / "plugins");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].commands[0].words, "box add NAME");
}

} // namespace
} // namespace kiosk::plugin
