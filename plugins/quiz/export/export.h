// A bank written as a file that other programs open, and the workbook that staff fill in. Thread: any.
#pragma once

#include "bank/bank.h"

#include <optional>
#include <string>
#include <string_view>

namespace quiz {

// "json", "xlsx", "csv", "gift", "moodle-xml": what it loses is what the format cannot hold (README.md has the table).
// Nothing for a format that is not one of these. `lang`: of the headings; texts in both languages are written in both
// where the format can hold them, else in `lang`.
std::optional<std::string> export_bank(const Bank&, std::string_view format, Lang lang);

// The workbook to fill in: headings, drop-downs for type and answer, one example row, a sheet of instructions.
std::string export_template(Lang lang);

} // namespace quiz
