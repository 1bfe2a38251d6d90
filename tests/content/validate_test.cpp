// Each kind of fault, with the very sentence and line that staff read.
#include "desk.h"

#include "kiosk/content/files.h"

#include <gmock/gmock.h>

#include <random>

namespace kiosk::content {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// What a value is told by a schema made for one keyword.
std::vector<std::string> told(const char* schema, const char* value, Lang lang = Lang::vi) {
    std::vector<Fault> faults;
    validate("a.json", value, json::parse(value), json::parse(schema), lang, faults);
    auto all = lines(faults);
    for (auto& line : all)
        line.erase(0, std::string("a.json:1: ").size());
    return all;
}

TEST(Validate, AGoodQuestionOfEachTypeHasNoFaults) {
    const std::string head = R"({"id": "q", "text": {"vi": "Hỏi?", "en": "Ask?"}, "x-note": [1], )";
    const std::string options = R"("options": [{"id": "a", "text": "Một"}, {"id": "b", "text": {"vi": "Hai", "en": "Two"}}], )";
    for (const auto& question :
         {head + options + R"("type": "single", "answer": "a"})", head + options + R"("type": "multiple", "answer": ["a", "b"]})",
          head + R"("type": "boolean", "answer": false})",
          head + R"("type": "number", "answer": 88.01, "tolerance": 1, "unit": "%"})",
          head + R"("type": "number", "answer": 5, "closest": true})",
          head + options + R"("type": "order", "answer": ["b", "a"]})", head + R"("type": "text", "answer": ["VNeID"]})",
          head + options + R"("type": "poll"})"}) {
        EXPECT_THAT(lines_for(bank_with(question)), ElementsAre()) << question;
    }
}

TEST(Validate, ThreeDifferentFaultsMakeThreeLines) {
    const std::string bank = R"({
  "formatVersion": 1,
  "id": "Bộ Câu Hỏi",
  "title": "Ba lỗi",
  "questions": [
    {"id": "q1", "type": "singel", "text": "Hỏi?", "options": [{"id": "a", "text": "Một"}, {"id": "b", "text": "Hai"}], "answer": "a"},
    {"id": "q2", "type": "single", "text": {"en": "Ask?"},
     "options": [{"id": "a", "text": "Một"}, {"id": "b", "text": "Hai"}], "answer": "a"}
  ]
})";
    EXPECT_THAT(lines_for(bank),
                ElementsAre("bank.json:3: /id: “Bộ Câu Hỏi”: chỉ dùng chữ thường không dấu, chữ số và gạch nối, tối đa 48 ký tự.",
                            "bank.json:6: /questions/0/type: “singel” không hợp lệ; có phải ý bạn là “single”?",
                            "bank.json:7: /questions/1/text: Thiếu khóa “vi”."));
    EXPECT_THAT(lines_for(bank, Lang::en),
                ElementsAre("bank.json:3: /id: “Bộ Câu Hỏi”: only small letters a–z, digits and hyphens, at most 48.",
                            "bank.json:6: /questions/0/type: “singel” is not valid; did you mean “single”?",
                            "bank.json:7: /questions/1/text: The key “vi” is missing."));
}

TEST(Validate, EachTypeAsksForItsOwnAnswer) {
    const auto about = [](const std::string& rest) { return lines_for(bank_with(R"({"id": "q", "text": "?", )" + rest + "}")); };
    const std::string options = R"("options": [{"id": "a", "text": "Một"}, {"id": "b", "text": "Hai"}], )";
    EXPECT_THAT(about(options + R"("type": "single")"), ElementsAre("bank.json:4: /questions/0: Thiếu khóa “answer”."));
    EXPECT_THAT(about(R"("type": "single", "answer": "a")"), ElementsAre("bank.json:4: /questions/0: Thiếu khóa “options”."));
    EXPECT_THAT(about(options + R"("type": "single", "answer": ["a"])"),
                ElementsAre("bank.json:4: /questions/0/answer: Phải là chuỗi trong dấu nháy kép, không phải […]."));
    EXPECT_THAT(about(options + R"("type": "multiple", "answer": "a")"),
                ElementsAre("bank.json:4: /questions/0/answer: Phải là danh sách [ ], không phải “a”."));
    EXPECT_THAT(about(options + R"("type": "multiple", "answer": ["a", "a"])"),
                ElementsAre("bank.json:4: /questions/0/answer: Mục “a” bị lặp lại."));
    EXPECT_THAT(about(R"("type": "boolean", "answer": "true")"),
                ElementsAre("bank.json:4: /questions/0/answer: Phải là true hoặc false, không phải “true”."));
    EXPECT_THAT(about(R"("type": "number", "answer": "12")"),
                ElementsAre("bank.json:4: /questions/0/answer: Phải là số, không phải “12”."));
    EXPECT_THAT(about(R"("type": "text", "answer": [""])"),
                ElementsAre("bank.json:4: /questions/0/answer/0: Không được để trống."));
    EXPECT_THAT(about(options + R"("type": "poll", "answer": "a")"),
                ElementsAre("bank.json:4: /questions/0/answer: Ở đây không dùng “answer”."));
    EXPECT_THAT(about(options + R"("type": "boolean", "answer": true)"),
                ElementsAre("bank.json:4: /questions/0/options: Ở đây không dùng “options”."));
}

