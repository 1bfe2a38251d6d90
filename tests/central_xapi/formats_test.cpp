// Part three, 2.1.3, "format": ids and canonical.
#include "cases.h"

#include <gtest/gtest.h>

namespace central::xapi {
namespace {

Json kept(const Json& json) {
    auto read = read_statement(json, kNow);
    return Json::parse(complete(std::get<Statement>(read), kNow, {{"name", "Kiosk 7"}, {"mbox", "mailto:kiosk-07@example.vn"}}));
}

Json multilingual() {
    Json json = full();
    json["verb"]["display"] = {{"en-GB", "practised"}, {"en-US", "practiced"}, {"vi", "luyện tập"}};
    Json definition = {{"name", {{"en-GB", "Colours"}, {"en-US", "Colors"}, {"vi-VN", "Màu sắc"}}},
                       {"description", {{"en-US", "Which color?"}, {"vi-VN", "Màu nào?"}}},
                       {"interactionType", "choice"},
                       {"choices", Json::array({{{"id", "a"}, {"description", {{"en-US", "Gray"}, {"vi-VN", "Xám"}}}}})}};
    json["object"]["definition"] = definition;
    json["context"]["contextActivities"]["parent"][0]["definition"] = definition;
    return json;
}

TEST(Ids, Xapi00171LeavesWhatIdentifies) {
    const Json made = ids_only(kept(full()));
    EXPECT_EQ(made["actor"], Json::parse(R"({"objectType":"Agent","mbox":"mailto:lan@example.vn"})"));
    EXPECT_EQ(made["verb"], Json::parse(R"({"id":"https://example.vn/verbs/answered"})"));
    EXPECT_EQ(made["object"], Json::parse(R"({"objectType":"Activity","id":"https://example.vn/quiz/que-huong/q7"})"));
    EXPECT_EQ(made["authority"], Json::parse(R"({"mbox":"mailto:kiosk-07@example.vn"})"));
    EXPECT_EQ(made["context"]["team"], Json::parse(R"({"objectType":"Group","mbox":"mailto:doi-sen@example.vn"})"));
    EXPECT_EQ(made["result"], full()["result"]) << "what is no identifier of anything stays";
    EXPECT_EQ(made["timestamp"], full()["timestamp"]);
}

TEST(Ids, OfAnAnonymousGroupItsMembersAreLeft) {
    Json json = full();
    json["actor"] = Json::parse(R"({"objectType":"Group","name":"Sen","member":[{"name":"An","mbox":"mailto:an@example.vn"}]})");
    EXPECT_EQ(ids_only(kept(json))["actor"], Json::parse(R"({"objectType":"Group","member":[{"mbox":"mailto:an@example.vn"}]})"));
}

TEST(Ids, OfContextActivitiesAndSubStatementsToo) {
    const Json made = ids_only(kept(within(multilingual())));
    EXPECT_EQ(made["object"]["verb"].size(), 1u);
    EXPECT_FALSE(made["object"]["object"].contains("definition"));
    EXPECT_FALSE(made["object"]["context"]["contextActivities"]["parent"][0].contains("definition"));
    EXPECT_EQ(made["object"]["actor"], Json::parse(R"({"objectType":"Agent","mbox":"mailto:lan@example.vn"})"));
}

TEST(Canonical, Xapi00172TakesTheLanguageThatIsAskedFor) {
    for (const Json& made :
         {canonical(kept(multilingual()), "en-GB"), canonical(kept(within(multilingual())), "en-GB")["object"]}) {
        EXPECT_EQ(made["verb"]["display"], Json::parse(R"({"en-GB":"practised"})"));
        EXPECT_EQ(made["object"]["definition"]["name"], Json::parse(R"({"en-GB":"Colours"})"));
        EXPECT_EQ(made["context"]["contextActivities"]["parent"][0]["definition"]["name"], Json::parse(R"({"en-GB":"Colours"})"));
    }
}

TEST(Canonical, Xapi00169LeavesOneLanguageOfEach) {
    const Json made = canonical(kept(multilingual()), "fr;q=0.5, vi;q=0.9, en;q=0.1");
    EXPECT_EQ(made["verb"]["display"], Json::parse(R"({"vi":"luyện tập"})"));
    EXPECT_EQ(made["object"]["definition"]["description"], Json::parse(R"({"vi-VN":"Màu nào?"})")) << "a closer variety will do";
    EXPECT_EQ(made["object"]["definition"]["choices"][0]["description"], Json::parse(R"({"vi-VN":"Xám"})"));
    EXPECT_EQ(canonical(kept(multilingual()), "")["verb"]["display"].size(), 1u);
    EXPECT_EQ(canonical(kept(multilingual()), "ja, *;q=0.1")["verb"]["display"].size(), 1u);
}

TEST(Canonical, LeavesAgentsAsTheyAre) {
    const Json made = canonical(kept(multilingual()), "vi");
    EXPECT_EQ(made["actor"], full()["actor"]);
    EXPECT_EQ(made["context"]["team"], full()["context"]["team"]);
}

} // namespace
} // namespace central::xapi
