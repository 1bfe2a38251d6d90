// A winner's code on the touch screen, for somebody who played there and has no phone: prize, code, QR. Thread: main, in draw.
#pragma once

#include "bank/text.h"

#include <string>

namespace quiz {

struct SlipView {
    std::string name, prize; // of the winner; in the stage's language
    int place = 0;
    bool shared = false;
    std::string code;        // "7K4Q-M2RD"
    std::string address;     // what the QR code says
};
bool draw_slip(const SlipView&); // true when they are done and it is to go

} // namespace quiz
