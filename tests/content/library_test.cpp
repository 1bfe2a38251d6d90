#include "desk.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ALibrary : public Desk {
protected:
    Library load() {
        Library library(root_, kinds());
        library.load(Lang::vi);
        return library;
    }
    static std::vector<std::string> ids(const Library& library) {
        std::vector<std::string> all;
        for (const auto& pack : library.packs())
            all.push_back(pack.id);
        return all;
    }
};

TEST_F(ALibrary, HasThePacksInTheOrderOfTheirIds) {
    write_bank("hai");
    write_bank("ba");
    const Library library = load();
    EXPECT_THAT(ids(library), ElementsAre("ba", "hai"));
    EXPECT_THAT(lines(library.faults()), ElementsAre());
    EXPECT_EQ(library.packs()[0].kind, "quiz-bank");
    EXPECT_EQ(library.packs()[0].file, "banks/ba.json");
}

TEST_F(ALibrary, GoesOnWithoutABrokenFileAndSaysWhy) {
    write_bank("tot");
    write("banks/xau.json", "{\n\"formatVersion\": 1,\n}");
    const Library library = load();
    EXPECT_THAT(ids(library), ElementsAre("tot"));
    EXPECT_THAT(lines(library.faults()),
                ElementsAre("banks/xau.json:2: Dòng 2, cột 19: thừa dấu phẩy này, trước dấu đóng ngoặc."));
}

TEST_F(ALibrary, AWarningKeepsTheFileInUse) {
    write("banks/mau.json", "{\"ghi-chu\": 1, " + bank_with(kGoodQuestion).substr(1));
    const Library library = load();
    EXPECT_THAT(ids(library), ElementsAre("mau"));
    EXPECT_THAT(lines(library.faults()), ElementsAre("banks/mau.json:1: /ghi-chu: Khóa “ghi-chu” không dùng đến; bỏ qua."));
}

TEST_F(ALibrary, PacksAreHandedOnInNfc) {
    write("banks/mau.json",
          bank_with("{\"id\": \"q\", \"type\": \"boolean\", \"answer\": true, \"text\": \"Vie\u0302\u0323t Nam?\"}"));
    EXPECT_THAT(load().packs().at(0).json, HasSubstr("Việt Nam?"));
}

TEST_F(ALibrary, TwoFilesWithOneIdAreOnePackAndAFault) {
    write_bank("mot");
    write("banks/zz.json", slurp(root_ / "banks/mot.json"));
    const Library library = load();
    EXPECT_THAT(ids(library), ElementsAre("mot"));
    EXPECT_THAT(lines(library.faults()), ElementsAre("banks/zz.json:2: /id: Mã “mot” đã có trong tệp banks/mot.json."));
}

TEST_F(ALibrary, LoadingAgainStartsAfresh) {
    const auto file = write_bank("mot");
    Library library = load();
    std::filesystem::remove(file);
    write_bank("hai");
    library.load(Lang::vi);
    EXPECT_THAT(ids(library), ElementsAre("hai"));
}

TEST_F(ALibrary, WithoutAFolderIsEmptyAndWell) { EXPECT_THAT(ids(load()), ElementsAre()); }

TEST_F(ALibrary, ThePluginsOwnFaultsStandWithTheOthersInTheOrderOfLines) {
    check_ = [](std::string_view, Lang, const auto& fault) {
        fault("/questions/0/answer", "Không có lựa chọn “z”.");
        fault("/questions/0/seconds", "Nói lại điều schema đã nói.");
    };
    write("banks/mau.json",
          bank_with("{\"id\": \"q\", \"type\": \"single\", \"text\": \"?\",\n\"options\": [{\"id\": \"a\", \"text\": \"1\"}, "
                    "{\"id\": \"b\", \"text\": \"2\"}],\n\"answer\": \"z\",\n\"seconds\": 1}"));
    const Library library = load();
    EXPECT_THAT(ids(library), ElementsAre());
    EXPECT_THAT(lines(library.faults()), ElementsAre("banks/mau.json:6: /questions/0/answer: Không có lựa chọn “z”.",
                                                     "banks/mau.json:7: /questions/0/seconds: Phải từ 5 trở lên, không phải 1."));
}

// ---- kiosk check

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
