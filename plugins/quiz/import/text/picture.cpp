#include "import/text/picture.h"

#include <algorithm>

namespace quiz {
namespace {

int digit(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
    return out;
}

} // namespace

std::optional<std::string> from_base64(std::string_view text) {
    const std::string digits = without_blanks(text);
    const auto padding = digits.size() - (digits.find_last_not_of('=') + 1);
    if (digits.size() % 4 != 0 || padding > 2) return std::nullopt;
    std::string out;
    out.reserve(digits.size() / 4 * 3);
    for (std::size_t i = 0; i < digits.size(); i += 4) {
        unsigned group = 0;
        for (std::size_t j = i; j < i + 4; ++j) {
            const int value = j >= digits.size() - padding ? 0 : digit(digits[j]);
            if (value < 0) return std::nullopt;
            group = group << 6 | static_cast<unsigned>(value);
        }
        for (const int shift : {16, 8, 0}) out += static_cast<char>(group >> shift & 0xff);
    }
    out.resize(out.size() - padding);
    return out;
}

std::optional<std::string> picture(std::string_view base64) {
    if (base64.size() > kMaxPictureBytes * 2) return std::nullopt;
    const std::string digits = without_blanks(base64);
    const auto bytes = from_base64(digits);
    if (!bytes || bytes->size() > kMaxPictureBytes) return std::nullopt;
    if (bytes->starts_with("\x89PNG\r\n\x1a\n")) return "data:image/png;base64," + digits;
    if (bytes->starts_with("\xff\xd8\xff")) return "data:image/jpeg;base64," + digits;
    return std::nullopt;
}

std::optional<std::string> picture_of_uri(std::string_view uri) {
    for (const std::string_view start : {"data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,"})
        if (uri.starts_with(start)) return picture(uri.substr(start.size()));
    return std::nullopt;
}

} // namespace quiz
