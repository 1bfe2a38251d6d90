// One running instance of a plugin: the contract's life cycle, with every call guarded.
//
//     (made) ── init() ──► ready ── start(screen) ──► on stage ── draw()* ── stop() ──► ready ── ~Plugin
//                 │                                      │
//                 └─ Error: left out                     └─ ten frames in a row fail: stop(), screens_work() is false
//
// A plugin whose frames fail loses its screens only: phones that are in the middle of its round are still served.
//
// Thread: main. What a callback writes to the store within one of these calls is one step, submitted when it returns.
#pragma once

#include "kiosk/plugin/hub.h"
#include "kiosk/plugin/plugin_file.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::plugin {

inline constexpr int kFailedFramesAllowed = 10;

// Where a screen is on: in the kiosk's own window, or in the one on a second display. A plugin may have one screen in each.
enum class Place : std::uint8_t { kiosk, second };

class Plugin {
public:
    Plugin(const PluginFile&, Hub&); // both outlive it
    ~Plugin();                       // stop(), destroy; its routes go, its waiting phones get 503
    Plugin(const Plugin&) = delete;
    Plugin& operator=(const Plugin&) = delete;

    // create and init. Before Writer::start, because plugins migrate their tables here. With an Error nothing is left
    // behind and every other call does nothing.
    Status init();

    const Manifest& manifest() const { return file_.manifest(); }
    const std::string& id() const { return file_.manifest().id; }

    // The screen comes on stage; stops the one that was there. False where it cannot be shown. A screen that is on in both
    // places was started once, and is stopped when it leaves the last one.
    bool start(const std::string& screen, Place = Place::kiosk);
    void stop(Place = Place::kiosk);
    const std::string& on_stage(Place place = Place::kiosk) const { return screens_[static_cast<std::size_t>(place)]; } // empty: none

    // One frame of the screen that is on stage, inside Window::draw. False where it threw or returned an error.
    bool draw(Place = Place::kiosk);
    // What became of that frame: what Window::draw returned, which also knows what was left open in Dear ImGui. Counts;
    // ten bad ones in a row stop the plugin's screens.
    //     plugin.frame_over(window.draw([&] { return plugin.draw() ? FrameOutcome::drawn : FrameOutcome::failed; }));
    void frame_over(const Status&, Place = Place::kiosk);
    bool screens_work() const { return !screens_failed_; }

    std::optional<Ms> wake() const; // mono; when tick() is due: long past where another thread asked for it
    void tick(Ms now);
    bool command(kiosk_command); // did it mean something to the plugin?
    bool pose(const std::string& picture);
    // One of the manifest's commands: its exit status, and what it said. Nothing where it threw, or knows no commands.
    std::optional<int> run_command(const std::vector<std::string>& words, std::string& said);

    const std::string& trouble() const { return trouble_; } // the last failure, one sentence; empty: none

private:
    void end();

    const PluginFile& file_;
    const kiosk_plugin_entry& entry_;
    kiosk_host& host_; // the hub's; outlives this
    void* self_ = nullptr;
    std::string screens_[2];  // by Place
    int failed_frames_ = 0;   // in a row
    std::string draw_failed_; // why the last draw did
    bool screens_failed_ = false;
    std::string trouble_;
};

} // namespace kiosk::plugin
