#include "import/table/number_format.h"

#include <chrono>
#include <cmath>
#include <cstdio>

namespace quiz {

NumberFormat NumberFormat::built_in(int id) {
    switch (id) {
    case 9:
    case 10: return {.percent = true};
    case 14:
    case 15: return {.day = true, .month = true, .year = true};
    case 16: return {.day = true, .month = true};
    case 17: return {.month = true, .year = true};
    case 18:
    case 19:
    case 20:
    case 21:
    case 45:
    case 46:
    case 47: return {.time = true};
    case 22: return {.day = true, .month = true, .year = true, .time = true};
    default: return {};
    }
}

NumberFormat NumberFormat::of_code(std::string_view code) {
    NumberFormat format;
    bool m = false;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) { // behind ';': negative numbers
        switch (code[i]) {
        case '"': i = std::min(code.find('"', i + 1), code.size()); break;
        case '[':
            if (i + 1 < code.size() && (code[i + 1] == 'h' || code[i + 1] == 'H')) // [h]:mm, hours beyond 24
                format.time = true;
            i = std::min(code.find(']', i + 1), code.size());
            break;
        case '\\':
        case '_':
        case '*': ++i; break; // the next letter is no code
        case '%': format.percent = true; break;
        case 'd':
        case 'D': format.day = true; break;
        case 'y':
        case 'Y': format.year = true; break;
        case 'm':
        case 'M': m = true; break;
        case 'h':
        case 'H':
        case 's':
        case 'S': format.time = true; break;
        default: break;
        }
    }
    format.month = m && (!format.time || format.day || format.year); // else minutes
    return format;
}

Cell shown(double value, const NumberFormat& format, bool from_1904) {
    using namespace std::chrono;
    constexpr double kYear10000 = 2'958'466; // the first day that spreadsheets do not know
    if (format.percent)
        return {plain_number(value * 100) + "%", Cell::Kind::number};
    if (!format.date() || value < 0 || value >= kYear10000)
        return {plain_number(value), Cell::Kind::number};

    // Day 60 of the other count is 29 February 1900, which never was: days before it are one off (Lotus 1-2-3's bug).
    const auto whole = static_cast<int>(std::floor(value));
    const sys_days first = from_1904 ? sys_days{January / 1 / 1904} : sys_days{December / (whole < 60 ? 31 : 30) / 1899};
    const year_month_day date{first + days{whole}};
    std::string text;
    const auto add = [&text](bool wanted, int part) {
        if (wanted)
            text += (text.empty() ? "" : "/") + std::to_string(part);
    };
    add(format.day, static_cast<int>(static_cast<unsigned>(date.day())));
    add(format.month, static_cast<int>(static_cast<unsigned>(date.month())));
    add(format.year, static_cast<int>(date.year()));
    if (format.time) {
        const auto minutes = static_cast<int>(std::lround((value - whole) * 24 * 60));
        char clock[16];
        std::snprintf(clock, sizeof clock, "%d:%02d", minutes / 60, minutes % 60);
        text += (text.empty() ? "" : " ") + std::string(clock);
    }
    return {text, Cell::Kind::date};
}

std::string plain_number(double value) {
    char digits[64];
    std::snprintf(digits, sizeof digits, std::abs(value) >= 1e15 && std::abs(value) < 1e21 ? "%.0f" : "%.15g", value);
    return digits;
}

} // namespace quiz
