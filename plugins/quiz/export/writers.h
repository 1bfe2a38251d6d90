// One writer for each format of export.h; export.cpp chooses among them. Inside of export/ only. Thread: any.
#pragma once

#include "bank/bank.h"

#include <string>

namespace quiz {

std::string to_xlsx(const Bank&, Lang); // a workbook's bytes; empty where none could be made
std::string to_csv(const Bank&, Lang);  // UTF-8 with a byte order mark, `;` between cells: what Excel opens by itself
std::string to_gift(const Bank&, Lang);
std::string to_moodle_xml(const Bank&, Lang);

} // namespace quiz
