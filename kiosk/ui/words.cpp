// Words and numbers in the language of the stage.
#include "kiosk/ui/state.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kiosk::ui {
namespace {

// The few words that the widgets themselves write. The event's i18n files may say them otherwise.
struct OwnWord {
    std::string_view key, vi, en;
};
constexpr OwnWord kOwnWords[] = {
    {"ui.join.scan", "Quét để tham gia", "Scan to join"},
    {"ui.join.code", "Mã tham gia", "Join code"},
    {"ui.points", "điểm", "points"},
    {"keyboard.done", "Xong", "Done"},
    {"keyboard.space", "Dấu cách", "Space"},
    {"keyboard.symbols", "?123", "?123"},
    {"keyboard.letters", "ABC", "ABC"},
    {"keyboard.telex", "Telex", "Telex"},
    {"keyboard.vni", "VNI", "VNI"},
    {"keyboard.plain", "EN", "EN"},
};

std::string_view own_word(std::string_view key, std::string_view lang) {
    for (const OwnWord& word : kOwnWords)
        if (word.key == key)
            return lang == "en" ? word.en : word.vi;
    return key;
}

} // namespace

std::string_view tr(std::string_view key) {
    const StageOptions& options = state().options;
    if (options.text)
        if (const std::string_view found = options.text(key); !found.empty() && found != key)
            return found;
    return own_word(key, options.lang);
}

std::string tr(std::string_view key, std::initializer_list<std::string_view> args) {
    const std::string_view pattern = tr(key);
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); i++) {
        std::size_t index = args.size();
        if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 1] >= '0' && pattern[i + 1] <= '9' &&
            pattern[i + 2] == '}')
            index = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (index < args.size()) {
            out += *(args.begin() + index);
            i += 2;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

std::string number(double value, int decimals) {
    if (!std::isfinite(value))
        return "–";
    const bool english = open() && state().options.lang == "en";
    const char group = english ? ',' : '.', point = english ? '.' : ',';
    char digits[400];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, std::fabs(value), std::chars_format::fixed, std::clamp(decimals, 0, 20))
            .ptr;
    const std::string_view all(digits, static_cast<std::size_t>(end - digits)), whole = all.substr(0, all.find('.'));
    std::string out;
    if (value < 0 && all.find_first_of("123456789") != std::string_view::npos)
        out = "−";
    for (std::size_t i = 0; i < whole.size(); i++) {
        if (i && (whole.size() - i) % 3 == 0)
            out += group;
        out += whole[i];
    }
    if (whole.size() < all.size())
        out.append(1, point).append(all.substr(whole.size() + 1));
    return out;
}

} // namespace kiosk::ui
