// Answers and visits on the wire: each interaction type of xAPI 1.0.3, part two, appendix C, and what its readers refuse.
#include "kiosk/results/answer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::results {
namespace {

using nlohmann::json;

constexpr Ms kNine = 1'795'251'604'210; // 2026-11-21T09:00:04.210Z

Origin origin() {
    return origin_of("https://kiosk.example.vn/p/central/xapi", "7a0c6c3e-2f0e-4a53-9d0b-000000000007", "2026-11-21",
                     "Ngày hội chuyển đổi số", "vi", "1.4.0");
}

// "b" to "Thủ đô của Việt Nam là?", and right.
Answer capital() {
    Answer answer;
    answer.plugin = "quiz";
    answer.run = "round/17";
    answer.title = "Tìm hiểu An Giang";
    answer.public_id = "01J9ZK5M7B4Q";
    answer.unit = "30337";
    answer.question = "q017";
    answer.bank = "an-giang-2026";
    answer.bank_version = 3;
    answer.text = "Thủ đô của Việt Nam là?";
    answer.options = {{"a", "Huế"}, {"b", "Hà Nội"}};
    answer.patterns = {{{"b", ""}}};
    answer.response = {{"b", ""}};
    answer.success = 1;
    answer.score = answer.max_score = 10;
    answer.duration = 4'210;
    answer.at = kNine;
    return answer;
}

Answer of(Interaction kind, std::vector<Option> options, std::vector<Items> patterns, Items response) {
    Answer answer = capital();
    answer.kind = kind;
    answer.options = std::move(options);
    answer.patterns = std::move(patterns);
    answer.response = std::move(response);
    return answer;
}

json told(const Answer& answer, bool describe = true) {
    EXPECT_EQ(fault_of(answer), "");
    return json::parse(answered(origin(), answer, {412, kNine, true}, 0, describe).body);
}
json definition(const Answer& answer) { return told(answer)["object"]["definition"]; }
std::string response(const Answer& answer) { return told(answer)["result"]["response"]; }
std::string pattern(const Answer& answer) { return definition(answer)["correctResponsesPattern"][0]; }

TEST(Answer, ToldAsAReceiverExpectsIt) {
    const json statement = told(capital());
    EXPECT_EQ(statement["actor"]["account"]["name"], "01J9ZK5M7B4Q");
    EXPECT_EQ(statement["verb"]["id"], "http://adlnet.gov/expapi/verbs/answered");
    EXPECT_EQ(statement["object"], json::parse(R"({"objectType":"Activity",
        "id":"https://kiosk.example.vn/quiz/an-giang-2026/q/q017",
        "definition":{"type":"http://adlnet.gov/expapi/activities/cmi.interaction","name":{"vi-VN":"q017"},
        "description":{"vi-VN":"Thủ đô của Việt Nam là?"},"interactionType":"choice","correctResponsesPattern":["b"],
        "choices":[{"id":"a","description":{"vi-VN":"Huế"}},{"id":"b","description":{"vi-VN":"Hà Nội"}}]}})"));
    EXPECT_EQ(statement["result"], json::parse(R"({"response":"b","success":true,"completion":true,
        "score":{"scaled":1,"raw":10,"min":0,"max":10},"duration":"PT4.21S"})"));
    const json& context = statement["context"];
    EXPECT_EQ(context["revision"], "bank:an-giang-2026@3");
    EXPECT_EQ(context["contextActivities"]["parent"], json::parse(R"([{"objectType":"Activity",
        "id":"https://kiosk.example.vn/quiz/2026-11-21-ngay-hoi-chuyen-doi-so/tim-hieu-an-giang"}])"));
    EXPECT_EQ(context["contextActivities"]["grouping"], json::parse(R"([
        {"objectType":"Activity","id":"https://kiosk.example.vn/event/2026-11-21-ngay-hoi-chuyen-doi-so"},
        {"objectType":"Activity","id":"https://kiosk.example.vn/unit/30337"}])"));
    EXPECT_EQ(context["extensions"]["https://kiosk.example.vn/xapi/ext/seq"], 412);
    EXPECT_EQ(statement["timestamp"], "2026-11-21T09:00:04.210Z");
}

TEST(Answer, BelongsToTheRunThatItsPlayerCompletes) {
    Result run;
    run.plugin = "quiz";
    run.run = "round/17";
    run.title = "Tìm hiểu An Giang";
    run.public_id = "01J9ZK5M7B4Q";
    const json done = json::parse(completed(origin(), run, {413, kNine, true}).body);
    const json answer = told(capital());
    EXPECT_EQ(answer["context"]["registration"], done["context"]["registration"]);
    EXPECT_EQ(answer["context"]["contextActivities"]["parent"][0]["id"], done["object"]["id"]);
}

