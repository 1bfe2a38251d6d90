#include "desk.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using testing::ElementsAre;

std::vector<std::string> complaints(const std::string& bytes, Lang lang = Lang::vi) {
    std::vector<Fault> faults;
    const auto document = parse("a.json", bytes, lang, faults);
    EXPECT_EQ(document.is_discarded(), !faults.empty());
    return lines(faults);
}

TEST(Parse, GoodTextHasNoFaults) { EXPECT_THAT(complaints(R"({"tên": ["một", 2, true, null, "\u1ec7"]})"), ElementsAre()); }

TEST(Parse, AByteOrderMarkIsNoFault) { EXPECT_THAT(complaints("\xEF\xBB\xBF{\"a\": 1}"), ElementsAre()); }

TEST(Parse, SaysWhatIsWrongWithAComma) {
    EXPECT_THAT(complaints("{\n  \"a\": 1\n  \"b\": 2\n}"),
                ElementsAre("a.json:3: Dòng 3, cột 3: thiếu dấu phẩy hoặc dấu hai chấm trước chỗ này."));
    EXPECT_THAT(complaints("{\n  \"a\": [1, 2,\n  ]\n}"),
                ElementsAre("a.json:2: Dòng 2, cột 13: thừa dấu phẩy này, trước dấu đóng ngoặc."));
    EXPECT_THAT(complaints("{\"a\": 1,}", Lang::en),
                ElementsAre("a.json:1: Line 1, column 8: this comma before the closing bracket is one too many."));
}

TEST(Parse, ColumnsAreCountedInCharactersAndNotInBytes) {
    EXPECT_THAT(complaints("{\"tiếng Việt\": 1,}"),
                ElementsAre("a.json:1: Dòng 1, cột 17: thừa dấu phẩy này, trước dấu đóng ngoặc."));
}

TEST(Parse, SaysWhatIsWrongWithAQuote) {
    EXPECT_THAT(complaints("{\n\"a\": “chữ”\n}"),
                ElementsAre("a.json:2: Dòng 2, cột 6: hãy dùng dấu nháy kép thẳng \" thay cho dấu nháy này."));
    EXPECT_THAT(complaints("{'a': 1}"),
                ElementsAre("a.json:1: Dòng 1, cột 2: hãy dùng dấu nháy kép thẳng \" thay cho dấu nháy này."));
    EXPECT_THAT(complaints("{\n\"a\": \"chữ,\n\"b\": 1}"),
                ElementsAre("a.json:2: Dòng 2, cột 6: chuỗi này thiếu dấu nháy kép đóng, hoặc bị xuống dòng ở giữa."));
    EXPECT_THAT(complaints(R"({"a": "C:\Users"})"),
                ElementsAre("a.json:1: Dòng 1, cột 11: trong chuỗi có ký tự không được phép; dấu \\ phải viết là \\\\, "
                            "dấu nháy kép là \\\", tab là \\t."));
}

TEST(Parse, SaysWhatIsWrongWithAWord) {
    EXPECT_THAT(complaints("{\"a\": True}"), ElementsAre("a.json:1: Dòng 1, cột 7: viết true, false hoặc null bằng chữ thường."));
    EXPECT_THAT(complaints("{\"a\": b}"),
                ElementsAre("a.json:1: Dòng 1, cột 7: không hiểu từ này; chữ phải nằm trong dấu nháy kép."));
    EXPECT_THAT(complaints("{\n// ghi chú\n\"a\": 1}"),
                ElementsAre("a.json:2: Dòng 2, cột 1: JSON không có chú thích; hãy xóa dòng chú thích."));
}

TEST(Parse, ATruncatedFileIsCalledSo) {
    EXPECT_THAT(complaints("{\n\"a\": [1, 2"),
                ElementsAre("a.json:2: Dòng 2, cột 11: tệp kết thúc giữa chừng, còn thiếu dấu đóng ngoặc."));
    EXPECT_THAT(complaints("{\"a\": \"chữ"),
                ElementsAre("a.json:1: Dòng 1, cột 7: chuỗi này thiếu dấu nháy kép đóng, hoặc bị xuống dòng ở giữa."));
}

TEST(Parse, TextAfterTheEndIsCalledSo) {
    EXPECT_THAT(complaints("{}\n{}"), ElementsAre("a.json:2: Dòng 2, cột 1: thừa nội dung sau dấu đóng ngoặc cuối cùng."));
}

TEST(Parse, EveryTruncationOfABankIsRefusedWithOneLine) {
    const std::string whole = bank_with(kGoodQuestion);
    for (std::size_t length = 0; length + 2 < whole.size(); ++length) {
        EXPECT_EQ(complaints(whole.substr(0, length)).size(), 1u) << "after " << length << " bytes";
    }
}

TEST(Parse, AnEmptyFileIsCalledSo) {
    EXPECT_THAT(complaints(""), ElementsAre("a.json:1: Tệp trống."));
    EXPECT_THAT(complaints(" \n\n"), ElementsAre("a.json:1: Tệp trống."));
}

