// The league of a centre on this kiosk's screen: follows it, keeps the last good one, tells the topic "leaderboard/league" what
// is shown, and draws it. Thread: main. Owned by the plugin, which calls it in its own callbacks.
#pragma once

#include "heard.h"
#include "league_board/screen.h"

#include <kiosk/host.hpp>

#include <string>
#include <vector>

namespace leaderboard {

class Centre {
public:
    static const char* const kTables; // for the plugin's migrations

    // `address`: as league_address has it.
    Centre(kiosk::Host&, std::string address);

    void start(); // on stage: from its first order
    void draw();
    void turn(); // units by the next order that tells something

private:
    void take(const kiosk_fetched&);
    void restore();
    void keep();
    void find_names();
    void publish();

    kiosk::Host& host_;
    const std::string address_;
    kiosk_statement put_, drop_;
    Heard heard_;
    std::vector<std::string> names_; // of the league's persons, where they are ours
    std::vector<std::int64_t> ours_; // who these are, those whom staff removed among them
    league_board::UnitOrder order_ = league_board::UnitOrder::total;
    std::int64_t kept_as_of_ = 0; // of the row in our table
    bool keeps_ = false;          // the table has rows, of this address or another
    std::string told_;            // the topic's state
};

// The board, with what the line makes of it in words. In draw.
struct Shown {
    const league_board::League* league = nullptr; // null: none ever came
    std::vector<std::string> names = {};
    league_board::UnitOrder order = league_board::UnitOrder::total;
    Line line = Line::connecting;
    std::int64_t as_of = 0; // Unix ms
};
void draw_shown(const Shown&, std::int64_t now);

} // namespace leaderboard
