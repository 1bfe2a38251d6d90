// A table as a person sees it: rows of cells, each a text. What workbooks and separated texts are read into.
// Inside of import/ only. Thread: any.
#pragma once

#include "import/collector.h"

#include <string>
#include <vector>

namespace quiz {

struct Cell {
    enum class Kind : unsigned char {
        text,
        number,  // of a workbook: always with a point, never with groups
        date,    // a workbook's; written as people here write it: 2/9/1945
        unknown, // an error such as #REF!, or a formula whose value the file does not have
    };
    std::string text;
    Kind kind = Kind::text;
    bool computed = false; // by a formula; the text is the value when the file was saved
};

struct Row {
    int number = 0; // 1-based, as the program that made the file shows it
    std::vector<Cell> cells;

    const Cell& at(int column) const; // an empty one where the row is shorter
};

struct Grid {
    std::vector<Row> rows; // without empty ones, in order
    struct Remark {
        int row = 0; // 0: the whole table
        Bilingual said;
    };
    std::vector<Remark> remarks;
};

// What one table may hold; the rest of a larger one is left out, with a remark.
inline constexpr std::size_t kMaxRows = kMaxImportQuestions + 100; // with a title and headings
inline constexpr std::size_t kMaxColumns = 200;
inline constexpr std::size_t kMaxCells = 1'000'000;
inline constexpr std::size_t kMaxCellBytes = 32'767; // as in Excel; more is no question
inline constexpr std::size_t kMaxGridBytes = 24u << 20;

// Fills a grid within these limits.
class GridBuilder {
public:
    // False where the grid is full. Cells behind the last column and all that is too long for a cell are cut.
    bool add(Row row);
    void remark(int row, const Bilingual& said) { grid_.remarks.push_back({row, said}); }
    Grid finish() && { return std::move(grid_); }

private:
    Grid grid_;
    std::size_t cells_ = 0, bytes_ = 0;
};

// Without the white space around it (no-break spaces too).
std::string_view stripped(std::string_view);

// For sentences: in “quotation marks”, of bearable length.
std::string quoted(std::string_view);

} // namespace quiz
