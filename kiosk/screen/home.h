// The built-in home: who invites, how to join, and a tile for everything that can be opened. It needs no plugin, and is
// what people see when a plugin had to be stopped.
// Thread: main, inside Window::draw.
// Words: home.* and visitor.* of content/i18n.
#pragma once

#include "kiosk/base/clock.h"

#include <kiosk/ui.h>

#include <optional>
#include <string>
#include <vector>

namespace kiosk::screen {

// What one can open from home. The home does not know what is behind it.
struct HomeTile {
    std::string id;    // given back when tapped
    std::string title; // in the stage's language
    std::string blurb; // a sentence of up to two lines; may be empty
    std::string meta;  // "128 người đang chơi"; may be empty
    ui::Icon icon = ui::Icon::sparkle;
    int hue = 0;       // 0…7: the colour of that answer in the theme
    ui::Icon meta_icon = ui::Icon::users;
};

struct HomeView {
    std::string event_name, event_place;
    std::string join_url;  // "HTTP://192.168.1.20:8080/7K4Q"; empty: no join card (no network)
    std::string wifi;      // name of the Wi-Fi to be in; empty: not shown
    std::string status;    // "Đang diễn ra"; empty: the invitation of home.invite
    std::vector<HomeTile> tiles; // up to 8 are shown: 4 across, on 4:3 screens 2×2
    // The bar at the bottom.
    struct Language {
        std::string code, name; // "vi", "Tiếng Việt": in its own words
    };
    std::vector<Language> languages; // fewer than two: no choice is shown
    std::string lang;
    std::string visitor; // who is there; empty: nobody has said
    bool big_text = false, can_speak = false, aloud = false;
};

struct HomeTap {
    enum class What { tile, language, big_text, aloud, code, done };
    What what;
    std::string id; // of the tile, of the language
};

// Draw it. `wall` is for the clock (local time zone); it asks for its own frame at the full minute.
// Returns what was tapped in this frame.
std::optional<HomeTap> draw_home(const HomeView&, Ms wall);

} // namespace kiosk::screen
