#include "kiosk/privacy/phone_number.h"

#include "kiosk/base/text.h"

#include <algorithm>
#include <iterator>

namespace kiosk::privacy {

namespace {

constexpr std::size_t kMaxTyped = 200; // bytes
constexpr std::size_t kMobile = 10, kFixed = 11;

Error wrong(const char* key) { return {Kind::invalid, std::string("privacy.phone_") + key}; }

bool stands_between(char32_t code) {
    constexpr std::u32string_view kSigns = U" \t.,-/()\u00A0\u2010\u2011\u2012\u2013\u2014\u2009\u202F";
    return kSigns.find(code) != kSigns.npos;
}

bool was_given_up(std::string_view number) {
    constexpr std::string_view kOld[] = {"012", "016", "018", "019"};
    return number.size() == 11 && std::find(std::begin(kOld), std::end(kOld), number.substr(0, 3)) != std::end(kOld);
}

} // namespace

Result<std::string> read_phone_number(std::string_view typed) {
    if (typed.size() > kMaxTyped) return wrong("long");
    std::string number;
    bool international = false;
    for (const char32_t code : text::spell_out(typed)) {
        if (code >= U'0' && code <= U'9') number += static_cast<char>(code);
        else if (code >= U'０' && code <= U'９') number += static_cast<char>('0' + (code - U'０')); // of some keyboards
        else if ((code == U'+' || code == U'＋') && number.empty() && !international) international = true;
        else if (!stands_between(code)) return wrong("letters");
    }
    if (number.starts_with("0084")) number.erase(0, 2), international = true;
    if (number.starts_with("84") && (international || number.size() > kMobile)) {
        number.erase(0, 2);
        if (!number.starts_with('0')) number.insert(0, "0"); // "+84 (0)912…", too
    } else if (international) {
        return wrong("unknown");
    }
    if (number.empty()) return wrong("empty");
    if (!number.starts_with('0') && number.size() == kMobile - 1) number.insert(0, "0"); // lost in a spreadsheet
    if (was_given_up(number)) return wrong("old");
    if (!number.starts_with('0')) return wrong("unknown");
    const bool fixed = number.starts_with("02");
    const std::size_t digits = fixed ? kFixed : kMobile;
    if (number.size() < digits) return wrong("short");
    if (number.size() > digits) return wrong("long");
    if (!fixed && std::string_view("35789").find(number[1]) == std::string_view::npos) return wrong("unknown");
    return number;
}

std::string spaced(std::string_view number) {
    const std::size_t head = number.size() > 6 ? number.size() - 6 : 0;
    std::string text(number.substr(0, head));
    for (std::size_t at = head; at < number.size(); at += 3)
        text += (text.empty() ? "" : " ") + std::string(number.substr(at, 3));
    return text;
}

} // namespace kiosk::privacy
