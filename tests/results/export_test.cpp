#include "kiosk/results/ledger.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::results {
namespace {

Result sample(std::string name) {
    Result result;
    result.id = "0b5c9a52-64b7-4d0e-9a63-000000000001";
    result.plugin = "quiz";
    result.run = "quiz/17";
    result.title = "Vòng 2";
    result.person = 4711;
    result.name = std::move(name);
    result.unit = "mb";
    result.unit_title = "Mường Bi";
    result.place = 1;
    result.score = 985.5;
    result.max_score = 2000;
    result.right = 5;
    result.asked = 10;
    result.duration = 12345;
    result.finished = 1'791'608'400'000;
    result.public_id = "7K4QXYZ";
    return result;
}

// The data lines of a CSV.
std::string rows(const std::string& csv) { return csv.substr(csv.find("\r\n") + 2); }

TEST(Csv, OpensInExcelWithAccents) {
    const std::string csv = to_csv({sample("Nguyễn An")});
    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFHạng,Tên,Đơn vị,Điểm,"));
    const std::string row = rows(csv);
    EXPECT_TRUE(row.starts_with("1,Nguyễn An,Mường Bi,985.5,2000,5,10,12.345,Vòng 2,quiz/17,quiz,2026-10-1")) << row;
    EXPECT_TRUE(row.ends_with(",không,mb,7K4QXYZ,0b5c9a52-64b7-4d0e-9a63-000000000001\r\n")) << row;
}

TEST(Csv, QuotesWhatWouldBreakTheTable) {
    EXPECT_NE(rows(to_csv({sample("An \"Tí\", Bình")})).find(",\"An \"\"Tí\"\", Bình\","), std::string::npos);
    EXPECT_NE(rows(to_csv({sample("hai\r\ndòng")})).find(",\"hai\r\ndòng\","), std::string::npos);
}

TEST(Csv, ANameIsNeverAFormula) {
    for (const std::string name : {"=1+1", "+84", "-An", "@SUM(A1)", "＝1", "\t=1", " =cmd|' /C calc'!A0"}) {
        EXPECT_NE(rows(to_csv({sample(name)})).find(",'" + name + ","), std::string::npos) << name;
    }
    EXPECT_NE(rows(to_csv({sample("=HYPERLINK(\"http://x\",\"y\")")})).find(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\","),
              std::string::npos);
    EXPECT_NE(rows(to_csv({sample("An-Bình = bạn")})).find(",An-Bình = bạn,"), std::string::npos) << "only in front";
}

TEST(Csv, ANegativeScoreStaysANumber) {
    Result result = sample("An");
    result.score = -2.5;
    result.place = 0;
    EXPECT_TRUE(rows(to_csv({result})).starts_with(",An,Mường Bi,-2.5,"));
}

TEST(Csv, WhoseNameWaitedIsFoundByTheNameOnTheBoard) {
    Result binh = sample("Bình");
    binh.board_name = "Sen Hồng 27";
    EXPECT_EQ(to_csv({sample("An")}).find("trên bảng"), std::string::npos) << "nobody waited: no such column";
    const std::string csv = to_csv({sample("An"), binh});
    EXPECT_NE(csv.find(",Mã kết quả,Tên trên bảng (tên chưa duyệt)\r\n1,An,"), std::string::npos) << csv;
    EXPECT_NE(csv.find("000000000001,\r\n1,Bình,"), std::string::npos) << csv;
    EXPECT_TRUE(csv.ends_with("000000000001,Sen Hồng 27\r\n")) << csv;
    const auto list = nlohmann::json::parse(to_json({sample("An"), binh}));
    EXPECT_FALSE(list[0].contains("board_name"));
    EXPECT_EQ(list[1]["board_name"], "Sen Hồng 27");
}

TEST(Csv, NothingIsAHeaderAlone) { EXPECT_EQ(rows(to_csv({})), ""); }

TEST(Json, SaysTheSameToPrograms) {
    const auto list = nlohmann::json::parse(to_json({sample("An \"Tí\""), sample("Bình")}));
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0]["name"], "An \"Tí\"");
    EXPECT_EQ(list[0]["score"], 985.5);
    EXPECT_EQ(list[0]["finished"], "2026-10-10T05:00:00Z");
    EXPECT_EQ(list[0]["finished_ms"], 1'791'608'400'000);
    EXPECT_EQ(list[0]["rehearsal"], false);
    EXPECT_EQ(list[0]["player"], "7K4QXYZ");
    EXPECT_EQ(nlohmann::json::parse(to_json({})), nlohmann::json::array());
}

TEST(Exports, TheKiosksOwnPersonIdStaysInside) {
    EXPECT_EQ(to_csv({sample("An")}).find("4711"), std::string::npos);
    EXPECT_EQ(to_json({sample("An")}).find("4711"), std::string::npos);
}

} // namespace
} // namespace kiosk::results
