// The contest on the big screen: one function a phase, all drawn from the Round itself. Thread: main, inside draw.
#pragma once

#include "messages.h"
#include "pictures.h"

#include <functional>
#include <string>
#include <vector>

namespace quiz {

// The visitors' network, where the event file names one.
struct Wifi {
    std::string code, name, password; // the code is what a phone reads: "WIFI:T:WPA;S:…;P:…;;"
};

struct StageView {
    const RoundInfo& info;
    const Round* round;                  // nullptr: nothing is open
    const std::vector<PlayerId>& newest; // last in, first
    FaceOf face_of;
    std::string join_url;                // "HTTP://192.168.1.20:8080/7K4Q"
    Lang lang;
    kiosk_ms now;                        // mono
    std::function<const Picture*(std::string_view)> picture; // by the name in a question; nullptr: none
    Wifi wifi = {};
};

void draw_stage(const StageView&);

} // namespace quiz
