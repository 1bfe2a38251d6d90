// What a bank loses on its way through a workbook or a text with separators, and back: nothing but what README.md says.
#include "banks.h"
#include "export/export.h"
#include "import/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quiz {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Bank bank_of(const std::string& json) {
    std::vector<BankFault> faults;
    auto bank = parse_bank(json, Lang::en, faults);
    EXPECT_TRUE(bank) << (faults.empty() ? "" : faults[0].pointer + ": " + faults[0].sentence);
    return bank.value_or(Bank());
}

Import there_and_back(const Bank& bank, std::string_view format, Lang lang) {
    const auto bytes = export_bank(bank, format, lang);
    EXPECT_TRUE(bytes && !bytes->empty());
    return read(bank.id + "." + std::string(format), *bytes, lang);
}

void expect_the_same(const Bank& bank, const Import& import) {
    ASSERT_TRUE(import.bank) << import.sentence;
    EXPECT_EQ(import.refused, 0);
    EXPECT_EQ(import.bank->id, bank.id);
    ASSERT_EQ(import.bank->questions.size(), bank.questions.size());
    for (std::size_t i = 0; i < bank.questions.size(); ++i)
        EXPECT_EQ(import.bank->questions[i], bank.questions[i]) << to_json(import.bank->questions[i]).dump() << "\n"
                                                                << to_json(bank.questions[i]).dump();
}

class Tables : public ::testing::TestWithParam<std::tuple<std::string, Lang>> {
protected:
    std::string format() const { return std::get<0>(GetParam()); }
    Lang lang() const { return std::get<1>(GetParam()); }
};

TEST_P(Tables, KeepOurOwnBanksAsTheyAre) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(KIOSK_SOURCE_DIR "/content/banks")) {
        if (entry.path().extension() != ".json")
            continue;
        std::ifstream file(entry.path());
        std::stringstream json;
        json << file.rdbuf();
        const Bank bank = bank_of(json.str());
        SCOPED_TRACE(entry.path());
        const Import import = there_and_back(bank, format(), lang());
        expect_the_same(bank, import);
        EXPECT_THAT(import.notes, IsEmpty());
        if (format() == "xlsx" && import.bank) {
            EXPECT_EQ(import.bank->title, bank.title) << "a workbook has properties for it";
        }
        ++count;
    }
    EXPECT_GE(count, 3);
}

TEST_P(Tables, KeepOddTextsAsTheyAre) {
    const Bank bank = bank_of(R"json({"formatVersion": 1, "id": "ky-la", "title": {"vi": "Kỳ lạ", "en": "Odd"}, "questions": [
        {"id": "formula", "type": "single", "text": "=HYPERLINK(\"http://x\";\"Bấm\")", "answer": "b", "options": [{"id": "a", "text": "-5"}, {"id": "b", "text": "+84 912"},
            {"id": "c", "text": "@SUM(A1)"}, {"id": "d", "text": "=1+1"}]},
        {"id": "apostrophe", "type": "single", "text": "'=1", "answer": "a", "options": [{"id": "a", "text": "''-x"}, {"id": "b", "text": "'thường"}]},
        {"id": "quotes", "type": "single", "text": "Ai nói “\"Không có gì\"; quý hơn”,\nở đâu?", "answer": "c", "options": [{"id": "a", "text": "\"Ba\""}, {"id": "b", "text": "a;b,c\td"}, {"id": "c", "text": "Một | hai"}]},
        {"id": "letters", "type": "single", "text": "Vitamin nào?", "answer": "a", "options": [{"id": "a", "text": "B"}, {"id": "b", "text": "A"}, {"id": "c", "text": "C"}]},
        {"id": "numbers", "type": "single", "text": "Số nào?", "answer": "c", "options": [{"id": "a", "text": "3"}, {"id": "b", "text": "1,3"}, {"id": "c", "text": "1"}, {"id": "d", "text": "2"}]},
        {"id": "dates", "type": "single", "text": "Ngày nào?", "answer": "a", "options": [{"id": "a", "text": "2/9/1945"}, {"id": "b", "text": "25%"}, {"id": "c", "text": "1E5"}, {"id": "d", "text": "007"}]},
        {"id": "emoji", "type": "multiple", "text": {"vi": "👩‍🌾 và שלום và مرحبا?", "en": "👩‍🌾?"}, "answer": ["c", "a"], "seconds": 300,
            "options": [{"id": "a", "text": {"vi": "😀", "en": "smile"}}, {"id": "b", "text": {"vi": "שלום", "en": "shalom"}}, {"id": "c", "text": {"vi": "x", "en": "=x"}}]},
        {"id": "one-of-many", "type": "multiple", "text": "Chỉ một?", "answer": ["b"], "options": [{"id": "a", "text": "Đúng"}, {"id": "b", "text": "Sai"}]},
        {"id": "truth-options", "type": "single", "text": "Đúng hay sai?", "answer": "b", "options": [{"id": "a", "text": "Đúng"}, {"id": "b", "text": "Sai"}]},
        {"id": "truth", "type": "boolean", "text": "TRUE", "answer": false, "difficulty": "hard"},
        {"id": "small", "type": "number", "text": "Pi?", "answer": 3.141592653589793, "tolerance": 1e-7, "unit": {"vi": "rad", "en": "radians"}},
        {"id": "thousandths", "type": "number", "text": "1,125?", "answer": 1.125, "tolerance": 2.5},
        {"id": "large", "type": "number", "text": "Lớn?", "answer": -1000000, "closest": true, "unit": "%"},
        {"id": "huge", "type": "number", "text": "Rất lớn?", "answer": 1e21},
        {"id": "order", "type": "order", "text": "Xếp!", "answer": ["c", "a", "b", "e", "d"], "options": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}, {"id": "c", "text": "3"}, {"id": "d", "text": "4"}, {"id": "e", "text": "5"}]},
        {"id": "texts", "type": "text", "text": "Gõ?", "answer": ["Hà Nội; Thăng Long", "Kẻ | Chợ", "=1"]},
        {"id": "text", "type": "text", "text": "Gõ nữa?", "answer": ["a|b;c"]},
        {"id": "digits", "type": "text", "text": "Gõ số?", "answer": ["113"]},
        {"id": "poll", "type": "poll", "text": "Thích gì?", "options": [{"id": "a", "text": "Trà"}, {"id": "b", "text": "Cà phê"}]},
        {"id": "facts", "type": "boolean", "text": "Có nguồn?", "answer": true, "explanation": {"vi": "Dòng 1\n\nDòng \"2\"", "en": "-1"}, "topic": {"vi": "Địa lý; sử", "en": "Geography"},
            "source": {"title": {"vi": "Báo", "en": "Paper"}, "date": "2025-10", "url": "https://x.vn/?a=1;b=2"}, "image": "images/qr.png", "seconds": 5, "difficulty": "easy"}
    ]})json");
    const Import import = there_and_back(bank, format(), lang());
    expect_the_same(bank, import);
}

