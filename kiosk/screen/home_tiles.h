// The tiles of the home screen: upright in one row, lying in two. With larger letters they leave the sentence out.
// Thread: main, inside Window::draw.
#pragma once

#include "kiosk/screen/home.h"

namespace kiosk::screen {

struct Place {
    float x, y, w, h; // units
    int order;        // of appearing
};

// True when tapped.
bool tall_tile(const HomeTile&, const Place&, bool big_text);
bool low_tile(const HomeTile&, const Place&, bool big_text);

} // namespace kiosk::screen
