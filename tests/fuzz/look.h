// What must be true of every import, whatever the file was. A fuzzer that finds it untrue stops as at a crash.
#pragma once

#include "import/encoding.h"
#include "import/readers.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>

namespace quiz {

inline void must(bool truth, const char* what) {
    if (truth) return;
    std::fprintf(stderr, "untrue: %s\n", what);
    std::abort();
}

// What was taken is a bank that the bank's own reader accepts without a word, and the report is JSON.
inline void look_at(const Import& import) {
    must(import.bank.has_value() == (import.taken > 0), "there is a bank where questions were taken");
    must(import.bank.has_value() == import.sentence.empty(), "there is a sentence where none were");
    must(import.notes.size() <= kMaxNotes + 1, "notes are limited");
    const auto report = nlohmann::json::parse(to_report(import), nullptr, false);
    must(!report.is_discarded(), "the report is JSON");
    if (!import.bank) return;
    must(static_cast<int>(import.bank->questions.size()) == import.taken, "as many questions as were taken");
    std::vector<BankFault> faults;
    must(parse_bank(report["pack"].dump(), Lang::vi, faults).has_value(), "the bank has no faults");
}

// Text as the readers get it from the door; nothing where the bytes are no text.
template <typename Read> int read_text(const std::uint8_t* data, std::size_t size, const Read& read) {
    ImportFile file;
    file.name = "tệp.txt";
    file.bytes = {reinterpret_cast<const char*>(data), size};
    if (const auto decoded = decode(file.bytes)) look_at(read(file, decoded->text));
    return 0;
}

} // namespace quiz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