TEST_P(Tables, GiveOptionsTheirLettersForIds) {
    const Bank bank = bank_of(
        R"({"formatVersion": 1, "id": "x", "title": "X", "questions": [{"id": "q", "type": "single", "text": "Q?", "answer": "right",
        "options": [{"id": "wrong", "text": "1"}, {"id": "right", "text": "2"}]}]})");
    const Import import = there_and_back(bank, format(), lang());
    ASSERT_TRUE(import.bank);
    EXPECT_EQ(import.bank->questions[0].options[1].id, "b");
    EXPECT_EQ(import.bank->questions[0].key, Key(RightOptions{{"b"}}));
}

TEST_P(Tables, LeaveOutAPictureThatNoCellCanHold) {
    Bank bank = bank_of(
        R"({"formatVersion": 1, "id": "x", "title": "X", "questions": [{"id": "q", "type": "boolean", "text": "Q?", "answer": true}]})");
    bank.questions[0].image = "data:image/png;base64," + std::string(40'000, 'A');
    const Import import = there_and_back(bank, format(), lang());
    ASSERT_TRUE(import.bank);
    EXPECT_EQ(import.bank->questions[0].image, "");
}

INSTANTIATE_TEST_SUITE_P(Formats, Tables,
                         ::testing::Combine(::testing::Values("xlsx", "csv"), ::testing::Values(Lang::vi, Lang::en)),
                         [](const auto& test) {
                             return std::get<0>(test.param) + (std::get<1>(test.param) == Lang::en ? "_en" : "_vi");
                         });

TEST(Csv, NoCellOfOursIsAFormula) {
    const Bank bank = bank_of(
        R"({"formatVersion": 1, "id": "x", "title": "X", "questions": [{"id": "q", "type": "single", "text": "=cmd|' /C calc'!A0", "answer": "a",
        "options": [{"id": "a", "text": "-2+3"}, {"id": "b", "text": "@x"}]}]})");
    const auto csv = export_bank(bank, "csv", Lang::vi);
    ASSERT_TRUE(csv);
    EXPECT_THAT(*csv, HasSubstr(";'=cmd|' /C calc'!A0;"));
    EXPECT_THAT(*csv, HasSubstr(";'-2+3;'@x;"));
    EXPECT_THAT(*csv, ::testing::StartsWith("\xEF\xBB\xBFMã;Câu hỏi;Loại;Lựa chọn A;"));
}

TEST(Export, JsonIsTheBanksOwnFormat) {
    const Bank bank = bank_of(
        R"({"formatVersion": 1, "id": "x", "title": "X", "topic": "T", "questions": [{"id": "q", "type": "boolean", "text": "Q?", "answer": true}]})");
    const auto json = export_bank(bank, "json", Lang::vi);
    ASSERT_TRUE(json);
    expect_the_same(bank, read("khac.json", *json));
    EXPECT_THAT(*json, HasSubstr("\"formatVersion\": 1"));
    EXPECT_FALSE(export_bank(bank, "docx", Lang::vi));
}

} // namespace
} // namespace quiz
