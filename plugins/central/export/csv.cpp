#include "export/writer.h"

#include <unistd.h>

#include <charconv>
#include <cerrno>
#include <ctime>
#include <initializer_list>

namespace central {

namespace {

constexpr std::size_t kChunk = 64 * 1024; // of one write

// As a spreadsheet sees it, also behind white space and in full width.
bool looks_like_formula(std::string_view text) {
    if (text.starts_with('\t') || text.starts_with('\r')) return true;
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    const auto rest = text.substr(first);
    for (const std::string_view start : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
        if (rest.starts_with(start)) return true;
    return false;
}

// Where the decimal sign is a comma, Excel begins a cell at ";", too, and in any place at a tab.
std::string cell_of(std::string_view text) {
    std::string safe = looks_like_formula(text) ? "'" : "";
    for (std::size_t i = 0; i < text.size(); ++i) {
        safe += text[i];
        if ((text[i] == ';' || text[i] == '\t') && looks_like_formula(text.substr(i + 1))) safe += '\'';
    }
    if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char c : safe) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string digits(auto number) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, number);
    return {text, end.ptr};
}

std::string time_of(Moment moment) {
    const std::time_t seconds = moment.ms / 1000 + 7 * 3600;
    std::tm there{};
    if (!gmtime_r(&seconds, &there)) return "";
    char text[40];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &there)};
}

struct Shown {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return cell_of(text); }
    std::string operator()(std::int64_t number) const { return digits(number); }
    std::string operator()(double number) const { return digits(number); }
    std::string operator()(Moment moment) const { return time_of(moment); }
};

class Csv final : public Writer {
public:
    explicit Csv(int file) : file_(file), text_("\xEF\xBB\xBF") {}
    void begin(Table table) override {
        std::string_view before;
        for (const auto& column : columns_of(table)) {
            text_.append(before).append(cell_of(column.heading));
            before = ",";
        }
        text_ += "\r\n";
    }
    void add(const Cells& cells) override {
        std::string_view before;
        for (const auto& cell : cells) {
            text_.append(before).append(std::visit(Shown{}, cell));
            before = ",";
        }
        text_ += "\r\n";
        if (text_.size() >= kChunk) flush();
    }
    bool finish() override {
        flush();
        return whole_;
    }

private:
    void flush() {
        std::string_view rest = text_;
        while (whole_ && !rest.empty()) {
            const auto count = ::write(file_, rest.data(), rest.size());
            if (count < 0 && errno == EINTR) continue;
            whole_ = count > 0;
            if (whole_) rest.remove_prefix(static_cast<std::size_t>(count));
        }
        text_.clear();
    }
    const int file_;
    std::string text_;
    bool whole_ = true;
};

} // namespace

std::unique_ptr<Writer> csv_writer(int file) { return std::make_unique<Csv>(file); }

void write(Writer& writer, const Batch& batch) {
    if (batch.rows.empty()) writer.begin(batch.table);
    for (const auto& row : batch.rows) writer.add(row);
}

} // namespace central
