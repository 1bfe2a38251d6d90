// The staff's day: what is checked before the doors open, how far the day has come, the codes to print, the results to take
// home. What is played is a plugin's business; its staff page tells how far that is.
//
//     opened → rehearsed (or skipped) → played → closed          each with its time; a new day begins with none of them
//
// Thread: main.
#pragma once

#include "kiosk/desk.h"
#include "kiosk/staff/reach.h"

#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace kiosk::staff {

// What has been done today. Wall ms; 0: not yet.
class DayBook {
public:
    static constexpr std::array<std::string_view, 4> kSteps{"opened", "rehearsed", "played", "closed"};

    // From what `text` kept; a day that is over, or no text of ours, is an empty one.
    void load(std::string_view text, Ms wall);
    // False where there is no such step. The first time counts; "reopened" takes "closed" back.
    bool note(std::string_view step, Ms wall);
    std::string text() const;
    nlohmann::json json(Ms wall) const; // {"opened_ms", …}: of today

private:
    std::string date_;
    std::array<Ms, kSteps.size()> at_{};
};

// Is there something that sounds? Reads what the kernel's sound system (ALSA) lists.
bool has_sound(const std::filesystem::path& cards = "/proc/asound/cards");

class DayDesk {
public:
    struct Parts {
        Desk& desk;
        http::Server& server;
        http::Router& router;
        store::Writer& writer;
        store::Database& reader;
        const Clock& clock;
        std::filesystem::path data;
        nlohmann::json wifi;                   // of the event
        std::function<std::string()> join_url;
        std::function<int()> displays;         // 0: no window
    };
    explicit DayDesk(Parts parts) : parts_(std::move(parts)) {}

    Status load();
    void add_routes();
    void saw(const http::Request& request) { reach_.saw(request.peer, parts_.clock.wall()); }
    nlohmann::json state() const; // a part of the topic kiosk/staff

private:
    void note(const http::Request&);
    void check(const http::Request&);
    void codes(const http::Request&);
    void results(const http::Request&);

    Parts parts_;
    Reach reach_;
    DayBook book_;
    store::StatementId set_ = 0;
};

} // namespace kiosk::staff
