// A QR code as a drawing for pages: dark on white with its quiet zone, in every theme. Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace quiz {

// SVG, or "" where the text is too long for a code that a phone reads across a table (120 bytes).
std::string qr_svg(std::string_view text);

} // namespace quiz
