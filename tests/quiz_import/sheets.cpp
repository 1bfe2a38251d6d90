#include "sheets.h"

#include <gtest/gtest.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <unistd.h>

namespace quiz {
namespace {

std::string fresh_name() {
    static int count = 0;
    return (std::filesystem::temp_directory_path() / ("sheets-" + std::to_string(getpid()) + "-" + std::to_string(++count)))
        .string();
}

std::string take(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    std::stringstream all;
    all << file.rdbuf();
    std::filesystem::remove(name);
    return all.str();
}

} // namespace

std::string workbook_of(const TestRows& rows, int first_row) {
    const std::string name = fresh_name();
    lxw_workbook* book = workbook_new(name.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Trang 1");
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const auto row = static_cast<lxw_row_t>(r) + static_cast<lxw_row_t>(first_row - 1);
            const auto column = static_cast<lxw_col_t>(c);
            if (const auto* number = std::get_if<double>(&rows[r][c]))
                worksheet_write_number(sheet, row, column, *number, nullptr);
            else
                worksheet_write_string(sheet, row, column, std::get<std::string>(rows[r][c]).c_str(), nullptr);
        }
    EXPECT_EQ(workbook_close(book), LXW_NO_ERROR);
    return take(name);
}

std::string zip_of(const Parts& parts) {
    const std::string name = fresh_name();
    int error = 0;
    zip_t* archive = zip_open(name.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    EXPECT_NE(archive, nullptr);
    for (const auto& [entry, content] : parts)
        EXPECT_GE(zip_file_add(archive, entry.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), 0), 0)
            << entry;
    EXPECT_EQ(zip_close(archive), 0);
    return take(name);
}

std::string workbook_with(const std::string& sheet_data, const Parts& extra) {
    const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)",
                      main = R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")",
                      relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const Parts usual{
        {"_rels/.rels", head + R"(<Relationships><Relationship Id="rId1" Type=")" + relation +
                            R"(/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
        {"xl/workbook.xml", head + "<workbook" + main + R"( xmlns:r=")" + relation +
                                R"("><sheets><sheet name="Trang 1" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels", head + R"(<Relationships><Relationship Id="rId1" Type=")" + relation +
                                           R"(/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type=")" +
                                           relation +
                                           R"(/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type=")" +
                                           relation + R"(/styles" Target="styles.xml"/></Relationships>)"},
        {"xl/worksheets/sheet1.xml", head + "<worksheet" + main + "><sheetData>" + sheet_data + "</sheetData></worksheet>"}};
    Parts all = extra;
    std::set<std::string> there;
    for (const auto& [name, content] : extra) there.insert(name);
    for (const auto& part : usual)
        if (!there.contains(part.first))
            all.push_back(part);
    return zip_of(all);
}

std::vector<std::string> said(const Import& import) {
    std::vector<std::string> out;
    for (const ImportNote& note : import.notes)
        out.push_back((note.refused ? "- " : "") + note.place + (note.place.empty() ? "" : ": ") + note.sentence);
    return out;
}

} // namespace quiz
