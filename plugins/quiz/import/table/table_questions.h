// Rows of a table as questions. Inside of import/ only. Thread: any.
#pragma once

#include "import/import.h"
#include "import/table/table.h"

#include <string>
#include <string_view>

namespace quiz {

// The bank's own id and title, where the file has them.
struct BankNames {
    std::string id;
    Text title;
};
Import read_table(const ImportFile&, std::string_view format, const Table&, const BankNames&);

} // namespace quiz