TEST(Validate, AllFaultsOfAQuestionAreToldAtOnce) {
    EXPECT_THAT(lines_for(bank_with("{\n\"type\": \"single\",\n\"text\": \"\",\n\"seconds\": 2,\n\"options\": [\n{\"id\": "
                                    "\"a\"}],\n\"difficulty\": \"kho\"\n}")),
                ElementsAre("bank.json:4: /questions/0: Thiếu khóa “answer”.", "bank.json:4: /questions/0: Thiếu khóa “id”.",
                            "bank.json:6: /questions/0/text: Không được để trống.",
                            "bank.json:7: /questions/0/seconds: Phải từ 5 trở lên, không phải 2.",
                            "bank.json:8: /questions/0/options: Cần ít nhất 2 mục, đang có 1.",
                            "bank.json:9: /questions/0/options/0: Thiếu khóa “text”.",
                            "bank.json:10: /questions/0/difficulty: “kho” không hợp lệ; phải là “easy”, “medium” hoặc “hard”."));
}

TEST(Validate, AnUnknownKeyIsSaidAndLoadedAllTheSame) {
    std::vector<Fault> faults;
    const std::string bank =
        bank_with(R"({"id": "q", "type": "boolean", "text": "?", "answer": true, "explaination": "vì…", "zzz": 1})");
    validate("bank.json", bank, json::parse(bank), our_schema("quiz-bank-v1"), Lang::vi, faults);
    EXPECT_THAT(
        lines(faults),
        ElementsAre("bank.json:4: /questions/0/explaination: Khóa “explaination” không dùng đến; có phải ý bạn là “explanation”?",
                    "bank.json:4: /questions/0/zzz: Khóa “zzz” không dùng đến; bỏ qua."));
    for (const auto& fault : faults)
        EXPECT_TRUE(fault.warning);
}

TEST(Validate, AnUnknownKeyInsideAnAlternativeIsSaidOnce) {
    EXPECT_THAT(lines_for(bank_with(R"({"id": "q", "type": "boolean", "answer": true, "text": {"vi": "?", "Eng": "?"}})")),
                ElementsAre("bank.json:4: /questions/0/text/Eng: Khóa “Eng” không dùng đến; bỏ qua."));
}

TEST(Validate, TextThatIsTooLongSaysHowLongInLettersNotBytes) {
    std::string long_text;
    for (int i = 0; i < 201; ++i)
        long_text += "ệ";
    EXPECT_THAT(lines_for(bank_with(R"({"id": "q", "type": "boolean", "answer": true, "text": ")" + long_text + "\"}")),
                ElementsAre("bank.json:4: /questions/0/text: Quá dài: 201 ký tự, tối đa 200."));
    EXPECT_THAT(lines_for(bank_with(R"({"id": "q", "type": "boolean", "answer": true, "text": {"vi": "?", "en": ")" + long_text +
                                    "\"}}")),
                ElementsAre("bank.json:4: /questions/0/text/en: Quá dài: 201 ký tự, tối đa 200."));
}

TEST(Validate, ATextThatIsNoTextIsToldTheTwoWaysToWriteOne) {
    EXPECT_THAT(
        lines_for(bank_with(R"({"id": "q", "type": "boolean", "answer": true, "text": 5})")),
        ElementsAre("bank.json:4: /questions/0/text: Phải là chuỗi trong dấu nháy kép hoặc đối tượng { }, không phải 5."));
}

TEST(Validate, AFileThatIsNoObjectIsToldOnce) {
    EXPECT_THAT(lines_for("[]"), ElementsAre("bank.json:1: Phải là đối tượng { }, không phải […]."));
    EXPECT_THAT(lines_for("\"chữ\""), ElementsAre("bank.json:1: Phải là đối tượng { }, không phải “chữ”."));
}

