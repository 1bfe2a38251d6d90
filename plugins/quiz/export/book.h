// A workbook while it is being written: its looks, and the sheet of questions that exports and the template share.
// Inside of export/ only. Thread: one at a time. It is written into memory; libxlsxwriter keeps its sheets in unnamed
// temporary files until then.
#pragma once

#include "export/columns.h"

#include <string>
#include <string_view>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace quiz {

class Book {
public:
    Book();
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    lxw_workbook* get() const { return book_; }
    lxw_format *title = nullptr, *heading = nullptr, *text = nullptr, *number = nullptr, *example = nullptr, *strong = nullptr;

    // Headings, widths, drop-downs for the rows below, and how it prints.
    lxw_worksheet* add_questions(const std::vector<Column>&, Lang);
    // `row` counts from 0, the headings are 0.
    void write(lxw_worksheet*, unsigned row, const std::vector<Column>&, const Question&, Lang, lxw_format* look = nullptr) const;

    // Not every program makes rows as high as their texts need: how many lines a text fills in a column of that width (in
    // characters), about, and a row of that many.
    static double lines(std::string_view text, double width);
    static void fit(lxw_worksheet*, unsigned row, double lines);

    std::string finish() &&; // the file's bytes; empty where it could not be made

private:
    int memory_ = -1; // a file that has no name
    lxw_workbook* book_ = nullptr;
};

} // namespace quiz
