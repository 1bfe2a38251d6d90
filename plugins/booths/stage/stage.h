// What stands on the big screen of the booths, and how people get from one thing to the next:
//
//     browse ──tap──> a booth ──swipe, arrows──> the next one         a booth, or browse ──tap──> one code, large
//        ^──────────"all"──┘
//     `kiosk run --show booths/agriculture`: that booth alone, with a tour through its sections
//
// Thread: main.
#pragma once

#include "hall.h"
#include "passport/desk.h"
#include "stage/booth_screen.h"
#include "stage/tour.h"

#include <kiosk/plugin.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace booths {

class Stage {
public:
    Stage(kiosk::Host& host, const Hall& hall, PassportDesk& desk) : host_(host), hall_(hall), desk_(desk) {}

    void start(std::string_view screen); // "browse", "booth" (the first), or a booth's id
    void stop();
    void draw();
    bool pose(std::string_view picture);
    void booths_changed();
    void visitor_changed();

private:
    struct Code {
        int link = -1; // -1: the stamp's
    };
    void go_to(const std::string& booth, int came_from = 0); // "": browse
    void step(int by);
    void draw_browse_screen();
    void draw_booth_screen();
    void draw_code_screen();
    float page_offset(const PageLayout&);
    StampCode stamp_code() const;
    bool posed() const { return !posed_.empty(); }

    kiosk::Host& host_;
    const Hall& hall_;
    PassportDesk& desk_;
    std::string booth_;        // empty: browse
    std::string begins_with_;  // what start() asked for; the same
    std::optional<Code> code_; // over either
    bool alone_ = false, fixed_ = false; // one booth only; --show: there is no home to go to
    bool somebody_ = false; // stands at the screen
    bool to_top_ = false;   // the page, at its next frame
    int came_from_ = 0;
    std::uint64_t opened_ = 0;
    Tour tour_;
    float tour_offset_ = 0;
    std::string posed_; // a picture: nothing lives
};

} // namespace booths
