// What a number in a workbook looks like: 0.25 may be "25%", and 16682 is "2/9/1945". Inside of import/ only. Thread: any.
#pragma once

#include "import/table/grid.h"

#include <string>
#include <string_view>

namespace quiz {

struct NumberFormat {
    bool percent = false;
    bool day = false, month = false, year = false, time = false;

    bool date() const { return day || month || year || time; }
    // By its number, for the ones every workbook has (ECMA-376, 18.8.30), or by its code: "dd/mm/yyyy".
    static NumberFormat built_in(int id);
    static NumberFormat of_code(std::string_view code);
};
// `value` as a cell of this look.
Cell shown(double value, const NumberFormat&, bool from_1904);
// Up to 15 digits, as spreadsheets show them; no exponent where it can be done without.
std::string plain_number(double);

} // namespace quiz