TEST(Parse, AKeyWrittenTwiceIsRefusedForNobodyKnowsWhichWasMeant) {
    EXPECT_THAT(complaints("{\n\"answer\": \"a\",\n\"text\": \"?\",\n\"answer\": \"b\"}"),
                ElementsAre("a.json:4: /answer: Khóa “answer” được viết hai lần, lần đầu ở dòng 2."));
    EXPECT_THAT(complaints("[{\"a\": 1}, {\"a\": 1, \"\\u0061\": 2}]", Lang::en),
                ElementsAre("a.json:1: /1/a: The key “a” is written twice, first in line 1."));
}

TEST(Parse, TheSameKeyInTwoObjectsIsNoFault) {
    EXPECT_THAT(complaints(R"([{"a": {"a": 1}}, {"a": 1}, {"b": {"a": 1}, "a": 2}])"), ElementsAre());
}

TEST(Parse, SixtyFourLevelsAreEnough) {
    EXPECT_THAT(complaints(std::string(64, '[') + std::string(64, ']')), ElementsAre());
    EXPECT_THAT(complaints("\n" + std::string(65, '[') + std::string(65, ']')),
                ElementsAre("a.json:2: Dấu ngoặc lồng nhau quá 64 tầng."));
    EXPECT_THAT(complaints("[\"" + std::string(100, '[') + "\"]"), ElementsAre()) << "brackets in a string are letters";
}

// ---- files that were made to hurt, or came from another program

TEST(Parse, AHundredThousandBracketsAreRefused) {
    EXPECT_THAT(complaints(std::string(100'000, '[')), ElementsAre("a.json:1: Dấu ngoặc lồng nhau quá 64 tầng."));
    std::string objects;
    for (int i = 0; i < 100'000; ++i)
        objects += "{\"a\":";
    EXPECT_THAT(complaints(objects), ElementsAre("a.json:1: Dấu ngoặc lồng nhau quá 64 tầng."));
}

TEST(Parse, ANulByteIsRefusedAlsoAtTheEnd) {
    using namespace std::string_literals;
    EXPECT_THAT(complaints("{\"a\": 123}\n\0"s),
                ElementsAre("a.json:2: Tệp có byte NUL: không phải văn bản UTF-8; hãy lưu lại bằng UTF-8."));
}

TEST(Parse, Utf16IsRefusedWithAdvice) {
    using namespace std::string_literals;
    EXPECT_THAT(complaints("\xFF\xFE{\0}\0"s), ElementsAre("a.json:1: Tệp được lưu bằng UTF-16; hãy lưu lại bằng UTF-8."));
    EXPECT_THAT(complaints("\xFE\xFF\0{\0}"s, Lang::en), ElementsAre("a.json:1: The file is saved as UTF-16; save it as UTF-8."));
}

TEST(Parse, TheLineThatIsNoUtf8IsNamed) {
    EXPECT_THAT(complaints("{\n\"a\": \"h\xE1nh\"}"),
                ElementsAre("a.json:2: Dòng này không phải UTF-8; hãy lưu lại tệp bằng UTF-8."));
    EXPECT_THAT(complaints("{\"a\": \"\xED\xA0\x80\"}").size(), 1u) << "half a surrogate pair";
    EXPECT_THAT(complaints("{\"a\": \"\xC0\xAF\"}").size(), 1u) << "an over-long form";
}

TEST(Parse, HalfASurrogatePairInAnEscapeIsRefused) { EXPECT_EQ(complaints(R"({"a": "\ud800"})").size(), 1u); }

TEST(Parse, ANumberBeyondAllNumbersIsRefused) {
    EXPECT_THAT(complaints("{\"a\": 1e999999}"), ElementsAre("a.json:1: Có một con số quá lớn."));
}

TEST(Parse, ThirtyMegabytesAreRefusedUnread) {
    EXPECT_THAT(complaints(std::string(30u << 20, ' ')), ElementsAre("a.json:1: Tệp quá lớn: 30 MB, tối đa 20 MB."));
}

// ---- one way to write Vietnamese

TEST(Parse, DecomposedVietnameseIsComposed) {
    std::vector<Fault> faults;
    const auto document =
        parse("a.json", "{\"te\u0302n\": [\"Vie\u0302\u0323t\", \"Vi\\u0065\\u0323\\u0302t\"]}", Lang::vi, faults);
    ASSERT_TRUE(faults.empty());
    EXPECT_EQ(document, nlohmann::json::parse(R"({"tên": ["Việt", "Việt"]})"));
}

TEST(Parse, LettersThatOnlyLookLatinAreComposedToo) {
    std::vector<Fault> faults;
    // Angstrom and ohm signs, an en quad, and Hangul in parts: none of them is NFC.
    const auto document = parse("a.json", "[\"\u212B\", \"\u2126\", \"\u2000\", \"\u1112\u1161\u11AB\"]", Lang::vi, faults);
    EXPECT_EQ(document, nlohmann::json::parse("[\"\u00C5\", \"\u03A9\", \"\u2002\", \"\uD55C\"]"));
}

} // namespace
} // namespace kiosk::content
