// What a picture of a question may be, wherever it comes from. Thread: any. libsodium reads the base64.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quiz {

inline constexpr std::size_t kMaxPictureBytes = 512u << 10;

// RFC 4648, with its padding. Nothing where it is none. `blanks`: white space is passed over.
enum class Blanks { refused, passed_over };
std::optional<std::string> from_base64(std::string_view text, Blanks blanks);

// "image/png" or "image/jpeg", told by the first bytes; empty for anything else.
std::string_view picture_type(std::string_view bytes);

} // namespace quiz
