// The league of all kiosks on a big screen: persons, units in the order that is on, and in words how new it is. Drawn the same
// on a kiosk that follows a centre and on the centre itself. Thread: main, inside draw.
#pragma once

#include "league_board/rows.h"

#include <kiosk/ui.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace league_board {

// A sentence in the band at the foot: how new the board is, who is silent. A sign stands beside every colour.
struct Note {
    enum class Tone { plain, good, warning };
    kiosk::ui::Icon sign;
    std::string sentence;
    Tone tone = Tone::plain;
};

struct View {
    const League* league = nullptr; // null: none ever came
    std::vector<std::string> names; // of league->persons, where this kiosk knows them; "" or missing: their code is shown
    UnitOrder order = UnitOrder::total;
    std::vector<Note> notes; // from the left
    std::string totals = {}; // beside the title; as totals_of has it
};
void draw(const View&);

// "1.234 lượt chơi · 856 người · 6 kiosk"
std::string totals_of(const League&);
// "10:32", "10:32 ngày 28/11"
std::string time_words(std::int64_t unix_ms, std::int64_t now_ms);
// "3 kiosk chưa báo từ 10:05"; none where nobody is silent.
std::vector<Note> silent_notes(const League&, std::int64_t now_ms);

// For pictures: a league as a province would have it, with the longest names there are where that is asked for.
struct Sample {
    League league;
    std::vector<std::string> names;
};
Sample sample(bool long_names, std::int64_t now_ms);

} // namespace league_board
