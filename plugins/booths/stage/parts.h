// What the screens of the booths share: pictures beside the plugin, figures in words, colours of a booth, the card with the
// stamp's code. Thread: main, inside draw (shown_value and shown_source: any).
#pragma once

#include "booth/booth.h"

#include <kiosk/ui.h>

#include <string>
#include <string_view>

namespace booths {

// "969", "99,6 %", and where it comes from: "Báo Chính phủ · 9/10/2025". `share` of the value, for counting up.
std::string shown_value(const Figure&, std::string_view lang, double share = 1);
std::string shown_source(const Figure&, std::string_view lang);
// "2025-10-09" as people write it: "9/10/2025", "10/2025"; "9 Oct 2025", "Oct 2025".
std::string shown_date(std::string_view iso, std::string_view lang);

// nullptr where the file is missing: then the place is filled with the booth's colours and its icon.
kiosk::ui::Image* picture_of(const Picture&);
const kiosk::ui::AnswerColor& color_of(const Booth&);
kiosk::ui::Icon icon_of(const Booth&);
// Fills the place with the picture, or with what stands in for it.
void draw_picture(const Booth&, const Picture&, float x, float y, float w, float h, float radius);

// The code that earns the stamp, with the ring of its 30 s.
struct StampCode {
    std::string url;
    float seconds_left = 0, seconds_total = 30;
    std::int64_t given = 0; // stamps so far
};
// The code beside its words, or above them where the card is higher than wide. True when tapped: somebody wants to see it from
// farther away.
bool draw_stamp_card(const StampCode&, float x, float y, float w, float h);

} // namespace booths
