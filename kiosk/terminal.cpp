#include "kiosk/terminal.h"

#include <qrencode.h>

#include <memory>

namespace kiosk {

std::string qr_for_terminal(std::string_view text) {
    constexpr int kQuiet = 4;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code) return {};
    const auto dark = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < code->width && y < code->width && (code->data[y * code->width + x] & 1);
    };
    std::string out;
    for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
        out += "\033[30;107m"; // black on bright white
        for (int x = -kQuiet; x < code->width + kQuiet; ++x) {
            const bool upper = dark(x, y), lower = dark(x, y + 1);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += "\033[0m\n";
    }
    return out;
}

} // namespace kiosk
