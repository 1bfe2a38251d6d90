#include "kiosk/ui/paint.h"
#include "kiosk/ui/state.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr float kTop = -kPi / 2;
constexpr double kSlowTick = .1; // s between frames of a countdown without a GPU
constexpr float kPlate = 16;     // units by which the plate is wider than the ring

struct Colors {
    ImU32 from, to;
};

Colors colors_at(float fraction) { // calm, then warm, then red: seen from the corner of the eye
    const Theme& t = theme();
    if (fraction > .5f)
        return {t.accent2, t.accent};
    if (fraction > .25f)
        return {t.warn, mix(t.warn, t.bad, .5f)};
    return {t.bad, mix(t.bad, t.accent, .2f)};
}

void ask_for_tick(float cx, float cy, float radius) {
    const State& s = state();
    if (s.options.still)
        return;
    const float reach = radius + kPlate + 2;
    need_part(cx - reach, cy - reach, 2 * reach, 2 * reach, s.options.software ? static_cast<float>(kSlowTick) : 0);
}

} // namespace

void ring(float cx, float cy, float radius, float thickness, float fraction, ImU32 from, ImU32 to, ImU32 track) {
    arc_gradient(cx, cy, radius, thickness, 0, 2 * kPi, track, track);
    fraction = std::clamp(fraction, 0.f, 1.f);
    if (fraction > 0)
        arc_gradient(cx, cy, radius, thickness, kTop, kTop + fraction * 2 * kPi, from, to);
}

void countdown(float cx, float cy, float radius, float seconds_left, float seconds_total) {
    const Theme& t = theme();
    seconds_left = std::max(seconds_left, 0.f);
    const float fraction = seconds_total > 0 ? std::min(seconds_left / seconds_total, 1.f) : 0, thickness = radius * .17f;
    const Colors colors = colors_at(fraction);
    circle(cx, cy, radius + kPlate, fade_to(t.bg_bottom, t.dark ? .55f : .7f));
    ring(cx, cy, radius, thickness, fraction, colors.from, colors.to, fade_to(t.text, .13f));
    char digits[12];
    const int shown = static_cast<int>(std::ceil(std::min(seconds_left, 99999.f)));
    const auto end = std::to_chars(digits, digits + sizeof digits, shown).ptr;
    const float size = shown < 100 ? radius * .84f : shown < 1000 ? radius * .62f : radius * .46f;
    text_mid(cx, cy, {digits, end}, {size, Weight::black, 1, -1, true}, fraction > .25f ? t.text : t.bad, Align::center);
    if (seconds_left > 0)
        ask_for_tick(cx, cy, radius);
}

} // namespace kiosk::ui
