// Workbooks that a real spreadsheet program has written: LibreOffice converts tables of ours, without a window.
#include "reading.h"
#include "sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

class LibreOffice : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        if (std::system("command -v libreoffice >/dev/null 2>&1") != 0)
            return;
        const fs::path folder = fs::temp_directory_path() / ("libreoffice-" + std::to_string(getpid()));
        fs::create_directories(folder);
        for (const auto& [name, content] : sources()) std::ofstream(folder / name, std::ios::binary) << content;
        // One start for all: it is slow. 59 is `;`, 34 the quote, 76 UTF-8.
        const std::string command = "cd '" + folder.string() + "' && timeout 100 libreoffice -env:UserInstallation=file://" +
                                    folder.string() +
                                    "/profile --headless --infilter=\"CSV:59,34,76\" --convert-to xlsx *.csv >/dev/null 2>&1 && "
                                    "timeout 100 libreoffice -env:UserInstallation=file://" +
                                    folder.string() + "/profile --headless --convert-to xlsx *.fods >/dev/null 2>&1";
        converted_ = std::system(command.c_str()) == 0;
        for (const auto& [name, content] : sources()) {
            std::ifstream file(folder / (fs::path(name).stem().string() + ".xlsx"), std::ios::binary);
            std::stringstream bytes;
            bytes << file.rdbuf();
            workbooks()[fs::path(name).stem().string()] = bytes.str();
        }
        fs::remove_all(folder);
    }
    void SetUp() override {
        if (std::system("command -v libreoffice >/dev/null 2>&1") != 0)
            GTEST_SKIP() << "LibreOffice is not installed";
        ASSERT_TRUE(converted_);
    }
    static Import read(const std::string& name) { return read_file(name + ".xlsx", workbooks()[name]); }

private:
    static std::map<std::string, std::string>& workbooks() {
        static std::map<std::string, std::string> all;
        return all;
    }
    // A cell of a flat OpenDocument sheet; numbers are typed as such.
    static std::string cell(const std::string& text, const char* number = nullptr, const char* style = nullptr) {
        if (number)
            return std::string("<table:table-cell office:value-type=\"float\" office:value=\"") + number + "\"" +
                   (style ? std::string(" table:style-name=\"") + style + "\"" : "") + "/>";
        return text.empty() ? "<table:table-cell/>"
                            : "<table:table-cell office:value-type=\"string\"><text:p>" + text + "</text:p></table:table-cell>";
    }
    static std::string flat_sheet(const std::string& rows) {
        return R"(<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
            office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><number:percentage-style style:name="N1"><number:number number:decimal-places="0"/><number:text>%</number:text></number:percentage-style>
            <style:style style:name="p" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Sheet1">)" +
               rows + "</table:table></office:spreadsheet></office:body></office:document>";
    }
    static std::vector<std::pair<std::string, std::string>> sources() {
        const auto row = [](const std::string& cells) { return "<table:table-row>" + cells + "</table:table-row>"; };
        std::string kahoot;
        for (int i = 0; i < 7; ++i) kahoot += row(cell("") + cell(i == 1 ? "Quiz template" : ""));
        kahoot += row(cell("") + cell("Question - max 120 characters") + cell("Answer 1 - max 75 characters") +
                      cell("Answer 2 - max 75 characters") + cell("Answer 3 - max 75 characters") +
                      cell("Answer 4 - max 75 characters") + cell("Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs") +
                      cell("Correct answer(s) - choose at least one"));
        kahoot += row(cell("", "1") + cell("Thủ đô?") + cell("Huế") + cell("Hà Nội") + cell("") + cell("") + cell("", "20") +
                      cell("", "2"));
        kahoot += row(cell("", "2") + cell("Miền Trung?") + cell("Huế") + cell("Hà Nội") + cell("Vinh") + cell("") +
                      cell("", "30") + cell("", "1.3"));
        kahoot += row(cell("", "3") + cell("Bao nhiêu?") + cell("", "0.25", "p") + cell("", "0.5", "p") + cell("") + cell("") +
                      cell("", "30") + cell("1"));
        for (int i = 4; i <= 100; ++i) kahoot += row(cell("", std::to_string(i).c_str()));

        return {{"kahoot.fods", flat_sheet(kahoot)},
                {"nha-lam.csv", "Câu hỏi;Lựa chọn 1;Lựa chọn 2;Lựa chọn 3;Lựa chọn 4;Đáp án đúng;Thời gian\n"
                                "Thủ đô của Việt Nam?;Huế;Hà Nội;Đà Nẵng;;2;20\n"
                                "\"Nguyễn Du viết \"\"Truyện Kiều\"\"; đúng không?\";Đúng;Sai;;;1;20\n"
                                "Số nào lớn nhất?;1,5;2;-3;0;2;\n"
                                "Không có đáp án?;x;y;;;5;\n"},
                {"mot-o.csv",
                 "STT;Nội dung;Phương án;Đáp án\n1;Thủ đô?;\"A. Huế\nB. Hà Nội\nC. Vinh\";B\n2;Sông?;\"A. Hồng\nB. Đà\";A\n"},
                {"quizizz.csv",
                 "Question Text;Question Type;Option 1;Option 2;Option 3;Option 4;Option 5;Correct Answer;Time in seconds;Image "
                 "Link;Answer explanation\n"
                 "Text of the question (required);Question Type;Text for option 1;;;;;The correct option;Time in seconds "
                 "(optional);;\n"
                 "Thủ đô?;Multiple Choice;Huế;Hà Nội;;;;2;30;;Từ 1010.\nMiền Trung?;Checkbox;Huế;Hà Nội;Vinh;;;\"1,3\";30;;\n"}};
    }
    static inline bool converted_ = false;
};

