#include "desk.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ALibrary : public Desk {};

TEST_F(ALibrary, CheckGoesThroughAFolderFileByFile) {
    write_bank("mot");
    write("banks/sau.json", bank_with(R"({"id": "q", "type": "boolean", "text": "?"})"));
    write("event.json", R"({"formatVersion": 1, "name": "N", "date": "2026-10-10",
        "contests": [{"id": "c", "title": "T", "banks": ["mot",
            "khong-co"]}]})");
    write("i18n/vi.json", R"({"a": {"b": "một", "c": "hai"}})");
    write("i18n/en.json", "{\"a\": {\n\"b\": 1}}");
    EXPECT_THAT(check(root_), ElementsAre("banks/sau.json:4: /questions/0: Thiếu khóa “answer”.",
                                          "event.json:3: /contests/0/banks/1: Không có bộ câu hỏi nào mang mã “khong-co”.",
                                          "i18n/en.json:2: /a/b: Phải là chuỗi trong dấu nháy kép.",
                                          "i18n/en.json:1: /a/c: Chưa dịch; sẽ hiện tiếng Việt."));
}

TEST_F(ALibrary, CheckTellsWhatAFileIsByItsSchemaItsPlaceOrItsKeys) {
    const std::string bad = bank_with("5");
    EXPECT_THAT(check(write("banks/a.json", bad)), ElementsAre(HasSubstr("/questions/0")));
    EXPECT_THAT(check(write("stick/a.json", bad)), ElementsAre(HasSubstr("/questions/0")));
    EXPECT_THAT(check(write("stick/b.json", R"({"$schema": "https://kiosk-so.example/schema/quiz-bank-v1.json"})")),
                testing::SizeIs(4));
    EXPECT_THAT(check(write("stick/c.json", R"({"formatVersion": 1, "name": "N", "date": "hôm nay"})")),
                ElementsAre(HasSubstr("/date")));
    EXPECT_THAT(check(write("stick/d.json", R"({"hello": 1})")),
                ElementsAre("stick/d.json:1: Không rõ đây là loại tệp gì; hãy ghi \"$schema\" ở đầu tệp."));
    EXPECT_THAT(check(write("schema/e.schema.json", R"({"type": 7})")), ElementsAre(HasSubstr("Schema này không dùng được")));
}

TEST_F(ALibrary, CheckMissesThePictureThatWasNotCopiedAlong) {
    const std::string bank =
        bank_with("{\"id\": \"q\", \"type\": \"boolean\", \"text\": \"?\", \"answer\": true,\n\"image\": \"hinh/qr.png\"}");
    const auto file = write("banks/mau.json", bank);
    EXPECT_THAT(check(file), ElementsAre("banks/mau.json:5: /questions/0/image: Không có tệp hình “hinh/qr.png”."));
    write("banks/hinh/qr.png", "\x89PNG\r\n\x1a\n…");
    EXPECT_THAT(check(file), ElementsAre());
}

TEST_F(ALibrary, CheckOfNothingIsNotSuccess) {
    std::filesystem::create_directories(root_ / "empty");
    EXPECT_THAT(check(root_ / "empty"), ElementsAre("empty:1: Thư mục này không có tệp JSON nào."));
    EXPECT_THAT(check(root_ / "nowhere", Lang::en),
                ElementsAre("nowhere:1: The file cannot be read: No such file or directory."));
}

TEST_F(ALibrary, CheckRefusesAFileOfThirtyMegabytesWithoutReadingIt) {
    const auto file = write("banks/big.json", "{}");
    std::filesystem::resize_file(file, 30u << 20);
    EXPECT_THAT(check(file), ElementsAre("banks/big.json:1: Tệp quá lớn: 30 MB, tối đa 20 MB."));
}

} // namespace
} // namespace kiosk::content
