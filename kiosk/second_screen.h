// What the window on a second display shows: what a plugin asked for by `show`; else the screen that the event file names, or
// what invites people. Visitors have the first window to themselves then.
//
// Thread: main. Owned by the stage manager, which says when the window comes and goes.
#pragma once

#include "kiosk/plugin/plugin_list.h"
#include "kiosk/screen/window.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

class SecondScreen {
public:
    // Both outlive it. `otherwise` is drawn where nothing else is on.
    SecondScreen(plugin::PluginList&, const nlohmann::json& event, std::function<void()> otherwise);

    // As the event file wants it; nothing where it wants one window.
    static std::optional<screen::WindowOptions::Two> wanted(const nlohmann::json& event);

    void put_on(screen::Window&, std::string_view plugin, std::string_view screen); // no plugin: what stands otherwise
    void take_off();                                                                // the display is gone
    bool shows(std::string_view plugin) const { return plugin_ == plugin; }
    std::string address() const { return plugin_.empty() ? "attract" : plugin_ + "/" + screen_; } // as StageManager::on_displays
    void draw(screen::Window&); // a frame of it, which is due

private:
    plugin::PluginList& plugins_;
    const nlohmann::json& event_;
    const std::function<void()> otherwise_;
    std::string plugin_, screen_; // that are on; empty: neither
};

} // namespace kiosk
