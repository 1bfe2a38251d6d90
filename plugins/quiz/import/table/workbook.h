// An .xlsx workbook's first visible sheet as a grid (ECMA-376, SpreadsheetML). Inside of import/ only. Thread: any.
//
// Read as people see it: percentages as "25%", dates as "2/9/1945", rich text without its colours, a formula as its value when
// the file was saved. Nothing of a workbook is run, looked up or followed outside of the file.
#pragma once

#include "import/table/grid.h"

#include <string>
#include <string_view>
#include <variant>

namespace quiz {

struct Workbook {
    Grid grid;
    std::string bank_id; // as our own export wrote them into the file; else empty
    Text bank_title;
};
// Or why the file cannot be read as one; a file of another kind is called by its name.
std::variant<Workbook, Bilingual> open_workbook(std::string_view bytes);

} // namespace quiz
