// What a terminal shows of a QR code. Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace kiosk {

// Two modules a character (▀▄█), dark on light whatever the terminal's colours, quiet zone of 4. Empty where the text is
// too long for a QR code.
std::string qr_for_terminal(std::string_view text);

} // namespace kiosk
