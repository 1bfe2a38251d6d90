#include "passport/codes.h"

#include <sodium.h>

#include <charconv>

namespace booths {

namespace {

static_assert(std::tuple_size_v<Secret> == crypto_auth_hmacsha256_KEYBYTES);

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // 32: no I, O, 0, 1
constexpr std::size_t kCodeLetters = 7;
constexpr std::size_t kMacBytes = 16; // of a pass, in hex
constexpr std::int64_t kOldSteps = kPassSteps;
constexpr std::size_t kMostPass = 160;

using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

// The kinds are told apart by their first word, fields by a byte that is in none of them.
Mac mac_of(const Secret& secret, std::string_view kind, std::string_view booth, Person player, std::int64_t step) {
    std::string text(kind);
    text += '\0';
    text += booth;
    text += '\0';
    text += std::to_string(player);
    text += '\0';
    text += std::to_string(step);
    Mac mac;
    crypto_auth_hmacsha256(mac.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), secret.data());
    return mac;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string upper(std::string_view text) {
    std::string all(text);
    for (char& c : all)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return all;
}

std::string hex_of(const Mac& mac) {
    std::string hex(2 * kMacBytes + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), mac.data(), kMacBytes);
    hex.pop_back();
    return hex;
}

// What stands before the next dot; the rest stays in `text`.
std::string_view field(std::string_view& text) {
    const auto dot = text.find('.');
    const auto found = text.substr(0, dot);
    text = dot == text.npos ? std::string_view{} : text.substr(dot + 1);
    return found;
}

bool number(std::string_view text, std::int64_t& out) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
    return failed == std::errc{} && end == text.data() + text.size();
}

} // namespace

std::string code_of(const Secret& secret, std::string_view booth, std::int64_t step) {
    const Mac mac = mac_of(secret, "code", booth, 0, step);
    std::uint64_t bits = 0;
    for (int i = 0; i < 5; ++i) bits = bits << 8 | mac[static_cast<std::size_t>(i)];
    std::string code = "B";
    for (std::size_t i = 0; i < kCodeLetters; ++i, bits >>= 5) code += kLetters[bits & 31];
    return code;
}

Seen look_up(const Secret& secret, std::span<const std::string> booths, std::string_view code, Ms now) {
    Seen seen;
    if (code.size() != kCodeLetters + 1) return seen;
    const std::string given = upper(code);
    const std::int64_t present = step_of(now);
    for (std::int64_t back = kOldSteps; back >= 0; --back)
        for (std::size_t i = 0; i < booths.size(); ++i)
            if (same(given, code_of(secret, booths[i], present - back)))
                seen = {back <= 1 ? Age::fresh : Age::old, i, present - back};
    return seen;
}

std::string write_pass(const Secret& secret, const Pass& pass) {
    return pass.booth + "." + std::to_string(pass.player) + "." + std::to_string(pass.step) + "." +
           hex_of(mac_of(secret, "pass", pass.booth, pass.player, pass.step));
}

std::optional<Pass> read_pass(const Secret& secret, std::string_view text, Person player, Ms now) {
    if (text.size() > kMostPass) return std::nullopt;
    Pass pass;
    pass.booth = field(text);
    if (!number(field(text), pass.player) || !number(field(text), pass.step)) return std::nullopt;
    if (!same(text, hex_of(mac_of(secret, "pass", pass.booth, pass.player, pass.step)))) return std::nullopt;
    const std::int64_t age = step_of(now) - pass.step;
    if (age < -1 || age > kPassSteps) return std::nullopt; // -1: the clock was set a little
    if (pass.player != 0 && pass.player != player) return std::nullopt;
    return pass;
}

} // namespace booths
