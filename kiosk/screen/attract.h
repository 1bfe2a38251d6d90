// The attract loop: what is seen from across the hall while nobody touches the screen. Calm pages of some eight seconds, one
// thing each, in huge type; the code to join stands at the same place on all of them. First language large, second small.
//
// Between two pages it asks for no frame; they change in a cross-fade of kAttractFade ms, in three steps where there is
// no GPU. A page that counts down asks for one frame a second. Each of these frames changes the page alone, not what stands around it.
// Thread: main, inside Window::draw. Whoever touches the screen ends it: that is the stage manager's business.
#pragma once

#include "kiosk/base/clock.h"

#include <kiosk/ui.h>

#include <array>
#include <string>
#include <vector>

namespace kiosk::screen {

struct Bilingual { // the second is empty where it says the same, or there is no second language
    std::string first, second;
};

struct AttractPage {
    enum class Kind { invite, top, fact };
    Kind kind = Kind::invite;
    Bilingual headline; // of a fact: a number or a few words; of the others: the title
    Bilingual text;     // a sentence; may be empty
    Bilingual source;   // "Nguồn: …"; may be empty
    ui::Icon icon = ui::Icon::sparkle;
    int hue = 0; // 0…7, as a tile's
    Ms until = 0; // wall: count down to it; 0: nothing to count
    struct Leader {
        int place;
        std::string name, score;
    };
    std::vector<Leader> leaders; // of Kind::top: up to three
};

struct AttractView {
    std::string event_name;
    std::string join_url; // empty: no join card (no network)
    Bilingual scan, touch;
    std::vector<AttractPage> pages; // at least one
};

inline constexpr Ms kAttractPage = 8'000, kAttractFade = 350; // ms

// `since`: ms since the loop came on. `wall`: for countdowns.
void draw_attract(const AttractView&, Ms since, Ms wall);

} // namespace kiosk::screen
