#include "banks.h"
#include "export/export.h"
#include "import/table/archive.h"
#include "import/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

std::string part(const std::string& workbook, std::string_view name) {
    const auto archive = Archive::open(workbook);
    return std::get<Archive>(archive).text(name, 1u << 20).value_or("");
}

TEST(Template, UntouchedItHasNoQuestions) {
    for (const Lang lang : {Lang::vi, Lang::en}) {
        const std::string bytes = export_template(lang);
        const Import import = read("mau.xlsx", bytes, lang);
        EXPECT_EQ(import.format, "xlsx");
        EXPECT_FALSE(import.bank);
        EXPECT_EQ(import.refused, 0);
        ASSERT_EQ(import.notes.size(), 1u) << "the example, and nothing about the sheet of instructions";
        EXPECT_THAT(import.notes[0].place, HasSubstr("2"));
    }
}

TEST(Template, EveryColumnOfItIsUnderstood) {
    for (const Lang lang : {Lang::vi, Lang::en}) {
        const Import import = read("mau.xlsx", export_template(lang), lang);
        ASSERT_TRUE(import.table);
        EXPECT_THAT(import.table->map, Each(Not("")));
        EXPECT_THAT(import.table->map, Contains("option").Times(4));
    }
}

TEST(Template, AnExampleWrittenOverIsAQuestion) {
    const std::string bytes = export_template(Lang::vi);
    EXPECT_THAT(part(bytes, "xl/sharedStrings.xml"), HasSubstr("Ví dụ: Ngày Chuyển đổi số quốc gia là ngày nào?"));
    const Import import =
        read("cau.csv", "Câu hỏi;Lựa chọn A;Lựa chọn B;Đáp án đúng\nNgày Chuyển đổi số quốc gia là ngày nào?;10/10;11/11;A\n");
    EXPECT_EQ(import.taken, 1);
}

TEST(Template, OffersWhatMayBeChosenAndStaysReadable) {
    const std::string sheet = part(export_template(Lang::vi), "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("\"Một đáp án,Nhiều đáp án,Đúng/Sai,Con số,Xếp thứ tự,Gõ chữ,Thăm dò\""));
    EXPECT_THAT(sheet, HasSubstr("\"Dễ,Vừa,Khó\""));
    EXPECT_THAT(sheet, HasSubstr("\"A,B,C,D,E,F,Đúng,Sai\""));
    EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
    const std::string book = part(export_template(Lang::en), "xl/workbook.xml");
    EXPECT_THAT(book, HasSubstr("name=\"Questions\""));
    EXPECT_THAT(book, HasSubstr("name=\"Instructions\""));
}

} // namespace
} // namespace quiz
