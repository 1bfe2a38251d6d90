// A grid whose columns mean something: where the headings stand, and which column is which field of a question.
// Inside of import/ only. Thread: any.
#pragma once

#include "import/table/grid.h"
#include "import/table/table_words.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quiz {

struct Table {
    std::vector<std::string> headings; // "A", "B", … where a column has none
    std::vector<Field> fields;         // of each column
    std::vector<Row> rows;             // below the headings
    std::vector<Grid::Remark> remarks;

    int column(Field) const; // the first of that field, or -1
    std::vector<int> columns(Field) const;
    std::string heading(int column) const; // empty for -1
    ImportTable preview() const;           // for whoever maps the columns by hand
};

// Where the headings of a known program's sheet stand, and what its columns are.
struct Layout {
    std::size_t heading_row = 0; // index in Grid::rows
    std::vector<Field> fields;
};
std::optional<Layout> kahoot_layout(const Grid&);
std::optional<Layout> quizizz_layout(const Grid&);

// By a layout, or by headings in Vietnamese and English, whatever their accents and capitals; `map` (as in ImportFile) goes
// before all of that. Or why `map` cannot be followed.
std::variant<Table, Bilingual> make_table(Grid, const std::optional<Layout>&, std::string_view map);

// What a heading stands for, by itself.
Field field_of_heading(std::string_view heading);
std::string_view name_of(Field); // "source-date"; empty for none

// "A", "B", … "Z", "AA", … of a column counted from 0.
std::string column_letters(int column);

} // namespace quiz
