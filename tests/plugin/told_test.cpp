// What plugins tell the centre, and what they hear from elsewhere: the parts of the contract since 1.2.
#include "house.h"

#include "tests/support/fake_site.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

namespace kiosk::plugin {
namespace {

using nlohmann::json;

http::Caller player(std::int64_t id) {
    http::Caller caller;
    caller.player = id;
    return caller;
}

// A house whose event names a central endpoint.
struct Telling : House {
    explicit Telling(bool answers = true) : House({"teller"}) {
        outbox = std::make_unique<results::Outbox>(
            *writer, results::origin_of("https://kiosk.example.vn", "", "2026-10-10", "Hội thi", "vi", "1"), clock, answers);
        EXPECT_TRUE(outbox->load(*reader));
        hub->services().outbox = outbox.get();
    }
    std::vector<json> told() {
        wait_for_disk();
        std::vector<json> all;
        const auto rows = results::oldest(*reader, 100, 1u << 20, clock.wall() + 1);
        EXPECT_TRUE(rows);
        for (const auto& row : *rows) all.push_back(json::parse(row.body));
        return all;
    }
    std::unique_ptr<results::Outbox> outbox;
};

TEST(ToldService, AnAnswerAndAVisitAreToldInTheirStep) {
    Telling house;
    const auto an = house.join("An", "thon-1");
    EXPECT_EQ(house.get("/p/teller/told").body, "true");
    EXPECT_EQ(house.post("/p/teller/answer", "b", player(an)).status, 200);
    EXPECT_EQ(house.post("/p/teller/visit", "gian-3", player(an)).status, 200);
    const auto all = house.told();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0]["object"]["id"], "https://kiosk.example.vn/teller/an-giang/q/q017");
    EXPECT_EQ(all[0]["result"]["response"], "b");
    EXPECT_EQ(all[0]["context"]["contextActivities"]["grouping"][1]["id"], "https://kiosk.example.vn/unit/thon-1");
    EXPECT_EQ(all[1]["object"]["id"], "https://kiosk.example.vn/teller/booth/gian-3");
    EXPECT_EQ(house.post("/p/teller/answer", "b", player(an)).status, 200);
    EXPECT_EQ(house.told().size(), 2u) << "the same again";
    EXPECT_EQ(house.post("/p/teller/answer", "", player(an)).status, 200);
    EXPECT_EQ(house.told().size(), 4u) << "another: the first is voided";
}

TEST(ToldService, WhereNobodyIsToldNothingIs) {
    House house({"teller"});
    const auto an = house.join("An");
    EXPECT_EQ(house.get("/p/teller/told").body, "false");
    EXPECT_EQ(house.post("/p/teller/answer", "b", player(an)).status, 200);
    Telling quiet(false);
    const auto binh = quiet.join("Bình");
    EXPECT_EQ(quiet.get("/p/teller/told").body, "false");
    EXPECT_EQ(quiet.post("/p/teller/answer", "b", player(binh)).status, 200);
    EXPECT_TRUE(quiet.told().empty());
}

TEST(ToldService, WhatMakesNoStatementIsRefused) {
    Telling house;
    const auto an = house.join("An");
    EXPECT_EQ(house.post("/p/teller/answer", "a b", player(an)).status, 422);
    EXPECT_EQ(house.post("/p/teller/answer", "a[,]b", player(an)).status, 422);
    EXPECT_EQ(house.post("/p/teller/answer", "b", player(999)).status, 422) << "nobody";
    EXPECT_EQ(house.post("/p/teller/visit", "", player(an)).status, 422);
    EXPECT_EQ(house.post("/p/teller/visit", std::string(101, 'x'), player(an)).status, 422);
    EXPECT_TRUE(house.told().empty());
    EXPECT_TRUE(house.log.names("teller", "results.answered"));
    house.disk.full = true;
    EXPECT_EQ(house.post("/p/teller/answer", "b", player(an)).status, 503) << "not saved, not told";
}

TEST(FetchService, APluginHearsWhatAnAddressHolds) {
    support::FakeSite site;
    site.put("/board", R"({"rows":[]})");
    site.open();
    House house({"teller"});
    RunQueue queue([] {});
    SystemClock clock;
    fetch::Follower follower({house.folder / "fetched", 0, 3'000}, queue, clock);
    EXPECT_EQ(house.post("/p/teller/follow", site.url("/board")).body, "false") << "nothing can be fetched here";
    house.hub->services().follower = &follower;
    for (const char* address : {"", "ftp://x/y", "http://an:secret@x/"})
        EXPECT_EQ(house.post("/p/teller/follow", address).body, "false");
    EXPECT_EQ(house.post("/p/teller/follow", site.url("/board")).body, "true");
    const auto sees = [&](const std::string& wished) {
        for (int waited = 0; waited < 20'000; waited += 10) {
            queue.run_all();
            if (house.get("/p/teller/seen").body == wished) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    };
    EXPECT_TRUE(sees(R"({"rows":[]} fresh )"));
    site.put("/board", support::FakeSite::Page{.body = "<html>", .type = "text/html"});
    EXPECT_TRUE(sees(R"({"rows":[]} kept portal)"));
    for (int i = 0; i < 7; ++i) EXPECT_EQ(house.post("/p/teller/follow", site.url("/" + std::to_string(i))).body, "true");
    EXPECT_EQ(house.post("/p/teller/follow", site.url("/one-too-many")).body, "false");
    house.list->close();
    queue.run_all(); // nobody is there to hear it
    follower.stop();
}

} // namespace
} // namespace kiosk::plugin
