#include "import/table/csv.h"
#include "import/encoding.h"
#include "import/readers.h"
#include "import/table/table_questions.h"
#include "import/table/workbook.h"

namespace quiz {
namespace {

// Kahoot's and Quizizz' sheets are known by their headings, unless the file's format says that it is a table of one's own.
Import read_grid(const ImportFile& file, std::string_view own_format, Grid grid, const BankNames& names) {
    std::string_view format = own_format;
    std::optional<Layout> layout;
    const auto try_as = [&](std::string_view program, auto find) {
        if (layout || (file.format != "auto" && file.format != program))
            return;
        layout = find(grid);
        if (layout)
            format = program;
    };
    try_as("kahoot", kahoot_layout);
    try_as("quizizz", quizizz_layout);
    if (!layout && (file.format == "kahoot" || file.format == "quizizz")) {
        const std::string name = file.format == "kahoot" ? "Kahoot" : "Quizizz";
        return unusable(file.format, file.lang,
                        {"Bảng này không có các cột như mẫu của " + name + ".",
                         "This table does not have the columns of " + name + "’s template."});
    }
    auto table = make_table(std::move(grid), layout, file.map);
    if (const auto* why = std::get_if<Bilingual>(&table))
        return unusable(format, file.lang, *why);
    return read_table(file, format, std::get<Table>(table), names);
}

} // namespace

Import read_workbook(const ImportFile& file) {
    auto opened = open_workbook(file.bytes);
    if (const auto* why = std::get_if<Bilingual>(&opened))
        return unusable("xlsx", file.lang, *why);
    auto& book = std::get<Workbook>(opened);
    return read_grid(file, "xlsx", std::move(book.grid), {book.bank_id, book.bank_title});
}

Import read_csv(const ImportFile& file, std::string_view text) { return read_grid(file, "csv", read_separated(text), {}); }

} // namespace quiz