TEST_F(LibreOffice, AHomeMadeTable) {
    const Import import = read("nha-lam");
    EXPECT_EQ(import.format, "xlsx");
    EXPECT_EQ(import.taken, 3);
    EXPECT_EQ(import.refused, 1);
    ASSERT_TRUE(import.bank);
    EXPECT_EQ(import.bank->questions[0].key, Key(RightOptions{{"b"}}));
    EXPECT_EQ(import.bank->questions[1].text.vi, "Nguyễn Du viết \"Truyện Kiều\"; đúng không?");
    EXPECT_EQ(import.bank->questions[1].type, Type::boolean);
}

TEST_F(LibreOffice, AllOptionsInOneCell) {
    const Import import = read("mot-o");
    EXPECT_EQ(import.taken, 2);
    EXPECT_THAT(said(import), IsEmpty());
    ASSERT_TRUE(import.bank);
    EXPECT_THAT(option_texts(import.bank->questions[0]), ElementsAre("Huế", "Hà Nội", "Vinh"));
}

TEST_F(LibreOffice, KahootsLayout) {
    const Import import = read("kahoot");
    EXPECT_EQ(import.format, "kahoot");
    EXPECT_EQ(import.taken, 3);
    EXPECT_EQ(import.refused, 0);
    ASSERT_TRUE(import.bank);
    EXPECT_EQ(import.bank->questions[1].key, Key(RightOptions{{"a", "c"}}));
    EXPECT_THAT(option_texts(import.bank->questions[2]), ElementsAre("25%", "50%"));
}

TEST_F(LibreOffice, QuizizzLayout) {
    const Import import = read("quizizz");
    EXPECT_EQ(import.format, "quizizz");
    EXPECT_EQ(import.taken, 2);
    EXPECT_EQ(import.refused, 0);
    ASSERT_TRUE(import.bank);
    EXPECT_EQ(import.bank->questions[1].key, Key(RightOptions{{"a", "c"}}));
    EXPECT_EQ(import.bank->questions[1].seconds, 30);
}

} // namespace
} // namespace quiz
