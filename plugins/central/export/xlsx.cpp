#include "export/writer.h"

#include <xlsxwriter.h>

#include <utility>

namespace central {

namespace {

constexpr lxw_color_t kInk = 0x1F2937, kDeep = 0x0B4F6C, kLine = 0xC7D3DA;
constexpr std::size_t kLongestCell = 32'000; // bytes; Excel takes 32,767 letters

std::string cut(std::string text) {
    if (text.size() <= kLongestCell) return text;
    std::size_t end = kLongestCell;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    return text;
}

// Days since 1899-12-30, as Excel counts, by the clocks of Vietnam.
double days_of(Moment moment) { return (static_cast<double>(moment.ms) / 1000 + 7 * 3600) / 86'400 + 25'569; }

class Xlsx final : public Writer {
public:
    explicit Xlsx(int file) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(("/proc/self/fd/" + std::to_string(file)).c_str(), &options);
        if (!book_) return;
        heading_ = look(LXW_COLOR_WHITE);
        format_set_bold(heading_);
        format_set_bg_color(heading_, kDeep);
        format_set_align(heading_, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(heading_);
        text_ = look(kInk);
        count_ = look(kInk);
        format_set_num_format(count_, "#,##0");
        number_ = look(kInk);
        time_ = look(kInk);
        format_set_num_format(time_, "dd/mm/yyyy hh:mm:ss");
    }
    ~Xlsx() override {
        if (book_) lxw_workbook_free(book_); // nobody wants the file
    }
    void begin(Table table) override {
        close_sheet();
        if (!book_) return;
        sheet_ = workbook_add_worksheet(book_, std::string(sheet_of(table)).c_str());
        whole_ = whole_ && sheet_;
        if (!sheet_) return;
        columns_ = static_cast<lxw_col_t>(columns_of(table).size());
        row_ = 0;
        worksheet_freeze_panes(sheet_, 1, 0);
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 9); // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_repeat_rows(sheet_, 0, 0);
        worksheet_set_row(sheet_, 0, 48, nullptr);
        lxw_col_t at = 0;
        for (const auto& column : columns_of(table)) {
            worksheet_set_column(sheet_, at, at, column.width, nullptr);
            worksheet_write_string(sheet_, 0, at++, std::string(column.heading).c_str(), heading_);
        }
    }
    void add(const Cells& cells) override {
        if (!sheet_) return;
        ++row_;
        lxw_col_t at = 0;
        for (const auto& cell : cells) {
            const auto done = std::visit([&](const auto& value) { return put(at, value); }, cell);
            whole_ = whole_ && done == LXW_NO_ERROR;
            ++at;
        }
    }
    bool finish() override {
        close_sheet();
        return book_ && workbook_close(std::exchange(book_, nullptr)) == LXW_NO_ERROR && whole_;
    }

private:
    lxw_format* look(lxw_color_t ink) {
        auto* format = workbook_add_format(book_);
        format_set_font_name(format, "Calibri");
        format_set_font_size(format, 11);
        format_set_font_color(format, ink);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, kLine);
        return format;
    }
    void close_sheet() {
        if (sheet_) worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns_ - 1));
        sheet_ = nullptr;
    }
    lxw_error put(lxw_col_t at, std::monostate) { return worksheet_write_blank(sheet_, row_, at, text_); }
    lxw_error put(lxw_col_t at, const std::string& text) {
        return worksheet_write_string(sheet_, row_, at, cut(text).c_str(), text_);
    }
    lxw_error put(lxw_col_t at, std::int64_t number) {
        return worksheet_write_number(sheet_, row_, at, static_cast<double>(number), count_);
    }
    lxw_error put(lxw_col_t at, double number) { return worksheet_write_number(sheet_, row_, at, number, number_); }
    lxw_error put(lxw_col_t at, Moment moment) { return worksheet_write_number(sheet_, row_, at, days_of(moment), time_); }

    lxw_workbook* book_ = nullptr;
    lxw_format *heading_ = nullptr, *text_ = nullptr, *count_ = nullptr, *number_ = nullptr, *time_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_row_t row_ = 0;
    lxw_col_t columns_ = 0;
    bool whole_ = true;
};

} // namespace

std::unique_ptr<Writer> xlsx_writer(int file) { return std::make_unique<Xlsx>(file); }

} // namespace central
