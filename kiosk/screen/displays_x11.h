// RandR, for displays.cpp: kept apart because Xlib's header defines Status, None and Bool for everybody. Empty and false where
// the window is no X11 window. libXrandr is opened at run time, as SDL does; it is there wherever SDL runs on X11.
// Thread: main.
#pragma once

#include <vector>

struct SDL_Window;
union SDL_Event;

namespace kiosk::screen {

struct X11Place {
    int x, y, w, h;
};
std::vector<X11Place> x11_places(SDL_Window*); // of the monitors in use, the primary one first
void x11_watch(SDL_Window*);                   // RandR's notices come through SDL's queue from now on
bool x11_told(const SDL_Event&);               // is it one?

} // namespace kiosk::screen
