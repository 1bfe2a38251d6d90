#include "kiosk/second_screen.h"

#include <algorithm>
#include <utility>

namespace kiosk {

using nlohmann::json;
using plugin::Place;

namespace {

// "leaderboard", "leaderboard.board"
std::pair<std::string, std::string> screen_named(const json& event, plugin::PluginList& plugins) {
    const auto screens = event.find("screens");
    const std::string name = screens != event.end() ? screens->value("show", "") : "";
    const auto dot = std::min(name.find('.'), name.size());
    const std::string id = name.substr(0, dot);
    const auto* plugin = plugins.find(id);
    if (!plugin) return {};
    std::string screen = name.substr(std::min(dot + 1, name.size()));
    if (screen.empty() && !plugin->manifest().screens.empty()) screen = plugin->manifest().screens.front().id;
    return {id, screen};
}

} // namespace

SecondScreen::SecondScreen(plugin::PluginList& plugins, const json& event, std::function<void()> otherwise)
    : plugins_(plugins), event_(event), otherwise_(std::move(otherwise)) {}

std::optional<screen::WindowOptions::Two> SecondScreen::wanted(const json& event) {
    const auto screens = event.find("screens");
    if (screens == event.end() || screens->value("stage", json("none")) == "none") return std::nullopt;
    const auto display = [&](const char* key) {
        const auto found = screens->find(key);
        return found != screens->end() && found->is_number_integer() ? found->get<int>() : -1; // "auto"
    };
    return screen::WindowOptions::Two{display("kiosk"), display("stage")};
}

void SecondScreen::put_on(screen::Window& window, std::string_view plugin, std::string_view screen) {
    const auto [next, name] =
        plugin.empty() ? screen_named(event_, plugins_) : std::pair(std::string(plugin), std::string(screen));
    if (next == plugin_ && name == screen_) return;
    take_off();
    if (auto* coming = plugins_.find(next); coming && coming->screens_work() && coming->start(name, Place::second))
        plugin_ = next, screen_ = name;
    window.second_shown();
}

void SecondScreen::take_off() {
    if (auto* leaving = plugins_.find(plugin_)) leaving->stop(Place::second);
    plugin_.clear();
    screen_.clear();
}

void SecondScreen::draw(screen::Window& window) {
    auto* const plugin = plugins_.find(plugin_);
    const auto drawn = window.draw_second([&] {
        if (plugin) return plugin->draw(Place::second) ? screen::FrameOutcome::drawn : screen::FrameOutcome::failed;
        otherwise_();
        return screen::FrameOutcome::drawn;
    });
    if (!plugin) return;
    plugin->frame_over(drawn, Place::second);
    if (!plugin->screens_work()) put_on(window, {}, {}); // there is never "no screen"
}

} // namespace kiosk
