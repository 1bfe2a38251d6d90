// "Are you still there?": drawn over whatever is shown, before a visitor who has walked away is forgotten. Any touch, wherever
// it is, says yes; that is the stage manager's business. Whoever must go may carry their session on with the code.
// Thread: main, inside Window::draw. Words: visitor.* of content/i18n.
#pragma once

#include <string>

namespace kiosk::screen {

struct StillThereView {
    std::string name;        // who they are; empty: they have not said
    std::string code, url;   // "K7QMP3XAB", and the address that it makes; empty: there is nothing to carry on
    float seconds_left = 10, seconds_total = 10;
};

void draw_still_there(const StillThereView&);

} // namespace kiosk::screen
