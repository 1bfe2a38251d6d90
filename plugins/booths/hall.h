// The booths in use, in the order in which people walk past them, and what the event gives for a full passport.
// Thread: main.
#pragma once

#include "booth/booth.h"

#include <kiosk/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace booths {

struct Reward {
    double bonus = 500; // points; 0: none
    bool draw = true;   // a number for the prize draw
};

struct Hall {
    std::vector<Booth> booths;
    std::vector<std::string> ids; // of the same, in the same order
    Reward reward;

    // Reads packs and event anew. A booth that cannot be read is left out and logged.
    void read(kiosk::Host&);
    const Booth* find(std::string_view id) const;      // nullptr: there is none
    std::size_t place_of(std::string_view id) const;   // index; booths.size() where there is none
};

} // namespace booths
