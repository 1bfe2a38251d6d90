// Pictures that stand within a file, as base64. Inside of import/ only. Thread: any.
#pragma once

#include "bank/picture.h"

#include <optional>
#include <string>
#include <string_view>

namespace quiz {

// A PNG or JPEG of at most kMaxPictureBytes as "data:image/png;base64,…"; nothing for anything else.
std::optional<std::string> picture(std::string_view base64);
std::optional<std::string> picture_of_uri(std::string_view data_uri);

} // namespace quiz
