// Bodies of POST and PUT: part three, 2.1.1 and 2.1.2, and the limits of ours.
#include "cases.h"

#include "xapi/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace central::xapi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kId = "5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f";

Json numbered(int number) {
    Json json = full();
    json["id"] = "5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d" + std::to_string(1000 + number);
    return json;
}

Fault fault_of(const std::string& body, std::size_t most = 50) {
    auto read = read_statements(body, kNow, most);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_TRUE(fault) << "should have been refused: " << body.substr(0, 200);
    return fault ? *fault : Fault{};
}

std::size_t taken_of(const std::string& body) {
    const auto read = read_statements(body, kNow, 50);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_FALSE(fault) << fault->sentence;
    return fault ? 0 : std::get<std::vector<Statement>>(read).size();
}

TEST(Body, IsOneStatementOrAListOfThem) {
    EXPECT_EQ(taken_of(full().dump()), 1u);
    EXPECT_EQ(taken_of(Json({numbered(1), numbered(2), numbered(3)}).dump()), 3u);
    EXPECT_EQ(taken_of("[]"), 0u);
}

TEST(Body, KeepsTheOrderOfItsStatements) {
    const auto read = read_statements(Json({numbered(3), numbered(1)}).dump(), kNow, 50);
    const auto& statements = std::get<std::vector<Statement>>(read);
    EXPECT_EQ(statements[0].json["id"], numbered(3)["id"]);
    EXPECT_EQ(statements[1].json["id"], numbered(1)["id"]);
}

TEST(Body, Xapi00326OneBadStatementSpoilsItAndIsNamed) {
    Json bad = numbered(2);
    bad["verb"]["id"] = "should fail";
    EXPECT_EQ(fault_of(Json({numbered(1), bad, numbered(3)}).dump()).where, "statements[1].verb.id");
}

TEST(Body, DoesNotHaveAnIdTwiceInWhateverLetters) {
    Json same = full();
    same["id"] = "5F9CE4A1-6C3B-4E0A-8F2D-0B7A1C2D3E4F";
    const Fault fault = fault_of(Json({full(), numbered(1), same}).dump());
    EXPECT_EQ(fault.where, "statements[2].id");
    EXPECT_THAT(fault.sentence, HasSubstr("statements[0]"));
}

TEST(Body, HasNoMoreStatementsThanAreTakenAtOnce) {
    const std::string two = Json({numbered(1), numbered(2)}).dump();
    EXPECT_TRUE(std::holds_alternative<std::vector<Statement>>(read_statements(two, kNow, 2)));
    EXPECT_THAT(fault_of(two, 1).sentence, HasSubstr("at most 1"));
}

