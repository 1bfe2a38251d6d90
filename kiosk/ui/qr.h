// QR codes as squares, computed once per text. Thread: main.
#pragma once

#include <kiosk/ui.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::ui {

struct QrCode {
    int size = 0;           // modules per side, without the quiet zone; 0: the text does not fit into any code
    std::vector<char> dark; // size × size, row by row
};

class QrCodes {
public:
    const QrCode& get(std::string_view data); // lives until the next call

private:
    std::unordered_map<std::string, QrCode> codes_;
};

inline constexpr int kQuietZone = 4; // modules, ISO/IEC 18004

} // namespace kiosk::ui
