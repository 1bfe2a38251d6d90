// One reader for each kind of file; import.cpp chooses among them. Inside of import/ only. Thread: any.
// `text` is UTF-8, NFC, without byte order mark and NUL, lines ended by LF (see encoding.h).
#pragma once

#include "import/import.h"

namespace quiz {

// Tables: a workbook (its bytes are a zip archive), or text with separators. Says itself whether a workbook is Kahoot's,
// Quizizz's or home-made, unless the file's format tells.
Import read_workbook(const ImportFile&);
Import read_csv(const ImportFile&, std::string_view text);

Import read_aiken(const ImportFile&, std::string_view text);
Import read_gift(const ImportFile&, std::string_view text);
Import read_moodle_xml(const ImportFile&); // the bytes: XML names its own encoding
Import read_open_trivia(const ImportFile&, std::string_view text);
Import read_own_json(const ImportFile&, std::string_view text);

} // namespace quiz
