// Part two, 2.3.1: what makes two statements of one id the same, and what does not.
#include "cases.h"

#include <gtest/gtest.h>

namespace central::xapi {
namespace {

std::string of(const Json& json) {
    auto read = read_statement(json, kNow);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_FALSE(fault) << fault->sentence;
    return fault ? std::string() : std::get<Statement>(read).fingerprint;
}

struct Change {
    const char* what;
    const char* at;
    const char* value;
};

TEST(Fingerprint, IsOf32Bytes) { EXPECT_EQ(of(full()).size(), 32u); }

TEST(Fingerprint, StaysWhereTheSpecificationAllowsADifference) {
    for (const Change& change : std::initializer_list<Change>{
             {"another id", "/id", R"("00000000-0000-4000-8000-000000000000")"},
             {"stored again", "/stored", R"("2027-01-01T00:00:00Z")"},
             {"never stored", "/stored", kGone},
             {"another authority", "/authority", R"({"mbox":"mailto:an@example.vn"})"},
             {"another version", "/version", R"("1.0.3")"},
             {"no version", "/version", kGone},
             {"no attachments", "/attachments", kGone},
             {"another display", "/verb/display", R"({"en":"replied"})"},
             {"no display", "/verb/display", kGone},
             {"no definition", "/object/definition", kGone},
             {"a definition with a name mended", "/object/definition/name", R"({"vi-VN":"Câu bảy"})"},
             {"an Activity that does not say so", "/object/objectType", kGone},
             {"an Agent that does not say so", "/actor/objectType", kGone},
             {"a context activity that says what it is", "/context/contextActivities/parent/0/objectType", R"("Activity")"},
             {"a single context activity", "/context/contextActivities/parent", R"({"id":"https://example.vn/quiz/que-huong"})"},
             {"another zone", "/timestamp", R"("2026-11-21T15:59:58.125+07:00")"},
             {"more zeros", "/timestamp", R"("2026-11-21T08:59:58.125000Z")"},
             {"the basic form", "/timestamp", R"("20261121T085958,125Z")"},
             {"members in another order", "/context/team/member",
              R"([{"openid":"https://id.example.vn/cuc"},{"mbox":"mailto:binh@example.vn"}])"},
             {"a domain in capitals", "/actor/mbox", R"("mailto:lan@EXAMPLE.vn")"},
             {"a registration in capitals", "/context/registration", R"("0D2C7F0A-93C4-4F7E-9D1E-5B6A7C8D9E0F")"},
             {"a reference in capitals", "/context/statement/id", R"("A8F6D2C0-1B2C-4D3E-8F90-112233445566")"},
             {"a language in other letters", "/context/language", R"("VI-vn")"},
             {"5.0 for 5", "/result/score/raw", "5.0"},
         })
        EXPECT_EQ(of(changed(full(), change.at, change.value)), of(full())) << change.what;
}

TEST(Fingerprint, DiffersWithWhatAStatementSays) {
    for (const Change& change : std::initializer_list<Change>{
             {"another actor", "/actor/mbox", R"("mailto:LAN@example.vn")"},
             {"another name", "/actor/name", R"("Lan")"},
             {"another verb", "/verb/id", R"("https://example.vn/verbs/asked")"},
             {"another Activity", "/object/id", R"("https://example.vn/quiz/que-huong/q8")"},
             {"an Agent for the Activity", "/object", R"({"id":"https://example.vn/quiz/que-huong/Q7"})"},
             {"another score", "/result/score/raw", "6"},
             {"no score", "/result/score", kGone},
             {"another answer", "/result/response", R"("a")"},
             {"no success", "/result/success", "false"},
             {"another duration", "/result/duration", R"("PT4.3S")"},
             {"the same duration otherwise", "/result/duration", R"("PT0M4.2S")"},
             {"no result", "/result", kGone},
             {"another extension", "/result/extensions", R"({"https://example.vn/ext/tries":3})"},
             {"an extension of another kind", "/result/extensions", R"({"https://example.vn/ext/tries":"2"})"},
             {"another registration", "/context/registration", R"("1d2c7f0a-93c4-4f7e-9d1e-5b6a7c8d9e0f")"},
             {"another parent", "/context/contextActivities/parent/0/id", R"("https://example.vn/quiz/2")"},
             {"another kind of context", "/context/contextActivities",
              R"({"other":[{"id":"https://example.vn/quiz/que-huong"}]})"},
             {"another instructor", "/context/instructor/account/name", R"("thay-nam")"},
             {"one member less", "/context/team/member", R"([{"mbox":"mailto:binh@example.vn"}])"},
             {"another platform", "/context/platform", R"("web")"},
             {"another time", "/timestamp", R"("2026-11-21T08:59:58.126Z")"},
             {"another time, less than a millisecond", "/timestamp", R"("2026-11-21T08:59:58.1251Z")"},
             {"no time", "/timestamp", kGone},
         })
        EXPECT_NE(of(changed(full(), change.at, change.value)), of(full())) << change.what;
}

TEST(Fingerprint, LooksAtDurationsToAHundredth) {
    const auto lasting = [](const char* duration) { return of(changed(full(), "/result/duration", duration)); };
    EXPECT_EQ(lasting(R"("PT4.214S")"), lasting(R"("PT4.219S")"));
    EXPECT_NE(lasting(R"("PT4.21S")"), lasting(R"("PT4.22S")"));
}

TEST(Fingerprint, IsOfASubStatementToo) {
    EXPECT_EQ(of(changed(within(full()), "/object/object/definition", kGone)), of(within(full())));
    EXPECT_NE(of(changed(within(full()), "/object/result/success", "false")), of(within(full())));
    EXPECT_NE(of(within(full())), of(full()));
}

TEST(Fingerprint, DoesNotDependOnTheOrderOfKeysOrOnSpaces) {
    const std::string one =
        R"({"actor":{"name":"An","mbox":"mailto:an@example.vn"},"verb":{"id":"urn:a:b"},"object":{"id":"urn:a:c"},"timestamp":"2026-11-21T09:00:00Z"})";
    const std::string other =
        R"({ "timestamp":"2026-11-21T09:00:00Z", "object":{"id":"urn:a:c"}, "verb":{"id":"urn:a:b"}, "actor":{"mbox":"mailto:an@example.vn","name":"An"} })";
    EXPECT_EQ(of(Json::parse(one)), of(Json::parse(other)));
}

TEST(Fingerprint, StaysWhenAStatementIsReadAgainFromWhatIsKept) {
    auto read = read_statement(full(), kNow);
    const std::string kept = complete(std::get<Statement>(read), kNow, {{"mbox", "mailto:an@example.vn"}});
    EXPECT_EQ(of(Json::parse(kept)), std::get<Statement>(read).fingerprint);
}

TEST(Fingerprint, TellsValuesApartThatReadAlikeWhenJoined) {
    const auto saying = [](const char* extensions) { return of(changed(full(), "/result/extensions", extensions)); };
    EXPECT_NE(saying(R"({"urn:a:b":["x","y"]})"), saying(R"({"urn:a:b":["xy"]})"));
    EXPECT_NE(saying(R"({"urn:a:b":[[],1]})"), saying(R"({"urn:a:b":[[1]]})"));
    EXPECT_NE(saying(R"({"urn:a:b":1,"urn:a:c":2})"), saying(R"({"urn:a:b":2,"urn:a:c":1})"));
    EXPECT_NE(saying(R"({"urn:a:b":null})"), saying(R"({"urn:a:b":false})"));
}

} // namespace
} // namespace central::xapi
