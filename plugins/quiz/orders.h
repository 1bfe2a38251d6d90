// Orders: what staff may open, read from the event file or from the staff page. Thread: any.
#pragma once

#include "game/round.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

// What staff may open: a contest of the event file, or banks picked by hand.
struct Order {
    std::string contest; // id, or empty
    Text title;
    std::vector<std::string> banks;
    std::vector<std::string> topics;      // only these; empty: all
    std::vector<Difficulty> difficulties; // only these; empty: all
    int questions = 10;
    Preset preset = Preset::balanced;
    int seconds = 20;
    bool automatic = false;
    Dwell dwell;
    bool asks_guess = false;
    int standings_every = 1;
    bool shuffle_questions = true; // false: the first ones, in the order of banks and file
    bool shuffle_options = true;
    bool rehearsal = false;
};

// The contests of the event file; those that make no sense were refused when the file was checked.
std::vector<Order> read_orders(std::string_view event_json);
// How many people a unit must have before its figures are shown: privacy.min_group.
int read_min_group(std::string_view event_json);

// {"banks":["a"],"questions":10,"preset":"balanced","seconds":20,"auto":false,"rehearsal":false,"asks_guess":false,
// "shuffle_questions":true,"shuffle_options":true,"topics":["…"],"difficulties":["easy"]}.
// Nothing where a value is out of its range.
std::optional<Order> read_order(const nlohmann::json&);

} // namespace quiz
