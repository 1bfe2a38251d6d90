#include "reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace quiz {
namespace {

using namespace std::string_literals;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Import read(std::string_view name, std::string_view bytes, std::string_view format = "auto") {
    ImportFile file = named(name, bytes);
    file.format = format;
    return import_file(file);
}

const std::string kAiken = "Thủ đô?\nA) Huế\nB) Hà Nội\nANSWER: B\n";
const std::string kGift = "// một chú thích\nThủ đô? {=Hà Nội ~Huế}\n";
const std::string kXml =
    "<?xml version=\"1.0\"?>\n<quiz><question type=\"truefalse\"><questiontext><text>Có?</text></questiontext>"
    "<answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer></question></quiz>";
const std::string kTrivia =
    R"({"response_code":0,"results":[{"type":"boolean",
        "question":"Is it?","correct_answer":"True","incorrect_answers":["False"]}]})";
const std::string kJson =
    R"({"formatVersion":1,"id":"a","title":{"vi":"A"},"questions":[{"id":"x","type":"boolean","text":"Có?","answer":true}]})";
const std::string kCsv = "Câu hỏi;Lựa chọn A;Lựa chọn B;Đáp án đúng\nThủ đô?;Huế;Hà Nội;B\n";

TEST(Import, AFileIsKnownByWhatIsInItWhateverItsName) {
    for (const std::string& name : {"cau hoi.txt"s, "x"s, ""s, "x.json"s, "x.xml"s}) {
        for (const auto& [format, text] :
             {std::pair{"aiken", kAiken}, {"gift", kGift}, {"moodle-xml", kXml}, {"open-trivia", kTrivia}, {"json", kJson}}) {
            const auto import = read(name, text);
            EXPECT_EQ(import.format, format) << name;
            EXPECT_EQ(import.taken, 1) << name << ' ' << format;
        }
    }
    const auto table = read("bang.csv", kCsv);
    EXPECT_EQ(table.format, "csv");
    EXPECT_EQ(table.taken, 1) << table.sentence;
    ASSERT_TRUE(table.table);
}

TEST(Import, OldAndWideEncodingsAreRead) {
    const auto wide = read("a.txt", "\xFF\xFE"
                                    "A\0?\0\n\0A\0)\0x\0\n\0B\0)\0y\0\n\0A\0N\0S\0W\0E\0R\0:\0A\0"s);
    EXPECT_EQ(wide.taken, 1) << wide.sentence;
}

TEST(Import, AFormatThatIsSaidIsObeyed) {
    EXPECT_EQ(read("a.txt", kAiken, "gift").format, "gift");
    EXPECT_EQ(read("a.txt", kAiken, "gift").taken, 0);
    EXPECT_EQ(read("a.txt", kAiken, "moodle-xml").format, "moodle-xml");
    EXPECT_FALSE(read("a.txt", kAiken, "nonsense").sentence.empty());
    EXPECT_FALSE(read("a.txt", kAiken, "xlsx").sentence.empty());
}

