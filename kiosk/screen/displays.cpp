#include "kiosk/screen/displays.h"

#include "kiosk/screen/displays_x11.h"

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

std::vector<PixelRect> display_places(SDL_Window* window) {
    std::vector<PixelRect> places;
    for (const X11Place& place : x11_places(window)) places.push_back({place.x, place.y, place.w, place.h});
    if (!places.empty()) return places;
    for (int display = 0; display < SDL_GetNumVideoDisplays(); ++display) {
        SDL_Rect area{};
        if (SDL_GetDisplayBounds(display, &area) == 0) places.push_back({area.x, area.y, area.w, area.h});
    }
    return places;
}

void watch_displays(SDL_Window* window) { x11_watch(window); }

bool displays_changed(const SDL_Event& event) { return event.type == SDL_DISPLAYEVENT || x11_told(event); }

WindowShape shape_of_place(const PixelRect& place, std::string title) {
    return {std::move(title), place.x, place.y, place.w, place.h, SDL_WINDOW_BORDERLESS | SDL_WINDOW_ALLOW_HIGHDPI};
}

void move_to_place(SDL_Window* window, const PixelRect& place) {
    SDL_SetWindowFullscreen(window, 0);
    SDL_SetWindowBordered(window, SDL_FALSE);
    SDL_SetWindowPosition(window, place.x, place.y);
    SDL_SetWindowSize(window, place.w, place.h);
}

Arrangement arrange(int displays, int kiosk, int stage) {
    if (displays < 2) return {};
    const auto known = [displays](int wanted, int otherwise) { return wanted >= 0 && wanted < displays ? wanted : otherwise; };
    Arrangement made{known(kiosk, -1), known(stage, -1)};
    if (made.stage < 0) made.stage = made.kiosk == displays - 1 ? 0 : displays - 1;
    if (made.kiosk < 0 || made.kiosk == made.stage) made.kiosk = made.stage == 0 ? displays - 1 : 0;
    return made;
}

} // namespace kiosk::screen
