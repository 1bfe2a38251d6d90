#include "words.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace feedback {

namespace {

std::optional<std::string> mapped(std::string_view text, int options) {
    utf8proc_uint8_t* bytes = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                                   &bytes, static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(bytes, &std::free);
    if (size < 0) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

// Calls back with each code point and its bytes.
template <class Call> void each(std::string_view text, Call&& call) {
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t code = 0;
        const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                           static_cast<utf8proc_ssize_t>(text.size() - at), &code);
        if (size < 1) return;
        call(code, text.substr(at, static_cast<std::size_t>(size)));
        at += static_cast<std::size_t>(size);
    }
}

bool is_blank(utf8proc_int32_t code) {
    const auto category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
           code == '\t' || code == '\n' || code == '\r';
}
bool is_hidden(utf8proc_int32_t code) {
    const auto category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CO ||
           category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CS;
}

} // namespace

std::optional<std::string> one_line(std::string_view raw) {
    const auto text = mapped(raw, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (!text) return std::nullopt;
    std::string line;
    bool blank = false;
    each(*text, [&](utf8proc_int32_t code, std::string_view bytes) {
        if (is_blank(code)) {
            blank = true;
            return;
        }
        if (is_hidden(code)) return;
        if (blank && !line.empty()) line += ' ';
        blank = false;
        line += bytes;
    });
    return mapped(line, UTF8PROC_STABLE | UTF8PROC_COMPOSE); // what stood beside something hidden may compose now
}

std::size_t letters(std::string_view text) {
    std::size_t count = 0;
    utf8proc_int32_t before = 0, state = 0;
    each(text, [&](utf8proc_int32_t code, std::string_view) {
        if (count == 0 || utf8proc_grapheme_break_stateful(before, code, &state)) ++count;
        before = code;
    });
    return count;
}

std::string fold(std::string_view text) {
    const auto bare = mapped(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    std::string folded;
    if (bare)
        each(*bare, [&](utf8proc_int32_t code, std::string_view bytes) {
            if (code == 0x111) folded += 'd'; // đ
            else folded += bytes;
        });
    return folded;
}

bool finds(std::string_view typed, std::string_view title) {
    const std::string wanted = fold(typed), place = ' ' + fold(title);
    for (std::size_t at = 0; at < wanted.size();) {
        const auto end = std::min(wanted.find(' ', at), wanted.size());
        if (end > at && place.find(' ' + wanted.substr(at, end - at)) == std::string::npos) return false;
        at = end + 1;
    }
    return true;
}

} // namespace feedback
