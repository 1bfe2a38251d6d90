#include "prizes/code.h"

#include <algorithm>

namespace quiz {

namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // 32: no I, O, 0, 1
static_assert(kLetters.size() == 32);
constexpr std::size_t kMostTyped = 300;

} // namespace

std::string code_of(const std::array<unsigned char, kCodeLetters>& random) {
    std::string code;
    for (const unsigned char byte : random) code += kLetters[byte % 32];
    return code;
}

std::string spaced_code(std::string_view code) {
    return code.size() == kCodeLetters ? std::string(code.substr(0, 4)) + '-' + std::string(code.substr(4)) : std::string(code);
}

std::optional<std::string> read_code(std::string_view typed) {
    if (typed.size() > kMostTyped) return std::nullopt;
    if (const auto at = typed.find_last_of("=#/"); at != typed.npos) typed.remove_prefix(at + 1);
    std::string code;
    for (const char c : typed) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
        const char letter = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (kLetters.find(letter) == kLetters.npos) return std::nullopt;
        code += letter;
    }
    return code.size() == kCodeLetters ? std::optional(std::move(code)) : std::nullopt;
}

void Guesses::refill(std::int64_t now) {
    if (left_ >= kMost) {
        since_ = now;
        return;
    }
    const auto grown = std::max<std::int64_t>(0, (now - since_) / kEvery);
    left_ = static_cast<int>(std::min<std::int64_t>(kMost, left_ + grown));
    since_ += grown * kEvery;
}

bool Guesses::allowed(std::int64_t now) {
    refill(now);
    return left_ > 0;
}

void Guesses::wrong(std::int64_t now) {
    refill(now);
    if (left_ > 0) --left_;
}

std::int64_t Guesses::wait_ms(std::int64_t now) {
    return allowed(now) ? 0 : since_ + kEvery - now;
}

} // namespace quiz
