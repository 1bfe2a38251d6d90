// Tables as files: CSV for one of them, an Excel workbook for several. Thread: one at a time.
//
// CSV is RFC 4180 with a comma, begins with a byte order mark (else Excel takes it for the machine's old encoding), and has
// an apostrophe before a text that a spreadsheet would take for a formula (OWASP, CSV injection). In a workbook texts are
// texts. Times stand by the clocks of Vietnam.
#pragma once

#include "export/tables.h"

#include <memory>

namespace central {

// Data rows of a sheet: Excel has 1,048,576 lines, one of them the headings.
inline constexpr std::size_t kMostSheetRows = 1'048'575;

// For each table begin, then its rows; then finish. Nothing throws; what failed is told at the end.
class Writer {
public:
    virtual ~Writer() = default;
    virtual void begin(Table) = 0;
    virtual void add(const Cells&) = 0;
    virtual bool finish() = 0; // false where the file is not whole: a full disk
};

// Into an open file, from where it stands; it stays the caller's to close.
std::unique_ptr<Writer> csv_writer(int file);
// Into an open, empty file. libxlsxwriter keeps what it writes in unnamed files under /tmp until the end, and has the rows
// in memory one by one.
std::unique_ptr<Writer> xlsx_writer(int file);

// Tables::next, told to a writer.
void write(Writer&, const Batch&);

} // namespace central
