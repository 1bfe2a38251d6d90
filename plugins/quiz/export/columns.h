// A bank as a table: which columns it needs, and what stands in them. Inside of export/ only. Thread: any.
// The words are those that the import knows again (import/table_words.h).
#pragma once

#include "bank/bank.h"
#include "import/table/table_words.h"

#include <string>
#include <variant>
#include <vector>

namespace quiz {

struct Column {
    Field field = Field::none;
    int option = 0; // of Field::option and option_en: counted from 0
    std::string heading;
};
// Those that a question of this bank fills, and always those of the template.
std::vector<Column> columns_of(const Bank&, Lang);
std::vector<Column> template_columns(Lang);

// Empty where the question has nothing for the column. A number stands as one only where people would count with it.
using CellValue = std::variant<std::string, double>;
CellValue value_of(const Question&, const Column&, Lang);

// The shortest text that is this number again.
std::string digits_of(double);

} // namespace quiz
