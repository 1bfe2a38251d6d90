#include "kiosk/screen/displays.h"

#include <SDL.h>

#include <algorithm>

namespace kiosk::screen {

int display_or_last(int wanted) {
    const int count = SDL_GetNumVideoDisplays();
    return wanted >= 0 && wanted < count ? wanted : std::max(0, count - 1);
}

WindowShape shape_of_display(int display, std::string title) {
    SDL_Rect area{0, 0, 1920, 1080};
    SDL_GetDisplayBounds(display, &area);
    return {std::move(title), area.x, area.y, area.w, area.h,
            SDL_WINDOW_BORDERLESS | SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_ALLOW_HIGHDPI};
}

void move_to_display(SDL_Window* window, int display) {
    SDL_Rect area{};
    if (SDL_GetDisplayBounds(display, &area) != 0) return;
    SDL_SetWindowFullscreen(window, 0); // a fullscreen window cannot be moved
    SDL_SetWindowPosition(window, area.x, area.y);
    SDL_SetWindowSize(window, area.w, area.h);
    SDL_SetWindowFullscreen(window, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

} // namespace kiosk::screen
