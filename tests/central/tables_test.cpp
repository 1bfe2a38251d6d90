// What organisers take out of the central: which rows, which units stand in them, and the files that spreadsheets open.
#include "export/tables.h"
#include "export/writer.h"
#include "runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include <map>
#include <memory>

namespace central {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Tabled : testing::Test {
    std::map<std::string, League> leagues;
    std::map<std::string, Sender> senders;

    void tell(const std::vector<RunResult>& runs) {
        for (const auto& told : runs)
            leagues
                .try_emplace(told.event, std::map<std::string, UnitOfEvent>{{"pa-co", {"Xã Pà Cò", 4'000}}}, std::int64_t{5})
                .first->second.take(told);
    }
    static std::string bytes_in(int file) {
        std::string bytes(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
        EXPECT_EQ(pread(file, bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
        close(file);
        return bytes;
    }
    std::string written(std::unique_ptr<Writer> (*make)(int), std::vector<Table> wanted, const std::string& event = "",
                        std::size_t piece = 4) const {
        const int file = memfd_create("table", MFD_CLOEXEC);
        const auto writer = make(file);
        Tables tables(leagues, senders, event, std::move(wanted));
        while (const auto batch = tables.next(piece)) write(*writer, *batch);
        EXPECT_TRUE(writer->finish());
        return bytes_in(file);
    }
    std::string csv(Table table, const std::string& event = "") const { return written(csv_writer, {table}, event); }
    // The lines below the headings.
    std::vector<std::string> rows(Table table, const std::string& event = "") const {
        std::vector<std::string> lines;
        const auto text = csv(table, event);
        for (std::size_t at = text.find("\r\n") + 2; at < text.size();) {
            const auto end = text.find("\r\n", at);
            lines.push_back(text.substr(at, end - at));
            at = end + 2;
        }
        return lines;
    }
    // A part of a workbook.
    static std::string part(const std::string& book, const std::string& name) {
        zip_source_t* source = zip_source_buffer_create(book.data(), book.size(), 0, nullptr);
        zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
        if (!archive) return "no workbook";
        std::string text;
        if (zip_file_t* file = zip_fopen(archive, name.c_str(), 0)) {
            char some[4096];
            for (zip_int64_t count = 0; (count = zip_fread(file, some, sizeof some)) > 0;)
                text.append(some, static_cast<std::size_t>(count));
            zip_fclose(file);
        }
        zip_discard(archive);
        return text;
    }
};

TEST_F(Tabled, PersonsStandAsInTheLeague) {
    tell(two_villages());
    const auto told = rows(Table::persons);
    ASSERT_EQ(told.size(), 11u);
    EXPECT_EQ(told[0], "1,p10,tan-mai,,110,3,9,1,ngay-hoi");
    EXPECT_EQ(told[5], "6,p5,pa-co,Xã Pà Cò,105,3,9,1,ngay-hoi");
}

TEST_F(Tabled, AUnitOfFewPeopleIsNamedInNoTable) {
    tell(two_villages());
    tell({run("x1", "x", "bao-la", 1'000)});
    EXPECT_EQ(rows(Table::persons)[0], "1,x,,,1000,3,9,1,ngay-hoi") << "the person counts, their unit is not told";
    for (const auto table : kTables) EXPECT_THAT(csv(table), Not(HasSubstr("bao-la"))) << name_of(table);
    std::vector<RunResult> more;
    for (int i = 0; i < 4; ++i) more.push_back(run("y" + std::to_string(i), "y" + std::to_string(i), "bao-la", 10));
    tell(more);
    EXPECT_EQ(rows(Table::persons)[0], "1,x,bao-la,,1000,3,9,1,ngay-hoi") << "five are enough";
    EXPECT_THAT(csv(Table::results), HasSubstr("bao-la"));
}

TEST_F(Tabled, UnitsOfFewPeopleStandTogether) {
    tell(two_villages());
    for (int i = 0; i < 6; ++i) tell({run("x" + std::to_string(i), "x" + std::to_string(i), i % 2 ? "bao-la" : "van-son", 10)});
    const auto told = rows(Table::units);
    ASSERT_EQ(told.size(), 3u);
    EXPECT_EQ(told[0], "1,pa-co,Xã Pà Cò,615,6,102.5,6,1.5,ngay-hoi");
    EXPECT_EQ(told[2], ",,Các đơn vị dưới 5 người / Units of fewer than 5 people,60,6,10,6,,ngay-hoi");
}

TEST_F(Tabled, RunsStandInTheOrderInWhichTheyWereFinished) {
    auto late = run("a1", "an", "pa-co", 77.5, 9), early = run("b1", "binh", "pa-co", 80, 2);
    late.finished = 1'791'597'600'000; // 02:00 UTC
    late.max_score = 90;
    late.duration = 12'345;
    late.sender = "hall-1";
    late.title = "Vòng 1";
    early.finished = late.finished - 1'000;
    tell({late, early, voided(run("c1", "chi", "pa-co", 5))});
    tell(two_villages());
    const auto told = rows(Table::results);
    ASSERT_EQ(told.size(), 13u) << "a voided run is no run";
    EXPECT_THAT(told[11], HasSubstr("binh"));
    EXPECT_EQ(told[12], "2026-10-10 09:00:00,an,pa-co,Xã Pà Cò,Vòng 1,77.5,90,3,4,12.345,hall-1,ngay-hoi,a1");
}

TEST_F(Tabled, WhoWasForgottenHasNoIdInWhatIsLeft) {
    auto all = two_villages();
    all[0].player.clear();
    tell(all);
    EXPECT_EQ(rows(Table::persons).size(), 10u);
    EXPECT_EQ(rows(Table::results).size(), 11u);
    EXPECT_THAT(csv(Table::results), Not(HasSubstr(",p0,")));
}

TEST_F(Tabled, OneEventOrAllOfThem) {
    tell(two_villages());
    auto other = run("z1", "z", "", 5);
    other.event = "nam-ngoai";
    tell({other});
    EXPECT_EQ(rows(Table::results).size(), 12u);
    EXPECT_EQ(rows(Table::persons, "nam-ngoai").size(), 1u);
    EXPECT_EQ(rows(Table::persons, "khac").size(), 0u);
    EXPECT_EQ(rows(Table::units, "ngay-hoi").size(), 2u);
}

TEST_F(Tabled, KiosksSayWhatIsKnownOfThem) {
    senders["hall-1"] = {1'791'597'600'000, 12, "kiosk-so 0.1.0", 3, -1'500};
    senders["hall-2"] = {1'791'597'600'000, 1, "", {}, {}};
    EXPECT_THAT(rows(Table::kiosks), ElementsAre("hall-1,2026-10-10 09:00:00,3,12,kiosk-so 0.1.0,-1.5",
                                                 "hall-2,2026-10-10 09:00:00,,1,,"));
}

TEST_F(Tabled, ACsvFileIsWhatSpreadsheetsExpect) {
    auto evil = run("r0", "p0", "pa-co", 100);
    evil.title = "=HYPERLINK(\"http://evil.example\",\"x\")";
    tell({evil});
    const auto text = csv(Table::results);
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBFKết thúc lúc")) << "else Excel does not know the encoding";
    EXPECT_THAT(text, HasSubstr(",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\","));
    evil.title = "A;=1+1;B\t @x;-";
    evil.number = 2;
    tell({evil});
    EXPECT_THAT(csv(Table::results), HasSubstr(",A;'=1+1;B\t' @x;'-,")) << "Excel may begin a cell at these, too";
    for (const std::string start : {"=", "+", "-", "@", "\t", "\r", " =", "＝", "＠"}) {
        evil.title = start + "1";
        ++evil.number;
        tell({evil});
        const auto row = csv(Table::results);
        EXPECT_THAT(row, testing::AnyOf(HasSubstr(",'" + start + "1,"), HasSubstr(",\"'" + start + "1\","))) << start;
    }
    evil.title = "Vòng 1\nhai dòng, một \"dấu\"";
    ++evil.number;
    tell({evil});
    EXPECT_THAT(csv(Table::results), HasSubstr(",\"Vòng 1\nhai dòng, một \"\"dấu\"\"\","));
}

TEST_F(Tabled, AWorkbookHasASheetForEachWithNumbersAndTimes) {
    auto told = run("a1", "an", "", 77.5);
    told.finished = 1'791'597'600'000;
    told.title = "=1+1";
    tell({told});
    senders["hall-1"] = {1'791'597'600'000, 12, "kiosk-so 0.1.0", 3, -1'500};
    const auto book = written(xlsx_writer, {kTables.begin(), kTables.end()});
    const auto names = part(book, "xl/workbook.xml");
    for (const auto table : kTables) EXPECT_THAT(names, HasSubstr("name=\"" + std::string(sheet_of(table)) + "\""));
    const auto results = part(book, "xl/worksheets/sheet3.xml");
    EXPECT_THAT(results, HasSubstr("state=\"frozen\""));
    EXPECT_THAT(results, HasSubstr("<v>46305.375</v>")) << "09:00 on 2026-10-10, as a number that Excel shows as a time";
    EXPECT_THAT(results, HasSubstr("<v>77.5</v>"));
    EXPECT_THAT(results, HasSubstr("<t>=1+1</t>"));
    EXPECT_THAT(results, Not(HasSubstr("<f>"))) << "a text is no formula";
    EXPECT_THAT(results, HasSubstr("Kết thúc lúc (giờ Việt Nam) / Finished (UTC+7)"));
    EXPECT_THAT(part(book, "xl/worksheets/sheet4.xml"), HasSubstr("<v>-1.5</v>"));
}

TEST_F(Tabled, TextsThatNoCellHoldsAreCutAndTheFileIsWhole) {
    auto told = run("a1", "an", "", 1);
    for (int i = 0; i < 20'000; ++i) told.title += "ờ";
    told.title += '\x01';
    tell({told});
    const auto results = part(written(xlsx_writer, {Table::results}), "xl/worksheets/sheet1.xml");
    EXPECT_THAT(results, HasSubstr("ờờ</t>"));
    EXPECT_TRUE(results.ends_with("</worksheet>"));
}

TEST_F(Tabled, ATableWithoutRowsHasItsHeadings) {
    EXPECT_THAT(csv(Table::units), HasSubstr("Đơn vị / Unit"));
    EXPECT_EQ(rows(Table::units).size(), 0u);
    EXPECT_NE(part(written(xlsx_writer, {kTables.begin(), kTables.end()}), "xl/worksheets/sheet4.xml"), "");
}

TEST_F(Tabled, AFullDiskIsTold) {
    tell(two_villages());
    const int full = open("/dev/full", O_RDWR | O_CLOEXEC);
    const auto writer = csv_writer(full);
    Tables tables(leagues, senders, "", {Table::results});
    while (const auto batch = tables.next(100)) write(*writer, *batch);
    EXPECT_FALSE(writer->finish());
    close(full);
}

} // namespace
} // namespace central
