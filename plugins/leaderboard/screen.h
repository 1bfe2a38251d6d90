// One board on the big screen. Thread: main, inside draw.
#pragma once

#include "board.h"

#include <string>
#include <vector>

namespace leaderboard {

struct BoardView {
    Span span;
    std::string round_title;
    const std::vector<Row>& persons;
    const std::vector<Row>& units;
    std::string join_url;
    bool still; // a picture
};
void draw_board(const BoardView&);

// For pictures: people and communes as one would meet them.
void sample_boards(std::vector<Row>& persons, std::vector<Row>& units);

} // namespace leaderboard
