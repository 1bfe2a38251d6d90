// Drawing that several widgets share and plugins have no use for. Thread: main.
#pragma once

#include <kiosk/ui.h>

namespace kiosk::ui {

inline constexpr float kPi = 3.14159265f;

// A round-ended arc from `begin` to `end` (radians, clockwise from three o'clock), coloured from top to bottom of its circle.
void arc_gradient(float cx, float cy, float radius, float thickness, float begin, float end, ImU32 from, ImU32 to);

} // namespace kiosk::ui