TEST(Import, FilesBroughtByMistakeAreCalledByTheirName) {
    EXPECT_THAT(read("cau hoi.pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n").sentence, HasSubstr("PDF"));
    EXPECT_THAT(read("anh.png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s).sentence, HasSubstr("hình"));
    EXPECT_THAT(read("cu.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0')).sentence, HasSubstr(".xls"));
    EXPECT_THAT(read("a.rtf", "{\\rtf1\\ansi Câu hỏi}").sentence, HasSubstr("RTF"));
    EXPECT_THAT(read("a.html", "<!DOCTYPE html>\n<html><body>x</body></html>").sentence, HasSubstr("trang web"));
    EXPECT_THAT(read("a.xml", "<?xml version=\"1.0\"?><assessmentItem xmlns=\"x\"/>").sentence, HasSubstr("QTI"));
    EXPECT_THAT(read("a.xml", "<?xml version=\"1.0\"?><rss/>").sentence, HasSubstr("Moodle XML"));
    EXPECT_THAT(read("a.txt", "  \r\n ").sentence, HasSubstr("trống"));
    EXPECT_FALSE(read("a.txt", "Huế\0Đà Nẵng"s).sentence.empty());
    EXPECT_THAT(read("a.txt", std::string(kMaxImportBytes + 1, 'a')).sentence, HasSubstr("20 MB"));
}

TEST(Import, ResponsesOfAGoogleFormAreExplained) {
    for (const auto* heading : {"Dấu thời gian", "Timestamp"}) {
        const auto import = read("Khảo sát (Câu trả lời).csv",
                                 std::string(heading) + ",Điểm số,Thủ đô của Việt Nam?\n2025/10/09 8:00:00 SA GMT+7,1,Hà Nội\n");
        EXPECT_FALSE(import.bank);
        EXPECT_THAT(import.sentence, HasSubstr("Google")) << heading;
        EXPECT_TRUE(import.table) << "staff may still say what the columns are";
    }
}

TEST(Import, TheReportIsTheOneOfTheContract) {
    const auto report = json::parse(to_report(read("bo.json", kJson)));
    EXPECT_EQ(report["format"], "json");
    EXPECT_EQ(report["taken"], 1);
    EXPECT_EQ(report["refused"], 0);
    EXPECT_FALSE(report.contains("sentence"));
    EXPECT_FALSE(report.contains("table"));
    EXPECT_EQ(report["pack"]["id"], "a");
    EXPECT_EQ(report["pack"]["questions"].size(), 1u);
    std::vector<BankFault> faults;
    EXPECT_TRUE(parse_bank(report["pack"].dump(), Lang::vi, faults));
    EXPECT_THAT(faults, IsEmpty());

    const auto broken = json::parse(to_report(read("hong.gift", "Ghép {=a -> b =c -> d}")));
    EXPECT_TRUE(broken["pack"].is_null());
    EXPECT_FALSE(broken["sentence"].get<std::string>().empty());
    EXPECT_EQ(broken["notes"][0]["refused"], true);
    EXPECT_EQ(broken["notes"][0]["place"], "dòng 1");
    EXPECT_FALSE(broken["notes"][0]["sentence"].get<std::string>().empty());

    const auto table = json::parse(to_report(read("bang.csv", kCsv)))["table"];
    EXPECT_EQ(table["columns"].size(), 4u);
    EXPECT_EQ(table["map"], json({"text", "option", "option", "answer"}));
    EXPECT_THAT(table["fields"].dump(), HasSubstr("\"source-date\""));
    EXPECT_EQ(table["rows"][0][2], "Hà Nội");
}

TEST(Import, TheReportOfAWholeBankIsTheBank) {
    Import import;
    import.bank = Bank{"b", {"Bộ", "Bank"}, {"Chung", ""}, {}};
    for (int i = 0; i < 3; ++i) {
        Question question;
        question.id = std::string(1, static_cast<char>('a' + i));
        question.type = Type::poll;
        question.text.vi = "Câu " + question.id;
        question.topic.vi = i == 0 ? "Riêng" : "Chung";
        question.options = {{"a", {"Một", ""}, ""}, {"b", {"Hai", ""}, ""}};
        import.bank->questions.push_back(question);
    }
    EXPECT_EQ(json::parse(to_report(import))["pack"], to_json(*import.bank));
}

TEST(Import, ManyQuestionsAreEnough) {
    std::string text;
    for (std::size_t i = 0; i < kMaxImportQuestions + 10; ++i) text += "Câu " + std::to_string(i) + "?\nA) x\nB) y\nANSWER: A\n";
    const auto import = read("nhieu.txt", text);
    EXPECT_EQ(import.taken, static_cast<int>(kMaxImportQuestions));
    ASSERT_FALSE(import.notes.empty());
    EXPECT_THAT(import.notes.back().sentence, HasSubstr("không được nhập"));
}

// A hundred thousand questions called "Câu 1" used to try every number behind it for each of them.
TEST(Import, QuestionsOfOneNameTakeNoTime) {
    std::string text;
    for (std::size_t i = 0; i < kMaxImportQuestions; ++i) text += "::Câu 1::Câu thứ " + std::to_string(i) + "? {=a ~b}\n\n";
    const auto import = read("nhieu.gift", text);
    ASSERT_EQ(import.taken, static_cast<int>(kMaxImportQuestions));
    EXPECT_EQ(import.bank->questions.back().id, "cau-1-" + std::to_string(kMaxImportQuestions));
}

} // namespace
} // namespace quiz
