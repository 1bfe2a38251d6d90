#include "kiosk/http/reply.h"
#include "kiosk/http/static_file.h"
#include "tests/http/wire.h"

#include <gmock/gmock.h>
#include <zlib.h>

namespace kiosk::http {
namespace {

using testing::HasSubstr;

std::string gunzip(const std::string& packed) {
    std::string out(1 << 20, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

const std::string kPage = [] {
    std::string page;
    for (int i = 0; i < 300; ++i) page += "<p>Xin chào " + std::to_string(i) + "</p>\n";
    return page;
}();

void furnish(Server& server) {
    server.add_static("/", make_static("text/html; charset=utf-8", kPage));
    auto script = make_static("text/javascript", kPage);
    script.immutable = true;
    server.add_static("/web/a b.js", std::move(script));
    server.add_static("/web/photo.jpg", make_static("image/jpeg", kPage));
}

TEST(AcceptEncoding, IsReadAsTheStandardSays) {
    for (const char* yes : {"gzip", "deflate, gzip", "GZIP;q=1.0", "*", "br;q=1, *;q=0.1", "gzip;q=0.001"})
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    for (const char* no : {"", "identity", "br", "gzip;q=0", "gzip; q=0.0, *", "gzipped", "*;q=0"})
        EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(Etag, IsComparedWeakly) {
    EXPECT_TRUE(etag_matches("W/\"1\"", "W/\"1\""));
    EXPECT_TRUE(etag_matches("\"1\"", "W/\"1\""));
    EXPECT_TRUE(etag_matches("\"0\", W/\"1\"", "W/\"1\""));
    EXPECT_TRUE(etag_matches("*", "W/\"1\""));
    EXPECT_FALSE(etag_matches("\"2\"", "W/\"1\""));
    EXPECT_FALSE(etag_matches("", "W/\"1\""));
}

TEST(StaticFile, HasATagOfItsBytesAndShrinksWhereThatHelps) {
    EXPECT_EQ(make_static("text/css", "a").etag, make_static("text/css", "a").etag);
    EXPECT_NE(make_static("text/css", "a").etag, make_static("text/css", "b").etag);
    EXPECT_EQ(make_static("text/css", "a").gzip, "") << "too short to win anything";
    EXPECT_EQ(make_static("image/png", kPage).gzip, "") << "compressed already";
    EXPECT_EQ(gunzip(make_static("application/json", kPage).gzip), kPage);
}

TEST(StaticPage, ComesGzippedToThoseWhoTakeIt) {
    House house({}, House::say_hello, furnish);
    const auto plain = house.ask(get("/"));
    EXPECT_EQ(status_of(plain), 200);
    EXPECT_EQ(body_of(plain), kPage);
    EXPECT_EQ(header_of(plain, "Content-Encoding"), "");
    const auto packed = house.ask(get("/", "Accept-Encoding: br, gzip\r\n"));
    EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(gunzip(body_of(packed)), kPage);
    for (const auto& reply : {plain, packed}) {
        EXPECT_EQ(header_of(reply, "Vary"), "Accept-Encoding");
        EXPECT_EQ(header_of(reply, "Cache-Control"), "no-cache");
        EXPECT_EQ(header_of(reply, "Content-Type"), "text/html; charset=utf-8");
    }
    EXPECT_EQ(header_of(house.ask(get("/web/photo.jpg", "Accept-Encoding: gzip\r\n")), "Content-Encoding"), "");
}

TEST(StaticPage, IsNotSentAgainToThoseWhoHaveIt) {
    House house({}, House::say_hello, furnish);
    const auto tag = header_of(house.ask(get("/")), "ETag");
    Wire wire = house.visitor();
    wire.say(get("/", "If-None-Match: " + tag + "\r\n") + get("/", "If-None-Match: \"other\"\r\n"));
    const auto unchanged = wire.hear_until("\r\n\r\n");
    EXPECT_EQ(status_of(unchanged), 304);
    EXPECT_EQ(header_of(unchanged, "ETag"), tag);
    EXPECT_EQ(header_of(unchanged, "Content-Length"), "");
    EXPECT_EQ(status_of(wire.hear_reply()), 200);
}

TEST(StaticPage, AnswersHeadWithoutABody) {
    House house({}, House::say_hello, furnish);
    Wire wire = house.visitor();
    wire.say("HEAD / HTTP/1.1\r\nHost: k\r\n\r\n" + get("/"));
    const auto head = wire.hear_until("\r\n\r\n");
    EXPECT_EQ(header_of(head, "Content-Length"), std::to_string(kPage.size()));
    EXPECT_EQ(body_of(wire.hear_reply()), kPage) << "the next reply follows at once";
}

TEST(StaticPage, WhoseAddressNamesItsVersionIsKeptForAYear) {
    House house({}, House::say_hello, furnish);
    EXPECT_EQ(header_of(house.ask(get("/web/a%20b.js?v=abc")), "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST(StaticPage, AnswersGetOnlyAndKnowsItsPathsOnly) {
    House house({}, House::say_hello, furnish);
    EXPECT_THAT(house.ask(post("/", "x")), HasSubstr("\"path\":\"/\"")) << "main says what a POST to it means";
    for (const char* path : {"/web/", "/web/../", "/web/%2e%2e/", "//", "/web/photo.jpg/"})
        EXPECT_THAT(house.ask(get(path)), HasSubstr("\"path\"")) << path;
}

TEST(StaticPage, CanHaveManyAddresses) {
    Server::Options options;
    options.bind = "127.0.0.1";
    options.port = 0;
    options.static_alias = [](const std::string& path) { return path.size() == 5 ? std::string("/") : std::string(); };
    Server server(std::move(options));
    furnish(server);
    ASSERT_TRUE(server.start());
    Wire wire(server.port());
    wire.say(get("/7K4Q"));
    EXPECT_EQ(body_of(wire.hear_reply()), kPage);
}

TEST(Script, IsServedWithoutItsCommentsAndIndentsAndOnTheSameLines) {
    EXPECT_EQ(lean_script("// why\nif (a) {\n    // because\n\tb('// not one'); // stays\n}\n"), "\nif (a) {\n\nb('// not one'); // stays\n}\n");
    EXPECT_EQ(lean_script("    a"), "a");
    EXPECT_EQ(lean_script("   "), "");
    EXPECT_EQ(lean_script(""), "");
    EXPECT_EQ(make_static("text/javascript; charset=utf-8", "  // why\na;").body, "\na;");
    EXPECT_EQ(make_static("text/plain", "  // why").body, "  // why");
}

TEST(Script, WhoseTextGoesOverSeveralLinesIsLeftAlone) {
    const std::string script = "// why\nconst text = `\n    // no comment\n`;\n";
    EXPECT_EQ(lean_script(script), script);
    EXPECT_EQ(lean_script("// `quoted` in a comment\n  a;"), "\na;");
}

TEST(LongPage, ReachesAReaderThatTakesItsTime) {
    const std::string photo(3'000'000, 'x');
    House house({}, House::say_hello, [&](Server& server) { server.add_static("/photo", make_static("image/jpeg", photo)); });
    Wire wire = house.visitor(4096);
    wire.say(get("/photo") + get("/photo"));
    for (int i = 0; i < 2; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        EXPECT_EQ(body_of(wire.hear_reply()).size(), photo.size());
    }
}

TEST(Reply, LeavesOutHeadersThatWouldForgeLines) {
    Response response;
    response.status = 299;
    response.headers = {{"X-Good", "1"}, {"X-Bad", "a\r\nSet-Cookie: x=1"}, {"X Bad", "1"}, {"", "1"}, {"Content-Length", "7"}};
    std::string head;
    append_head(head, response, 2, {});
    EXPECT_THAT(head, testing::StartsWith("HTTP/1.1 299 "));
    EXPECT_THAT(head, HasSubstr("X-Good: 1\r\n"));
    EXPECT_THAT(head, testing::Not(HasSubstr("Bad")));
    EXPECT_THAT(head, testing::Not(HasSubstr("Set-Cookie")));
    EXPECT_THAT(head, HasSubstr("Content-Length: 2\r\n"));
    EXPECT_THAT(head, testing::Not(HasSubstr("Content-Length: 7")));
}

TEST(Reply, CarriesADateThatBrowsersRead) { EXPECT_EQ(date_line(784111777), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"); }

} // namespace
} // namespace kiosk::http
