// The table that organisers open in Excel.
#include "table.h"

#include <gtest/gtest.h>

namespace feedback {
namespace {

const Event kTwoUnits = read_event(R"({"units":[{"id":"a","title":{"vi":"Xã A; Hạ","en":"Commune A"}},{"id":"b","title":"=Xã B"}]})");

std::string table(std::vector<Line> lines, const std::set<std::string>& hidden = {}, std::string_view lang = "vi") {
    return to_csv(std::move(lines), kTwoUnits, hidden, lang, [](const std::string& key) { return key.substr(key.rfind('.') + 1); });
}
std::string head() { return "\xEF\xBB\xBF" "day,unit,reason,sentence\r\n"; }

TEST(Table, HasALinePerVoiceInTheReadersLanguage) {
    EXPECT_EQ(table({{"2026-10-10", {Reason::line, "a", "Mạng yếu"}}}), head() + "2026-10-10,\"Xã A; Hạ\",line,Mạng yếu\r\n");
    EXPECT_EQ(table({{"2026-10-10", {Reason::line, "a", ""}}}, {}, "en"), head() + "2026-10-10,Commune A,line,\r\n");
    EXPECT_EQ(table({}), head());
}

TEST(Table, DoesNotTellWhoCameFirst) {
    const Line one{"2026-10-10", {Reason::skills, "b", "x"}}, two{"2026-10-10", {Reason::line, "a", "y"}};
    EXPECT_EQ(table({one, two}), table({two, one}));
}

TEST(Table, NamesNoSmallUnit) {
    const auto csv = table({{"2026-10-10", {Reason::line, "b", "tôi"}}, {"2026-10-10", {Reason::line, "", "z"}}}, {"b"});
    EXPECT_EQ(csv.find("Xã B"), std::string::npos);
    EXPECT_EQ(csv, head() + "2026-10-10,,line,tôi\r\n2026-10-10,,line,z\r\n") << "and its place in the table tells nothing";
}

TEST(Table, NothingInItIsAFormula) {
    for (const char* evil : {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u3000=1", "＝1"}) {
        const auto csv = table({{"2026-10-10", {Reason::line, "", evil}}});
        const auto cell = csv.substr(csv.rfind("line,") + 5);
        if (std::string_view(evil).starts_with("\u3000")) continue; // a full-width blank is no blank to a spreadsheet
        EXPECT_TRUE(cell.starts_with("'")) << evil << " -> " << cell;
    }
    const auto csv = table({{"2026-10-10", {Reason::line, "b", "a;=cmd|' /C calc'!A0"}}});
    EXPECT_NE(csv.find("'=Xã B"), std::string::npos);
    EXPECT_NE(csv.find("\"a;'=cmd|' /C calc'!A0\""), std::string::npos) << csv;
}

TEST(Table, QuotesWhatWouldBreakIt) {
    EXPECT_EQ(table({{"2026-10-10", {Reason::line, "", "a,\"b\""}}}), head() + "2026-10-10,,line,\"a,\"\"b\"\"\"\r\n");
}

} // namespace
} // namespace feedback
