#include "kiosk/http/router.h"

#include <gtest/gtest.h>

namespace kiosk::http {
namespace {

Route route(std::string method, std::string pattern, std::string owner = "") {
    return {std::move(method), std::move(pattern), std::move(owner), Guard::anyone,
            [](const Request&, const Caller&, const Params&) {}};
}

std::string found(const Router& router, std::string_view method, std::string_view path) {
    const auto match = router.find(method, path);
    return match.route ? match.route->pattern : "";
}

TEST(Router, FindsByMethodAndPath) {
    Router router;
    ASSERT_TRUE(router.add(route("GET", "/api/me")));
    ASSERT_TRUE(router.add(route("POST", "/api/me")));
    EXPECT_EQ(found(router, "GET", "/api/me"), "/api/me");
    EXPECT_EQ(router.find("POST", "/api/me").route->method, "POST");
    EXPECT_EQ(found(router, "GET", "/api"), "");
    EXPECT_EQ(found(router, "GET", "/api/me/"), "");
    EXPECT_EQ(found(router, "GET", "/api/me/too"), "");
    EXPECT_EQ(found(router, "GET", ""), "");
    EXPECT_EQ(found(router, "GET", "api/me"), "");
}

TEST(Router, PlaceholdersTakeOneSegmentThatIsNotEmpty) {
    Router router;
    ASSERT_TRUE(router.add(route("GET", "/i18n/{lang}/{section}")));
    const auto match = router.find("GET", "/i18n/vi/phone");
    ASSERT_TRUE(match.route);
    EXPECT_EQ(match.params, (Params{{"lang", "vi"}, {"section", "phone"}}));
    EXPECT_FALSE(router.find("GET", "/i18n//phone").route);
    EXPECT_FALSE(router.find("GET", "/i18n/vi/phone/more").route);
}

TEST(Router, LiteralWinsOverPlaceholderWhicheverCameFirst) {
    for (const bool literal_first : {true, false}) {
        Router router;
        if (literal_first) { ASSERT_TRUE(router.add(route("GET", "/p/{id}/me"))); }
        ASSERT_TRUE(router.add(route("GET", "/p/quiz/{what}")));
        ASSERT_TRUE(router.add(route("GET", "/p/quiz/me")));
        if (!literal_first) { ASSERT_TRUE(router.add(route("GET", "/p/{id}/me"))); }
        EXPECT_EQ(found(router, "GET", "/p/quiz/me"), "/p/quiz/me");
        EXPECT_EQ(found(router, "GET", "/p/quiz/you"), "/p/quiz/{what}");
        EXPECT_EQ(found(router, "GET", "/p/booth/me"), "/p/{id}/me");
    }
}

TEST(Router, TellsWhichMethodsAPathKnows) {
    Router router;
    ASSERT_TRUE(router.add(route("GET", "/api/me")));
    ASSERT_TRUE(router.add(route("POST", "/api/me")));
    const auto match = router.find("DELETE", "/api/me");
    EXPECT_FALSE(match.route);
    EXPECT_TRUE(match.other_method);
    EXPECT_EQ(match.allow, "GET, HEAD, POST");
    EXPECT_FALSE(router.find("DELETE", "/nowhere").other_method);
}

TEST(Router, HeadIsAnsweredByGet) {
    Router router;
    ASSERT_TRUE(router.add(route("GET", "/healthz")));
    EXPECT_EQ(found(router, "HEAD", "/healthz"), "/healthz");
}

TEST(Router, RefusesMalformedAndDoubledPatterns) {
    Router router;
    for (const char* bad : {"", "api", "/a//b", "/a?b", "/a b", "/a%20b", "/{a", "/a}", "/{a}{b}", "/x{a}", "/{}", "/{a}/{a}"})
        EXPECT_FALSE(router.add(route("GET", bad))) << bad;
    ASSERT_TRUE(router.add(route("GET", "/a/{x}")));
    const auto twice = router.add(route("GET", "/a/{y}"));
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, Kind::invalid);
    EXPECT_TRUE(router.add(route("POST", "/a/{y}")));
    Route no_handler = route("GET", "/b");
    no_handler.handler = nullptr;
    EXPECT_FALSE(router.add(std::move(no_handler)));
    EXPECT_EQ(router.routes().size(), 2u);
}

TEST(Router, ForgetsThePluginThatLeaves) {
    Router router;
    ASSERT_TRUE(router.add(route("GET", "/p/quiz/me", "quiz")));
    ASSERT_TRUE(router.add(route("GET", "/p/board/all", "board")));
    ASSERT_TRUE(router.add(route("GET", "/p/quiz/{x}", "quiz")));
    router.remove_owner("quiz");
    EXPECT_EQ(found(router, "GET", "/p/quiz/me"), "");
    EXPECT_EQ(found(router, "GET", "/p/board/all"), "/p/board/all");
    EXPECT_TRUE(router.add(route("GET", "/p/quiz/me", "quiz")));
}

} // namespace
} // namespace kiosk::http
