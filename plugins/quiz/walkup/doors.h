// The walk-up quiz's routes below /p/quiz/walkup. Each speaks of the player who asks, and of nobody else. Thread: main.
#pragma once

#include "walkup/walkup.h"

namespace quiz {

// In init. `host` and `walkup` must outlive the plugin's routes.
void open_walkup_doors(kiosk::Host& host, Walkup& walkup);

} // namespace quiz
