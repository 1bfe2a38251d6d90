#include "kiosk/ui/state.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace kiosk::ui {
namespace {

constexpr std::size_t kMost = 6;
constexpr float kStep[3] = {.62f, .51f, .425f}; // heights of the steps, of the whole

ImU32 metal(int place) {
    const Theme& t = theme();
    return place <= 1 ? t.gold : place == 2 ? t.silver : t.bronze;
}

float ease(float t) {
    t = std::clamp(t, 0.f, 1.f);
    return 1 - (1 - t) * (1 - t) * (1 - t);
}

// Firsts in the middle, then outwards, left before right: 3 2 1 3, or 2 1 1 3.
struct Order {
    std::array<const PodiumPlace*, kMost> at{};
    std::size_t count = 0;
};
Order order_of(std::span<const PodiumPlace> places) {
    std::array<const PodiumPlace*, kMost> sorted{};
    const std::size_t n = std::min(places.size(), kMost);
    for (std::size_t i = 0; i < n; i++)
        sorted[i] = &places[i];
    std::stable_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(n),
                     [](const auto* a, const auto* b) { return a->place < b->place; });
    std::size_t firsts = 0;
    while (firsts < n && sorted[firsts]->place == sorted[0]->place)
        firsts++;
    Order out;
    const std::size_t lefts = (n - firsts + 1) / 2;
    for (std::size_t i = 0; i < lefts; i++) // the second of all stands directly left of the firsts
        out.at[lefts - 1 - i] = sorted[firsts + 2 * i];
    for (std::size_t i = 0; i < firsts; i++)
        out.at[lefts + i] = sorted[i];
    for (std::size_t i = firsts + 1, at = lefts + firsts; i < n; i += 2, at++)
        out.at[at] = sorted[i];
    out.count = n;
    return out;
}

void draw_medal(float cx, float cy, float radius, int place) {
    const Theme& t = theme();
    // In the light theme the metals are dark enough for text; a medal takes their bright side, with dark ink in both.
    const ImU32 bright = place <= 1 ? t.answer[2].high : mix(metal(place), t.on_accent, t.dark ? .2f : .5f);
    const ImU32 deep = place <= 1 ? t.answer[2].low : mix(metal(place), t.on_accent, t.dark ? 0.f : .25f);
    circle(cx, cy, radius + 5, fade_to(deep, .3f));
    circle_gradient(cx, cy, radius, mix(bright, t.on_accent, .25f), deep);
    const char digit = static_cast<char>('0' + std::clamp(place, 0, 9));
    text_mid(cx, cy, {&digit, 1}, {radius * 1.25f, Weight::black, 1, 0, true}, t.dark ? t.bg_bottom : t.text, Align::center);
}

