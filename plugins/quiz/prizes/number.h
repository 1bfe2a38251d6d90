// A number in an address or a query. Thread: any.
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace quiz {

// 0 for what is none: no round, claim or person has that number.
inline std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), number);
    return bad == std::errc{} && end == text.data() + text.size() ? number : 0;
}

} // namespace quiz
