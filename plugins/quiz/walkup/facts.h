// What the quiz has to say to people who pass by: the countdown to the next round, and how many have played today. Thread: main.
#pragma once

#include "walkup/walkup.h"

namespace quiz {

// In init. All three must outlive the plugin.
void offer_quiz_facts(kiosk::Host&, const Contest&, Walkup&);

} // namespace quiz
