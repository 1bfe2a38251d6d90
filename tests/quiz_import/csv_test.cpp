#include "import/table/csv.h"

#include "reading.h"
#include "sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Texts = std::vector<std::vector<std::string>>;
Texts in_csv(std::string_view text) {
    Texts out;
    for (const Row& row : read_separated(text).rows) {
        auto& cells = out.emplace_back();
        for (const Cell& cell : row.cells) cells.push_back(cell.text);
    }
    return out;
}

TEST(Csv, TheSeparatorIsFound) {
    const auto three = ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("1", "2", "3"));
    EXPECT_THAT(in_csv("a;b;c\n1;2;3\n"), three);
    EXPECT_THAT(in_csv("a,b,c\n1,2,3"), three);
    EXPECT_THAT(in_csv("a\tb\tc\n1\t2\t3\n"), three);
    EXPECT_THAT(in_csv("sep=|\na|b|c\n1|2|3\n"), three);
    EXPECT_THAT(in_csv("một, hai, ba, bốn;x\nnăm;y\n"),
                ElementsAre(ElementsAre("một, hai, ba, bốn", "x"), ElementsAre("năm", "y")));
    EXPECT_THAT(in_csv("Đáp án \"1;3\",x,y\n1;3,x,y\n1,x,y"), ElementsAre(SizeIs(3), SizeIs(3), SizeIs(3)));
    EXPECT_THAT(in_csv("một cột\nthôi"), ElementsAre(ElementsAre("một cột"), ElementsAre("thôi")));
    EXPECT_THAT(in_csv(""), IsEmpty());
    EXPECT_THAT(in_csv("\n;;\n"), IsEmpty());
}

TEST(Csv, QuotesHoldSeparatorsLineBreaksAndQuotes) {
    EXPECT_THAT(in_csv("\"a;b\";\"dòng 1\ndòng 2\";\"nói \"\"chào\"\"\"\nx;\"\";\"\"\"\"\n"),
                ElementsAre(ElementsAre("a;b", "dòng 1\ndòng 2", "nói \"chào\""), ElementsAre("x", "", "\"")));
}

TEST(Csv, BareQuotesAreQuotes) {
    EXPECT_THAT(in_csv("Ông \"Ba\";x\n\"Ba\" là ai?;y\n"),
                ElementsAre(ElementsAre("Ông \"Ba\"", "x"), ElementsAre("\"Ba\" là ai?", "y")));
}

TEST(Csv, AQuoteThatNothingClosesDoesNotSwallowTheRest) {
    const Grid grid = read_separated("a;b\n\"c;d\ne;f\ng;h\n");
    ASSERT_EQ(grid.rows.size(), 4u);
    EXPECT_EQ(grid.rows[1].cells[0].text, "\"c");
    EXPECT_EQ(grid.rows[3].cells[1].text, "h");
    ASSERT_EQ(grid.remarks.size(), 1u);
    EXPECT_EQ(grid.remarks[0].row, 2);
}

TEST(Csv, RowsAreCountedAsASpreadsheetCountsThem) {
    const Grid grid = read_separated("\n\na;\"b\nb\"\n\nc;d");
    ASSERT_EQ(grid.rows.size(), 2u);
    EXPECT_EQ(grid.rows[0].number, 3);
    EXPECT_EQ(grid.rows[1].number, 5);
}

TEST(Csv, AnApostropheThatGuardedAFormulaIsTakenOff) {
    EXPECT_THAT(in_csv("'=1;'-x;''+;'thường;'@\n"), ElementsAre(ElementsAre("=1", "-x", "'+", "'thường", "@")));
}

TEST(Csv, MoreThanATableMayHoldIsLeftOutAndSaid) {
    std::string rows;
    for (std::size_t i = 0; i < kMaxRows + 10; ++i) rows += "a;b\n";
    const Grid grid = read_separated(rows);
    EXPECT_EQ(grid.rows.size(), kMaxRows);
    ASSERT_EQ(grid.remarks.size(), 1u);
    EXPECT_THAT(grid.remarks[0].said.en, HasSubstr("too large: row " + std::to_string(kMaxRows + 1)));

    const Grid wide = read_separated("a" + std::string(1'000, ';') + "b\n");
    EXPECT_THAT(wide.rows, ElementsAre(::testing::Field(&Row::cells, SizeIs(1))));

    std::string long_cell;
    for (int i = 0; i < 30'000; ++i) long_cell += "ế";
    const Grid cut = read_separated(long_cell + ";x\n");
    EXPECT_LE(cut.rows[0].cells[0].text.size(), kMaxCellBytes);
    EXPECT_EQ(cut.rows[0].cells[0].text.size() % 3, 0u) << "not within a letter";
    EXPECT_EQ(cut.rows[0].cells[1].text, "x");
    EXPECT_EQ(cut.remarks.size(), 1u);
}

TEST(Csv, AFileInAnOldEncodingIsReadLikeAnyOther) {
    // "Câu hỏi;A;B;Đáp án" in windows-1258, whose accents stand behind their letters.
    const auto import =
        read_file("cu.csv", "C\xE2u ho\xD2i;A;B;\xD0\xE1p \xE1n\nHu\xEA\xEC \xF4\xD2 mi\xEA\xCCn n\xE0o?;Trung;Nam;A\n");
    ASSERT_TRUE(import.bank) << import.sentence;
    EXPECT_EQ(import.bank->questions[0].text.vi, "Huế ổ miền nào?");
}

} // namespace
} // namespace quiz
