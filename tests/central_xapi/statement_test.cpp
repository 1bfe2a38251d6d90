// What a statement is kept as and found by: part two, 2.4.1, 2.4.6.2 to 2.4.10; part three, 2.1.3.
#include "cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace central::xapi {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

Statement read(const Json& json) {
    auto read = read_statement(json, kNow);
    const auto* fault = std::get_if<Fault>(&read);
    EXPECT_FALSE(fault) << fault->sentence;
    return fault ? Statement{} : std::get<Statement>(std::move(read));
}

Json plain() {
    return Json::parse(R"({"actor": {"mbox": "mailto:an@example.vn"}, "verb": {"id": "https://example.vn/verbs/saw"},
                           "object": {"id": "https://example.vn/film/1"}})");
}

Json completed(const Json& json) {
    return Json::parse(
        complete(read(json), kNow + 7, {{"account", {{"homePage", "https://example.vn/keys"}, {"name", "kiosk-07"}}}}));
}

TEST(Statement, Xapi00026GetsAnIdWhereItHasNone) {
    const Statement one = read(plain()), other = read(plain());
    EXPECT_THAT(one.id, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    EXPECT_NE(one.id, other.id);
    EXPECT_EQ(one.json["id"], one.id);
}

TEST(Statement, IsKnownByItsIdInSmallLettersAndKeepsItAsItCame) {
    Json json = plain();
    json["id"] = "5F9CE4A1-6C3B-4E0A-8F2D-0B7A1C2D3E4F";
    const Statement statement = read(json);
    EXPECT_EQ(statement.id, "5f9ce4a1-6c3b-4e0a-8f2d-0b7a1c2d3e4f");
    EXPECT_EQ(statement.json["id"], "5F9CE4A1-6C3B-4E0A-8F2D-0B7A1C2D3E4F");
}

TEST(Statement, TakesPlaceNowWhereItHasNoTime) {
    EXPECT_EQ(read(plain()).at, kNow);
    EXPECT_EQ(read(plain()).json["timestamp"], "2026-11-21T09:00:04.210Z");
    EXPECT_EQ(read(full()).at, kNow - 6'085);
}

TEST(Statement, Xapi00122KeepsATimeAsItWasWritten) {
    Json json = plain();
    json["timestamp"] = "2026-11-21T15:59:58.125678+07:00";
    EXPECT_EQ(completed(json)["timestamp"], "2026-11-21T15:59:58.125678+07:00");
}

TEST(Statement, Xapi00097And00099StoredAndAuthorityAreNotTheSenders) {
    const Json kept = completed(full());
    EXPECT_EQ(kept["stored"], "2026-11-21T09:00:04.217Z");
    EXPECT_EQ(kept["authority"]["account"]["name"], "kiosk-07");
    EXPECT_FALSE(read(full()).json.contains("stored"));
}

TEST(Statement, TheVersionItCameWithStays) {
    EXPECT_EQ(completed(plain())["version"], "1.0.0");
    Json json = plain();
    json["version"] = "1.0.3";
    EXPECT_EQ(completed(json)["version"], "1.0.3");
}

TEST(Statement, Xapi00096ASingleContextActivityIsKeptAsAnArray) {
    Json json = full();
    for (const char* kind : {"parent", "grouping", "category", "other"})
        json["context"]["contextActivities"][kind] = {{"id", "https://example.vn/a"}};
    for (const Json& context : {completed(json)["context"], completed(within(json))["object"]["context"]})
        for (const auto& [kind, activities] : context["contextActivities"].items())
            EXPECT_EQ(activities, Json::array({{{"id", "https://example.vn/a"}}})) << kind;
}

TEST(Statement, Xapi00002NumbersKeepTheirPrecision) {
    Json json = full();
    json["result"]["score"] = {{"min", 0.12123434}, {"raw", 12.125}, {"max", 45.45}};
    EXPECT_EQ(completed(json)["result"]["score"], json["result"]["score"]);
}

TEST(Statement, Xapi00015LettersOfEveryScriptStay) {
    Json json = full();
    json["verb"]["display"] = {{"vi-VN", "đã tham dự"}, {"ja-JP", "出席した"}, {"pa-IN", "ਹਾਜ਼ਰ"}, {"ar-EG", "حضر"}, {"en", "😀"}};
    EXPECT_EQ(completed(json)["verb"], json["verb"]);
}

TEST(Statement, EverythingElseIsGivenOutAsItCame) {
    Json came = full(), kept = completed(full());
    for (const char* key : {"stored", "authority"}) {
        came.erase(key);
        kept.erase(key);
    }
    EXPECT_EQ(kept, came);
}

TEST(Statement, IsFoundByWhoDidItAndWhat) {
    const Statement statement = read(full());
    EXPECT_EQ(statement.actor, "mbox mailto:lan@example.vn");
    EXPECT_EQ(statement.verb, "https://example.vn/verbs/answered");
    EXPECT_EQ(statement.activity, "https://example.vn/quiz/que-huong/q7");
    EXPECT_EQ(statement.registration, "0d2c7f0a-93c4-4f7e-9d1e-5b6a7c8d9e0f");
    EXPECT_EQ(statement.refers, "");
    EXPECT_THAT(statement.agents, ElementsAre("mbox mailto:lan@example.vn"));
    EXPECT_THAT(statement.related_agents,
                ElementsAre("mbox mailto:lan@example.vn", "account https://example.vn/staff co-mai",
                            "mbox mailto:doi-sen@example.vn", "mbox mailto:binh@example.vn", "openid https://id.example.vn/cuc"));
    EXPECT_THAT(statement.related_activities,
                ElementsAre("https://example.vn/quiz/que-huong/q7", "https://example.vn/event/hoi-lang",
                            "https://example.vn/quiz/que-huong"));
}

TEST(Statement, ASubStatementIsFoundByWhatIsRelatedOnly) {
    const Statement statement = read(within(full()));
    EXPECT_THAT(statement.agents, ElementsAre("mbox mailto:huy@example.vn"));
    EXPECT_EQ(statement.activity, "");
    EXPECT_EQ(statement.registration, "");
    EXPECT_EQ(statement.related_agents.size(), 6u);
    EXPECT_EQ(statement.related_activities.size(), 3u);
}

TEST(Statement, AGroupIsFoundByItsMembers) {
    Json json = plain();
    json["actor"] =
        Json::parse(R"({"objectType":"Group","member":[{"mbox":"mailto:an@Example.VN"},{"mbox":"mailto:be@example.vn"}]})");
    const Statement statement = read(json);
    EXPECT_EQ(statement.actor, "");
    EXPECT_THAT(statement.agents, ElementsAre("mbox mailto:an@example.vn", "mbox mailto:be@example.vn"));
}

TEST(Statement, WhoIsTheObjectIsFoundToo) {
    Json json = about(R"({"objectType":"Agent","mbox":"mailto:be@example.vn"})");
    EXPECT_THAT(read(json).agents, ElementsAre("mbox mailto:lan@example.vn", "mbox mailto:be@example.vn"));
}

TEST(Statement, SaysWhichStatementItIsAboutAndWhichItVoids) {
    Json json = about(R"({"objectType":"StatementRef","id":"A8F6D2C0-1B2C-4D3E-8F90-112233445566"})");
    EXPECT_EQ(read(json).refers, "a8f6d2c0-1b2c-4d3e-8f90-112233445566");
    EXPECT_EQ(read(json).voids, "");
    json["verb"] = {{"id", "http://adlnet.gov/expapi/verbs/voided"}};
    EXPECT_EQ(read(json).voids, "a8f6d2c0-1b2c-4d3e-8f90-112233445566");
    EXPECT_THAT(read(json).activity, IsEmpty());
}

TEST(Statement, AFaultTellsWhere) {
    Json json = full();
    json["result"]["score"]["scaled"] = 2;
    auto read = read_statement(json, kNow, "statements[17]");
    const auto* fault = std::get_if<Fault>(&read);
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->where, "statements[17].result.score.scaled");
    EXPECT_EQ(fault->sentence, "\"statements[17].result.score.scaled\" must be between -1 and 1.");
    EXPECT_EQ(fault->requirement, "XAPI-00083");
    json = full();
    json["object"]["definition"]["choices"][1]["id"] = 7;
    read = read_statement(json, kNow);
    ASSERT_TRUE((fault = std::get_if<Fault>(&read)));
    EXPECT_EQ(fault->where, "object.definition.choices[1].id");
}

TEST(Statement, AFaultRepeatsNoMoreThanTheBeginningOfALongKey) {
    Json json = full();
    std::string key;
    for (int i = 0; i < 5'000; ++i) key += "ệ";
    json["result"][key] = 1;
    auto read = read_statement(json, kNow);
    const auto* fault = std::get_if<Fault>(&read);
    ASSERT_TRUE(fault);
    EXPECT_LT(fault->sentence.size(), 300u);
    EXPECT_NO_THROW(Json(fault->sentence).dump()) << "cut between letters, not within one";
}

} // namespace
} // namespace central::xapi
