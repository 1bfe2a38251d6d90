#include "kiosk/base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace kiosk::text {

namespace {

constexpr char32_t kJoiner = 0x200D; // zero width joiner: holds 👨‍👩‍👧 together
constexpr char32_t kEmojiLook = 0xFE0F;
constexpr char32_t kBlankBraille = 0x2800; // a symbol to Unicode, a blank to everybody else

struct Freed {
    void operator()(void* memory) const { std::free(memory); }
};

const utf8proc_uint8_t* bytes_of(std::string_view s) { return reinterpret_cast<const utf8proc_uint8_t*>(s.data()); }
bool is_ascii(std::string_view);
bool is_stream_safe(std::string_view);
std::size_t next(std::string_view, std::size_t at, char32_t& code);
void append(std::string&, char32_t);
std::size_t end_of_letter(std::string_view, std::size_t at);
bool is_pictograph(char32_t);
bool belongs_to_emoji(char32_t code, char32_t before, char32_t after);
bool is_white(char32_t, utf8proc_category_t);
bool is_invisible(char32_t, utf8proc_category_t);
bool is_punctuation(utf8proc_category_t);

} // namespace

bool is_utf8(std::string_view s) {
    for (std::size_t at = 0; at < s.size();) {
        char32_t code;
        const std::size_t length = next(s, at, code);
        if (length == 0 || code == 0) return false;
        at += length;
    }
    return true;
}

Result<std::string> nfc(std::string_view s) {
    if (!is_utf8(s)) return Error{Kind::invalid, "The text is not UTF-8."};
    if (is_ascii(s)) return std::string(s);
    if (!is_stream_safe(s)) return Error{Kind::invalid, "The text has more marks on a letter than any writing."};
    utf8proc_uint8_t* mapped = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto size = utf8proc_map(bytes_of(s), static_cast<utf8proc_ssize_t>(s.size()), &mapped, options);
    const std::unique_ptr<utf8proc_uint8_t, Freed> owner(mapped);
    if (size < 0) return Error{Kind::invalid, "The text cannot be normalised."};
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

Result<std::string> one_line(std::string_view raw) {
    auto text = nfc(raw);
    if (!text) return text.error();
    std::string line;
    line.reserve(text->size());
    bool white = false;
    bool dropped = false;
    char32_t before = 0;
    for (std::size_t at = 0; at < text->size();) {
        char32_t code;
        at += next(*text, at, code);
        char32_t after = 0;
        if (at < text->size()) next(*text, at, after);
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
        if (is_white(code, category)) {
            white = true;
            before = 0;
            continue;
        }
        if (is_invisible(code, category) && !belongs_to_emoji(code, before, after)) {
            dropped = true;
            continue;
        }
        if (white && !line.empty()) line += ' ';
        white = false;
        append(line, code);
        before = code;
    }
    // What stood on both sides of a dropped character may compose now.
    return dropped ? nfc(line) : Result<std::string>(std::move(line));
}

std::string fold(std::string_view s) {
    std::string folded;
    bool gap = false;
    for (const char32_t code : spell_out(s)) {
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
        if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME) continue;
        if (is_white(code, category) || is_punctuation(category)) {
            gap = true;
            continue;
        }
        if (is_invisible(code, category)) continue;
        if (gap && !folded.empty()) folded += ' ';
        gap = false;
        append(folded, code == U'đ' ? U'd' : code);
    }
    return folded;
}

std::u32string spell_out(std::string_view s) {
    if (!is_utf8(s)) return {};
    constexpr auto kOptions =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    const auto size = static_cast<utf8proc_ssize_t>(s.size());
    const auto needed = utf8proc_decompose(bytes_of(s), size, nullptr, 0, kOptions);
    if (needed <= 0) return {};
    std::u32string codes(static_cast<std::size_t>(needed), U'\0');
    auto* buffer = reinterpret_cast<utf8proc_int32_t*>(codes.data());
    const auto written = utf8proc_decompose(bytes_of(s), size, buffer, needed, kOptions);
    codes.resize(static_cast<std::size_t>(std::clamp<utf8proc_ssize_t>(written, 0, needed)));
    return codes;
}

std::size_t letters(std::string_view s) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < s.size(); at = end_of_letter(s, at)) ++count;
    return count;
}

std::string_view first_letters(std::string_view s, std::size_t n) {
    std::size_t at = 0;
    while (n > 0 && at < s.size()) {
        at = end_of_letter(s, at);
        --n;
    }
    return s.substr(0, at);
}

namespace {

bool is_ascii(std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Bytes of the code point at `at`, 0 where there is none.
// At most 30 marks in a row (Unicode's stream-safe text format, UAX #15): to put more in order takes time that grows with the
// square of their number.
bool is_stream_safe(std::string_view s) {
    constexpr int kMostMarks = 30;
    int marks = 0;
    for (std::size_t at = 0; at < s.size();) {
        if (static_cast<unsigned char>(s[at]) < 0x80) {
            marks = 0;
            ++at;
            continue;
        }
        char32_t code;
        at += next(s, at, code);
        const bool plain = code < 0x300 || (code >= 0x1E00 && code < 0x1F00); // Latin: most of what is read here
        if (plain || utf8proc_get_property(static_cast<utf8proc_int32_t>(code))->combining_class == 0) marks = 0;
        else if (++marks > kMostMarks) return false;
    }
    return true;
}

std::size_t next(std::string_view s, std::size_t at, char32_t& code) {
    utf8proc_int32_t value = -1;
    const auto length = utf8proc_iterate(bytes_of(s) + at, static_cast<utf8proc_ssize_t>(s.size() - at), &value);
    code = static_cast<char32_t>(value);
    return length > 0 ? static_cast<std::size_t>(length) : 0;
}

void append(std::string& s, char32_t code) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
    s.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t end_of_letter(std::string_view s, std::size_t at) {
    char32_t code;
    std::size_t length = next(s, at, code);
    if (length == 0) return at + 1;
    at += length;
    utf8proc_int32_t state = 0;
    while (at < s.size()) {
        char32_t following;
        length = next(s, at, following);
        if (length == 0) break;
        const auto left = static_cast<utf8proc_int32_t>(code);
        if (utf8proc_grapheme_break_stateful(left, static_cast<utf8proc_int32_t>(following), &state)) break;
        code = following;
        at += length;
    }
    return at;
}

bool is_pictograph(char32_t code) {
    const bool skin_tone = code >= 0x1F3FB && code <= 0x1F3FF;
    const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code));
    return skin_tone || property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

bool belongs_to_emoji(char32_t code, char32_t before, char32_t after) {
    if (code == kJoiner) return (is_pictograph(before) || before == kEmojiLook) && is_pictograph(after);
    const bool keycap = before == U'#' || before == U'*' || (before >= U'0' && before <= U'9');
    return code == kEmojiLook && (is_pictograph(before) || (keycap && after == 0x20E3));
}

bool is_white(char32_t code, utf8proc_category_t category) {
    return (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == kBlankBraille || category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

bool is_invisible(char32_t code, utf8proc_category_t category) {
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CO ||
           utf8proc_get_property(static_cast<utf8proc_int32_t>(code))->ignorable;
}

bool is_punctuation(utf8proc_category_t category) {
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

} // namespace

} // namespace kiosk::text
