// The on-screen keyboard with a name half typed: what `kiosk picture keyboard` shows. Thread: main, inside a frame.
#pragma once

namespace kiosk::screen {

void draw_keyboard_scene();

} // namespace kiosk::screen