// A step, from its top to the floor: medal, name and unit, and the score on a plate at the floor, so that the scores of
// all stand side by side and no step has an empty half.
void draw_step(float x, float y, float w, float h, const PodiumPlace& who, float come) {
    const Theme& t = theme();
    const ImU32 color = metal(who.place);
    const float radius = std::min(t.radius_l, w * .14f), grown = h * come;
    shadow(x, y + h - grown, w, grown, radius, 40, 10, .8f);
    rect(x, y + h - grown, w, grown, radius, t.surface);
    gradient(x, y + h - grown, w, grown, radius, fade_to(color, t.dark ? .44f : .30f), fade_to(color, .06f), false);
    outline(x, y + h - grown, w, grown, radius, fade_to(color, .55f));
    if (come < .45f)
        return;

    const Fade fade((come - .45f) / .55f, 0, (1 - come) * h);
    std::optional<Clip> clip;
    if (come < 1)
        clip.emplace(x, y, w, h);
    const float pad = std::min(16.f, w * .07f), cx = x + w / 2, in = w - 2 * pad;
    const float plate_h = std::min(108.f, h * .34f), plate_y = y + h - pad - plate_h;
    rect(x + pad, plate_y, in, plate_h, std::max(radius - pad, 14.f), fade_to(color, t.dark ? .16f : .14f));
    const float score_size = std::min(who.place <= 1 ? 54.f : 46.f, plate_h * .5f);
    fit(x + pad + 6, plate_y + plate_h * .08f, in - 12, plate_h * .52f, who.score, {score_size, Weight::black, 1.02f, -.6f, true},
        24, t.text, Align::center);
    text_cut(cx, plate_y + plate_h * .76f, in - 12, tr("ui.points"), {24, Weight::medium, 1}, t.muted, Align::center);

    const float medal = std::clamp(std::min(h * .125f, w * .22f), 22.f, 62.f), medal_y = y + pad + 8 + medal;
    draw_medal(cx, medal_y, medal, who.place);
    const float top = medal_y + medal + 12, room = plate_y - 8 - top, unit_h = who.unit.empty() || room < 100 ? 0.f : 34.f;
    Type name{who.place <= 1 ? 42.f : 34.f, Weight::bold, 1.16f, -.3f};
    // One line where that costs little size: a name is read better whole.
    const float one_line = fit_size(in, name.size * name.lead, who.name, name, 24);
    const bool whole = one_line >= name.size * .78f && measure(who.name, {one_line, name.weight, name.lead, name.track}) <= in;
    name.size = whole ? one_line : name.size;
    const float lines = whole ? name.size * name.lead : std::max(name.size * name.lead * 2, 24 * name.lead * 3 + 1);
    const float used = std::min(room - unit_h, lines), from = top + (room - used - unit_h) / 2;
    fit(x + pad, from, in, used, who.name, name, 24, t.text, Align::center, .5f);
    if (unit_h > 0)
        text_cut(cx, from + used + unit_h * .55f, in, who.unit, {24, Weight::medium, 1.1f}, t.muted, Align::center);
}

void draw_head(float cx, float floor, float radius, const PodiumPlace& who, float come) {
    const Fade fade(come, 0, (1 - come) * 60);
    avatar(cx, floor - radius, radius, who.name, metal(who.place));
    if (who.place <= 1)
        icon(cx, floor - 2 * radius - radius * .48f, radius * .86f, Icon::crown, metal(1));
}

void draw_moved(float cx, float cy, float h, int moved) {
    const Theme& t = theme();
    if (!moved) {
        rect(cx - 11, cy - 2.5f, 22, 5, 2.5f, t.faint);
        return;
    }
    const ImU32 color = moved > 0 ? t.ok : t.bad;
    char digits[12];
    const auto end = std::to_chars(digits, digits + sizeof digits, std::abs(moved)).ptr;
    const Type type{26, Weight::bold, 1, 0, true};
    const float pill_h = std::min(46.f, h * .56f), w = std::max(78.f, measure({digits, end}, type) + 58);
    rect(cx - w / 2, cy - pill_h / 2, w, pill_h, pill_h / 2, fade_to(color, .16f));
    const float dx = cx - w / 2 + 25;
    const ImVec2 up[3] = {{dx - 9, cy + 6}, {dx, cy - 7}, {dx + 9, cy + 6}},
                 down[3] = {{dx + 9, cy - 6}, {dx, cy + 7}, {dx - 9, cy - 6}};
    polygon(moved > 0 ? std::span(up) : std::span(down), color);
    text_mid(cx + w / 2 - 20, cy, {digits, end}, type, color, Align::right);
}

} // namespace

