#include "bank/text.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace quiz {
namespace {

bool is_word(utf8proc_int32_t code) {
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
    }
}

void append(std::string& out, utf8proc_int32_t code) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(code, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

} // namespace

std::string fold(std::string_view text) {
    // STRIPMARK takes the accents off what DECOMPOSE has taken apart. đ has no parts, so it is spelled out below.
    constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                                                             UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    utf8proc_uint8_t* raw = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &raw, kOptions);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> plain(raw, &std::free);

    std::string out;
    bool gap = false;
    for (utf8proc_ssize_t at = 0; at < size;) {
        utf8proc_int32_t code = 0;
        at += utf8proc_iterate(plain.get() + at, size - at, &code);
        if (!is_word(code)) {
            gap = true;
            continue;
        }
        if (gap && !out.empty())
            out += ' ';
        gap = false;
        append(out, code == U'đ' ? U'd' : code);
    }
    return out;
}

std::size_t letters(std::string_view text) {
    std::size_t count = 0;
    utf8proc_int32_t before = 0, state = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
        utf8proc_int32_t code = 0;
        const auto size = utf8proc_iterate(bytes, left, &code);
        if (size < 1) // a broken byte counts as a letter of its own
            code = U'\uFFFD';
        if (count == 0 || utf8proc_grapheme_break_stateful(before, code, &state))
            ++count;
        before = code;
        const auto step = size < 1 ? 1 : size;
        bytes += step;
        left -= step;
    }
    return count;
}

} // namespace quiz