TEST(Body, IsNotNestedWithoutEnd) {
    const auto nested = [](std::size_t levels) {
        Json json = full();
        std::string text = json.dump();
        const std::string deep = std::string(levels, '[') + std::string(levels, ']');
        return text.replace(text.find("null"), 4, deep);
    };
    // The value stands five levels down: statement, object, definition, extensions, picture.
    EXPECT_EQ(taken_of(nested(kDeepest - 5)), 1u);
    EXPECT_THAT(fault_of(nested(kDeepest - 4)).sentence, HasSubstr("64 levels"));
    EXPECT_THAT(fault_of(std::string(1'000'000, '[')).sentence, HasSubstr("64 levels"));
    EXPECT_THAT(fault_of(nested(200'000)).sentence, HasSubstr("64 levels"));
}

TEST(Body, ThatIsNoJsonIsRefusedWithThePlace) {
    EXPECT_EQ(fault_of("{\"actor\": }").sentence, "The body is no JSON in UTF-8 from byte 11 on.");
    EXPECT_THAT(fault_of("\xFF\xFE").sentence, HasSubstr("byte 1"));
    EXPECT_EQ(fault_of("{}{}").requirement, "XAPI-00014");
    EXPECT_EQ(fault_of("[1e999]").requirement, "XAPI-00014");
    EXPECT_EQ(fault_of("\"\\ud800\"").requirement, "XAPI-00014") << "half of a pair is no letter";
}

TEST(Body, NamesTheKeyThatStandsTwice) {
    EXPECT_THAT(fault_of(R"({"actor":1,"actor":2})").sentence, HasSubstr("\"actor\" stands twice"));
    const std::string endless(100'000, 'x');
    EXPECT_LT(fault_of("{\"" + endless + "\":1,\"" + endless + "\":2}").sentence.size(), 200u);
}

std::string kept_of(const std::string& body) {
    const auto read = read_statements(body, kNow, 50);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_FALSE(fault) << fault->sentence;
    return fault ? "" : complete(std::get<std::vector<Statement>>(read).back(), kNow, {{"mbox", "mailto:an@example.vn"}});
}

TEST(Body, IsKeptLetterByLetterWhereItIsWrittenWithoutSpaces) {
    const std::string own = R"({"verb":{"id":"https://example.vn/verbs/saw"},"id":"5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f",)"
                            R"("actor":{"mbox":"mailto:an@example.vn","name":"\u0041n \"]}\\"},"timestamp":"2026-11-21T09:00:04Z",)"
                            R"("object":{"id":"https://example.vn/film/1"},"result":{"score":{"raw":1.50e1}}})";
    const std::string rest = own.substr(0, own.size() - 1) + ',';
    EXPECT_THAT(kept_of(own), StartsWith(rest));
    EXPECT_THAT(kept_of("[" + own + "]"), StartsWith(rest));
    EXPECT_THAT(kept_of(" [\n" + numbered(1).dump() + ", " + own + "\n]"), StartsWith(rest));
}

TEST(Body, IsWrittenAnewWhereSomethingHasToBeChanged) {
    const Json plain = numbered(1);
    const auto same = [&](const std::string& body) {
        Json kept = Json::parse(kept_of(body));
        for (const char* added : {"stored", "authority", "version"}) kept.erase(added);
        return kept;
    };
    Json known = plain;
    for (const char* added : {"stored", "authority", "version"}) known.erase(added);
    EXPECT_EQ(same(plain.dump(2)), known) << "with spaces";
    EXPECT_THAT(kept_of(plain.dump(2)), Not(HasSubstr("\n")));
    EXPECT_EQ(same("\xEF\xBB\xBF[" + plain.dump() + ']'), known) << "behind a byte order mark";
    Json senders = plain;
    senders["stored"] = "2020-01-01T00:00:00Z";
    senders["authority"] = {{"mbox", "mailto:somebody@example.vn"}};
    EXPECT_EQ(same(senders.dump()), known);
    EXPECT_THAT(kept_of(senders.dump()), Not(HasSubstr("somebody")));
    Json timeless = plain;
    timeless.erase("timestamp");
    EXPECT_TRUE(same(timeless.dump()).contains("timestamp"));
    Json single = plain;
    single["context"]["contextActivities"]["parent"] = plain["context"]["contextActivities"]["parent"][0];
    EXPECT_EQ(same(single.dump()), known);
}

TEST(Body, HandsOutEachElementWithItsOwnText) {
    std::vector<std::string> texts;
    const auto fault = parse_each(R"(["a",{"b":"]\\"},1,[2, 3],[],{"c":"\\\""}])", "text", [&](const Json&, const Part& part) {
        EXPECT_EQ(part.index, texts.size());
        EXPECT_EQ(part.count, 6u);
        texts.emplace_back(part.text);
        return std::optional<Fault>();
    });
    EXPECT_FALSE(fault);
    EXPECT_THAT(texts, ElementsAre("", R"({"b":"]\\"})", "", "", "[]", R"({"c":"\\\""})")) << "the fourth has a space in it";
}

// Two parsers stand behind it; whatever the quick one does not take must be read as if there were only the other.
TEST(Body, IsReadTheSameByBothParsers) {
    for (const char* text :
         {"0", "-0", "1", "-1", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
          "-9223372036854775808", "-9223372036854775809", "0.1", "-0.0", "1e3", "1E-400", "123456789012345678901234567890",
          "true", "null", "\"\"", "\"\\u0000\\ud83d\\ude00\"", "[]", "{}", "[1,[2,{\"a\":[]}],\"b\"]", "\xEF\xBB\xBF{}"}) {
        const auto read = parse(text, "text");
        ASSERT_TRUE(std::holds_alternative<Json>(read)) << text;
        const Json known = Json::parse(text);
        EXPECT_EQ(std::get<Json>(read), known) << text;
        EXPECT_EQ(std::get<Json>(read).dump(), known.dump()) << text;
    }
    for (const char* text : {"", " ", "01", "1.", ".5", "+1", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "nul", "\"a", "\"\\x\"", "\"\t\"",
                             "\"\\udc00\"", "\"\xED\xA0\x80\"", "\"\xC0\x80\"", "[1]x", "NaN", "1e400"})
        EXPECT_TRUE(std::holds_alternative<Fault>(parse(text, "text"))) << text;
    const std::string long_one = '[' + std::string(2u << 20, ' ') + ']';
    EXPECT_TRUE(std::holds_alternative<Json>(parse(long_one, "text"))) << "longer than the quick one takes";
}

