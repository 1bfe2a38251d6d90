#include "import/table/grid.h"

#include <algorithm>

namespace quiz {

const Cell& Row::at(int column) const {
    static const Cell kEmpty;
    return column >= 0 && static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)] : kEmpty;
}

bool GridBuilder::add(Row row) {
    if (row.cells.size() > kMaxColumns)
        row.cells.resize(kMaxColumns);
    while (!row.cells.empty() && stripped(row.cells.back().text).empty() && row.cells.back().kind != Cell::Kind::unknown)
        row.cells.pop_back();
    if (row.cells.empty())
        return true;
    std::size_t bytes = 0;
    for (Cell& cell : row.cells) {
        if (cell.text.size() > kMaxCellBytes) {
            std::size_t end = kMaxCellBytes;
            while (end > 0 && (static_cast<unsigned char>(cell.text[end]) & 0xC0) == 0x80) // not within a letter
                --end;
            cell.text.resize(end);
            remark(row.number, {"Một ô dài hơn " + std::to_string(kMaxCellBytes) + " byte đã bị cắt.",
                                "A cell of more than " + std::to_string(kMaxCellBytes) + " bytes was cut."});
        }
        bytes += cell.text.size();
    }
    if (grid_.rows.size() >= kMaxRows || cells_ + row.cells.size() > kMaxCells || bytes_ + bytes > kMaxGridBytes) {
        const std::string number = std::to_string(row.number);
        remark(0, {"Bảng quá lớn: từ dòng " + number + " trở đi không đọc.",
                   "The table is too large: row " + number + " and those below are not read."});
        return false;
    }
    cells_ += row.cells.size();
    bytes_ += bytes;
    grid_.rows.push_back(std::move(row));
    return true;
}

std::string quoted(std::string_view text) {
    constexpr std::size_t kEnough = 60; // bytes
    const std::string_view line = text.substr(0, text.find('\n'));
    std::size_t end = std::min(line.size(), kEnough);
    while (end > 0 && end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) // not within a letter
        --end;
    return "“" + std::string(line.substr(0, end)) + (end < text.size() ? "…”" : "”");
}

std::string_view stripped(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n", kNoBreak = "\xC2\xA0", kZeroWidth = "\xEF\xBB\xBF";
    for (bool more = true; more;) {
        more = false;
        const auto first = std::min(text.find_first_not_of(kBlank), text.size());
        text.remove_prefix(first);
        const auto last = text.find_last_not_of(kBlank);
        text = text.substr(0, last == text.npos ? 0 : last + 1);
        for (const auto blank : {kNoBreak, kZeroWidth}) {
            if (text.starts_with(blank))
                text.remove_prefix(blank.size()), more = true;
            if (text.ends_with(blank))
                text.remove_suffix(blank.size()), more = true;
        }
    }
    return text;
}

} // namespace quiz
