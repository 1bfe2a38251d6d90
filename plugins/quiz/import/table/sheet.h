// The cells of one sheet. Inside of import/ only; workbook.h is the door. Thread: any.
#pragma once

#include "import/table/archive.h"
#include "import/table/grid.h"

#include <string>
#include <string_view>
#include <variant>

namespace quiz {

// Where a sheet's cells find their texts and their looks.
struct SheetParts {
    std::string sheet, shared_strings, styles; // entries of the archive
    bool from_1904 = false; // days are counted from there, as Excel for Mac did
};
std::variant<Grid, Bilingual> read_sheet(const Archive&, const SheetParts&);

} // namespace quiz
