#include "import/table/csv.h"

#include <algorithm>

namespace quiz {
namespace {

// Takes records off the front of a text.
class Records {
public:
    Records(std::string_view text, char separator) : text_(text), separator_(separator) {}

    bool more() const { return at_ < text_.size(); }
    // The next one, into `cells`. Returns whether a quote in it, which nothing closes, was taken for a plain one.
    bool next(std::vector<Cell>& cells);

private:
    bool quoted(std::string& out, bool& unclosed);

    const std::string_view text_;
    const char separator_;
    std::size_t at_ = 0;
};

char separator_of(std::string_view text);
void without_apostrophe(std::string& text);

} // namespace

Grid read_separated(std::string_view text) {
    char separator = 0;
    int number = 0;
    if (text.starts_with("sep=") && text.size() > 4 && (text.size() == 5 || text[5] == '\n')) {
        separator = text[4];
        text.remove_prefix(std::min<std::size_t>(6, text.size()));
        number = 1;
    } else {
        separator = separator_of(text);
    }
    GridBuilder grid;
    Row row;
    for (Records records(text, separator); records.more();) {
        if (records.next(row.cells))
            grid.remark(number + 1, {"Dấu ngoặc kép mở ra mà không đóng lại; đọc như chữ thường.",
                                     "A quotation mark is opened and never closed; it was read as a plain one."});
        row.number = ++number;
        for (Cell& cell : row.cells) without_apostrophe(cell.text);
        const bool blank = std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.text.empty(); });
        if (!blank && !grid.add(std::move(row)))
            break;
    }
    return std::move(grid).finish();
}

namespace {

bool Records::next(std::vector<Cell>& cells) {
    bool unclosed = false;
    for (cells.clear();;) {
        Cell cell;
        if (!quoted(cell.text, unclosed)) {
            const char ends[] = {separator_, '\n', '\0'};
            const auto end = std::min(text_.find_first_of(ends, at_), text_.size());
            cell.text = text_.substr(at_, std::min(end - at_, kMaxCellBytes + 4));
            at_ = end;
        }
        if (cells.size() < kMaxColumns)
            cells.push_back(std::move(cell));
        if (at_ >= text_.size() || text_[at_++] == '\n')
            return unclosed;
    }
}

// A cell in quotes, up to its separator. Nothing is taken where it is none after all: nothing closes it within the length of
// a cell, or more stands behind the closing quote, as in `"Ba" là ai?`.
bool Records::quoted(std::string& out, bool& unclosed) {
    if (at_ >= text_.size() || text_[at_] != '"')
        return false;
    for (std::size_t i = at_ + 1; i < text_.size() && i - at_ <= 2 * kMaxCellBytes; ++i) {
        if (text_[i] != '"') {
            out += text_[i];
        } else if (i + 1 < text_.size() && text_[i + 1] == '"') {
            out += text_[i++];
        } else if (i + 1 == text_.size() || text_[i + 1] == separator_ || text_[i + 1] == '\n') {
            at_ = i + 1;
            return true;
        } else {
            out.clear();
            return false;
        }
    }
    out.clear();
    unclosed = true;
    return false;
}

// The one that gives the first records the most cells: the median, for one long text with commas is no table.
char separator_of(std::string_view text) {
    constexpr int kLooked = 50; // records
    char best = ';';
    std::size_t widest = 1;
    for (const char separator : {'\t', ';', ','}) {
        std::vector<std::size_t> widths;
        std::vector<Cell> cells;
        for (Records records(text, separator); records.more() && widths.size() < kLooked;) {
            records.next(cells);
            widths.push_back(cells.size());
        }
        if (widths.empty())
            continue;
        const auto middle = widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) / 2);
        std::nth_element(widths.begin(), middle, widths.end());
        if (*middle > widest) {
            widest = *middle;
            best = separator;
        }
    }
    return best;
}

void without_apostrophe(std::string& text) {
    const auto first = text.find_first_not_of('\'');
    if (first > 0 && first != text.npos && std::string_view("=+-@").find(text[first]) != std::string_view::npos)
        text.erase(0, 1);
}

} // namespace
} // namespace quiz
