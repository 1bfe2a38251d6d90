#include "import/text/picture.h"

#include <algorithm>

namespace quiz {
namespace {

std::string without_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
    return out;
}

} // namespace

std::optional<std::string> picture(std::string_view base64) {
    if (base64.size() > kMaxPictureBytes * 2) return std::nullopt;
    const std::string digits = without_blanks(base64);
    const auto bytes = from_base64(digits, Blanks::refused);
    if (!bytes || bytes->size() > kMaxPictureBytes) return std::nullopt;
    const std::string_view type = picture_type(*bytes);
    if (type.empty()) return std::nullopt;
    return "data:" + std::string(type) + ";base64," + digits;
}

std::optional<std::string> picture_of_uri(std::string_view uri) {
    for (const std::string_view start : {"data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,"})
        if (uri.starts_with(start)) return picture(uri.substr(start.size()));
    return std::nullopt;
}

} // namespace quiz
