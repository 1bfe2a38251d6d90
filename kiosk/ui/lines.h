// Where lines break. Works on a shaped run, so that one shaping serves every width and every size tried.
// Thread: main. Pure: no state.
//
// A line breaks at spaces and after "-" and "/" between letters; never at NBSP, which authors put into two-syllable words.
// A word wider than the line is broken between letters: nothing is ever drawn beyond its box.
#pragma once

#include "kiosk/ui/shaper.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::ui {

struct Line {
    std::uint32_t begin, end; // bytes, trailing spaces left out
    float width;              // units
};

struct KIOSK_UI_API Wrapped {
    std::vector<Line> lines;
    bool word_broken = false;
    float width() const; // of the widest line, units
};

// `run` is the whole text, shaped; `width` in units.
KIOSK_UI_API void wrap(const Run& run, std::string_view text, const Type& type, float width, Wrapped& out);
// The same number of lines, of the narrowest width: no lonely last word. `out` holds what wrap() found.
KIOSK_UI_API void balance(const Run& run, std::string_view text, const Type& type, float width, Wrapped& out);
// How many bytes of `text` from `begin` on leave room for `tail` units within `width`.
KIOSK_UI_API std::uint32_t bytes_within(const Run& run, std::string_view text, const Type& type, std::uint32_t begin, float width,
                                        float tail);

} // namespace kiosk::ui
