// What a plugin gets from the host, asked for by a real plugin (fixtures/notebook.cpp) over its routes.
#include "tests/plugin/house.h"

#include <gmock/gmock.h>

namespace kiosk::plugin {
namespace {

using testing::HasSubstr;

http::Caller player(std::int64_t id, const std::string& lang = "vi") { return {id, false, lang}; }

// ---------------------------------------------------------------- store

TEST(StoreService, APhoneIsToldSavedAfterTheCommit) {
    House house({"notebook"});
    EXPECT_EQ(house.post("/p/notebook/note", "xin chào", player(7)).body, R"({"saved":true})");
    EXPECT_EQ(house.get("/p/notebook/notes").body, "7:xin chào:2.5;");
}

TEST(StoreService, AStepIsWrittenWholeOrNotAtAll) {
    House house({"notebook"});
    const auto answer = house.post("/p/notebook/two-notes", "same");
    EXPECT_EQ(answer.status, 503) << "the second write breaks a constraint";
    house.wait_for_disk();
    EXPECT_EQ(house.get("/p/notebook/notes").body, "");
    EXPECT_EQ(house.post("/p/notebook/note", "next").status, 200) << "the next step is not hurt";
}

TEST(StoreService, WhenTheDiskRefusesPhonesAreToldNotSavedInTheirLanguageAndNothingIsAcceptedUntilItHeals) {
    House house({"notebook"});
    house.disk.full = true;
    const auto refused = house.post("/p/notebook/note", "lost?", player(1, "en"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_THAT(refused.body, HasSubstr(R"("error":"not_saved")"));
    EXPECT_THAT(refused.body, HasSubstr(R"("message":)"));

    EXPECT_EQ(house.post("/p/notebook/note", "not now").body, R"({"refused":true})") << "write says KIOSK_ERR_STORE";

    house.disk.full = false;
    for (int i = 0; i < 100 && !house.writer->healthy(); ++i) house.wait_for_disk();
    EXPECT_EQ(house.post("/p/notebook/note", "again").body, R"({"saved":true})");
    EXPECT_EQ(house.get("/p/notebook/notes").body, "1:lost?:2.5;0:again:2.5;") << "what was accepted before is kept";
}

TEST(StoreService, WhatAPluginTookAfterAskingForTheDiskIsWrittenAlthoughTheDiskFailsMeanwhile) {
    House house({"notebook"});
    const auto ask = [&](const std::function<void()>& between) { // as a handler does: look, change one's own memory, write
        auto& host = house.hub->add(house.plugin("notebook")->manifest());
        const auto* store = static_cast<const kiosk_store_1*>(host.api.service(&host, KIOSK_STORE_1));
        kiosk_status written = KIOSK_ERR_STATE;
        int before = -1, after = -1;
        host.statements.push_back(house.writer->prepare("notebook", "SELECT 1"));
        house.hub->call(host, "test", [&] {
            before = store->healthy(&host);
            between();
            after = store->healthy(&host);
            written = store->write(&host, 1, nullptr, 0);
        });
        EXPECT_EQ(before, after) << "one step sees one disk";
        EXPECT_EQ(written == KIOSK_OK, before == 1);
    };
    ask([&] {
        house.disk.full = true;
        house.ask("POST", "/p/notebook/note", "another's");
        for (int i = 0; i < 100 && house.writer->healthy(); ++i) house.wait_for_disk();
        ASSERT_FALSE(house.writer->healthy());
    });
    ask([&] {
        house.disk.full = false;
        for (int i = 0; i < 100 && !house.writer->healthy(); ++i) house.wait_for_disk();
        ASSERT_TRUE(house.writer->healthy());
    });
}

TEST(StoreService, AHandlerThatThrowsAnswers500AndWritesNothing) {
    House house({"notebook"});
    const auto answer = house.post("/p/notebook/note-then-throw", "torn");
    EXPECT_EQ(answer.status, 500);
    EXPECT_TRUE(house.log.names("notebook", "torn page"));
    house.wait_for_disk();
    EXPECT_EQ(house.get("/p/notebook/notes").body, "");
}

TEST(StoreService, OnlyThePluginsOwnTablesAreLetThrough) {
    House house({"notebook"});
    EXPECT_EQ(house.post("/p/notebook/sql", "SELECT count(*) FROM notebook_notes").body, R"({"status":0})");
    EXPECT_EQ(house.post("/p/notebook/sql", "SELECT token_hash FROM players").body, R"({"status":-5})");
    EXPECT_EQ(house.post("/p/notebook/sql", "SELECT * FROM sqlite_nothing").body, R"({"status":-1})");
    EXPECT_EQ(house.post("/p/notebook/prepare", "INSERT INTO notebook_notes(note) VALUES(?)").body, R"({"prepared":true})");
    EXPECT_EQ(house.post("/p/notebook/prepare", "UPDATE players SET name = ?").body, R"({"prepared":false})");
    EXPECT_EQ(house.post("/p/notebook/prepare", "DROP TABLE players").body, R"({"prepared":false})");
    EXPECT_TRUE(house.log.names("notebook", "prepare: "));
}

TEST(StoreService, TheHostsOwnQuestionsAreNotRestrictedAfterwards) {
    House house({"notebook"});
    house.post("/p/notebook/sql", "SELECT * FROM players");
    int players = -1;
    const auto asked = house.reader->read("SELECT count(*) FROM players", {}, [&](std::span<const store::Value> row) {
        players = static_cast<int>(std::get<std::int64_t>(row[0]));
        return true;
    });
    EXPECT_TRUE(asked);
    EXPECT_EQ(players, 0);
}

TEST(StoreService, APluginIsToldOnMainWhenItsStepIsOnDisk) {
    House house({"notebook"});
    const auto ticket = house.ask("POST", "/p/notebook/note-told", "xin chào");
    EXPECT_EQ(house.door.answers(ticket), 0) << "not before a later turn";
    EXPECT_EQ(house.answer_from_queue(ticket).body, R"({"told":true})");
    house.wait_for_disk();
    EXPECT_EQ(house.get("/p/notebook/notes").body, "0:xin chào:2.5;0:told:1.5;") << "what it writes then is a step, too";
}

TEST(StoreService, AStepThatWritesNothingWaitsForThoseBeforeIt) {
    House house({"notebook"});
    house.ask("POST", "/p/notebook/note", "first");
    const auto ticket = house.ask("POST", "/p/notebook/note-told", "nothing");
    EXPECT_EQ(house.answer_from_queue(ticket).body, R"({"told":true})");
    EXPECT_EQ(house.get("/p/notebook/notes").body, "0:first:2.5;");
}

TEST(StoreService, APluginIsToldThatTheDiskRefusedOrThatItsStepWasForgotten) {
    House house({"notebook"});
    const auto torn = house.ask("POST", "/p/notebook/note-told", "torn");
    EXPECT_EQ(house.door.answer(torn)->status, 500);
    house.disk.full = true;
    const auto refused = house.ask("POST", "/p/notebook/note-told", "later");
    EXPECT_EQ(house.answer_from_queue(refused).body, R"({"told":false})");
}

// ---------------------------------------------------------------- topics

TEST(TopicService, WhatWasPublishedIsStateForTheNextOne) {
    House house({"notebook"});
    EXPECT_EQ(*house.hub->message("notebook/page"), R"({"page":0})");
    EXPECT_EQ(house.hub->audience("notebook/page"), Audience::anyone);
    EXPECT_EQ(house.get("/p/notebook/seen").body, R"({"page":0})") << "its own watcher got what was retained";
    house.post("/p/notebook/page", R"({"page":1})");
    EXPECT_EQ(house.get("/p/notebook/seen").body, R"({"page":1})");
    EXPECT_THAT(house.door.published.back().second, R"({"page":1})");
}

TEST(TopicService, TheSameStateAgainIsNoNews) {
    House house({"notebook"});
    house.post("/p/notebook/page", "{}");
    const auto before = house.door.published.size();
    EXPECT_EQ(house.post("/p/notebook/page", "{}").body, R"({"published":true})");
    EXPECT_EQ(house.door.published.size(), before);
}

TEST(TopicService, AnotherPluginIsToldAfterTheStepAndMayPublishItself) {
    House house({"notebook", "echo"});
    house.post("/p/notebook/page", R"({"page":2})");
    ASSERT_NE(house.hub->message("echo/page"), nullptr);
    EXPECT_EQ(*house.hub->message("echo/page"), R"({"page":2})");
}

TEST(TopicService, WhatIsForStaffCannotBeWatchedNorMadePublicLater) {
    House house({"notebook", "echo"});
    EXPECT_EQ(house.post("/p/notebook/secret", R"({"answer":"b"})").body, R"({"published":true})");
    EXPECT_EQ(house.hub->audience("notebook/secret"), Audience::staff);
    EXPECT_EQ(house.post("/p/echo/spy").body, R"({"status":-5})");
    EXPECT_EQ(house.post("/p/notebook/page-for-staff", "{}").body, R"({"published":false})")
        << "people listen to it already who are not staff";
    EXPECT_EQ(house.hub->audience("nobody/knows"), std::nullopt);
}

TEST(TopicService, AWatcherOfASecretThatComesLaterHearsNothing) {
    House house({"notebook", "echo"});
    EXPECT_EQ(house.post("/p/echo/spy").body, R"({"watching":true})") << "not published yet: it may yet be public";
    house.post("/p/notebook/secret", R"({"answer":"b"})");
    for (const auto& [topic, message] : house.door.published)
        EXPECT_EQ(topic == "notebook/secret", message.find("answer") != message.npos);
}

TEST(TopicService, LimitsAreHeld) {
    House house({"notebook"});
    EXPECT_EQ(house.post("/p/notebook/page", std::string(64 * 1024, 'x')).body, R"({"published":true})");
    EXPECT_EQ(house.post("/p/notebook/page", std::string(64 * 1024 + 1, 'x')).body, R"({"published":false})");
    EXPECT_EQ(house.post("/p/notebook/page", "\xff\xfe").body, R"({"published":false})") << "no UTF-8";
}

// ---------------------------------------------------------------- routes

TEST(RouteService, RoutesLieBelowThePluginsPrefixAndCarryTheirGuard) {
    House house({"notebook"});
    const auto match = house.router.find("GET", "/p/notebook/who/12");
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.route->guard, http::Guard::staff);
    EXPECT_EQ(match.route->owner, "notebook");
    EXPECT_EQ(house.router.find("POST", "/p/notebook/score").route->guard, http::Guard::player);
    EXPECT_EQ(house.router.find("POST", "/note").route, nullptr);
}

TEST(RouteService, WithThePluginItsRoutesGo) {
    House house({"notebook", "steady"});
    house.list->close();
    EXPECT_TRUE(house.router.routes().empty());
    EXPECT_EQ(house.post("/p/notebook/note", "x").status, 404);
}

// ---------------------------------------------------------------- people and results

TEST(PeopleService, APersonIsFoundAndChangesAreTold) {
    House house({"notebook"});
    const auto an = house.join("An", "thon-1");
    const auto path = "/p/notebook/who/" + std::to_string(an);
    EXPECT_EQ(house.get(path).body, R"({"name":"An","unit":"Thôn Một","changed":"nobody"})");
    store::Step step;
    ASSERT_TRUE(house.people->rename(an, "Bình", step));
    EXPECT_EQ(house.get(path).body, "{\"name\":\"Bình\",\"unit\":\"Thôn Một\",\"changed\":\"" + std::to_string(an) + "\"}");
    EXPECT_EQ(house.get("/p/notebook/who/999999").status, 404);
}

TEST(PeopleService, APersonIsFoundByTheCodeThatACentreKnows) {
    House house({"steady"});
    Manifest manifest;
    manifest.id = "board";
    auto& host = house.hub->add(manifest);
    const auto& people = *static_cast<const kiosk_people_1*>(host.api.service(&host, KIOSK_PEOPLE_1));
    const auto an = house.join("An", "thon-1");
    const std::string code(house.people->find(an)->public_id);
    kiosk_person found{};
    found.size = sizeof found;
    ASSERT_EQ(people.find_code(&host, {code.data(), code.size()}, &found), KIOSK_OK);
    EXPECT_EQ(found.id, an);
    EXPECT_EQ(std::string(found.name.data, found.name.size), "An");
    for (const std::string& nobody : {std::string(), code.substr(0, 4), code + "X"})
        EXPECT_EQ(people.find_code(&host, {nobody.data(), nobody.size()}, &found), KIOSK_ERR_ARGUMENT) << nobody;
}

TEST(ResultService, AResultIsOnTheBoardAndOnDisk) {
    House house({"notebook"});
    const auto an = house.join("An"), binh = house.join("Bình");
    EXPECT_EQ(house.post("/p/notebook/score", "100", player(an)).body, R"({"saved":true})");
    EXPECT_EQ(house.post("/p/notebook/score", "250", player(binh)).body, R"({"saved":true})");
    EXPECT_EQ(house.get("/p/notebook/board").body, "1.Bình=250;2.An=100;");
    house.post("/p/notebook/score", "300", player(an)); // re-scored: replaces
    EXPECT_EQ(house.get("/p/notebook/board").body, "1.An=300;2.Bình=250;");
    const auto saved = results::read_results(*house.reader);
    ASSERT_TRUE(saved);
    ASSERT_EQ(saved->size(), 2u);
    EXPECT_EQ((*saved)[0].plugin, "notebook");
}

TEST(ResultService, FiguresThatMakeNoSenseAndUnknownPeopleAreRefused) {
    House house({"notebook"});
    EXPECT_EQ(house.post("/p/notebook/score", "1", player(999)).status, 422);
    const auto an = house.join("An");
    EXPECT_EQ(house.post("/p/notebook/score", "nan", player(an)).status, 422);
    EXPECT_EQ(house.get("/p/notebook/board").body, "");
}

// ---------------------------------------------------------------- time, words, screen

TEST(AppService, ATickComesWhenItWasAskedForAndOnce) {
    House house({"notebook"});
    EXPECT_EQ(house.list->next_wake(), std::nullopt);
    const auto ticket = house.ask("POST", "/p/notebook/wake");
    EXPECT_EQ(house.list->next_wake(), house.clock.now + 1000);
    house.let_time_pass(999);
    EXPECT_EQ(house.door.answers(ticket), 0);
    house.let_time_pass(1);
    EXPECT_EQ(house.door.answer(ticket)->body, R"({"ticked":true})") << "answered later, from the tick";
    EXPECT_EQ(house.list->next_wake(), std::nullopt);
}

TEST(AppService, EventWordsAddressAndChanceAreThere) {
    House house({"notebook"});
    EXPECT_EQ(house.get("/p/notebook/words", player(0, "en")).body,
              R"({"event":{"name":"Hội làng"},"url":"HTTP://10.0.0.1:8080/7K4Q","word":"no.such.word","random":true})");
}

TEST(ScreenService, OnlyAScreenOfTheManifestCanBeShown) {
    House house({});
    Manifest manifest;
    manifest.id = "quiz";
    manifest.screens.push_back({"main", {"a", "a"}, {}, "", true});
    auto& host = house.hub->add(manifest);
    const auto& screen = *static_cast<const kiosk_screen_1*>(host.api.service(&host, KIOSK_SCREEN_1));
    EXPECT_EQ(screen.show(&host, "other"), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(screen.show(&host, nullptr), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(house.stage.shown, "");
    EXPECT_TRUE(house.log.names("quiz", "names no screen other"));
    EXPECT_EQ(screen.show(&host, "main"), KIOSK_OK);
    EXPECT_EQ(house.stage.shown, "quiz.main");
    EXPECT_EQ(screen.give_back(&host), KIOSK_OK);
    EXPECT_EQ(house.stage.shown, "");
    screen.changed(&host);
    EXPECT_EQ(house.stage.changes, 1);
    EXPECT_EQ(std::string_view(screen.lang(&host).data, 2), "en");
}

TEST(Services, AreFoundByTheirIdAndNothingElseIs) {
    House house({});
    auto& host = house.hub->add(Manifest{});
    for (const auto* id :
         {KIOSK_APP_1, KIOSK_HTTP_1, KIOSK_STORE_1, KIOSK_PEOPLE_1, KIOSK_RESULTS_1, KIOSK_CONTENT_1, KIOSK_SCREEN_1,
          KIOSK_FETCH_1})
        EXPECT_NE(host.api.service(&host, id), nullptr) << id;
    EXPECT_EQ(host.api.service(&host, "kiosk.http/2"), nullptr);
    EXPECT_EQ(host.api.service(&host, nullptr), nullptr);
}

// Every function of the contract meets what no plugin should send, and says no instead of falling over.
TEST(Services, RefuseNonsense) {
    House house({"steady"});
    Manifest manifest;
    manifest.id = "odd";
    auto& host = house.hub->add(manifest);
    const auto table = [&]<class T>(const T*, const char* id) -> const T& {
        return *static_cast<const T*>(host.api.service(&host, id));
    };
    const auto& http = table(static_cast<kiosk_http_1*>(nullptr), KIOSK_HTTP_1);
    const auto& store = table(static_cast<kiosk_store_1*>(nullptr), KIOSK_STORE_1);
    const auto& people = table(static_cast<kiosk_people_1*>(nullptr), KIOSK_PEOPLE_1);
    const auto& app = table(static_cast<kiosk_app_1*>(nullptr), KIOSK_APP_1);
    const kiosk_handler handler = [](void*, const kiosk_request*) {};

    EXPECT_EQ(http.route(&host, "GET", "/late", KIOSK_GUARD_PUBLIC, handler, nullptr), KIOSK_ERR_STATE) << "not in init";
    host.phase = kiosk_host::Phase::initialising;
    for (const auto* pattern : {"", "/", "x", "/a//b", "/a/", "/../etc", "/{a}/{b}", "/a b", "/{", "/p%2f"})
        EXPECT_EQ(http.route(&host, "GET", pattern, KIOSK_GUARD_PUBLIC, handler, nullptr), KIOSK_ERR_ARGUMENT) << pattern;
    EXPECT_EQ(http.route(&host, "DELETE", "/a", KIOSK_GUARD_PUBLIC, handler, nullptr), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(http.route(&host, "GET", "/a", static_cast<kiosk_guard>(3), handler, nullptr), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(http.route(&host, "GET", "/a", KIOSK_GUARD_PUBLIC, nullptr, nullptr), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(http.route(&host, "GET", "/a/{id}", KIOSK_GUARD_PUBLIC, handler, nullptr), KIOSK_OK);
    EXPECT_EQ(http.route(&host, "GET", "/a/{id}", KIOSK_GUARD_PUBLIC, handler, nullptr), KIOSK_ERR_ARGUMENT) << "there already";
    host.phase = kiosk_host::Phase::running;

    kiosk_reply reply{sizeof reply, 200, {}, {}, nullptr, 0};
    EXPECT_EQ(http.reply(&host, 0, &reply), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(http.reply(&host, 4711, &reply), KIOSK_ERR_STATE);
    EXPECT_EQ(http.reply(&host, 1, nullptr), KIOSK_ERR_ARGUMENT);
    reply.status = 99;
    EXPECT_EQ(http.reply(&host, 1, &reply), KIOSK_ERR_ARGUMENT);
    reply = {sizeof reply, 200, {"text/html\r\nSet-Cookie: a=b", 24}, {}, nullptr, 0};
    EXPECT_EQ(http.reply(&host, 1, &reply), KIOSK_ERR_ARGUMENT) << "a header of its own";
    for (const auto* name : {"", "Round", "a/b", "a\nb"})
        EXPECT_EQ(http.publish(&host, name, KIOSK_AUDIENCE_PUBLIC, {}), KIOSK_ERR_ARGUMENT) << name;
    EXPECT_EQ(http.watch(&host, "nothing", nullptr, nullptr), KIOSK_ERR_ARGUMENT);

    EXPECT_EQ(store.migrate(&host, nullptr, 1), KIOSK_ERR_STATE);
    EXPECT_EQ(store.prepare(&host, nullptr), 0u);
    EXPECT_EQ(store.write(&host, 1, nullptr, 0), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(store.read(&host, nullptr, nullptr, 0, nullptr, nullptr), KIOSK_ERR_ARGUMENT);
    kiosk_person too_short{};
    EXPECT_EQ(people.find(&host, 1, &too_short), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(people.find_code(&host, {"7K4Q", 4}, &too_short), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(people.watch(&host, nullptr, nullptr), KIOSK_ERR_ARGUMENT);
    char bytes[8];
    EXPECT_EQ(app.random(&host, bytes, 1u << 20), KIOSK_ERR_LIMIT);
    EXPECT_EQ(app.random(&host, nullptr, 1), KIOSK_ERR_ARGUMENT);
    EXPECT_EQ(app.wake_at(nullptr, 1), KIOSK_ERR_ARGUMENT);
}

TEST(Services, ATicketBelongsToThePluginThatWasAsked) {
    House house({"never-replies"});
    const auto ticket = house.ask("POST", "/p/never-replies/ask");
    Manifest manifest;
    manifest.id = "thief";
    auto& host = house.hub->add(manifest);
    const kiosk_reply reply{sizeof reply, 200, {}, {}, nullptr, 0};
    const auto& http = *static_cast<const kiosk_http_1*>(host.api.service(&host, KIOSK_HTTP_1));
    EXPECT_EQ(http.reply(&host, ticket, &reply), KIOSK_ERR_STATE);
    EXPECT_EQ(house.door.answers(ticket), 0);
}

// ---------------------------------------------------------------- a plugin's whole life

TEST(PluginLife, AHundredLivesLeaveNothingBehind) { // under AddressSanitizer this finds leaks, too
    House house({"steady", "longer-entry", "echo", "replies-twice"});
    for (int life = 0; life < 100; ++life) {
        ASSERT_EQ(house.post("/p/steady/ask").status, 200) << life;
        house.list->close();
        ASSERT_TRUE(house.router.routes().empty()) << life;
        house.list->start(*house.hub);
        ASSERT_EQ(house.list->running().size(), 4u) << life;
    }
}

TEST(PluginLife, AfterAFailureNothingCanBeCalled) {
    House house({"create-null"});
    const auto file = PluginFile::open(*read_manifest(built_plugin("create-null")));
    ASSERT_TRUE(file);
    Plugin plugin(**file, *house.hub);
    EXPECT_FALSE(plugin.init());
    EXPECT_FALSE(plugin.start("main"));
    EXPECT_FALSE(plugin.draw());
    EXPECT_FALSE(plugin.command(KIOSK_COMMAND_NEXT));
    EXPECT_FALSE(plugin.pose("lobby"));
    plugin.tick(0);
    std::string said;
    EXPECT_EQ(plugin.run_command({"any"}, said), std::nullopt);
    plugin.stop();
    EXPECT_THAT(plugin.trouble(), HasSubstr("returned nothing"));
}

} // namespace
} // namespace kiosk::plugin
