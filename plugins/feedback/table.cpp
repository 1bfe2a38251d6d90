#include "table.h"

#include <algorithm>
#include <tuple>

namespace feedback {

namespace {

// As a spreadsheet sees it, also behind white space and in full width.
bool looks_like_formula(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    const auto rest = text.substr(first);
    for (const std::string_view start : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
        if (rest.starts_with(start)) return true;
    return false;
}

std::string cell_of(std::string_view text) {
    std::string safe = looks_like_formula(text) ? "'" : "";
    for (std::size_t i = 0; i < text.size(); ++i) {
        safe += text[i];
        // Where the decimal sign is a comma, Excel begins a cell at ";", too.
        if (text[i] == ';' && looks_like_formula(text.substr(i + 1))) safe += '\'';
    }
    if (safe.find_first_of(",;\"\r\n\t") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char c : safe) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

void add_row(std::string& text, std::initializer_list<std::string_view> cells) {
    std::string_view before;
    for (const auto& cell : cells) {
        text.append(before).append(cell_of(cell));
        before = ",";
    }
    text += "\r\n";
}

} // namespace

std::string to_csv(std::vector<Line> lines, const Event& event, const std::set<std::string>& hidden, std::string_view lang,
                   const Word& word) {
    const auto key = [](const Line& line) {
        return std::tie(line.day, line.voice.unit, line.voice.reason, line.voice.sentence);
    };
    for (auto& line : lines)
        if (hidden.contains(line.voice.unit)) line.voice.unit.clear(); // before the order could tell
    std::sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) { return key(a) < key(b); });
    std::string text = "\xEF\xBB\xBF";
    add_row(text, {word("feedback.table.day"), word("feedback.table.unit"), word("feedback.table.reason"),
                   word("feedback.table.sentence")});
    for (const auto& line : lines) {
        const auto* unit = event.unit(line.voice.unit);
        add_row(text, {line.day, unit ? std::string_view(unit->title(lang)) : std::string_view(line.voice.unit),
                       word("feedback.reason." + std::string(name_of(line.voice.reason))), line.voice.sentence});
    }
    return text;
}

} // namespace feedback
