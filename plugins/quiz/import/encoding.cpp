#include "import/encoding.h"

#include <iconv.h>
#include <utf8proc.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

namespace quiz {
namespace {

constexpr std::size_t kSample = 64 * 1024; // bytes that are looked at to tell the old encodings apart

std::optional<std::string> to_utf8(std::string_view bytes, const char* encoding);
std::string_view utf16_by_its_zeros(std::string_view bytes);
bool is_utf8(std::string_view);
bool has_control_codes(std::string_view);
int like_vietnamese(std::string_view text);
std::optional<std::string> mapped(std::string_view text, unsigned options);
void end_lines_by_lf(std::string& text);

} // namespace

std::optional<Decoded> decode(std::string_view bytes) {
    Decoded out;
    std::optional<std::string> text;
    const auto starts = [&bytes](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
    if (starts("\xEF\xBB\xBF")) {
        out.encoding = "UTF-8";
        bytes.remove_prefix(3);
        if (is_utf8(bytes))
            text = bytes;
    } else if (starts("\xFF\xFE") || starts("\xFE\xFF")) {
        out.encoding = starts("\xFF\xFE") ? "UTF-16LE" : "UTF-16BE";
        text = to_utf8(bytes.substr(2), out.encoding.c_str());
    } else if (const auto utf16 = utf16_by_its_zeros(bytes); !utf16.empty()) {
        out.encoding = utf16;
        text = to_utf8(bytes, out.encoding.c_str());
    } else if (is_utf8(bytes)) {
        out.encoding = "UTF-8";
        text = bytes;
    } else if (bytes.find('\0') == bytes.npos) {
        // TCVN puts letters at control codes, windows-1258 does not. The start of a text tells.
        const auto start = bytes.substr(0, kSample);
        const auto windows = has_control_codes(bytes) ? std::nullopt : to_utf8(start, "CP1258");
        const auto tcvn = to_utf8(start, "TCVN5712-1");
        const bool is_windows = windows && (!tcvn || like_vietnamese(*windows) >= like_vietnamese(*tcvn));
        out.encoding = is_windows ? "windows-1258" : "TCVN 5712";
        text = to_utf8(bytes, is_windows ? "CP1258" : "TCVN5712-1");
        if (!text && is_windows) {
            out.encoding = "TCVN 5712";
            text = to_utf8(bytes, "TCVN5712-1");
        }
    }
    if (!text || text->find('\0') != text->npos)
        return std::nullopt;
    std::size_t marks = 0; // a program may have added one to a file that had one
    while (text->compare(marks, 3, "\xEF\xBB\xBF") == 0)
        marks += 3;
    text->erase(0, marks);
    end_lines_by_lf(*text);
    text = composed(*text);
    if (!text)
        return std::nullopt;
    out.text = std::move(*text);
    return out;
}

// NFC, a piece at a time: utf8proc needs many times the memory of what it is given. An ASCII character never composes with
// what stands before it, so a piece may end there.
std::optional<std::string> composed(std::string_view text) {
    constexpr std::size_t kPiece = 64 * 1024;
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        std::size_t end = std::min(kPiece, text.size());
        while (end < text.size() && !ascii(text[end]))
            ++end;
        const auto piece = text.substr(0, end);
        text.remove_prefix(end);
        if (std::all_of(piece.begin(), piece.end(), ascii)) {
            out += piece;
        } else if (const auto whole = mapped(piece, UTF8PROC_STABLE | UTF8PROC_COMPOSE)) {
            out += *whole;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

namespace {

using Unmapped = std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)>;

// Runs utf8proc over `text`; nothing where that is no UTF-8.
std::optional<std::string> mapped(std::string_view text, unsigned options) {
    utf8proc_uint8_t* raw = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &raw, static_cast<utf8proc_option_t>(options));
    const Unmapped owner(raw, &std::free);
    if (size < 0)
        return std::nullopt;
    return std::string(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
}

std::optional<std::string> to_utf8(std::string_view bytes, const char* encoding) {
    const iconv_t way = iconv_open("UTF-8", encoding);
    if (way == reinterpret_cast<iconv_t>(-1))
        return std::nullopt;
    std::string out;
    out.reserve(bytes.size() * 5 / 4);
    constexpr std::size_t kTail = 16;
    char piece[16 * 1024];
    char* in = const_cast<char*>(bytes.data()); // iconv's signature; it does not write there
    std::size_t left = bytes.size();
    bool fits = true, more = true;
    while (fits && more) {
        char* to = piece;
        std::size_t room = sizeof piece - kTail;
        more = iconv(way, &in, &left, &to, &room) == static_cast<std::size_t>(-1);
        fits = !more || errno == E2BIG;
        if (!more) { // a letter may wait for an accent to join it: give it out
            room += kTail;
            fits = iconv(way, nullptr, nullptr, &to, &room) != static_cast<std::size_t>(-1);
        }
        out.append(piece, static_cast<std::size_t>(to - piece));
    }
    iconv_close(way);
    if (!fits || left > 0)
        return std::nullopt;
    return out;
}

// UTF-16 without a mark: text of our languages has a zero in every second byte or so, always on the same side.
std::string_view utf16_by_its_zeros(std::string_view bytes) {
    if (bytes.size() < 2 || bytes.size() % 2 != 0)
        return {};
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        zeros[i % 2] += bytes[i] == '\0';
    if (zeros[0] == 0 && zeros[1] * 4 > bytes.size() / 2)
        return "UTF-16LE";
    if (zeros[1] == 0 && zeros[0] * 4 > bytes.size() / 2)
        return "UTF-16BE";
    return {};
}

bool is_utf8(std::string_view text) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
        utf8proc_int32_t code = 0;
        const auto size = *at < 0x80 ? 1 : utf8proc_iterate(at, left, &code);
        if (size < 1)
            return false;
        at += size;
        left -= size;
    }
    return true;
}

bool has_control_codes(std::string_view bytes) {
    return std::any_of(bytes.begin(), bytes.end(),
                       [](char c) { return c >= '\0' && c < ' ' && c != '\t' && c != '\n' && c != '\r'; });
}

// A word as a Vietnamese syllable could be written: Latin letters and đ, no accent but on a vowel, one tone at most, one
// circumflex, breve or horn at most on a letter, and no capital behind a small letter.
bool is_syllable(std::string_view word) {
    const auto apart = mapped(word, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
    if (!apart)
        return false;
    int tones = 0, shapes = 0;
    bool vowel = false, small = false;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(apart->data());
    for (auto left = static_cast<utf8proc_ssize_t>(apart->size()); left > 0;) {
        utf8proc_int32_t code = 0;
        const auto size = utf8proc_iterate(at, left, &code);
        at += size;
        left -= size;
        const bool tone = code == 0x300 || code == 0x301 || code == 0x303 || code == 0x309 || code == 0x323;
        const bool shape = code == 0x302 || code == 0x306 || code == 0x31B;
        if (tone || shape) {
            if (!vowel || (tone && ++tones > 1) || (shape && ++shapes > 1))
                return false;
            continue;
        }
        const bool capital = (code >= 'A' && code <= 'Z') || code == U'Đ';
        if (!capital && !(code >= 'a' && code <= 'z') && code != U'đ')
            return false;
        if (capital && small)
            return false;
        small = small || !capital;
        shapes = 0;
        vowel = code < 0x80 && std::string_view("aeiouyAEIOUY").find(static_cast<char>(code)) != std::string_view::npos;
    }
    return true;
}

// Of the words that are more than ASCII: those that could be Vietnamese less those that could not.
int like_vietnamese(std::string_view text) {
    const auto in_word = [](unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    int score = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        bool ascii = true;
        for (; end < text.size() && in_word(static_cast<unsigned char>(text[end])); ++end) {
            if (text.substr(end, 2) == "\xE2\x80") // general punctuation: dashes, curly quotes, …
                break;
            ascii = ascii && static_cast<unsigned char>(text[end]) < 0x80;
        }
        if (!ascii)
            score += is_syllable(text.substr(at, end - at)) ? 1 : -1;
        at = end + (text.substr(end, 2) == "\xE2\x80" ? 3 : 1);
    }
    return score;
}

void end_lines_by_lf(std::string& text) {
    std::size_t to = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool carriage = text[at] == '\r';
        if (carriage && at + 1 < text.size() && text[at + 1] == '\n')
            continue;
        text[to++] = carriage ? '\n' : text[at];
    }
    text.resize(to);
}

} // namespace
} // namespace quiz
