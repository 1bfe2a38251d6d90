#include "export/columns.h"
#include "export/writers.h"

namespace quiz {
namespace {

// Spreadsheets take a cell that begins like this for a formula, and a stranger's formula may call programs. An apostrophe
// before it makes it text; the import takes it off again, and so does one more before a text that has one of its own.
bool looks_like_formula(std::string_view text) {
    const auto first = text.find_first_not_of('\'');
    return first != text.npos && std::string_view("=+-@").find(text[first]) != std::string_view::npos;
}

std::string cell(const CellValue& value) {
    if (const auto* number = std::get_if<double>(&value)) {
        std::string digits = digits_of(*number);
        const auto point = digits.find('.');
        if (point != digits.npos && digits.size() - point == 4) // 1.125 could be a thousand and more
            digits += '0';
        return digits;
    }
    std::string text = std::get<std::string>(value);
    if (looks_like_formula(text))
        text.insert(text.begin(), '\'');
    if (text.find_first_of(";,\t\"\n\r") == text.npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace

std::string to_csv(const Bank& bank, Lang lang) {
    std::string out = "\xEF\xBB\xBF"; // else Excel takes it for the machine's old encoding
    const auto columns = columns_of(bank, lang);
    const auto add_row = [&](auto value) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0)
                out += ';';
            out += cell(value(columns[i]));
        }
        out += "\r\n";
    };
    add_row([](const Column& column) { return CellValue(column.heading); });
    for (const Question& question : bank.questions)
        add_row([&](const Column& column) { return value_of(question, column, lang); });
    return out;
}

} // namespace quiz