TEST(Answer, LaterOnesNeedTheQuestionsIdOnly) {
    const json later = told(capital(), false);
    EXPECT_EQ(later["object"],
              json::parse(R"({"objectType":"Activity","id":"https://kiosk.example.vn/quiz/an-giang-2026/q/q017"})"));
    EXPECT_LT(later.dump().size() + 300, told(capital()).dump().size());
    EXPECT_EQ(later["id"], told(capital())["id"]) << "the same answer, however it is described";
}

TEST(Answer, SeveralChoicesAreOneResponse) {
    const auto answer =
        of(Interaction::choice, {{"a", "A"}, {"b", "B"}, {"c", "C"}}, {{{"a", ""}, {"c", ""}}}, {{"a", ""}, {"b", ""}});
    EXPECT_EQ(response(answer), "a[,]b");
    EXPECT_EQ(pattern(answer), "a[,]c");
}

TEST(Answer, TrueFalseHasNoChoices) {
    const auto answer = of(Interaction::true_false, {{"true", "Đúng"}, {"false", "Sai"}}, {{{"true", ""}}}, {{"false", ""}});
    EXPECT_EQ(response(answer), "false");
    EXPECT_EQ(pattern(answer), "true");
    EXPECT_EQ(definition(answer)["interactionType"], "true-false");
    EXPECT_FALSE(definition(answer).contains("choices"));
    EXPECT_NE(fault_of(of(Interaction::true_false, {}, {}, {{"yes", ""}})), "");
}

TEST(Answer, TypedTextIsComparedWithoutCase) {
    const auto answer = of(Interaction::fill_in, {}, {{{"Tôn Đức Thắng", ""}}, {{"Bác Tôn", ""}}}, {{"tôn đức thắng", ""}});
    EXPECT_EQ(response(answer), "tôn đức thắng");
    EXPECT_EQ(definition(answer)["correctResponsesPattern"],
              (json{"{case_matters=false}Tôn Đức Thắng", "{case_matters=false}Bác Tôn"}));
    EXPECT_EQ(definition(answer)["interactionType"], "fill-in");
    EXPECT_EQ(definition(of(Interaction::long_fill_in, {}, {}, {{"x", ""}}))["interactionType"], "long-fill-in");
    EXPECT_EQ(response(of(Interaction::fill_in, {}, {}, {{"a[,]b[,]c", ""}})), "a[, ]b[, ]c")
        << "nobody types two blanks into one";
}

TEST(Answer, AnOrderIsASequence) {
    const auto answer = of(Interaction::sequencing, {{"a", "A"}, {"b", "B"}, {"c", "C"}}, {{{"c", ""}, {"a", ""}, {"b", ""}}},
                           {{"a", ""}, {"b", ""}, {"c", ""}});
    EXPECT_EQ(response(answer), "a[,]b[,]c");
    EXPECT_EQ(pattern(answer), "c[,]a[,]b");
    EXPECT_EQ(definition(answer)["choices"].size(), 3u);
}

TEST(Answer, PairsHaveTwoSides) {
    const auto answer =
        of(Interaction::matching, {{"s1", "Chợ nổi"}, {"s2", "Núi Sam"}, {"t1", "Châu Đốc", true}, {"t2", "Long Xuyên", true}},
           {{{"s1", "t2"}, {"s2", "t1"}}}, {{"s1", "t1"}, {"s2", "t2"}});
    EXPECT_EQ(response(answer), "s1[.]t1[,]s2[.]t2");
    EXPECT_EQ(pattern(answer), "s1[.]t2[,]s2[.]t1");
    EXPECT_EQ(definition(answer)["source"].size(), 2u);
    EXPECT_EQ(definition(answer)["target"][0]["id"], "t1");
    EXPECT_NE(fault_of(of(Interaction::matching, {}, {}, {{"s1", ""}})), "");
}

TEST(Answer, ANumberIsRightWithinARange) {
    const auto answer = of(Interaction::numeric, {}, {{{"4", "6"}}}, {{"5.5", ""}});
    EXPECT_EQ(response(answer), "5.5");
    EXPECT_EQ(pattern(answer), "4[:]6");
    EXPECT_EQ(pattern(of(Interaction::numeric, {}, {{{"", "6"}}}, {{"5", ""}})), "[:]6");
    EXPECT_NE(fault_of(of(Interaction::numeric, {}, {}, {{"năm", ""}})), "");
}

TEST(Answer, NothingIsRightInAPoll) {
    auto answer = of(Interaction::likert, {{"l1", "Không hài lòng"}, {"l2", "Hài lòng"}}, {}, {{"l2", ""}});
    answer.success = -1;
    answer.score = answer.max_score = 0;
    EXPECT_EQ(response(answer), "l2");
    EXPECT_EQ(definition(answer)["scale"].size(), 2u);
    EXPECT_FALSE(definition(answer).contains("correctResponsesPattern"));
    EXPECT_FALSE(told(answer)["result"].contains("success"));
    EXPECT_FALSE(told(answer)["result"].contains("score"));
}

TEST(Answer, StepsAreAPerformance) {
    const auto answer = of(Interaction::performance, {{"mo", "Mở ứng dụng"}}, {{{"mo", "VNeID"}}}, {{"mo", "VNeID"}});
    EXPECT_EQ(response(answer), "mo[.]VNeID");
    EXPECT_EQ(definition(answer)["steps"].size(), 1u);
}

TEST(Answer, WhoWasTooLateGaveNoResponse) {
    Answer late = capital();
    late.response.clear();
    late.success = 0;
    late.score = 0;
    late.duration = 20'000;
    EXPECT_EQ(told(late)["result"], json::parse(R"({"success":false,"completion":false,
        "score":{"scaled":0,"raw":0,"min":0,"max":10},"duration":"PT20S"})"));
}

TEST(Answer, IdsThatAReaderWouldTakeApartAreRefused) {
    for (const char* id : {"", "a b", "a[,]b", "a[.]b", "a[:]b", "a\tb"}) {
        EXPECT_NE(fault_of(of(Interaction::choice, {{id, "x"}}, {}, {{"b", ""}})), "") << id;
        EXPECT_NE(fault_of(of(Interaction::choice, {{"b", "x"}}, {}, {{id, ""}})), "") << id;
    }
    EXPECT_NE(fault_of(of(Interaction::choice, {{"a", "x"}, {"a", "y"}}, {}, {{"a", ""}})), "") << "twice";
    Answer nowhere = capital();
    nowhere.question = "";
    EXPECT_NE(fault_of(nowhere), "");
}

TEST(Answer, ItsIdFollowsFromWhatItSays) {
    const std::string id = id_of(origin(), capital(), 0);
    EXPECT_EQ(answered(origin(), capital(), {412, kNine, true}, 0, true).id, id);
    EXPECT_EQ(answered(origin(), capital(), {999, kNine + 5, false}, 0, false).id, id) << "not from number and time";
    EXPECT_NE(id_of(origin(), capital(), 1), id) << "told anew";
    Answer wrong = capital();
    wrong.success = 0;
    wrong.score = 0;
    EXPECT_NE(id_of(origin(), wrong, 0), id);
    Answer rekeyed = capital();
    rekeyed.patterns = {{{"a", ""}}};
    EXPECT_NE(id_of(origin(), rekeyed, 0), id);
    EXPECT_EQ(key_of(origin(), wrong), key_of(origin(), capital())) << "the same answer";
    Answer other = capital();
    other.question = "q018";
    EXPECT_NE(key_of(origin(), other), key_of(origin(), capital()));
}

TEST(Visit, ToldAsExperienced) {
    Visit visit{"passport", "visit/17", "gian-3", "Chữ ký số", "booth", "01J9ZK5M7B4Q", "30337", 45'000, kNine};
    json statement = json::parse(experienced(origin(), visit, {7, kNine, true}, 0).body);
    EXPECT_EQ(statement["verb"]["id"], "http://adlnet.gov/expapi/verbs/experienced");
    EXPECT_EQ(statement["object"], json::parse(R"({"objectType":"Activity","id":"https://kiosk.example.vn/passport/booth/gian-3",
        "definition":{"type":"https://kiosk.example.vn/xapi/type/booth","name":{"vi-VN":"Chữ ký số"}}})"));
    EXPECT_EQ(statement["result"], json::parse(R"({"duration":"PT45S"})"));
    EXPECT_EQ(statement["context"]["contextActivities"]["grouping"].size(), 2u);
    visit.kind = "video";
    visit.duration = 0;
    statement = json::parse(experienced(origin(), visit, {7, kNine, true}, 0).body);
    EXPECT_EQ(statement["object"]["definition"]["type"], "http://activitystrea.ms/schema/1.0/video");
    EXPECT_FALSE(statement.contains("result"));
    visit.activity = "gian 3";
    EXPECT_NE(fault_of(visit), "");
}

} // namespace
} // namespace kiosk::results
