// `kiosk import`, `kiosk export` and `kiosk export-template`, as somebody meets them who has a file from a colleague.
#include "tests/flow/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace kiosk::flow {
namespace {

using support::run_program;
using support::TempFolder;
using testing::EndsWith;
using testing::HasSubstr;

const std::string kTable = "Câu hỏi;A;B;C;D;Đáp án đúng\n"
                           "Thủ đô của Việt Nam?;Huế;Hà Nội;Đà Nẵng;Cần Thơ;B\n"
                           "Một câu ghi nhầm?;Một;Hai;Ba;Bốn;E\n";

struct Files : testing::Test {
    TempFolder folder;
    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
    // What `kiosk import` says of a file, and how it ends.
    support::Outcome imports(const std::string& name, std::vector<std::string> more = {}) {
        std::vector<std::string> words = {"import", path(name), "--lang", "en"};
        words.insert(words.end(), more.begin(), more.end());
        return run_program(words);
    }
};

TEST_F(Files, AWorkbookOfLibreOfficeIsTakenRowByRow) {
    if (std::system("command -v libreoffice >/dev/null 2>&1") != 0) GTEST_SKIP() << "LibreOffice is not installed";
    folder.write("bang.csv", kTable.c_str());
    const std::string command = "cd '" + folder.path().string() + "' && timeout 100 libreoffice -env:UserInstallation=file://" +
                                folder.path().string() +
                                "/profile --headless --infilter=\"CSV:59,34,76\" --convert-to xlsx bang.csv >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    const auto outcome = imports("bang.xlsx", {"-o", path("bang.json")});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.out, HasSubstr("row 3, column \"Đáp án đúng\": “E” is not one of the four options"));
    EXPECT_THAT(outcome.out, EndsWith("taken 1, refused 1\n"));
    EXPECT_EQ(run_program({"check", path("bang.json")}).status, 0) << "what was taken is a sound bank";
}

TEST_F(Files, OurBanksGoOutAndComeBackWhole) {
    for (const std::string format : {"xlsx", "csv", "gift", "moodle-xml", "json"}) {
        const std::string name = "an-toan-so." + format;
        ASSERT_EQ(run_program({"export", "an-toan-so", "--format", format, "-o", path(name)}).status, 0) << format;
        const auto outcome = imports(name);
        EXPECT_EQ(outcome.status, 0) << format;
        EXPECT_EQ(outcome.out, "taken 27, refused 0\n") << format;
    }
}

TEST_F(Files, AColumnThatNobodyCouldGuessIsNamed) {
    folder.write("bang.csv", "Câu hỏi;A;B;Cô Lan ghi\nTrời xanh?;Có;Không;A\n");
    EXPECT_EQ(imports("bang.csv").status, 2);
    const auto outcome = imports("bang.csv", {"--map", "Cô Lan ghi=answer"});
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_THAT(outcome.out, EndsWith("taken 1, refused 0\n"));
    EXPECT_EQ(imports("bang.csv", {"--map", "Cô Lan ghi"}).status, 2);
}

TEST_F(Files, TheTemplateIsAWorkbookWithNothingToTakeYet) {
    ASSERT_EQ(run_program({"export-template", "--format", "xlsx", "-o", path("mau.xlsx")}).status, 0);
    const auto outcome = imports("mau.xlsx");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.out, HasSubstr("taken 0, refused 0"));
    EXPECT_EQ(run_program({"export-template", "--format", "docx", "-o", path("mau.docx")}).status, 2);
}

TEST_F(Files, WhatIsNoFileOfQuestionsGetsOneSentence) {
    folder.write("anh.xlsx", "\xff\xd8\xff\xe0 a photograph");
    folder.write("ngoac.json", std::string(100'000, '[').c_str());
    folder.write("thuc-the.xml",
                 "<?xml version=\"1.0\"?><!DOCTYPE q [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><quiz>&b;</quiz>");
    for (const char* name : {"anh.xlsx", "ngoac.json", "thuc-the.xml"}) {
        const auto outcome = imports(name);
        EXPECT_EQ(outcome.status, 2) << name;
        EXPECT_THAT(outcome.out, EndsWith("taken 0, refused 0\n")) << name;
    }
    EXPECT_EQ(imports("anh.xlsx", {"--format", "word"}).status, 2);
    EXPECT_EQ(run_program({"import", path("none.xlsx")}).status, 2);
    EXPECT_EQ(run_program({"export", "no-such-bank"}).status, 1);
}

} // namespace
} // namespace kiosk::flow
