#include "tests/http/wire.h"

#include <gmock/gmock.h>

#include <unistd.h>

#include <deque>

namespace kiosk::http {
namespace {

using testing::HasSubstr;

TEST(Server, PassesWholeRequestsToMainAndAnswersByTicket) {
    House house;
    const auto reply = house.ask(post("/p/quiz/answer", "x"));
    EXPECT_EQ(status_of(reply), 200);
    EXPECT_EQ(body_of(reply), "{\"path\":\"/p/quiz/answer\",\"body\":\"x\"}");
    EXPECT_EQ(header_of(reply, "Content-Type"), "application/json; charset=utf-8");
    EXPECT_EQ(header_of(reply, "Cache-Control"), "no-store");
    EXPECT_EQ(house.server->stats().status_2xx, 1u);
}

TEST(Server, KeepsMegabytesOnlyForThoseWhoMaySendThem) {
    Limits limits;
    limits.body_limits = {{"/upload", 1u << 20}};
    limits.may_upload = [](const Request& head) { return head.cookie_value("staff") == "yes"; };
    House house(limits);
    const std::string large(100'000, 'x'), head = "Content-Length: 100000\r\n\r\n";
    EXPECT_EQ(status_of(house.ask(post("/upload", large, "Cookie: staff=yes\r\n"))), 200);
    EXPECT_EQ(status_of(house.ask("POST /upload HTTP/1.1\r\nHost: kiosk\r\nContent-Length: 100000\r\nCookie: staff=yes\r\n\r\n" +
                                  large)),
              200)
        << "in whatever order the head comes";
    EXPECT_EQ(status_of(house.ask("POST /upload HTTP/1.1\r\nHost: kiosk\r\n" + head)), 401) << "before a byte of it was sent";
    EXPECT_EQ(status_of(house.ask("POST /upload HTTP/1.1\r\nHost: kiosk\r\nCookie: staff=no\r\n" + head)), 401);
    EXPECT_EQ(status_of(house.ask("POST /elsewhere HTTP/1.1\r\nHost: kiosk\r\nCookie: staff=yes\r\n" + head)), 413);
    EXPECT_EQ(status_of(house.ask(post("/upload", "a little"))), 200) << "main turns them away with a better sentence";
    EXPECT_EQ(
        status_of(house.ask("POST /upload HTTP/1.1\r\nHost: kiosk\r\nCookie: staff=yes\r\nContent-Length: 2000000\r\n\r\n")),
        413);
    EXPECT_EQ(status_of(house.ask("POST /upload HTTP/1.1\r\nHost: kiosk\r\nTransfer-Encoding: chunked\r\n\r\n186a0\r\n" + large +
                                  "\r\n0\r\n\r\n")),
              401);
}

TEST(Server, TellsMainWhoAsked) {
    House house({}, [](Server& server, Request request) {
        Response response;
        response.body = request.peer + (request.arrived > 0 ? " now" : " never");
        server.reply(request.ticket, std::move(response));
    });
    EXPECT_EQ(body_of(house.ask(get("/"))), "127.0.0.1 now");
}

TEST(Server, PutsTheSecurityHeadersOnEveryReply) {
    House house({}, House::say_hello, [](Server& server) { server.add_static("/page", make_static("text/html", "hello")); });
    for (const auto& bytes : {get("/page"), get("/dynamic"), std::string("GET / HTTP/1.1\r\n\r\n")}) {
        const auto reply = house.ask(bytes);
        const auto policy = header_of(reply, "Content-Security-Policy");
        for (const char* rule : {"default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"})
            EXPECT_THAT(policy, HasSubstr(rule)) << reply;
        EXPECT_THAT(policy, testing::Not(HasSubstr("unsafe")));
        EXPECT_EQ(header_of(reply, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header_of(reply, "Referrer-Policy"), "no-referrer");
        EXPECT_EQ(header_of(reply, "Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_EQ(header_of(reply, "Cross-Origin-Resource-Policy"), "same-origin");
        EXPECT_NE(header_of(reply, "Permissions-Policy"), "");
        EXPECT_NE(header_of(reply, "Date"), "");
    }
}

TEST(Server, SendsOneReplyPerRequest) {
    std::atomic<int> first{0}, second{0}, stream{0};
    House house({}, [&](Server& server, Request request) {
        EXPECT_TRUE(server.waiting(request.ticket));
        first += server.reply(request.ticket, {});
        EXPECT_FALSE(server.waiting(request.ticket));
        Response other;
        other.body = "second";
        second += server.reply(request.ticket, std::move(other));
        stream += server.open_stream(request.ticket, {"a"});
    });
    Wire wire = house.visitor();
    wire.say(get("/a"));
    EXPECT_EQ(body_of(wire.hear_reply()), "");
    wire.say(get("/b"));
    EXPECT_THAT(wire.hear_reply(), testing::Not(HasSubstr("second")));
    EXPECT_EQ(first, 2);
    EXPECT_EQ(second, 0);
    EXPECT_EQ(stream, 0);
}

TEST(Server, KnowsNoTicketsThatItDidNotGive) {
    House house;
    EXPECT_FALSE(house.server->reply(0, {}));
    EXPECT_FALSE(house.server->reply(123456789, {}));
    EXPECT_FALSE(house.server->waiting(~Ticket{0}));
}

TEST(Server, AnswersForMainWhenNobodyDoes) {
    std::atomic<Ticket> late{0};
    House house(short_limits(), [&](Server&, Request request) { late = request.ticket; });
    Wire wire = house.visitor();
    wire.say(get("/slow", "Accept-Language: en\r\n"));
    const auto reply = wire.hear_reply();
    EXPECT_EQ(status_of(reply), 504);
    EXPECT_THAT(body_of(reply), HasSubstr("did not answer in time"));
    EXPECT_EQ(house.unanswered, 1);
    EXPECT_EQ(house.server->stats().unanswered, 1u);
    EXPECT_FALSE(house.server->reply(late, {})) << "too late is refused";
    wire.say(get("/again"));
    EXPECT_EQ(status_of(wire.hear_reply()), 504) << "the connection goes on";
}

TEST(Server, KeepsTheConnectionAndTakesPipelinedRequestsInTurn) {
    House house({}, House::say_hello, [](Server& server) { server.add_static("/page", make_static("text/html", "page")); });
    Wire wire = house.visitor();
    wire.say(get("/1") + get("/page") + post("/2", "two") + get("/page") + get("/page") + get("/3"));
    EXPECT_THAT(wire.hear_reply(), HasSubstr("/1"));
    EXPECT_EQ(body_of(wire.hear_reply()), "page");
    EXPECT_THAT(wire.hear_reply(), HasSubstr("two"));
    EXPECT_EQ(body_of(wire.hear_reply()), "page");
    EXPECT_EQ(body_of(wire.hear_reply()), "page");
    EXPECT_THAT(wire.hear_reply(), HasSubstr("/3"));
    EXPECT_EQ(house.server->stats().connections_total, 1u);
}

TEST(Server, ClosesWhenTheClientWishesSo) {
    House house;
    for (const auto& bytes : {get("/", "Connection: close\r\n"), std::string("GET / HTTP/1.0\r\n\r\n")}) {
        Wire wire = house.visitor();
        wire.say(bytes);
        EXPECT_EQ(header_of(wire.hear_reply(), "Connection"), "close");
        EXPECT_TRUE(wire.closed_within(1000));
    }
    Wire old = house.visitor();
    old.say("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(header_of(old.hear_reply(), "Connection"), "keep-alive");
}

TEST(Server, AsksForTheBodyThatWaitsToBeAskedFor) {
    House house;
    Wire wire = house.visitor();
    wire.say("POST /up HTTP/1.1\r\nHost: k\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(wire.hear_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    wire.say("hi");
    EXPECT_THAT(wire.hear_reply(), HasSubstr("\"body\":\"hi\""));
}

TEST(Server, GzipsLongAnswersForThoseWhoTakeIt) {
    House house({}, [](Server& server, Request request) {
        Response response;
        response.body = std::string(5000, 'a');
        server.reply(request.ticket, std::move(response));
    });
    EXPECT_EQ(header_of(house.ask(get("/")), "Content-Length"), "5000");
    const auto packed = house.ask(get("/", "Accept-Encoding: gzip\r\n"));
    EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
    EXPECT_LT(std::stoi(header_of(packed, "Content-Length")), 200);
}

TEST(Server, GoesOnWhenAPhoneLeavesWhileItWaits) {
    std::atomic<bool> arrived{false}, go{false};
    std::atomic<int> told{0};
    House house({}, [&](Server& server, Request request) {
        if (request.path == "/leaver") {
            arrived = true;
            while (!go) std::this_thread::yield();
            told += server.reply(request.ticket, {});
        } else {
            House::say_hello(server, std::move(request));
        }
    });
    {
        Wire wire = house.visitor();
        wire.say(get("/leaver"));
        ASSERT_TRUE(house.eventually([&] { return arrived.load(); }));
    }
    go = true;
    EXPECT_EQ(status_of(house.ask(get("/other"))), 200);
    EXPECT_TRUE(house.eventually([&] { return house.server->stats().connections_open == 0; }));
    EXPECT_EQ(told, 1) << "main did its part; nobody was there to hear it";
}

TEST(Server, TakesRepliesFromManyThreadsAtOnce) {
    std::mutex mutex;
    std::condition_variable work;
    std::deque<Request> queue;
    bool over = false;
    std::vector<std::thread> threads;
    {
        House house({}, [&](Server&, Request request) {
            std::lock_guard lock(mutex);
            queue.push_back(std::move(request));
            work.notify_one();
        });
        std::atomic<int> doubled{0};
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (;;) {
                    std::unique_lock lock(mutex);
                    work.wait(lock, [&] { return over || !queue.empty(); });
                    if (queue.empty()) return;
                    Request request = std::move(queue.front());
                    queue.pop_front();
                    lock.unlock();
                    const Ticket ticket = request.ticket;
                    House::say_hello(*house.server, std::move(request));
                    doubled += house.server->reply(ticket, {});
                }
            });
        std::vector<Wire> phones;
        for (int i = 0; i < 40; ++i) phones.push_back(house.visitor());
        for (int round = 0; round < 25; ++round) {
            for (std::size_t i = 0; i < phones.size(); ++i)
                phones[i].say(get("/" + std::to_string(i) + "/" + std::to_string(round)));
            for (std::size_t i = 0; i < phones.size(); ++i)
                EXPECT_THAT(phones[i].hear_reply(), HasSubstr("\"/" + std::to_string(i) + "/" + std::to_string(round) + "\""));
        }
        EXPECT_EQ(doubled, 0);
        std::lock_guard lock(mutex);
        over = true;
        work.notify_all();
        house.server->stop();
    }
    for (auto& thread : threads) thread.join();
}

TEST(Server, SaysBusyWhenMainIsFlooded) {
    Limits limits;
    limits.inbox = 2;
    std::atomic<bool> go{false};
    House house(limits, [&](Server& server, Request request) {
        while (!go) std::this_thread::yield();
        House::say_hello(server, std::move(request));
    });
    std::vector<Wire> phones;
    for (int i = 0; i < 4; ++i) { // one is with main, two wait, one is too many
        phones.push_back(house.visitor());
        phones.back().say(get("/" + std::to_string(i)));
        const auto known = static_cast<std::uint64_t>(i + 1);
        ASSERT_TRUE(house.eventually([&] { return house.server->stats().requests == known; }));
        if (i == 0) { ASSERT_TRUE(house.eventually([&] { return house.server->inbox_size() == 0; })); }
    }
    const auto busy = phones.back().hear_reply();
    EXPECT_EQ(status_of(busy), 503);
    EXPECT_EQ(header_of(busy, "Retry-After"), "1");
    EXPECT_THAT(body_of(busy), HasSubstr("\"error\":\"busy\""));
    go = true;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(status_of(phones[static_cast<std::size_t>(i)].hear_reply()), 200);
}

TEST(Server, SaysWhoHasThePort) {
    House house;
    Server::Options options;
    options.bind = "127.0.0.1";
    options.port = house.server->port();
    Server second(std::move(options));
    const auto started = second.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().kind, Kind::unavailable);
    EXPECT_EQ(started.error().sentence, "port " + std::to_string(house.server->port()) + " is in use by http_tests (pid " +
                                            std::to_string(getpid()) + ")");
}

TEST(Server, TakesLongBodiesOnTheRouteThatAllowsThem) {
    House house({}, House::say_hello, [](Server& server) { server.allow_body({"PUT", "/p/x/letter", 100'000, true}); });
    const auto put = [&](const std::string& path, std::size_t size) {
        return status_of(house.ask("PUT " + path + " HTTP/1.1\r\nHost: k\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
                                   std::string(size, 'x')));
    };
    EXPECT_EQ(put("/p/x/letter", 100'000), 200);
    EXPECT_EQ(put("/p/x/letter", 100'001), 413);
    EXPECT_EQ(put("/p/x/parcel", 16'385), 413);
}

TEST(Server, RefusesAnAddressThatIsNone) {
    Server::Options options;
    options.bind = "the kiosk";
    Server server(std::move(options));
    const auto started = server.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().kind, Kind::invalid);
}

TEST(Server, ServesIpv6AndIpv4AtOnce) {
    Server::Options options;
    options.bind = "::";
    options.port = 0;
    Server server(std::move(options));
    server.add_static("/", make_static("text/html", "hello"));
    if (!server.start()) GTEST_SKIP() << "no IPv6 on this machine";
    Wire wire(server.port());
    wire.say(get("/"));
    EXPECT_EQ(body_of(wire.hear_reply()), "hello");
}

TEST(Server, StopsAtOnceWithEverybodyConnected) {
    House house({}, [](Server& server, Request request) {
        if (request.path == "/stream") server.open_stream(request.ticket, {"a"});
    });
    Wire silent = house.visitor(), half = house.visitor(), waiting = house.visitor(), stream = house.visitor();
    half.say("GET / HT");
    waiting.say(get("/never"));
    stream.say(get("/stream"));
    ASSERT_TRUE(house.eventually([&] { return house.server->stats().streams_open == 1; }));
    const auto begin = std::chrono::steady_clock::now();
    house.server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
    EXPECT_EQ(house.server->stats().connections_open, 0u);
    for (Wire* wire : {&silent, &half, &waiting, &stream}) EXPECT_TRUE(wire->closed_within(1000));
    EXPECT_FALSE(house.server->reply(1, {}));
}

// What main had answered before it stopped the server still leaves.
TEST(Server, SendsWhatWasAnsweredBeforeItStops) {
    House house({}, [](Server& server, Request request) {
        House::say_hello(server, std::move(request));
        server.stop();
    });
    EXPECT_EQ(status_of(house.ask(post("/last", "word"))), 200);
}

} // namespace
} // namespace kiosk::http
