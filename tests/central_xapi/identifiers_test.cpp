#include "xapi/identifiers.h"

#include "xapi/statement.h"

#include <gtest/gtest.h>

namespace central::xapi {
namespace {

TEST(Iri, IsOne) {
    for (const char* text :
         {"http://example.com", "https://kiosk.example.vn/quiz/an-giang-2026/q/q017",
          "urn:uuid:0d2c7f0a-93c4-4f7e-9d1e-5b6a7c8d9e0f", "mailto:an@example.vn", "http://example.com/فعل/خواندن",
          "tag:example.vn,2026:x", "a+b-c.d:e", "https://example.vn/a?b=c#d", "x:%20"})
        EXPECT_TRUE(is_iri(text)) << text;
}

TEST(Iri, IsNone) {
    for (const char* text : {"",
                             "should fail",
                             "example.vn",
                             "/quiz",
                             "#part",
                             "ab=c://should.fail.com",
                             "1a:b",
                             "http:",
                             ":b",
                             "http://exa mple.com",
                             "http://a/<b>",
                             "http://a/\"b",
                             "x:{b}",
                             "x:a\\b",
                             "x:%2",
                             "x:%zz",
                             "x:a\nb",
                             "x:a|b",
                             "x:a^b",
                             "x:a`b",
                             "đ:b"})
        EXPECT_FALSE(is_iri(text)) << text;
}

TEST(Uri, HasNoLettersBeyondAscii) {
    EXPECT_TRUE(is_uri("https://id.example.vn/an"));
    EXPECT_FALSE(is_uri("https://id.example.vn/ấn"));
}

TEST(Mailbox, IsOneAddress) {
    for (const char* text : {"mailto:an@example.vn", "mailto:a.b+c@example.vn", "mailto:lan@ví-dụ.vn"})
        EXPECT_TRUE(is_mailbox(text)) << text;
    for (const char* text : {"mailto:", "mailto:an", "mailto:@example.vn", "mailto:an@", "mailto:should.fail.com",
                             "http://should.fail.com", "an@example.vn", "mailto:an@example.vn,be@example.vn",
                             "mailto:an@example.vn?subject=x", "mailto:a@b@c", "mailto://an@example.vn", "MAILTO:an@example.vn"})
        EXPECT_FALSE(is_mailbox(text)) << text;
}

TEST(MediaType, IsTypeAndSubtype) {
    for (const char* text : {"text/plain", "text/plain; charset=ascii", "application/vnd.api+json", "image/svg+xml;q=1"})
        EXPECT_TRUE(is_media_type(text)) << text;
    for (const char* text : {"", "text", "text/", "/plain", "should fail", "text/plain charset", "te xt/plain", "text/pl/ain"})
        EXPECT_FALSE(is_media_type(text)) << text;
}

TEST(PlainText, IsUtf8WithoutControlCharacters) {
    for (const char* text : {"", "An", "Nguyễn", "日本", "😀"}) EXPECT_TRUE(is_plain_text(text)) << text;
    using namespace std::string_view_literals;
    for (const auto text : {"a\nb"sv, "a\0b"sv, "\x7F"sv, "\x80"sv, "\xC3"sv, "\xC0\x80"sv, "\xE0\x80\x80"sv, "\xED\xA0\x80"sv,
                            "\xF0\x80\x80\x80"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xE1\xBB"sv})
        EXPECT_FALSE(is_plain_text(text));
}

TEST(Identity, IsEqualForEqualIdentifiers) {
    EXPECT_EQ(identity({{"mbox", "mailto:An@EXAMPLE.vn"}, {"name", "An"}}), identity({{"mbox", "mailto:An@example.vn"}}));
    EXPECT_NE(identity({{"mbox", "mailto:An@example.vn"}}), identity({{"mbox", "mailto:an@example.vn"}}));
    EXPECT_EQ(identity({{"mbox_sha1sum", "0FA2B0EE1BB6E3F79B1CC3EB1E4A9C6D2A7D9D33"}}),
              "mbox_sha1sum 0fa2b0ee1bb6e3f79b1cc3eb1e4a9c6d2a7d9d33");
    EXPECT_EQ(identity({{"account", {{"homePage", "https://example.vn/p"}, {"name", "01J9"}}}}),
              "account https://example.vn/p 01J9");
    EXPECT_EQ(identity({{"objectType", "Group"}, {"member", Json::array()}}), "");
}

} // namespace
} // namespace central::xapi
