// The league on the central's own big screen, for organisers: the board that kiosks get by --from, fed without a network, and in
// the band at its foot how many kiosks are heard, how many have fallen silent, and what has been received.
//
// Thread: main. Owned by the plugin, which calls it in its own callbacks. Costs nothing while it is not on.
#pragma once

#include "league_board/screen.h"

#include <kiosk/host.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace central {

class Stage {
public:
    explicit Stage(kiosk::Host& host) : host_(host) {}

    // On, off; `now` mono.
    void start(kiosk_ms now);
    void stop() { on_ = false; }
    bool on() const { return on_; }
    // What GET /p/central/league would say now, and how many statements have come in all.
    void show(std::string_view league, std::int64_t received);
    // Whether it wants to be shown what is new, as it does once a minute, for silence makes no noise.
    bool tick(kiosk_ms now);
    std::optional<kiosk_ms> next() const; // when it wants a tick, mono
    void draw() const;
    bool pose(std::string_view picture);

private:
    kiosk::Host& host_;
    league_board::League league_;
    bool known_ = false; // league_ is one
    std::vector<std::string> names_;
    std::int64_t received_ = 0, as_of_ = 0; // as_of: Unix ms
    league_board::UnitOrder order_ = league_board::UnitOrder::total;
    bool on_ = false;
    kiosk_ms turn_at_ = 0, look_at_ = 0; // mono
};

} // namespace central
