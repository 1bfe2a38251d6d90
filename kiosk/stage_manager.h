// What the big screen shows, and what people at the kiosk can do: the window, the screen that is on, the keys, and the
// operator's overlay. Works without a window, too: a headless kiosk knows what it would show.
//
//   home <──────────────── give_back, ten failing frames, the operator ────── a plugin's screen
//     └── show(plugin, screen), a tapped tile ──────────────────────────────────────^
//   With --show one screen is on from the start to the end, and nobody's wish changes that.
//
// Thread: main, except wake().
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/config.h"
#include "kiosk/content/library.h"
#include "kiosk/plugin/plugin_list.h"
#include "kiosk/plugin/services.h"
#include "kiosk/screen/home.h"
#include "kiosk/screen/operator.h"
#include "kiosk/screen/window.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
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

    void offer(screen::StickOffer); // what lies on the USB stick, for the operator

    // A turn of the loop: sleep until something happens or `at_most` ms are over and act on the keys; later, draw.
    void wait_for_input(Ms at_most);
    void draw_if_due();

    void set_address(std::string bind, std::uint16_t port); // for join_url; the hall's network may come up late
    const std::string& address() const { return address_; }
    ui::Scheme scheme() const;

    // For pictures: "home", or "<plugin>.<picture>". Sets the scene and returns how to draw it.
    Result<screen::DrawScreen> pose(const std::string& picture);
    std::vector<std::string> pictures() const;

    // plugin::Stage
    void show(std::string_view plugin, std::string_view screen) override;
    void give_back(std::string_view plugin) override;
    void changed(std::string_view plugin) override;
    std::string lang() const override { return lang_; }
    std::string join_url(std::string_view code) const override;

private:
    struct Shown { // empty: home
        std::string plugin, screen;
        bool operator==(const Shown&) const = default;
    };
    Result<Shown> only_screen() const; // what --show names
    bool knows(const Shown&) const;    // a screen that the plugin's manifest names, or a pack that is one ("screens_of")
    void put_on(const Shown&);
    void act_on(const screen::Input&);
    void command(kiosk_command);
    screen::FrameOutcome draw_shown();
    screen::HomeView home_view() const;

    const Parts parts_;
    const RunOptions options_;
    const std::string lang_;
    std::unique_ptr<screen::Operator> operator_;
    std::unique_ptr<screen::Window> window_;
    std::atomic<screen::Window*> to_wake_{nullptr}; // the same window, for other threads
    std::string address_;
    std::uint16_t port_ = 0;
    Shown shown_;
    Shown wanted_; // what a plugin asked for last; the operator may have gone home meanwhile
};

} // namespace kiosk
