#include "kiosk/screen/picture.h"

namespace kiosk::screen {

Status save_picture(const PictureOptions& options, const DrawScreen& screen, const std::string& path) {
    WindowOptions how;
    how.fullscreen = false;
    how.offscreen = true;
    how.still = true;
    how.w = options.w;
    how.h = options.h;
    how.lang = options.lang;
    how.scheme = options.scheme;
    how.font_dir = options.font_dir;
    how.text = options.text;
    auto window = Window::open(std::move(how));
    if (!window) return window.error();
    // Twice: what a screen learns while it draws (the width of a text, a tween's target) shows in the second.
    (*window)->screen_shown();
    for (int frame = 0; frame < 2; ++frame)
        if (auto drawn = (*window)->draw(screen); !drawn) return drawn;
    return (*window)->save_png(path);
}

} // namespace kiosk::screen
