// What the fields of HTTP are made of (RFC 9110, section 5.5 and 5.6.3). Thread: any.
#pragma once

#include <string_view>

namespace kiosk::http {

inline bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// Without the blanks and tabs around it.
inline std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
    return s;
}

} // namespace kiosk::http
