// Text with separators (RFC 4180, and what programs make of it) as a grid. Inside of import/ only. Thread: any.
#pragma once

#include "import/table/grid.h"

#include <string_view>

namespace quiz {

// `;`, `,` or a tab, whichever gives the wider table; a first line "sep=;" says it. Cells in double quotes may hold
// separators, line breaks and doubled quotes; a quote inside of a cell that does not begin with one is a quote. A cell
// '=… '+… '-… '@… loses its apostrophe, which keeps spreadsheets from taking it for a formula.
Grid read_separated(std::string_view text);

} // namespace quiz