TEST(Validate, EveryKeywordOfDraft7HasItsSentence) {
    EXPECT_THAT(told(R"({"enum": ["a", 1]})", "\"c\""), ElementsAre("“c” không hợp lệ; phải là “a” hoặc 1."));
    EXPECT_THAT(told(R"({"const": 1})", "2", Lang::en), ElementsAre("Must be 1, not 2."));
    EXPECT_THAT(told(R"({"type": ["string", "null"]})", "true"),
                ElementsAre("Phải là chuỗi trong dấu nháy kép hoặc null, không phải true."));
    EXPECT_THAT(told(R"({"pattern": "^a"})", "\"b\""), ElementsAre("“b” không đúng khuôn mẫu ^a."));
    EXPECT_THAT(told(R"({"minLength": 3})", "\"ab\""), ElementsAre("Quá ngắn: cần ít nhất 3 ký tự."));
    EXPECT_THAT(told(R"({"maximum": 5})", "5.5"), ElementsAre("Phải từ 5 trở xuống, không phải 5.5."));
    EXPECT_THAT(told(R"({"exclusiveMaximum": 5})", "5"), ElementsAre("Phải nhỏ hơn 5, không phải 5."));
    EXPECT_THAT(told(R"({"exclusiveMinimum": 5})", "5"), ElementsAre("Phải lớn hơn 5, không phải 5."));
    EXPECT_THAT(told(R"({"multipleOf": 5})", "7"), ElementsAre("Phải là bội số của 5."));
    EXPECT_THAT(told(R"({"multipleOf": 0.5})", "0.7"), ElementsAre("Phải là bội số của 0.5."));
    EXPECT_THAT(told(R"({"maxItems": 1})", "[1, 2]"), ElementsAre("Tối đa 1 mục, đang có 2."));
    EXPECT_THAT(told(R"({"minProperties": 1})", "{}"), ElementsAre("Cần ít nhất 1 khóa."));
    EXPECT_THAT(told(R"({"maxProperties": 0})", "{\"a\": 1}"), ElementsAre("Tối đa 0 khóa."));
    EXPECT_THAT(told(R"({"propertyNames": {"maxLength": 1}})", "{\"ab\": 1}"),
                ElementsAre("Có một khóa mang tên không được phép."));
    EXPECT_THAT(told(R"({"dependencies": {"a": ["b"]}})", "{\"a\": 1}"), ElementsAre("Thiếu một khóa phải đi cùng khóa khác."));
    EXPECT_THAT(told(R"({"contains": {"const": 1}})", "[2]"), ElementsAre("Danh sách thiếu một mục bắt buộc."));
    EXPECT_THAT(told(R"({"not": {"const": 1}})", "1"), ElementsAre("Giá trị này không được phép ở đây."));
    EXPECT_THAT(told(R"({"items": [{"type": "string"}], "additionalItems": false})", "[1]"),
                ElementsAre("Các mục của danh sách không đúng kiểu."));
    EXPECT_THAT(told(R"({"anyOf": [{"type": "string"}, {"type": "boolean"}]})", "1"),
                ElementsAre("Phải là chuỗi trong dấu nháy kép hoặc true hoặc false, không phải 1."));
    EXPECT_THAT(told(R"({"oneOf": [{"minimum": 1}, {"minimum": 2}]})", "3"),
                ElementsAre("Giá trị này có thể hiểu theo hai cách."));
    EXPECT_THAT(told(R"({"oneOf": [{"const": false}, {"type": "object"}]})", "true"),
                ElementsAre("Phải là false hoặc đối tượng { }, không phải true."));
    EXPECT_THAT(told(R"({"if": {"type": "number"}, "then": {"minimum": 1}, "else": {"type": "string"}})", "0"),
                ElementsAre("Phải từ 1 trở lên, không phải 0."));
    EXPECT_THAT(told(R"({"additionalProperties": {"type": "number"}})", "{\"a/b\": \"1\"}"),
                ElementsAre("/a~1b: Phải là số, không phải “1”."));
    EXPECT_THAT(told(R"({"patternProperties": {"^n": {"type": "number"}}})", "{\"n1\": true}"),
                ElementsAre("/n1: Phải là số, không phải true."));
}

TEST(Validate, ADateMustBeADayOfTheCalendar) {
    for (const auto* day : {"\"2026-10-10\"", "\"2028-02-29\""})
        EXPECT_THAT(told(R"({"format": "date"})", day), ElementsAre()) << day;
    for (const auto* day :
         {"\"2026-02-29\"", "\"2026-02-30\"", "\"10/10/2026\"", "\"2026-1-1\"", "\"2026-13-01\"", "\"2026-10-1x\"", "\"\""})
        EXPECT_THAT(told(R"({"format": "date"})", day), SizeIs(1)) << day;
    EXPECT_THAT(told(R"({"format": "date"})", "\"2026-02-30\""),
                ElementsAre("“2026-02-30” không phải một ngày; viết năm-tháng-ngày, ví dụ 2026-10-10."));
    EXPECT_THAT(told(R"({"format": "date"})", "7"), ElementsAre()) << "format is about strings only";
}

