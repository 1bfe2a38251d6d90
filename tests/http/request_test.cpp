#include "kiosk/http/request.h"
#include "kiosk/http/request_parser.h"

#include <gtest/gtest.h>

namespace kiosk::http {
namespace {

TEST(Request, FindsItsCookies) {
    Request request;
    request.cookie = "a=1; kiosk_player=abc==;other=\"in quotes\"; kiosk=short; empty=";
    EXPECT_EQ(request.cookie_value("kiosk_player"), "abc==");
    EXPECT_EQ(request.cookie_value("other"), "in quotes");
    EXPECT_EQ(request.cookie_value("kiosk"), "short");
    EXPECT_EQ(request.cookie_value("empty"), "");
    EXPECT_EQ(request.cookie_value("player"), "");
    EXPECT_EQ(Request{}.cookie_value("a"), "");
}

TEST(Request, DecodesItsQuery) {
    Request request;
    request.query = "topics=quiz%2Fround,board&q=Nguy%E1%BB%85n+An&flag&bad=%zz&empty=";
    EXPECT_EQ(request.query_value("topics"), "quiz/round,board");
    EXPECT_EQ(request.query_value("q"), "Nguyễn An");
    EXPECT_EQ(request.query_value("flag"), "");
    EXPECT_EQ(request.query_value("bad"), "");
    EXPECT_EQ(request.query_value("nothing"), "");
}

const std::string kPost = "POST /p/quiz/answer%20me?x=1%2B HTTP/1.1\r\n"
                          "Host: 192.168.1.20:8080\r\n"
                          "Content-Type: Application/JSON; charset=utf-8\r\n"
                          "Cookie: a=1\r\nCookie: b=2\r\n"
                          "Origin: http://192.168.1.20:8080\r\n"
                          "Sec-Fetch-Site: same-origin\r\n"
                          "Accept-Language: en-GB,en;q=0.5\r\n"
                          "Accept-Encoding: deflate, gzip\r\n"
                          "Content-Length: 7\r\n\r\n"
                          "{\"a\":1}";

void expect_the_post(RequestParser& parser, const Headers& kept = {}) {
    ASSERT_TRUE(parser.done());
    EXPECT_TRUE(parser.english());
    const Incoming incoming = parser.take();
    const Request& request = incoming.request;
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/p/quiz/answer me");
    EXPECT_EQ(request.query, "x=1%2B");
    EXPECT_EQ(request.host, "192.168.1.20:8080");
    EXPECT_EQ(request.content_type, "application/json");
    EXPECT_EQ(request.cookie, "a=1; b=2");
    EXPECT_EQ(request.origin, "http://192.168.1.20:8080");
    EXPECT_EQ(request.fetch_site, "same-origin");
    EXPECT_EQ(request.accept_language, "en-GB,en;q=0.5");
    EXPECT_EQ(request.body, "{\"a\":1}");
    EXPECT_EQ(request.headers, kept);
    EXPECT_TRUE(incoming.gzip);
    EXPECT_TRUE(incoming.keep_alive);
}

TEST(Parser, KeepsHeadersOfRoutesForProgramsOnly) {
    Limits limits;
    limits.routes.push_back({"POST", "/p/quiz/{what}", 0, true});
    RequestParser parser(limits);
    EXPECT_EQ(parser.feed(kPost), kPost.size());
    expect_the_post(parser, {{"host", "192.168.1.20:8080"},         {"content-type", "Application/JSON; charset=utf-8"},
                             {"origin", "http://192.168.1.20:8080"}, {"sec-fetch-site", "same-origin"},
                             {"accept-language", "en-GB,en;q=0.5"},  {"accept-encoding", "deflate, gzip"},
                             {"content-length", "7"}}); // all but the cookies
}

TEST(Parser, ReadsARequestAndLeavesWhatFollows) {
    const Limits limits;
    RequestParser parser(limits);
    EXPECT_EQ(parser.feed(kPost + "GET /next"), kPost.size());
    expect_the_post(parser);
}

// Every way to cut a request in two, and one byte at a time: the network may do either.
TEST(Parser, ReadsTheSameHoweverItIsCut) {
    const Limits limits;
    RequestParser parser(limits);
    for (std::size_t cut = 1; cut < kPost.size(); ++cut) {
        parser.reset();
        const auto used = parser.feed(std::string_view(kPost).substr(0, cut));
        ASSERT_EQ(parser.fault(), 0) << cut;
        ASSERT_FALSE(parser.done()) << cut;
        EXPECT_EQ(used + parser.feed(std::string_view(kPost).substr(used)), kPost.size());
        expect_the_post(parser);
    }
    parser.reset();
    std::string waiting;
    for (const char c : kPost) {
        waiting += c;
        waiting.erase(0, parser.feed(waiting));
        ASSERT_EQ(parser.fault(), 0);
    }
    expect_the_post(parser);
}

TEST(Parser, SeesAFoldedLineHoweverItIsCut) {
    const Limits limits;
    RequestParser parser(limits);
    for (const std::string folded : {"GET / HTTP/1.1\r\nHost: k\r\nCookie: a\r\n b\r\n\r\n",
                                     "GET / HTTP/1.1\r\nHost: k\r\nCookie:\r\n b\r\n\r\n"})
        for (std::size_t cut = 1; cut < folded.size(); ++cut) {
            parser.reset();
            const auto used = parser.feed(std::string_view(folded).substr(0, cut));
            parser.feed(std::string_view(folded).substr(used));
            EXPECT_EQ(parser.fault(), 400) << cut;
        }
}

TEST(Parser, AsksForTheBodyOfAClientThatWaitsToBeAsked) {
    const Limits limits;
    RequestParser parser(limits);
    parser.feed("POST / HTTP/1.1\r\nHost: k\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_TRUE(parser.wants_continue());
    EXPECT_FALSE(parser.wants_continue()) << "once is enough";
    parser.feed("hi");
    EXPECT_TRUE(parser.done());
}

struct LongBodies : testing::Test {
    Limits limits;
    std::shared_ptr<BodyRoom> room = std::make_shared<BodyRoom>(100'000);
    LongBodies() {
        limits.may_upload = [](const Request& head) { return head.cookie_value("staff") == "yes"; };
        limits.routes = {{"POST", "/p/central/statements", 80'000, true}, {"POST", "/p/quiz/{id}", 80'000, false}};
    }
    std::string head(const std::string& method_and_path, int size, const std::string& cookie = "") const {
        return method_and_path + " HTTP/1.1\r\nHost: k\r\n" + cookie + "Content-Length: " + std::to_string(size) + "\r\n\r\n";
    }
    int verdict(const std::string& method_and_path, int size, const std::string& cookie = "") const {
        RequestParser parser(limits, room);
        parser.feed(head(method_and_path, size, cookie));
        return parser.fault();
    }
};

TEST_F(LongBodies, AreForTheirRouteOnly) {
    EXPECT_EQ(verdict("POST /p/central/statements", 80'000), 0);
    EXPECT_EQ(verdict("POST /p/central/statements", 80'001), 413);
    for (const char* other : {"PUT /p/central/statements", "POST /p/central/statements/x", "POST /p/central/statement",
                              "POST /p/central/statementsx", "POST /"})
        EXPECT_EQ(verdict(other, 16'385), 413) << other;
    EXPECT_EQ(verdict("POST /p/quiz/7", 16'385), 401) << "this one is for staff";
    EXPECT_EQ(verdict("POST /p/quiz/7", 80'000, "Cookie: staff=yes\r\n"), 0);
}

TEST_F(LongBodies, OfStrangersShareOneRoomUntilTheyAreDealtWith) {
    RequestParser first(limits, room), second(limits, room);
    const auto send = [&](RequestParser& parser, int size) {
        parser.reset();
        parser.feed(head("POST /p/central/statements", size));
        for (int sent = 0; sent < size && parser.fault() == 0; sent += 10'000) parser.feed(std::string(10'000, 'x'));
        return parser.done() ? 200 : parser.fault();
    };
    ASSERT_EQ(send(first, 70'000), 200);
    Incoming held = first.take();
    EXPECT_EQ(send(second, 70'000), 503) << "100,000 bytes are the whole room";
    EXPECT_EQ(send(second, 10'000), 200) << "what everybody may send takes none of it";
    held = {};
    EXPECT_EQ(send(second, 70'000), 200);
    second.reset();
    EXPECT_EQ(send(first, 80'000), 200);
}

TEST(Parser, GivesUploadsMoreRoomByPath) {
    Limits limits;
    limits.body_limits = {{"/api/staff/", 1000}, {"/api/staff/content", 50'000}, {"/api", 10}};
    const auto verdict = [&](const std::string& path, int size) {
        RequestParser parser(limits);
        parser.feed("POST " + path + " HTTP/1.1\r\nHost: k\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
        return parser.fault();
    };
    EXPECT_EQ(verdict("/api/staff/content", 50'000), 0);
    EXPECT_EQ(verdict("/api/staff/content", 50'001), 413);
    EXPECT_EQ(verdict("/api/staff/c%6Fntent", 50'000), 0);
    EXPECT_EQ(verdict("/api/staff/x", 1000), 0);
    EXPECT_EQ(verdict("/api/staff/x", 1001), 413);
    EXPECT_EQ(verdict("/api/join", 11), 413);
    EXPECT_EQ(verdict("/p/x", 16'384), 0);
    EXPECT_EQ(verdict("/p/x", 16'385), 413);
}

} // namespace
} // namespace kiosk::http
