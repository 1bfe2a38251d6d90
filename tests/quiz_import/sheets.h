// Workbooks as people's programs write them, and archives as nobody's should.
#pragma once

#include "import/import.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace quiz {

using TestCell = std::variant<std::string, double>;
using TestRows = std::vector<std::vector<TestCell>>;

// One sheet, the first row in `first_row` (1-based).
std::string workbook_of(const TestRows& rows, int first_row = 1);

using Parts = std::vector<std::pair<std::string, std::string>>; // name, content
std::string zip_of(const Parts& parts);
// A workbook whose only sheet has this XML within <sheetData>; `extra` parts go before the usual ones of the same name.
std::string workbook_with(const std::string& sheet_data, const Parts& extra = {});

inline Import read_file(std::string_view name, std::string_view bytes, std::string_view map = {},
                        std::string_view format = "auto", Lang lang = Lang::en) {
    return import_file({.name = name, .bytes = bytes, .format = format, .map = map, .lang = lang});
}
// "row 3, column "Time": sentence", one for each note; those that refuse begin with "- ".
std::vector<std::string> said(const Import&);

} // namespace quiz