TEST(Validate, ASchemaThatIsNoneIsAFaultAndNotACrash) {
    EXPECT_THAT(told(R"({"type": 7})", "1"), ElementsAre(HasSubstr("Schema này không dùng được")));
    EXPECT_THAT(told(R"({"pattern": "("})", "1"), ElementsAre(HasSubstr("Schema này không dùng được")));
    EXPECT_THAT(told(R"({"properties": {"a": {"$ref": "#/nowhere"}}})", "{}"),
                ElementsAre(HasSubstr("Schema này không dùng được")));
}

TEST(Validate, LongStringsDoNotOverflowTheExpressionMatcher) {
    // std::regex needs stack for each character; a megabyte in an id brought a checker down.
    const std::string bank = "{\"formatVersion\": 1, \"id\": \"" + std::string(5u << 20, 'a') +
                             "\", \"title\": \"t\", \"questions\": [" + kGoodQuestion + "]}";
    EXPECT_THAT(lines_for(bank), ElementsAre(HasSubstr("chỉ dùng chữ thường")));
    const auto about_key = lines_for("{\"" + std::string(5u << 20, 'x') + "\": 1}");
    ASSERT_THAT(about_key, SizeIs(5)); // four keys are missing, this one is unknown
    for (const auto& line : about_key)
        EXPECT_LT(line.size(), 500u);
}

TEST(Validate, ADamagedFileGetsSentencesWhateverHappenedToIt) {
    const std::string whole = slurp(kOurContent / "banks/an-toan-so.json").substr(0, 2000) + "]}";
    std::mt19937 random(20261010);
    for (int round = 0; round < 400; ++round) {
        std::string damaged = whole;
        for (int i = 0; i < 3; ++i) {
            const std::size_t at = random() % damaged.size();
            switch (random() % 3) {
            case 0:
                damaged[at] = "{}[]:,\"\\0a \n"[random() % 12];
                break;
            case 1:
                damaged.erase(at, random() % 40);
                break;
            default:
                damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 40));
            }
        }
        for (const auto& line : lines_for(damaged))
            EXPECT_TRUE(line.starts_with("bank.json:") && (line.ends_with(".") || line.ends_with("?"))) << line;
    }
}

TEST(Validate, FortyThousandFaultsAreCountedAndAThousandTold) {
    std::string questions = "5";
    for (int i = 1; i < 40'000; ++i)
        questions += ",5";
    const auto all = lines_for(bank_with(questions));
    ASSERT_EQ(all.size(), 1001u);
    EXPECT_EQ(all.back(), "bank.json:4: … và 39000 lỗi nữa.");
}

TEST(Validate, AListOfManyEqualItemsIsNotComparedEachWithEach) {
    std::string items = "\"a\"";
    for (int i = 1; i < 200'000; ++i)
        items += ",\"a" + std::to_string(i) + "\"";
    const std::string text = "[" + items + "]"; // each with each would be 20 billion comparisons
    EXPECT_THAT(told(R"({"uniqueItems": true})", text.c_str()), ElementsAre());
}

TEST(Validate, APictureMayStandInTheBankItself) {
    const auto with = [](const std::string& image) {
        return lines_for(bank_with(R"({"id": "q", "type": "boolean", "text": "?", "answer": true, "image": ")" + image + "\"}"));
    };
    const std::string bytes(100'000, 'A'); // longer than any expression is let near
    EXPECT_THAT(with("data:image/png;base64," + bytes), ElementsAre());
    EXPECT_THAT(with("data:text/html;base64," + bytes), SizeIs(1));
    EXPECT_THAT(with(bytes + ".png"), SizeIs(1));
    EXPECT_THAT(with("qr.svg"), SizeIs(1)) << "what the screen cannot draw";
}

TEST(Faults, TheFirstErrorIsNoWarning) {
    const std::vector<Fault> faults{{"a.json", 2, "/x", "Khóa lạ.", true}, {"a.json", 9, "/date", "Không phải ngày.", false}};
    EXPECT_EQ(first_error(faults), "a.json:9: /date: Không phải ngày.");
    EXPECT_EQ(first_error({faults[0]}), "");
}

} // namespace
} // namespace kiosk::content
