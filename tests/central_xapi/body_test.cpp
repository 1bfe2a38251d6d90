// Bodies of POST and PUT: part three, 2.1.1 and 2.1.2, and the limits of ours.
#include "cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace central::xapi {
namespace {

using ::testing::HasSubstr;

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

} // namespace
} // namespace central::xapi
