// What came back, and what it means.
#include "kiosk/fetch/verdict.h"

#include <gtest/gtest.h>

namespace kiosk::fetch {
namespace {

Answer of(int status, std::string body = "{}", std::string type = "application/json") {
    Answer answer;
    answer.status = status;
    answer.body = std::move(body);
    answer.content_type = std::move(type);
    return answer;
}
std::string trouble(const Answer& answer, bool conditional = true) { return judge(answer, conditional).trouble; }

TEST(Verdict, NewsNoNewsAndTrouble) {
    EXPECT_EQ(judge(of(200), false).outcome, Outcome::fresh);
    EXPECT_EQ(judge(of(304, ""), true).outcome, Outcome::unchanged);
    EXPECT_EQ(trouble(of(304, ""), false), "moved") << "unchanged since what?";
    EXPECT_EQ(trouble(of(302)), "moved");
    EXPECT_EQ(trouble(of(401)), "key");
    EXPECT_EQ(trouble(of(403)), "key");
    EXPECT_EQ(trouble(of(404)), "missing");
    EXPECT_EQ(trouble(of(429)), "busy");
    EXPECT_EQ(trouble(of(503)), "busy");
    EXPECT_EQ(trouble(of(418)), "refused");
    EXPECT_EQ(trouble(of(206)), "refused") << "a part is not the whole";
    Answer cut;
    cut.trouble = "transfer closed with 10 bytes remaining to read";
    EXPECT_EQ(trouble(cut), "network");
    EXPECT_EQ(judge(cut, true).sentence, cut.trouble);
    Answer endless = of(0);
    endless.too_long = true;
    EXPECT_EQ(trouble(endless), "too_large");
}

TEST(Verdict, AHotelsLoginPageIsNoNews) {
    EXPECT_EQ(trouble(of(200, "<html>Chào mừng đến khách sạn</html>", "text/html; charset=utf-8")), "portal");
    EXPECT_EQ(trouble(of(200, "<html>Chào mừng</html>", "application/json")), "no_json") << "whatever it calls itself";
}

TEST(Verdict, HalfATextIsNone) {
    EXPECT_EQ(trouble(of(200, R"({"packs":[1,2)")), "no_json");
    EXPECT_EQ(trouble(of(200, "")), "no_json");
    EXPECT_EQ(trouble(of(200, "{} {}")), "no_json");
    EXPECT_EQ(trouble(of(200, "{\"a\":\"\xFF\"}")), "no_json");
}

TEST(Verdict, JsonThatDigsADeepHoleIsRefused) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(is_sound_json(nested(kDeepest)));
    EXPECT_FALSE(is_sound_json(nested(kDeepest + 1)));
    EXPECT_FALSE(is_sound_json(nested(1'000'000)));
    EXPECT_TRUE(is_sound_json(R"({"a":")" + std::string(1'000, '[') + R"(\"[["})")) << "a bracket in a text is a letter";
}

TEST(Verdict, PatienceGrowsAndHasAnEnd) {
    constexpr Ms kMinute = 60'000;
    EXPECT_EQ(pause(kMinute, 0, {}, 0.9), kMinute);
    EXPECT_EQ(pause(kMinute, 1, {}, 0.5), 5'000) << "the first time soon";
    EXPECT_EQ(pause(kMinute, 2, {}, 0.5), 10'000);
    EXPECT_EQ(pause(kMinute, 3, {}, 0.5), 20'000);
    EXPECT_EQ(pause(kMinute, 1'000'000, {}, 0.5), 300'000);
    EXPECT_EQ(pause(600'000, 50, {}, 0.5), 600'000) << "never more often than when all is well";
    EXPECT_EQ(pause(2'500, 50, {}, 0.5), 60'000) << "a board on a big screen is back a minute after its network";
    EXPECT_EQ(pause(2'500, 1, {}, 0.5), 5'000);
    EXPECT_EQ(pause(kMinute, 2, {}, 0), 7'500) << "many kiosks do not all come at once";
    EXPECT_EQ(pause(kMinute, 2, {}, 1), 12'500);
    EXPECT_EQ(pause(kMinute, 1, 90'000, 0.5), 90'000) << "as the server asked";
    EXPECT_EQ(pause(kMinute, 1, 90'000'000, 0.5), 3'600'000) << "but not for ever";
}

TEST(Verdict, AnAddressNamesAHostAndNobodysPassword) {
    for (const char* good : {"https://kiosk.example.vn/p/central/content", "http://10.0.0.5:8080/x?y=1", "http://[::1]/"})
        EXPECT_TRUE(is_address(good)) << good;
    for (const char* bad : {"", "ftp://x/y", "file:///etc/passwd", "https://", "https:///x", "https://an:secret@x/",
                            "http://x/ y", "http://x/\ny", "javascript:alert(1)", "//x/y"})
        EXPECT_FALSE(is_address(bad)) << bad;
    EXPECT_TRUE(is_address("http://x/@y")) << "that is a path";
    EXPECT_FALSE(is_address("http://x/" + std::string(2'000, 'y')));
}

} // namespace
} // namespace kiosk::fetch
