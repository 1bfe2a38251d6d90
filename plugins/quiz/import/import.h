// Files that people bring, read into a bank: workbooks, tables, Aiken, GIFT, Moodle XML, Open Trivia DB, our own JSON.
// Thread: any; nothing is kept between calls. May take any bytes at all: what is not understood is said, nothing crashes.
//
// Every question is taken or refused on its own. Nothing is guessed silently: a note says what was refused and why, and
// what was changed in a question that was taken.
#pragma once

#include "bank/bank.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct ImportFile {
    std::string_view name;  // the file's; a hint, and the bank's title where the file says none
    std::string_view bytes;
    std::string_view format = "auto"; // or one of kImportFormats
    std::string_view map;   // of a table: JSON {"<heading>": "<field>"}; empty: guess by the headings
    Lang lang = Lang::vi;   // of the sentences
};

inline constexpr std::string_view kImportFormats[] = {"json", "kahoot", "quizizz", "xlsx",       "csv",
                                                      "aiken", "gift",  "moodle-xml", "open-trivia"};

struct ImportNote {
    bool refused = false;  // else: taken, with a change
    std::string place;     // `dòng 14, cột "Đáp án đúng"`; empty: the whole file
    std::string sentence;
};

// A table's head, for whoever maps its columns to fields by hand.
struct ImportTable {
    std::vector<std::string> columns;           // headings; "A", "B", … where a column has none
    std::vector<std::vector<std::string>> rows; // the first ones, as text; at most 5
    std::vector<std::string> map;               // the field of each column; "" is left out
};

struct Import {
    std::string format;                 // one of kImportFormats; empty: not recognised
    std::string sentence;               // only where nothing was usable: why, in one sentence
    std::optional<Bank> bank;           // of what was taken
    int taken = 0, refused = 0;
    std::vector<ImportNote> notes;      // in the order of the file; at most kMaxNotes, and one that counts the rest
    std::optional<ImportTable> table;   // only of tables, also where nothing was usable
};

inline constexpr std::size_t kMaxImportBytes = 20u << 20;
inline constexpr std::size_t kMaxImportQuestions = 20'000;
inline constexpr std::size_t kMaxNotes = 500;

Import import_file(const ImportFile&);
// As plugin.h's kiosk_bytes_reader wants it; "taken" questions stand in "pack" in the bank's own format.
std::string to_report(const Import&);

} // namespace quiz
