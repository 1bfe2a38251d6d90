// What a file is, by what is in it. Inside of import/ only. Thread: any.
#pragma once

#include "import/collector.h"

#include <optional>
#include <string_view>

namespace quiz {

// By the first bytes: an archive (as workbooks are), a PDF, a picture, an old .xls, …; read_workbook() says which.
bool is_binary(std::string_view bytes);

struct TextKind {
    std::string_view format;     // of kImportFormats
    std::optional<Bilingual> nothing; // text, but of a kind that we do not read
};
// By the text's own marks; its name decides only where these say nothing. A table is what is left over.
TextKind kind_of(std::string_view text, std::string_view file_name);

} // namespace quiz
