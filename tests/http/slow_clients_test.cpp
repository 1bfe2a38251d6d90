// Who is silent, trickles or never reads is shown out in time, and nobody else notices.
#include "tests/http/wire.h"

#include <gmock/gmock.h>

#include <chrono>
#include <vector>

namespace kiosk::http {
namespace {

using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

int ms_since(Clock::time_point begin) {
    return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count());
}

void furnish_slowly(Server& server) {
    server.add_static("/page", make_static("text/html", "page"));
    server.add_static("/photo", make_static("image/jpeg", std::string(8'000'000, 'x')));
}

TEST(SlowClient, ThatSaysNothingIsClosedWithoutAWord) {
    House house(short_limits(), House::say_hello, furnish_slowly);
    Wire wire = house.visitor();
    const auto begin = Clock::now();
    EXPECT_EQ(wire.hear_rest(), "");
    EXPECT_GE(ms_since(begin), 140);
    EXPECT_LT(ms_since(begin), 1000);
}

TEST(SlowClient, ThatStopsInMidRequestIsTold) {
    House house(short_limits(), House::say_hello, furnish_slowly);
    for (const char* half : {"GET / HT", "GET / HTTP/1.1\r\nHost: k\r\n",
                             "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 9\r\n\r\nhalf"}) {
        Wire wire = house.visitor();
        wire.say(half);
        EXPECT_EQ(status_of(wire.hear_reply()), 408) << half;
        EXPECT_TRUE(wire.closed_within(1500)) << half;
    }
    EXPECT_EQ(house.server->stats().timeouts, 3u);
}

TEST(SlowClient, CannotStayByTrickling) {
    House house(short_limits(), House::say_hello, furnish_slowly);
    Wire wire = house.visitor();
    const auto begin = Clock::now();
    wire.say("GET / HTTP/1.1\r\nHost: k\r\nX: ");
    while (ms_since(begin) < 3000 && !wire.closed_within(20))
        if (!wire.say("a")) break;
    EXPECT_LT(ms_since(begin), 1500);
}

TEST(SlowClient, ThatStaysBetweenTwoRequestsHasTheIdleTime) {
    House house(short_limits(), House::say_hello, furnish_slowly);
    Wire wire = house.visitor();
    wire.say(get("/page"));
    wire.hear_reply();
    std::this_thread::sleep_for(std::chrono::milliseconds(250)); // more than a request may take, less than the idle time
    wire.say(get("/page"));
    EXPECT_EQ(status_of(wire.hear_reply()), 200);
    EXPECT_TRUE(wire.closed_within(2000));
}

// Two thousand clients that never read stayed open with every library that was measured.
TEST(SlowClient, ThatNeverReadsALongReplyIsClosed) {
    House house(short_limits(), House::say_hello, furnish_slowly);
    Wire wire = house.visitor(4096);
    wire.say(get("/photo"));
    ASSERT_TRUE(house.eventually([&] { return house.server->stats().connections_open == 1; }));
    EXPECT_EQ(status_of(house.ask(get("/page"))), 200);
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().connections_open == 0; }, 2000));
    EXPECT_EQ(house.server->stats().timeouts, 1u);
}

TEST(SlowClient, ThatNeverReadsAndKeepsAskingIsClosed) {
    House house(short_limits(), House::say_hello, furnish_slowly);
    Wire wire = house.visitor(4096);
    std::string many;
    for (int i = 0; i < 20'000; ++i) many += get("/page");
    ASSERT_TRUE(house.eventually([&] { return house.server->stats().connections_open == 1; }));
    wire.say(many); // stands still when the sockets are full in both directions, or is cut off
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().connections_open == 0; }, 4000));
    EXPECT_GE(house.server->stats().timeouts, 1u);
}

TEST(SlowClients, InHundredsDoNotHoldUpAPhone) {
    Limits limits = short_limits();
    limits.read_timeout = 700;
    House house(limits, House::say_hello, furnish_slowly);
    std::vector<Wire> crowd;
    for (int i = 0; i < 400; ++i) {
        crowd.push_back(house.visitor(4096));
        if (i % 4 == 1) crowd.back().say("POST /x HTTP/1.1\r\nHost: k\r\nContent-Le");
        if (i % 4 == 2) crowd.back().say("POST /x HTTP/1.1\r\nHost: k\r\nContent-Length: 100\r\n\r\nhalf");
        if (i % 4 == 3) crowd.back().say(get("/photo"));
    }
    for (int i = 0; i < 20; ++i) {
        const auto begin = Clock::now();
        EXPECT_EQ(status_of(house.ask(post("/answer", "b"))), 200);
        EXPECT_LT(ms_since(begin), 3000); // generous: the machine may be busy with other tests
    }
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().connections_open <= 100; }, 4000));
}

TEST(Door, BeyondTheLimitSaysSoCleanly) {
    Limits limits;
    limits.max_connections = 3;
    House house(limits, House::stay_silent, furnish_slowly);
    std::vector<Wire> inside;
    for (int i = 0; i < 3; ++i) {
        inside.push_back(house.visitor());
        inside.back().say(get("/wait")); // busy: not idle, so nobody makes room
    }
    ASSERT_TRUE(house.eventually([&] { return house.server->stats().requests == 3; }));
    Wire outside = house.visitor();
    outside.say(get("/page"));
    const auto reply = outside.hear_reply();
    EXPECT_EQ(status_of(reply), 503);
    EXPECT_EQ(header_of(reply, "Retry-After"), "1");
    EXPECT_TRUE(outside.closed_within(2000));
    EXPECT_EQ(house.server->stats().connections_refused, 1u);
    inside.pop_back();
    house.server->reply(0, {});
}

TEST(Door, LetsNewcomersInAndIdleConnectionsGo) {
    Limits limits;
    limits.max_connections = 3;
    House house(limits, House::say_hello, furnish_slowly);
    std::vector<Wire> idle;
    for (int i = 0; i < 3; ++i) {
        idle.push_back(house.visitor());
        idle.back().say(get("/page"));
        idle.back().hear_reply();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1100)); // a fresh one might be about to ask
    EXPECT_EQ(status_of(house.ask(get("/page"))), 200);
    EXPECT_EQ(house.server->stats().connections_refused, 0u);
}

TEST(Door, OpensAgainWhenSomebodyLeaves) {
    Limits limits;
    limits.max_connections = 1;
    House house(limits, House::say_hello, furnish_slowly);
    {
        Wire first = house.visitor();
        first.say(get("/page"));
        first.hear_reply();
        EXPECT_EQ(status_of(house.ask(get("/page"))), 503);
    }
    EXPECT_TRUE(house.eventually([&] { return status_of(house.ask(get("/page"))) == 200; }));
}

TEST(Door, RefusesALongBodyBeforeItIsSent) {
    House house(short_limits(), House::say_hello, furnish_slowly);
    Wire wire = house.visitor();
    wire.say("POST /x HTTP/1.1\r\nHost: k\r\nAccept-Language: en\r\nContent-Length: 10000000\r\n\r\n" + std::string(30'000, 'x'));
    const auto reply = wire.hear_reply();
    EXPECT_EQ(status_of(reply), 413);
    EXPECT_THAT(body_of(reply), HasSubstr("too large"));
}

} // namespace
} // namespace kiosk::http
