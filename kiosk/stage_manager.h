// What the big screen shows, and what people at the kiosk can do: the window, the screen that is on, the keys, and the
// operator's overlay. Works without a window, too: a headless kiosk knows what it would show.
//
//   home <──────────────── give_back, ten failing frames, the operator ────── a plugin's screen
//     └── show(plugin, screen), a tapped tile ──────────────────────────────────────^
//   With --show one screen is on from the start to the end, and nobody's wish changes that.
//   Held is what a plugin asked for by `show`: while it is on there is no visitor. What somebody opened is closed when they go.
//
// Thread: main, except wake().
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/config.h"
#include "kiosk/content/library.h"
#include "kiosk/handover.h"
#include "kiosk/highlights.h"
#include "kiosk/plugin/plugin_list.h"
#include "kiosk/plugin/services.h"
#include "kiosk/screen/code_entry.h"
#include "kiosk/screen/home.h"
#include "kiosk/screen/operator.h"
#include "kiosk/screen/still_there.h"
#include "kiosk/screen/window.h"
#include "kiosk/second_screen.h"
#include "kiosk/visitor.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

class StageManager final : public plugin::Stage {
public:
    struct Parts { // all outlive the manager
        const Clock& clock;
        const content::Words& words;
        const nlohmann::json& event;
        RunQueue& queue;
        plugin::PluginList& plugins;
        std::string fonts;
        VisitorSession& visitor; // is told what is on, and who touches it
        Handovers& handovers;
        store::Writer& writer;
        std::function<Highlights(const std::string& lang)> highlights; // what invites people at present
        std::function<bool()> can_speak;                               // is there a voice?
        std::function<bool(std::string_view pin)> try_pin;
        std::function<void()> leave;       // the operator ends the kiosk
        std::function<void()> first_frame; // has been drawn
        std::function<void(const std::string& file)> take_file; // of the USB stick
        std::function<void()> copy_results;                     // onto it
        std::function<bool(std::string_view kind, std::string_view id)> has_pack; // in use
    };
    StageManager(Parts, const RunOptions&);
    ~StageManager() override;

    // Kind::not_found where --show names nothing; Kind::unavailable where there is no display.
    Status open_window();
    const screen::Window* window() const { return window_.get(); } // nullptr: headless
    void wake();                                                   // [any]

    void redraw(); // something that every screen may show is different now
    void offer(screen::StickOffer); // what lies on the USB stick, for the operator

    // A turn of the loop: sleep until something happens or `at_most` ms are over and act on keys and touches; later, look
    // after the visitor, and draw.
    void wait_for_input(Ms at_most);
    void tick();
    std::optional<Ms> next_duty() const; // mono; when tick is due
    void draw_if_due();

    void set_address(std::string bind, std::uint16_t port); // for join_url; the hall's network may come up late
    const std::string& address() const { return address_; }
    ui::Scheme scheme() const;
    // What each display shows: "home", "attract", "asking", "code", or a screen's address. None when headless.
    std::vector<std::string> on_displays() const;

    // For pictures: "home", "attract", …, or "<plugin>.<picture>". Sets the scene and returns how to draw it.
    Result<screen::DrawScreen> pose(const std::string& picture);
    std::vector<std::string> pictures() const;
    void news() { highlights_stale_ = true; } // the boards have changed: the attract loop may have something new to show

    // plugin::Stage
    void show(std::string_view plugin, std::string_view screen) override;
    void give_back(std::string_view plugin) override;
    void changed(std::string_view plugin) override;
    Status open(std::string_view address) override;
    std::string lang() const override { return lang_; }
    std::string join_url(std::string_view code) const override;

private:
    struct Shown { // empty: home
        std::string plugin, screen;
        bool operator==(const Shown&) const = default;
    };
    std::optional<bool> motion() const; // reduced, full, or as the machine can bear
    Result<Shown> only_screen() const; // what --show names
    bool knows(const Shown&) const;    // a screen that the plugin's manifest names, or a pack that is one ("screens_of")
    void put_on(const Shown&);
    void put_on_stage(const Shown&); // what a plugin asked for: on the second display, where there is one
    void follow_displays();          // it came, or it is gone
    void draw_to_look_at();          // on the second display, where nothing else is on
    void draw_second();
    void put_on_soon(const Shown&); // in the next turn: not in the middle of a frame, or of a plugin's call
    bool is_held() const { return !two_ && shown_ != Shown{} && shown_ == wanted_; }
    void settle(); // tells the visitor what is on
    void visitor_news(VisitorSession::News);
    void set_lang(const std::string&);
    std::vector<std::string> languages() const; // that visitors may choose: the event's, as far as there is a file of words
    std::pair<std::string, std::string> attract_languages() const; // the second may be empty
    void act_on(const screen::Input&);
    void command(kiosk_command);
    screen::FrameOutcome draw_shown();
    screen::FrameOutcome draw_screen(); // what is on, without what the kiosk shows of its own accord
    void draw_own();                    // home, or the attract loop in its place
    void act_on(const screen::HomeTap&);
    screen::HomeView home_view() const;
    screen::AttractView attract_view() const;
    screen::StillThereView still_there_view() const;
    Result<screen::DrawScreen> pose_attract(const std::string& picture, Error no_such);
    void take_code(const std::string&); // typed at the screen
    void look_for_highlights(); // afresh, at most once in a while

    const Parts parts_;
    const RunOptions options_;
    std::string lang_; // of the moment; a new visitor finds the first one
    std::unique_ptr<screen::Operator> operator_;
    std::unique_ptr<screen::Window> window_;
    SecondScreen second_;
    bool two_ = false; // windows, at present
    std::atomic<screen::Window*> to_wake_{nullptr}; // the same window, for other threads
    std::string address_;
    std::uint16_t port_ = 0;
    Shown shown_;
    Shown wanted_; // what a plugin asked for last; the operator may have gone home meanwhile
    std::optional<std::pair<VisitorSession::Place, Shown>> settled_; // what the visitor was told
    Highlights seen_, seen_in_second_; // in the language of the moment; in the event's first and second, for the attract loop
    Highlights seen_in_first_;
    bool highlights_stale_ = true;
    Ms next_look_ = 0;       // mono
    screen::CodeEntry code_entry_;
    std::string leave_code_; // to go on elsewhere, while they are asked
    bool swallows_touch_ = false; // this touch only woke us: what lies below does not feel it
};

} // namespace kiosk
