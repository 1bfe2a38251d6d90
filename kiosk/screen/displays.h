// Where the window goes: displays come and go (a projector is plugged in, a television wakes).
// Thread: main.
#pragma once

#include "kiosk/screen/painter.h"

namespace kiosk::screen {

// `wanted` where there is such a display, else the last one: beside a laptop's own panel, that is the projector.
int display_or_last(int wanted);

// A borderless window over the whole display. Position and size are given beside "fullscreen", because with no window
// manager (plain Xorg, cage) nobody would act on the latter.
WindowShape shape_of_display(int display, std::string title);
void move_to_display(SDL_Window*, int display);

} // namespace kiosk::screen
