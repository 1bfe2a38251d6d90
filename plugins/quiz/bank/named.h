// The words that pages, files and the disk know our enumerations by, and the way back. Inside of bank/ and game/ only.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace quiz {

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name)
            return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace quiz
