// From SDL's keyboard events to the kiosk's keys. Thread: any; pure.
#pragma once

#include "kiosk/screen/window.h"

#include <optional>

struct SDL_KeyboardEvent;

namespace kiosk::screen {

// Nothing for keys that mean nothing here, for releases, and for the repeats of a key that is held down: a clicker whose
// button sticks must not skip three questions.
std::optional<Input> input_of(const SDL_KeyboardEvent&);

// Is this a key of somebody who types a text: a letter, a digit, space, backspace, enter? A clicker's page keys are none.
bool writes(const SDL_KeyboardEvent&);

} // namespace kiosk::screen