// ---------------------------------------------------------------- PUT

TEST(Put, Xapi00144TheAddressNamesAStatementThatDoesNotNameItself) {
    Json json = full();
    json.erase("id");
    const auto read = read_put(json.dump(), kNow, kId);
    ASSERT_TRUE(std::holds_alternative<Statement>(read));
    EXPECT_EQ(std::get<Statement>(read).id, kId);
}

TEST(Put, NamesTheSameIdInWhateverLetters) {
    EXPECT_TRUE(std::holds_alternative<Statement>(read_put(full().dump(), kNow, "5F9CE4A1-6C3B-4E0A-8F2D-0B7A1C2D3E4F")));
    EXPECT_TRUE(std::holds_alternative<Fault>(read_put(numbered(1).dump(), kNow, kId)));
}

TEST(Put, Xapi00145IsRefusedWithoutAnIdInTheAddress) {
    for (const char* id : {"", "true", "[object Object]"})
        EXPECT_TRUE(std::holds_alternative<Fault>(read_put(full().dump(), kNow, id))) << id;
}

TEST(Put, IsOneStatement) {
    EXPECT_TRUE(std::holds_alternative<Fault>(read_put(Json::array({full()}).dump(), kNow, kId)));
    EXPECT_TRUE(std::holds_alternative<Fault>(read_put("{", kNow, kId)));
}

// A group of so many as a body of 4 MiB can hold; each word of it is looked at a few times, not once for each other word.
Json group_of(int members) {
    Json json = full();
    json["actor"] = {{"objectType", "Group"}, {"member", Json::array()}};
    for (int i = 0; i < members; ++i) json["actor"]["member"].push_back({{"mbox", "mailto:" + std::to_string(i) + "@b.vn"}});
    return json;
}

TEST(Body, AGroupOfManyThousandsIsReadWithoutDelay) {
    auto json = group_of(160'000);
    json["actor"]["member"].push_back({{"mbox", "mailto:7@B.VN"}}); // twice
    const auto read = read_statements(json.dump(), kNow, 50);
    ASSERT_TRUE(std::holds_alternative<std::vector<Statement>>(read));
    const auto& statement = std::get<std::vector<Statement>>(read)[0];
    EXPECT_EQ(statement.agents.size(), 160'000u);
    EXPECT_EQ(statement.agents[7], "mbox mailto:7@b.vn") << "in their order";
}

TEST(Body, WhatIsLongerThanOneMayBeIsNotLookedInto) {
    const auto read = [](const std::string& body, std::size_t longest) -> std::optional<Fault> {
        return read_each(body, kNow, 50, [](const Statement&) {}, longest);
    };
    for (const int members : {10, 60'000}) { // the parser that is quick, and the one that takes all
        auto bad = group_of(members);
        bad.erase("verb");
        const auto text = bad.dump();
        const auto fault = read("[" + numbered(1).dump() + "," + text + "]", text.size() - 1);
        ASSERT_TRUE(fault);
        EXPECT_TRUE(fault->too_large);
        EXPECT_EQ(fault->where, "statements[1]");
        EXPECT_TRUE(read(text, text.size() - 1)->too_large);
        EXPECT_FALSE(read(text, text.size())->too_large) << "what is wrong with it";
        EXPECT_FALSE(read(bad.dump(4), text.size())->too_large) << "white space does not count";
        const auto put = read_put(text, kNow, kId, text.size() - 1);
        EXPECT_TRUE(std::get<Fault>(put).too_large);
    }
}

} // namespace
} // namespace central::xapi
