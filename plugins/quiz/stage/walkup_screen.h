// The walk-up quiz at the touch screen: whose turn it is, what they see, and what comes of a finger.
//
//     nothing to play ─> that, in a sentence; nobody is asked who they are
//     nobody known ─> name ─> unit (where the event has units) ─> question ─> explained ─> … ─> card ─> done: they leave
//     known, no game yet ─> hello ─> question …          known, game half-finished ─> that question
//
// Who it is the kiosk says (Host::visitor), and the game is the Walkup's: this keeps only what is typed and tapped, and drops it
// the moment the visitor is another or nobody. An explanation is shown once the answer is on disk.
//
// Thread: main. Owned by the plugin; borrows its Host and the Walkup.
#pragma once

#include "stage/walkup_pages.h"

#include <kiosk/plugin.hpp>

#include <optional>
#include <string>
#include <vector>

namespace quiz {

class WalkupScreen {
public:
    WalkupScreen(kiosk::Host& host, Walkup& walkup) : host_(host), walkup_(walkup) {}

    void init();             // in init: reads the event's units, watches the visitor
    void start();            // comes on stage
    void stop();             // leaves it
    void draw();             // one frame
    bool pose(std::string_view picture, const std::vector<Bank>&, kiosk_ms now); // "walkup-name", "walkup-result-big", …
    bool posed() const { return pose_.has_value(); }

private:
    // Sample people for `kiosk picture`.
    struct Pose {
        std::string page;
        WalkupView view;
        std::optional<Sitting> sitting;
        Card card;
        std::string url;
        Pictures pictures;
    };
    void visitor_changed();
    void forget();                    // everything typed and tapped
    WalkupView view() const;
    Touch page(const WalkupView&);
    void act(const Touch&);
    void act_on_game(const Touch&);
    void join(const std::string& unit);
    void taken(const std::optional<Refusal>&); // an answer: saved, or why not
    void say_page();                  // where somebody wants to be read to, and the page is another
    void draw_pose();

    kiosk::Host& host_;
    Walkup& walkup_;
    std::vector<UnitChoice> places_;
    Text units_title_;
    int retention_days_ = 30;

    std::int64_t person_ = 0;
    bool asks_unit_ = false, on_stage_ = false;
    kiosk::ui::TextEntry name_, search_;
    WalkupDraft draft_;
    bool saving_ = false;
    std::uint64_t saves_ = 0;         // a later save makes an earlier one's word old
    std::string trouble_, page_, said_;
    std::optional<Pose> pose_;
};

} // namespace quiz
