// Where the windows go: displays come and go (a projector is plugged in, a television wakes).
// Thread: main.
#pragma once

#include "kiosk/screen/painter.h"

#include <vector>

union SDL_Event;

namespace kiosk::screen {

// `wanted` where there is such a display, else the last one: beside a laptop's own panel, that is the projector.
int display_or_last(int wanted);

// A borderless window over the whole display. Position and size are given beside "fullscreen", because with no window
// manager (plain Xorg, cage) nobody would act on the latter.
WindowShape shape_of_display(int display, std::string title);
void move_to_display(SDL_Window*, int display);

// ---- two windows

// The places of all displays at this moment, the primary one first. On X11 as RandR has them: Debian's SDL asks once, when it
// starts, and never hears of a projector that came later.
std::vector<PixelRect> display_places(SDL_Window*);
// Be told when they change, by events that displays_changed() knows.
void watch_displays(SDL_Window*);
bool displays_changed(const SDL_Event&);

// Borderless, in place and size that of a display: "fullscreen" would go by SDL's own list of them.
WindowShape shape_of_place(const PixelRect&, std::string title);
void move_to_place(SDL_Window*, const PixelRect&);

// Which display is whose. -1 for `stage` where there is one display only.
struct Arrangement {
    int kiosk = 0, stage = -1;
};
// `kiosk` and `stage` as the event file has them, -1 for "auto": the first one is touched, the last one is looked at.
Arrangement arrange(int displays, int kiosk, int stage);

} // namespace kiosk::screen
