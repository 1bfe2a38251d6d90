// Event streams over real sockets.
#include "tests/http/wire.h"

#include <gmock/gmock.h>

#include <atomic>
#include <vector>

namespace kiosk::http {
namespace {

using testing::HasSubstr;

Bytes shared(std::string s) { return std::make_shared<const std::string>(std::move(s)); }

void open_streams(Server& server, Request request) {
    if (request.path == "/events") {
        server.open_stream(request.ticket, {"round", "board"});
    } else {
        House::say_hello(server, std::move(request));
    }
}

TEST(Stream, GetsThePresentStateAtOnceAndThenEveryChange) {
    House house({}, open_streams);
    house.server->publish("round", shared("{\"phase\":\"lobby\"}"));
    Wire phone = house.visitor();
    phone.say(get("/events"));
    const auto head = phone.hear_until("\r\n\r\n");
    EXPECT_EQ(header_of(head, "Content-Type"), "text/event-stream");
    EXPECT_EQ(header_of(head, "Cache-Control"), "no-store");
    EXPECT_NE(header_of(head, "Content-Security-Policy"), "");
    EXPECT_THAT(phone.hear_until("\n\n"), HasSubstr("retry: "));
    EXPECT_EQ(phone.hear_until("\n\n"), "id: 1\nevent: round\ndata: {\"phase\":\"lobby\"}\n\n");
    house.server->publish("board", shared("[]"));
    house.server->publish("other", shared("not for you"));
    house.server->publish("round", shared("{}"));
    EXPECT_EQ(phone.hear_until("\n\n"), "id: 2\nevent: board\ndata: []\n\n");
    EXPECT_EQ(phone.hear_until("\n\n"), "id: 4\nevent: round\ndata: {}\n\n");
    EXPECT_EQ(house.server->stats().streams_open, 1u);
}

TEST(Stream, IsKeptByPingsAndNoticedWhenItEnds) {
    Limits limits = short_limits();
    limits.stream_ping = 60;
    House house(limits, open_streams);
    {
        Wire phone = house.visitor();
        phone.say(get("/events"));
        phone.hear_until("\r\n\r\n");
        phone.hear_until("event: ping\ndata: {}\n\n");
        phone.hear_until("event: ping\ndata: {}\n\n");
        EXPECT_FALSE(phone.closed_within(600)) << "a stream has no idle time";
    }
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().streams_open == 0; }));
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().connections_open == 0; }));
}

TEST(Stream, EndsWhenWhoListensMayNoLonger) {
    std::atomic<bool> logged_in{true};
    House house(short_limits(), [&](Server& server, Request request) {
        server.open_stream(request.ticket, {"staff"}, [&] { return logged_in.load(); });
    });
    Wire staff = house.visitor();
    staff.say(get("/events"));
    staff.hear_until("\r\n\r\n");
    EXPECT_FALSE(staff.closed_within(200));
    logged_in = false;
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().streams_open == 0; }));
    EXPECT_TRUE(staff.closed_within(2'000));
}

TEST(Stream, ThatIsSlowSkipsToTheNewest) {
    Limits limits;
    House house(limits, open_streams);
    Wire phone = house.visitor(4096);
    phone.say(get("/events"));
    phone.hear_until("retry");
    const std::string bulk(20'000, 'x');
    constexpr int kPublished = 400;
    for (int i = 1; i <= kPublished; ++i) house.server->publish("round", shared(std::to_string(i) + " " + bulk));
    house.server->publish("board", shared("also"));
    ASSERT_TRUE(house.eventually([&] { return house.server->stats().published == kPublished + 1; }));
    EXPECT_EQ(status_of(house.ask(get("/other"))), 200);
    int frames = 0;
    std::string last;
    bool board = false;
    while (last.substr(0, 4) != "400 " || !board) {
        const auto frame = phone.hear_until("\n\n");
        if (frame.empty()) break;
        if (frame.find("event: board") != std::string::npos) board = true;
        const auto at = frame.find("data: ");
        if (frame.find("event: round") == std::string::npos) continue;
        last = frame.substr(at + 6);
        EXPECT_THAT(frame, HasSubstr(bulk)) << "no frame is cut in two";
        ++frames;
    }
    EXPECT_EQ(last.substr(0, 4), "400 ");
    EXPECT_TRUE(board) << "a busy topic does not push out a quiet one";
    EXPECT_LT(frames, kPublished / 2);
}

TEST(Stream, ThatNeverReadsIsClosedInTheEnd) {
    House house(short_limits(), open_streams);
    Wire phone = house.visitor(4096), good = house.visitor();
    for (Wire* wire : {&phone, &good}) {
        wire->say(get("/events"));
        wire->hear_until("retry");
    }
    const std::string bulk(50'000, 'x');
    for (int i = 0; i < 40 && house.server->stats().streams_open == 2; ++i) {
        house.server->publish("round", shared(bulk));
        EXPECT_THAT(good.hear_until("\n\n"), testing::Not(testing::IsEmpty()));
        std::this_thread::sleep_for(std::chrono::milliseconds(40));
    }
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().streams_open == 1; }));
    EXPECT_EQ(house.server->stats().timeouts, 1u);
    house.server->publish("round", shared("end"));
    EXPECT_THAT(good.hear_until("data: end\n\n"), HasSubstr("end"));
}

