// What no honest client sends gets 400 (413, 431, 417, 501 where they fit better), and the connection is closed: two
// programs that read the same bytes differently are how requests are smuggled (RFC 9112, 11.2).
#include "tests/http/wire.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace kiosk::http {
namespace {

struct Row {
    const char* what;
    std::string bytes;
    int status;
};

std::string head(const std::string& lines) { return "POST /a HTTP/1.1\r\nHost: kiosk\r\n" + lines + "\r\n"; }

std::vector<Row> refused() {
    const std::string long_value(9000, 'x');
    return {
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"Host with a user", "GET / HTTP/1.1\r\nHost: me@a\r\n\r\n", 400},
        {"Host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        {"bad Host in 1.0", "GET / HTTP/1.0\r\nHost: a,b\r\n\r\n", 400},
        {"folded line", "GET / HTTP/1.1\r\nHost: kiosk\r\nCookie: a=1;\r\n b=2\r\n\r\n", 400},
        {"folded by a tab", "GET / HTTP/1.1\r\nHost: kiosk\r\nCookie: a\r\n\tb\r\n\r\n", 400},
        {"folded behind nothing", "GET / HTTP/1.1\r\nHost: kiosk\r\nCookie:\r\n a\r\n\r\n", 400},
        {"folded with nothing", "GET / HTTP/1.1\r\nHost: kiosk\r\nCookie: a\r\n \r\n\r\n", 400},
        {"folded length", head("Content-Length:\r\n 5\r\n") + "hello", 400},
        {"folded first line", "GET / HTTP/1.1\r\n Host: kiosk\r\n\r\n", 400},
        {"two lengths, the same", head("Content-Length: 5\r\nContent-Length: 5\r\n") + "hello", 400},
        {"two lengths, different", head("Content-Length: 5\r\nContent-Length: 6\r\n") + "hello", 400},
        {"a list of lengths", head("Content-Length: 5, 5\r\n") + "hello", 400},
        {"length with a plus", head("Content-Length: +5\r\n") + "hello", 400},
        {"length below nothing", head("Content-Length: -1\r\n"), 400},
        {"length in hexadecimal", head("Content-Length: 0x5\r\n") + "hello", 400},
        {"empty length", head("Content-Length:\r\n") + "hello", 400},
        {"length beyond counting", head("Content-Length: 99999999999999999999999\r\n"), 400},
        {"length, then chunked", head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"chunked, then length", head("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") + "0\r\n\r\n", 400},
        {"chunked twice", head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"chunked in between", head("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n", 400},
        {"gzip, chunked", head("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", 400},
        {"an unknown coding", head("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n", 400},
        {"a quoted coding", head("Transfer-Encoding: \"chunked\"\r\n") + "0\r\n\r\n", 400},
        {"coding with a vertical tab", head("Transfer-Encoding: \vchunked\r\n") + "0\r\n\r\n", 400},
        {"chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"space before the colon", head("Content-Length : 5\r\n") + "hello", 400},
        {"no colon", "GET / HTTP/1.1\r\nHost: kiosk\r\nCookie\r\n\r\n", 400},
        {"no name", "GET / HTTP/1.1\r\nHost: kiosk\r\n: x\r\n\r\n", 400},
        {"a letter that no name has", "GET / HTTP/1.1\r\nHost: kiosk\r\nCo(kie: x\r\n\r\n", 400},
        {"NUL in a value", std::string("GET / HTTP/1.1\r\nHost: kiosk\r\nCookie: a\0b\r\n\r\n", 44), 400},
        {"bare CR in a value", "GET / HTTP/1.1\r\nHost: kiosk\r\nCookie: a\rb\r\n\r\n", 400},
        {"bare LF line ends", "GET / HTTP/1.1\nHost: kiosk\n\n", 400},
        {"bare LF after a value", "GET / HTTP/1.1\r\nHost: kiosk\nCookie: a\r\n\r\n", 400},
        {"no version", "GET /\r\n\r\n", 400},
        {"version of tomorrow", "GET / HTTP/3.0\r\nHost: kiosk\r\n\r\n", 400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"not HTTP", "\x16\x03\x01\x02 hello TLS\r\n\r\n", 400},
        {"no target", "GET  HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"two spaces", "GET  / HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"target without a slash", "GET a HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"target with a fragment", "GET /a#b HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"half an escape", "GET /a%4 HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"no escape", "GET /a%zz HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"NUL in the path", "GET /a%00 HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"line break in the path", "GET /a%0d%0ab HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"asterisk", "OPTIONS * HTTP/1.1\r\nHost: kiosk\r\n\r\n", 400},
        {"chunk without a size", head("Transfer-Encoding: chunked\r\n") + "\r\nhello\r\n0\r\n\r\n", 400},
        {"chunk size below nothing", head("Transfer-Encoding: chunked\r\n") + "-5\r\nhello\r\n0\r\n\r\n", 400},
        {"chunk longer than it says", head("Transfer-Encoding: chunked\r\n") + "2\r\nhello\r\n0\r\n\r\n", 400},
        {"chunk size beyond counting", head("Transfer-Encoding: chunked\r\n") + "fffffffffffffffff\r\n", 400},
        {"two types of content", head("Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 0\r\n"), 400},
        {"two origins", head("Origin: http://a\r\nOrigin: http://b\r\nContent-Length: 0\r\n"), 400},
        {"an unknown expectation", head("Expect: the best\r\nContent-Length: 0\r\n"), 417},
        {"a method nobody knows", "BREW /pot HTTP/1.1\r\nHost: kiosk\r\n\r\n", 501},
        {"a tunnel", "CONNECT other:443 HTTP/1.1\r\nHost: other\r\n\r\n", 501},
        {"a header over the limit", "GET / HTTP/1.1\r\nHost: kiosk\r\nCookie: " + long_value + "\r\n\r\n", 431},
        {"a path over the limit", "GET /" + long_value + " HTTP/1.1\r\nHost: kiosk\r\n\r\n", 431},
        {"a body over the limit", head("Content-Length: 16385\r\n"), 413},
        {"a chunk over the limit", head("Transfer-Encoding: chunked\r\n") + "4001\r\n", 413},
    };
}

TEST(MalformedRequest, IsRefusedAndTheConnectionCloses) {
    House house;
    for (const auto& row : refused()) {
        Wire wire = house.visitor();
        wire.say(row.bytes);
        const auto reply = wire.hear_reply();
        EXPECT_EQ(status_of(reply), row.status) << row.what << "\n" << reply;
        EXPECT_EQ(header_of(reply, "Connection"), "close") << row.what;
        EXPECT_THAT(body_of(reply), testing::HasSubstr("\"message\"")) << row.what;
        EXPECT_EQ(wire.hear_rest(), "") << row.what << ": nothing behind it may be taken for a second request";
        EXPECT_TRUE(wire.closed_within(2000)) << row.what;
    }
    EXPECT_EQ(house.server->stats().requests, 0u);
    EXPECT_EQ(house.server->stats().bad_requests, refused().size());
}

// However the network cuts it: byte by byte the verdict is the same.
TEST(MalformedRequest, IsRefusedAlsoWhenItTricklesIn) {
    House house;
    for (const auto& row : refused()) {
        if (row.bytes.size() > 200) continue;
        Wire wire = house.visitor();
        for (const char c : row.bytes)
            if (!wire.say({&c, 1})) break;
        EXPECT_EQ(status_of(wire.hear_reply()), row.status) << row.what;
    }
}

TEST(MalformedRequest, ManySmallHeadersAddUpToTheLimit) {
    House house;
    Wire wire = house.visitor();
    wire.say("GET / HTTP/1.1\r\nHost: kiosk\r\n");
    for (int i = 0; i < 1200; ++i)
        if (!wire.say("X-A: b\r\n")) break;
    EXPECT_EQ(status_of(wire.hear_reply()), 431);
}

TEST(UnusualRequest, IsServedWhereTheStandardAllowsIt) {
    House house;
    const std::vector<Row> rows = {
        {"1.0 without Host", "GET /a HTTP/1.0\r\n\r\n", 200},
        {"absolute form", "GET http://kiosk:8080/a HTTP/1.1\r\nHost: kiosk\r\n\r\n", 200},
        {"an empty line first", "\r\nGET /a HTTP/1.1\r\nHost: kiosk\r\n\r\n", 200},
        {"an IPv6 Host", "GET /a HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200},
        {"names in other case", "GET /a HTTP/1.1\r\nhOsT: kiosk\r\n\r\n", 200},
        {"an empty header", "GET /a HTTP/1.1\r\nHost: kiosk\r\nCookie:\r\n\r\n", 200},
        {"PUT is for main to refuse", "PUT /a HTTP/1.1\r\nHost: kiosk\r\nContent-Length: 0\r\n\r\n", 200},
        {"chunked", head("Transfer-Encoding: chunked\r\n") + "5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nX: trailer\r\n\r\n", 200},
    };
    for (const auto& row : rows) {
        const auto reply = house.ask(row.bytes);
        EXPECT_EQ(status_of(reply), row.status) << row.what;
        EXPECT_THAT(body_of(reply), testing::HasSubstr("\"path\":\"/a\"")) << row.what;
    }
    EXPECT_THAT(house.ask(rows.back().bytes), testing::HasSubstr("hello!"));
}

} // namespace
} // namespace kiosk::http
