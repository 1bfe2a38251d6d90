#include "import/table/workbook.h"

#include "sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The texts of a workbook, row by row; or the one sentence why there are none.
using Texts = std::vector<std::vector<std::string>>;
Texts texts(const std::string& bytes) {
    const auto opened = open_workbook(bytes);
    if (const auto* why = std::get_if<Bilingual>(&opened))
        return {{why->en}};
    Texts out;
    for (const Row& row : std::get<Workbook>(opened).grid.rows) {
        auto& cells = out.emplace_back();
        for (const Cell& cell : row.cells) cells.push_back(cell.text);
    }
    return out;
}
std::string why_not(const std::string& bytes) {
    const auto all = texts(bytes);
    return all.size() == 1 && all[0].size() == 1 ? all[0][0] : "it was read";
}
const Grid& grid_of(const std::variant<Workbook, Bilingual>& opened) { return std::get<Workbook>(opened).grid; }

TEST(Workbook, TextsAreReadHoweverTheProgramStoredThem) {
    EXPECT_THAT(
        texts(workbook_with(
            R"(<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>tại chỗ</t></is></c></row>
                                       <row r="4"><c r="B4" t="s"><v>0</v></c><c r="C4" t="str"><f>A1</f><v>của công thức</v></c><c r="D4" t="s"><v>77</v></c></row>)",
            {{"xl/sharedStrings.xml",
              R"(<sst><si><r><rPr><b/></rPr><t xml:space="preserve">đậm </t></r><r><t>và</t></r><r><t xml:space="preserve"> thường</t></r>
                                       <rPh sb="0" eb="1"><t>phonetic</t></rPh></si><si><t>Ti&#7871;ng Vi&#x1EC7;t &amp; &lt;dấu&gt;</t></si></sst>)"}})),
        ElementsAre(ElementsAre("Tiếng Việt & <dấu>", "", "tại chỗ"), ElementsAre("", "đậm và thường", "của công thức")));
}

TEST(Workbook, LettersTakenApartAreComposedAndEscapedOnesAreMeant) {
    EXPECT_THAT(texts(workbook_with("<row><c t=\"inlineStr\"><is><t>Ho\xCC\x89i_x000D_nhe_x005F_x0041_&#7;</t></is></c></row>")),
                ElementsAre(ElementsAre("Hỏi\nnhe_x0041_")));
}

TEST(Workbook, NumbersAreWhatPeopleTyped) {
    const std::string styles =
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-1010000]d/m/yyyy;@"/><numFmt numFmtId="165" formatCode="0.0\ &quot;độ&quot;"/>
        <numFmt numFmtId="166" formatCode="mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="16"/><xf numFmtId="166"/><xf numFmtId="17"/><xf numFmtId="22"/></cellXfs></styleSheet>)";
    const auto cell = [&styles](const std::string& style, const std::string& value) {
        const auto all =
            texts(workbook_with("<row><c s=\"" + style + "\"><v>" + value + "</v></c></row>", {{"xl/styles.xml", styles}}));
        return all.empty() || all[0].empty() ? std::string() : all[0][0];
    };
    EXPECT_EQ(cell("0", "20.0"), "20");
    EXPECT_EQ(cell("0", "0.30000000000000004"), "0.3");
    EXPECT_EQ(cell("0", "1E+16"), "10000000000000000");
    EXPECT_EQ(cell("0", "037123456789"), "37123456789");
    EXPECT_EQ(cell("1", "0.25"), "25%");
    EXPECT_EQ(cell("1", "0.075"), "7.5%");
    EXPECT_EQ(cell("2", "16682"), "2/9/1945");
    EXPECT_EQ(cell("3", "45940"), "10/10/2025");
    EXPECT_EQ(cell("2", "1"), "1/1/1900");
    EXPECT_EQ(cell("2", "61"), "1/3/1900");
    EXPECT_EQ(cell("4", "36.5"), "36.5") << "a unit in quotes is no date";
    EXPECT_EQ(cell("5", "45717"), "1/3") << "as 1/3 typed into Excel becomes the first of March";
    EXPECT_EQ(cell("7", "45717"), "3/2025");
    EXPECT_EQ(cell("6", "0.5"), "12:00");
    EXPECT_EQ(cell("8", "45717.75"), "1/3/2025 18:00");
    EXPECT_EQ(cell("99", "5"), "5") << "a style that is not there";
}

TEST(Workbook, AMacCountsDaysFrom1904) {
    const auto styles = R"(<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>)";
    const std::string book =
        R"(<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>)";
    EXPECT_THAT(
        texts(workbook_with("<row><c s=\"0\"><v>15220</v></c></row>", {{"xl/styles.xml", styles}, {"xl/workbook.xml", book}})),
        ElementsAre(ElementsAre("2/9/1945")));
}

TEST(Workbook, TruthsErrorsAndFormulasAreToldApart) {
    const auto opened = open_workbook(workbook_with(
        R"(<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c><c><f>1+1</f><v>2</v></c><c><f>TODAY()</f></c><c t="str"><f>""</f><v></v></c><c><v>x</v></c></row>)"));
    const auto& row = grid_of(opened).rows.at(0);
    ASSERT_EQ(row.cells.size(), 7u);
    EXPECT_EQ(row.cells[0].text, "TRUE");
    EXPECT_EQ(row.cells[1].text, "FALSE");
    EXPECT_EQ(row.cells[2].kind, Cell::Kind::unknown);
    EXPECT_EQ(row.cells[3].text, "2");
    EXPECT_TRUE(row.cells[3].computed);
    EXPECT_EQ(row.cells[4].kind, Cell::Kind::unknown);
    EXPECT_EQ(row.cells[4].text, "=TODAY()");
    EXPECT_EQ(row.cells[5].kind, Cell::Kind::text);
    EXPECT_EQ(row.cells[6].text, "x");
}

TEST(Workbook, CellsWithoutReferencesStandSideBySide) {
    EXPECT_THAT(
        texts(workbook_with(
            R"(<x:row xmlns:x="m"><x:c t="inlineStr"><x:is><x:t>một</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row><row r="9"><c r="B9"><v>9</v></c><c><v>10</v></c></row>)")),
        ElementsAre(ElementsAre("một", "2"), ElementsAre("", "9", "10")));
    EXPECT_EQ(
        grid_of(open_workbook(workbook_with(R"(<row r="9"><c><v>1</v></c></row><row><c><v>2</v></c></row>)"))).rows.at(1).number,
        10);
}

TEST(Workbook, TheFirstSheetThatIsShownIsRead) {
    const std::string book =
        R"(<workbook xmlns:r="x"><sheets><sheet name="Ẩn" state="hidden" r:id="h"/><sheet name="Biểu đồ" r:id="c"/><sheet name="Vòng 1" r:id="a"/><sheet name="Vòng 2" r:id="h"/><sheet name="Hướng dẫn" r:id="a"/></sheets></workbook>)";
    const std::string relations =
        R"(<Relationships><Relationship Id="h" Type="/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="c" Type="/chartsheet" Target="chart.xml"/><Relationship Id="a" Type="/worksheet" Target="/xl/worksheets/Sheet1.xml"/></Relationships>)";
    const auto opened = open_workbook(workbook_with(
        "<row><c><v>1</v></c></row>",
        {{"xl/workbook.xml", book},
         {"xl/_rels/workbook.xml.rels", relations},
         {"xl/chart.xml", "<c/>"},
         {"xl/worksheets/sheet2.xml", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"}}));
    const Grid& grid = grid_of(opened);
    EXPECT_EQ(grid.rows.at(0).cells.at(0).text, "1");
    ASSERT_EQ(grid.remarks.size(), 1u);
    EXPECT_THAT(grid.remarks[0].said.en, HasSubstr("Only the sheet “Vòng 1” was read; there are 1 more, such as “Vòng 2”"));
}

TEST(Workbook, FilesOfOtherKindsAreCalledByTheirNames) {
    using namespace std::string_literals;
    const auto ole = [](std::string_view stream) {
        std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(500, '\0');
        for (const char c : stream) bytes += {c, '\0'};
        return bytes;
    };
    EXPECT_THAT(why_not(ole("EncryptedPackage")), HasSubstr("locked with a password"));
    EXPECT_THAT(why_not(ole("Workbook")), HasSubstr("old workbook (.xls)"));
    EXPECT_THAT(why_not(ole("WordDocument")), HasSubstr("old Word document"));
    EXPECT_THAT(why_not(zip_of({{"word/document.xml", "<w/>"}})), HasSubstr("Word document (.docx)"));
    EXPECT_THAT(why_not(zip_of({{"ppt/presentation.xml", "<p/>"}})), HasSubstr("presentation (.pptx)"));
    EXPECT_THAT(why_not(zip_of({{"content.xml", "<o/>"}})), HasSubstr(".ods"));
    EXPECT_THAT(why_not(zip_of({{"anh.jpg", "x"}})), HasSubstr("zip archive without a workbook"));
    EXPECT_THAT(why_not("\xFF\xD8\xFF\xE0"s + std::string(200, '\1')), HasSubstr("a picture"));
    EXPECT_THAT(why_not("%PDF-1.7"), HasSubstr("a PDF file"));
    EXPECT_THAT(why_not("Câu hỏi;Đáp án\n"), HasSubstr("a text file"));
    EXPECT_THAT(why_not(""), HasSubstr("empty"));
    EXPECT_THAT(why_not(std::string(kMaxImportBytes + 1, 'P')), HasSubstr("larger than 20 MB"));
}

TEST(Workbook, WhatWasCutOffIsSaidToBeDamaged) {
    const std::string whole = workbook_of({{"Câu hỏi"}, {"Một?"}});
    for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{30}, std::size_t{4}})
        EXPECT_THAT(why_not(whole.substr(0, size)), HasSubstr("damaged")) << size;
    std::string spoiled = whole;
    for (std::size_t i = spoiled.find("xl/worksheets/sheet1.xml") + 40; i < spoiled.find("xl/worksheets/sheet1.xml") + 60; ++i)
        spoiled[i] = '\x55';
    EXPECT_THAT(why_not(spoiled), HasSubstr("damaged"));
    EXPECT_THAT(why_not(workbook_with("", {{"xl/worksheets/sheet1.xml", "<worksheet><sheetData></row></worksheet>"},
                                           {"xl/workbook.xml", "<workbook"}})),
                HasSubstr("damaged"));
    EXPECT_THAT(why_not(workbook_with("", {{"xl/workbook.xml", "<workbook><sheets/></workbook>"}})),
                HasSubstr("no visible sheet"));
}

TEST(Workbook, SpoiledTextsAreCalledDamagedAndNotTooLong) {
    std::string spoiled = workbook_of({{"Câu hỏi"}, {"Một?"}});
    for (std::size_t i = spoiled.find("xl/sharedStrings.xml") + 40; i < spoiled.find("xl/sharedStrings.xml") + 60; ++i)
        spoiled[i] = '\x55';
    EXPECT_THAT(why_not(spoiled), HasSubstr("damaged"));
}

TEST(Workbook, ATextThatASpoiledByteMadeNoneIsNotCalledAText) {
    const std::string text = "Câu hỏi;A;B\n" + std::string(3'000, 'x') + '\0' + ";y;z\n";
    EXPECT_THAT(read_file("a.csv", text).sentence, HasSubstr("a file of another kind, or a damaged one"));
}

TEST(Workbook, HostileArchivesAreNotUnpacked) {
    EXPECT_THAT(why_not(workbook_with("", {{"../../etc/passwd", "x"}})), HasSubstr("unsafe name"));
    EXPECT_THAT(why_not(workbook_with("", {{"/etc/passwd", "x"}})), HasSubstr("unsafe name"));
    EXPECT_THAT(why_not(workbook_with("", {{"a\\..\\b", "x"}})), HasSubstr("unsafe name"));
    EXPECT_THAT(why_not(workbook_with("", {{"C:\\autoexec.bat", "x"}})), HasSubstr("unsafe name"));
    EXPECT_THAT(why_not(workbook_with(std::string(20u << 20, ' '))), HasSubstr("grows too large"))
        << "packed more than 200 times";
    Parts many;
    for (int i = 0; i < 1'001; ++i) many.push_back({"a" + std::to_string(i), ""});
    EXPECT_THAT(why_not(workbook_with("", many)), HasSubstr("too many parts"));
}

TEST(Workbook, XmlThatDigsDeepOrBringsEntitiesIsDamaged) {
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += "<a>";
    EXPECT_THAT(why_not(workbook_with(deep)), HasSubstr("damaged"));
    EXPECT_THAT(why_not(workbook_with("", {{"xl/workbook.xml", deep}})), HasSubstr("damaged"));
    EXPECT_THAT(
        why_not(workbook_with("", {{"xl/worksheets/sheet1.xml", R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet/>)"}})),
        HasSubstr("damaged"));
    EXPECT_THAT(texts(workbook_with("<!-- <row><c><v>1</v></c></row> --><?x <row> ?><row><c "
                                    "t=\"inlineStr\"><is><t><![CDATA[<row>]]></t></is></c></row>")),
                ElementsAre(ElementsAre("<row>")));
    EXPECT_THAT(texts(workbook_with("<row a=\"></row>\"><c><v>1</v></c></row>")), ElementsAre(ElementsAre("1")));
}

TEST(Workbook, AMillionEmptyRowsAreNoQuestions) {
    std::string rows;
    for (int i = 1; i <= 1'048'576; ++i) rows += "<row r=\"" + std::to_string(i) + "\" spans=\"1:3\"/>";
    const auto import = read_file("trong.xlsx", workbook_with(rows));
    EXPECT_EQ(import.sentence, "This table is empty.");
    EXPECT_EQ(import.taken + import.refused, 0);
}

TEST(Workbook, ATextThatAMillionCellsShareIsReadOnlyAsOftenAsThereIsRoom) {
    std::string rows;
    for (int i = 0; i < 20'000; ++i) {
        rows += "<row>";
        for (int c = 0; c < 20; ++c) rows += "<c t=\"s\"><v>0</v></c>";
        rows += "</row>";
    }
    std::string noise; // that does not pack too well for an ordinary file
    for (int i = 0; i < 32'000; ++i) noise += static_cast<char>('a' + (i * 7919 % 26 + i / 31) % 26);
    const auto opened =
        open_workbook(workbook_with(rows, {{"xl/sharedStrings.xml", "<sst><si><t>" + noise + "</t></si></sst>"}}));
    if (const auto* why = std::get_if<Bilingual>(&opened)) {
        EXPECT_THAT(why->en, HasSubstr("grows too large"));
        return;
    }
    ASSERT_EQ(grid_of(opened).remarks.size(), 1u);
    EXPECT_THAT(grid_of(opened).remarks[0].said.en, HasSubstr("too large"));
    EXPECT_LT(grid_of(opened).rows.size(), 50u);
}

} // namespace
} // namespace quiz
