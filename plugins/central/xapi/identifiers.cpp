#include "xapi/identifiers.h"

#include "xapi/ascii.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace central::xapi {

namespace {

constexpr bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// What may stand in an IRI as it is; "%" is looked at apart. Bytes from 0x80 on are letters of UTF-8.
constexpr std::array<bool, 256> plain_in_iri() {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0; c < plain.size(); ++c) plain[c] = c >= 0x80 || (c > ' ' && c < 0x7F);
    for (const char c : {'<', '>', '"', '{', '}', '|', '\\', '^', '`', '%'}) plain[static_cast<unsigned char>(c)] = false;
    return plain;
}
constexpr auto kPlain = plain_in_iri();

std::size_t scheme_length(std::string_view);
bool is_token(std::string_view);

} // namespace

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
    std::string made(text);
    for (char& c : made) c = lower(c);
    return made;
}

bool is_hex(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_hex_digit); }

bool is_plain_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < ' ' || byte == 0x7F) return false;
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0;
        if (length == 0 || text.size() - i < length) return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        const auto second = length > 2 ? static_cast<unsigned char>(text[i + 1]) : 0;
        // Forms that are too long, halves of pairs, and what is beyond Unicode: RFC 3629, 4.
        if ((byte == 0xE0 && second < 0xA0) || (byte == 0xED && second > 0x9F) || (byte == 0xF0 && second < 0x90) ||
            (byte == 0xF4 && second > 0x8F))
            return false;
        i += length;
    }
    return true;
}

bool is_iri(std::string_view text) {
    const std::size_t scheme = scheme_length(text);
    if (scheme == 0 || scheme + 1 == text.size()) return false;
    for (std::size_t i = scheme + 1; i < text.size(); ++i) {
        if (kPlain[static_cast<unsigned char>(text[i])]) continue;
        if (text[i] != '%' || text.size() - i < 3 || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2])) return false;
        i += 2;
    }
    return true;
}

bool is_uri(std::string_view text) {
    return is_iri(text) && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !is_hex_digit(text[i])) return false;
    }
    return true;
}

std::string random_uuid() {
    static const int ready = sodium_init();
    static_cast<void>(ready);
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
    char hex[33];
    std::string uuid = sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    for (const std::size_t dash : {8u, 13u, 18u, 23u}) uuid.insert(dash, 1, '-');
    return uuid;
}

bool is_mailbox(std::string_view text) {
    constexpr std::string_view kScheme = "mailto:";
    if (!text.starts_with(kScheme)) return false;
    const std::string_view address = text.substr(kScheme.size());
    const std::size_t at = address.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == address.size()) return false;
    return is_iri(text) && address.find_first_of("@/:?#,;", at + 1) == std::string_view::npos &&
           address.find_first_of("/:?#,;") == std::string_view::npos;
}

bool is_media_type(std::string_view text) {
    const std::string_view type = text.substr(0, text.find_first_of("; \t"));
    const std::size_t slash = type.find('/');
    if (slash == std::string_view::npos || !is_token(type.substr(0, slash)) || !is_token(type.substr(slash + 1))) return false;
    const std::size_t rest = text.find_first_not_of(" \t", type.size());
    return rest == std::string_view::npos || text[rest] == ';';
}

bool is_sha2(std::string_view text) {
    return (text.size() == 56 || text.size() == 64 || text.size() == 96 || text.size() == 128) && is_hex(text);
}

namespace {

// Up to the colon; 0 where there is none.
std::size_t scheme_length(std::string_view text) {
    if (text.empty() || !is_letter(text.front())) return 0;
    std::size_t i = 1;
    while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]) || text[i] == '+' || text[i] == '-' || text[i] == '.'))
        ++i;
    return i < text.size() && text[i] == ':' ? i : 0;
}

// RFC 2045, 5.1.
bool is_token(std::string_view text) {
    constexpr std::string_view kSpecials = "()<>@,;:\\\"/[]?=";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return c > ' ' && c < 0x7F && kSpecials.find(c) == std::string_view::npos;
    });
}

} // namespace

} // namespace central::xapi