TEST(Stream, WhoseClientTalksIsHeardAndIgnored) {
    House house({}, open_streams);
    Wire phone = house.visitor();
    phone.say(get("/events") + get("/more"));
    phone.hear_until("retry");
    house.server->publish("round", shared("1"));
    EXPECT_THAT(phone.hear_until("data: 1\n\n"), HasSubstr("data: 1"));
    for (int i = 0; i < 100; ++i)
        if (!phone.say(std::string(1000, 'x'))) break;
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().streams_open == 0; })) << "too much of it ends the stream";
}

TEST(Stream, GetsWhatWasPublishedBeforeTheServerStarted) {
    House house({}, open_streams, [](Server& server) { server.publish("round", shared("restored")); });
    Wire phone = house.visitor();
    phone.say(get("/events"));
    EXPECT_THAT(phone.hear_until("data: restored\n\n"), HasSubstr("restored"));
}

TEST(Stream, AskedForByHeadIsOnlyNamed) {
    House house({}, open_streams);
    house.server->publish("round", shared("1"));
    Wire wire = house.visitor();
    wire.say("HEAD /events HTTP/1.1\r\nHost: k\r\n\r\n" + get("/next"));
    EXPECT_EQ(header_of(wire.hear_until("\r\n\r\n"), "Content-Type"), "text/event-stream");
    EXPECT_THAT(wire.hear_reply(), HasSubstr("/next"));
}

// What main publishes and then answers arrives in this order: "saved" never comes before the tally that holds it.
TEST(Stream, SeesWhatWasPublishedBeforeTheReply) {
    House house({}, [](Server& server, Request request) {
        if (request.path == "/change") server.publish("round", shared("changed"));
        open_streams(server, std::move(request));
    });
    EXPECT_EQ(status_of(house.ask(get("/change"))), 200);
    Wire phone = house.visitor();
    phone.say(get("/events"));
    EXPECT_THAT(phone.hear_until("data: changed\n\n"), HasSubstr("data: changed"));
}

TEST(Streams, InHundredsAllGetTheNewest) {
    House house({}, open_streams);
    std::vector<Wire> phones;
    for (int i = 0; i < 300; ++i) {
        phones.push_back(house.visitor());
        phones.back().say(get("/events"));
    }
    ASSERT_TRUE(house.eventually([&] { return house.server->stats().streams_open == 300; }));
    for (int i = 0; i < 50; ++i) house.server->publish("round", shared("state " + std::to_string(i)));
    for (auto& phone : phones) EXPECT_THAT(phone.hear_until("data: state 49\n\n"), HasSubstr("state 49"));
}

} // namespace
} // namespace kiosk::http
