// The winner's slip on the touch screen: opened for whoever stands there and has won, as long as no round needs the stage, and on
// no other display; gone when they say so, when they leave, when the prize is fetched. Thread: main. Owned by the plugin; borrows
// Host, Contest, PrizeDesk.
#pragma once

#include "contest.h"
#include "prizes/desk.h"
#include "stage/slip.h"

#include <kiosk/plugin.hpp>

#include <optional>

namespace quiz {

inline constexpr const char* kSlipScreen = "prize"; // in plugin.json, without a tile

class PrizeSlip {
public:
    PrizeSlip(kiosk::Host& host, Contest& contest, const PrizeDesk& desk) : host_(host), contest_(contest), desk_(desk) {}
    void follow(); // in init: from then on whoever stands at the screen is looked at
    void look();   // something changed: puts the slip on, or takes it off
    void start() { on_ = true; }
    void stop();   // home was touched, or they went
    void draw();
    void pose() { posing_ = true; } // for pictures: sample words

private:
    const Claim* claim() const; // of the visitor, where it is to be shown
    std::optional<SlipView> view() const;

    kiosk::Host& host_;
    Contest& contest_;
    const PrizeDesk& desk_;
    std::int64_t shown_ = 0;  // claim; it is on, or opened with the next turn
    std::int64_t closed_ = 0; // claim that its winner has put away
    bool on_ = false;
    bool posing_ = false;
};

} // namespace quiz