void podium(float x, float y, float w, float h, std::span<const PodiumPlace> places, float t) {
    const Order order = order_of(places);
    if (!order.count)
        return;
    const float n = static_cast<float>(order.count), gap = n > 4 ? 14.f : 22.f;
    const float step_w = std::min((w - gap * (n - 1)) / n, 360.f), left = x + (w - step_w * n - gap * (n - 1)) / 2;
    glow(x + w / 2, y + h * .42f, std::min(w, h) * .62f,
         fade_to(theme().answer[2].high, (theme().dark ? .18f : .34f) * ease(t * 3 - 2)));
    for (std::size_t i = 0; i < order.count; i++) {
        const PodiumPlace& who = *order.at[i];
        const int place = std::clamp(who.place, 1, 3);
        const float come = ease(t * 3 - static_cast<float>(3 - place)); // third, second, first
        if (come <= 0)
            continue;
        const float sx = left + static_cast<float>(i) * (step_w + gap), step_h = h * kStep[place - 1], top = y + h - step_h;
        const float radius = std::min(step_w * .30f, h * (place == 1 ? .1f : .082f));
        draw_step(sx, top, step_w, step_h, who, come);
        draw_head(sx + step_w / 2, top + step_h * (1 - come) - 24, radius, who, come);
    }
}

void rank_row(float x, float y, float w, float h, const RankRow& row) {
    const Theme& t = theme();
    const float radius = std::min(t.radius_m, h * .28f), cy = y + h / 2;
    rect(x, y, w, h, radius, t.surface);
    if (row.leader)
        gradient(x, y, w, h, radius, fade_to(t.gold, .26f), fade_to(t.gold, .04f));
    outline(x, y, w, h, radius, row.leader ? fade_to(t.gold, .6f) : t.stroke);

    char digits[12];
    const auto end = std::to_chars(digits, digits + sizeof digits, row.place).ptr;
    const std::string_view place = row.place > 0 ? std::string_view(digits, static_cast<std::size_t>(end - digits)) : "–";
    const float size = std::min(38.f, h * .4f);
    const bool narrow = w < 680; // half of a 4:3 screen: the name needs the room of the picture
    text_mid(x + (narrow ? 42.f : 52.f), cy, place, {place.size() > 3 ? size * .74f : size, Weight::black, 1, 0, true},
             row.leader ? t.gold : t.faint, Align::center);
    const float face = narrow ? 0.f : std::min(38.f, h * .36f);
    if (!narrow)
        avatar(x + 98 + face, cy, face, row.name);

    const float right = x + w - (row.show_moved ? (narrow ? 112.f : 122.f) : 30.f);
    const Type score{std::min(40.f, h * .42f), Weight::black, 1, 0, true};
    const float score_w = std::max(text_mid(right, cy, row.score, score, t.text, Align::right), std::min(110.f, w * .12f));
    if (row.show_moved)
        draw_moved(x + w - (narrow ? 56.f : 62.f), cy, h, row.moved);

    const float left = narrow ? x + 88 : x + 98 + 2 * face + 24, room = right - score_w - (narrow ? 16 : 24) - left;
    Type name{std::clamp(h * .32f, 24.f, 33.f), Weight::semibold, 1.2f, -.2f};
    const Type detail{24, Weight::medium, 1.2f};
    name.size = std::max(24.f, std::min(name.size, name.size * room / std::max(measure(row.name, name), 1.f)));
    const bool with_bar = h >= 66, below = h >= 92 && !row.detail.empty(); // a low row has the detail beside the name, if it fits
    const float bar_h = std::clamp(h * .1f, 8.f, 14.f), bar_y = y + h - std::max(10.f, h * (below ? .12f : .24f)) - bar_h;
    const float name_y = below ? y + h * .29f : with_bar ? y + (bar_y - y) * .52f : cy;
    text_cut(left, name_y, room, row.name, name, t.text);
    if (below)
        text_cut(left, y + h * .58f, room, row.detail, detail, t.muted);
    else if (!row.detail.empty() && measure(row.name, name) + 24 + measure(row.detail, detail) <= room)
        text_mid(left + room, name_y, row.detail, detail, t.muted, Align::right);
    if (with_bar)
        bar(left, bar_y, room, bar_h, row.fraction, row.leader ? t.gold : t.accent, row.leader ? t.answer[2].high : t.accent2,
            fade_to(t.text, .10f));
}

} // namespace kiosk::ui
