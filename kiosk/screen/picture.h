// One screen drawn without a window system and saved as PNG: `kiosk picture`, and the tests of screens.
// Thread: main; no Window may be open.
#pragma once

#include "kiosk/screen/window.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kiosk::screen {

struct PictureOptions {
    int w = 1920, h = 1080; // pixels
    std::string lang = "vi";
    ui::Scheme scheme = ui::Scheme::dark;
    std::string font_dir;
    std::function<std::string_view(std::string_view key)> text;
};

// Draw `screen` with all motion at its end and write `path`. Kind::internal when the screen failed to draw.
Status save_picture(const PictureOptions&, const DrawScreen& screen, const std::string& path);

// Write pixels as PNG: rows from the top, 3 bytes each. Kind::unavailable, with libpng's reason, when the disk refuses.
Status write_png(const std::string& path, int w, int h, const std::vector<std::uint8_t>& rgb);

} // namespace kiosk::screen
