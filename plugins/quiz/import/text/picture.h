// Pictures that stand within a file, as base64. Inside of import/ only. Thread: any.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quiz {

inline constexpr std::size_t kMaxPictureBytes = 512 * 1024;

// RFC 4648, white space passed over. Nothing where it is none.
std::optional<std::string> from_base64(std::string_view text);

// A PNG or JPEG of at most kMaxPictureBytes as "data:image/png;base64,…"; nothing for anything else.
std::optional<std::string> picture(std::string_view base64);
std::optional<std::string> picture_of_uri(std::string_view data_uri);

} // namespace quiz
