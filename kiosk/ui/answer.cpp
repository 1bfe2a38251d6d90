// One answer of a question: letter and shape in a tile, the text, and after the close the bar of the tally.
//
//   wide:  ┌──────────────────────────┐    narrow (4:3): ┌──────────────┐
//          │ ▲   text that may take   │                  │ [▲ A]    n ☺ │
//          │ A   several lines        │                  │ text, on the │
//          │ ████████░░░░░  n ☺  61 % │                  │ whole width  │
//          └──────────────────────────┘                  │ ███░░░  61 % │
//                                                        └──────────────┘
#include "kiosk/ui/paint.h"
#include "kiosk/ui/state.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace kiosk::ui {
namespace {

constexpr Type kText{46, Weight::bold, 1.16f, -.3f};
constexpr float kSmallestText = 24;
constexpr float kNarrow = 520; // units: below, the text goes under the tile
constexpr float kLow = 190;    // units of height: below, everything moves closer together
constexpr int kMostAnswers = 8;

struct Box {
    float x, y, w, h;
};

struct Layout {
    Box tile, text;
    float tally_y, tally_h; // middle and height of the row
    float pad;
    bool stacked; // the text under the tile
    bool upright; // the shape above the letter
};

Layout layout_of(float x, float y, float w, float h, bool tally) {
    Layout out{};
    const bool low = h < kLow;
    const float pad = out.pad = std::clamp(std::min(w * .06f, h * (low && tally ? .1f : .16f)), 14.f, 34.f);
    out.stacked = w < kNarrow && !low;
    out.tally_h = low ? 34 : 48;
    const float foot = tally ? out.tally_h + (low ? 4.f : std::min(14.f, pad * .5f)) : 0, inner = h - 2 * pad - foot;
    out.tally_y = y + h - pad - out.tally_h / 2 + 4;
    if (out.stacked) {
        out.tile = {x + pad, y + pad, 124, 64};
        out.text = {x + pad, y + pad + 64 + 10, w - 2 * pad, inner - 64 - 10};
        return out;
    }
    out.upright = inner >= 116;
    const float tile_h = out.upright ? std::min(inner, 148.f) : std::min(std::max(inner, 52.f), 72.f);
    out.tile = {x + pad, y + pad + (inner - tile_h) / 2, out.upright ? 96.f : 118.f, tile_h};
    const float left = out.tile.x + out.tile.w + 28;
    out.text = {left, y + pad - 6, x + w - pad - left, inner + 12};
    return out;
}

void draw_tile(const Layout& at, int index, const AnswerColor& color, float stepped_back) {
    const Box& box = at.tile;
    const float radius = std::min(26.f, box.h * .3f);
    rect(box.x, box.y, box.w, box.h, radius, fade_to(color.ink, .18f * (1 - stepped_back)));
    if (stepped_back > 0) {
        const Fade fade(stepped_back);
        gradient(box.x, box.y, box.w, box.h, radius, color.high, color.low);
    }
    const char letter = static_cast<char>('A' + index);
    const std::string_view name(&letter, 1);
    if (at.upright) {
        const float shape = box.h * .27f, size = std::min(60.f, box.h * .44f);
        answer_shape(index, box.x + box.w / 2, box.y + box.h * .27f, shape, color.ink);
        text_mid(box.x + box.w / 2, box.y + box.h * .69f, name, {size, Weight::black, 1}, color.ink, Align::center);
    } else {
        answer_shape(index, box.x + box.w * .29f, box.y + box.h / 2, box.h * .46f, color.ink);
        text_mid(box.x + box.w * .71f, box.y + box.h / 2, name, {box.h * .66f, Weight::black, 1}, color.ink, Align::center);
    }
}

void draw_people(float right, float cy, int count, ImU32 ink, float& width) {
    const Type type{27, Weight::bold, 1, 0, true};
    const std::string people = number(count);
    width = text_mid(right, cy, people, type, ink, Align::right) + 12 + 28;
    icon(right - width + 14, cy, 28, Icon::users, ink);
}

void draw_tally(const Layout& at, float x, float w, const AnswerLook& look, ImU32 ink, ImU32 from, ImU32 to, ImU32 track) {
    std::string key = "answer/tally/";
    key += static_cast<char>('0' + look.index);
    const float fraction = tween_from(key, 0, std::clamp(look.fraction, 0.f, 1.f), .14f);
    char digits[8];
    auto end = std::to_chars(digits, digits + 4, static_cast<int>(std::lround(fraction * 100))).ptr;
    *end++ = '%';
    float right = x + w - at.pad;
    const Type percent{at.tally_h * .83f, Weight::black, 1, -.5f, true};
    text_mid(right, at.tally_y, {digits, end}, percent, ink, Align::right);
    right -= measure("100%", percent) + 14; // of one width, so that the bars of all answers end at one line
    float people = 0;
    if (at.stacked)
        draw_people(x + w - at.pad, at.tile.y + at.tile.h / 2, look.count, ink, people);
    else if (w >= kNarrow)
        draw_people(right, at.tally_y, look.count, ink, people), right -= std::max(people, 112.f) + 16;
    const float left = x + at.pad, length = right - left, thick = at.tally_h * .42f;
    rect(left, at.tally_y - thick / 2, length, thick, thick / 2, track);
    if (fraction > .002f)
        gradient(left, at.tally_y - thick / 2, std::max(thick, length * fraction), thick, thick / 2, from, to);
}

void draw_tick(float cx, float cy, ImU32 color) {
    const Theme& t = theme();
    shadow(cx - 32, cy - 32, 64, 64, 32, 20, 6);
    circle(cx, cy, 34, t.on_accent);
    const ImVec2 a{cx - 15, cy + 1}, b{cx - 5, cy + 12}, c{cx + 15, cy - 11}; // bolder than any pictogram
    line(a.x, a.y, b.x, b.y, color, 8), line(b.x, b.y, c.x, c.y, color, 8);
    for (const ImVec2& end : {a, b, c})
        circle(end.x, end.y, 4, color);
}

std::array<ImVec2, 6> corners(float cx, float cy, float radius, int count, float turn) {
    std::array<ImVec2, 6> out{};
    for (int i = 0; i < count; i++) {
        const float angle = turn + static_cast<float>(i) * 2 * kPi / static_cast<float>(count);
        out[static_cast<std::size_t>(i)] = {cx + std::cos(angle) * radius, cy + std::sin(angle) * radius};
    }
    return out;
}

} // namespace

void answer_shape(int index, float cx, float cy, float size, ImU32 color) {
    const float r = size / 2, up = -kPi / 2;
    auto regular = [&](int count, float radius, float turn, float dy = 0) {
        const auto points = corners(cx, cy + dy, radius, count, turn);
        polygon(std::span(points).first(static_cast<std::size_t>(count)), color);
    };
    switch (index & 7) { // areas are made alike: a square of the triangle's height would look far larger
    case 0: regular(3, r * 1.24f, up, r * .2f); break;
    case 1: regular(4, r * 1.12f, up); break;
    case 2: circle(cx, cy, r, color); break;
    case 3: regular(4, r * 1.24f, kPi / 4); break;
    case 4: regular(5, r * 1.12f, up, r * .06f); break;
    case 5: {
        const float arm = r * .42f, reach = r * 1.02f; // three parts that meet and nowhere overlap
        rect(cx - reach, cy - arm, reach * 2, arm * 2, 0, color);
        rect(cx - arm, cy - reach, arm * 2, reach - arm, 0, color);
        rect(cx - arm, cy + arm, arm * 2, reach - arm, 0, color);
        break;
    }
    case 6: regular(6, r * 1.1f, 0); break;
    default: icon(cx, cy, size * 1.32f, Icon::star, color);
    }
}

float answer_text_size(float w, float h, std::span<const std::string_view> texts, bool with_counts) {
    const Layout at = layout_of(0, 0, w, h, with_counts);
    float size = kText.size;
    for (std::string_view s : texts)
        size = std::min(size, fit_size(at.text.w, at.text.h, s, kText, kSmallestText));
    return size;
}

void answer(float x, float y, float w, float h, const AnswerLook& look) {
    const Theme& t = theme();
    const int index = std::clamp(look.index, 0, kMostAnswers - 1);
    const AnswerColor& color = t.answer[index];
    const Layout at = layout_of(x, y, w, h, look.count >= 0);
    const Fade fade(look.dimmed && look.mark == Mark::none ? .45f : 1.f);

    std::string key = "answer/back/";
    key += static_cast<char>('0' + index);
    const float back = tween(key, look.mark == Mark::wrong ? 1.f : 0.f, .1f);
    const float radius = std::min(t.radius_l, h * .22f);

    if (look.mark == Mark::right) {
        shadow(x, y, w, h, radius, 44, 14);
        rect(x - 8, y - 8, w + 16, h + 16, radius + 8, fade_to(color.high, .45f));
    } else {
        shadow(x, y, w, h, radius, 34, 12, .9f);
    }
    if (back > 0)
        rect(x, y, w, h, radius, t.surface);
    if (back < 1)
        gradient(x, y, w, h, radius, fade_to(color.high, 1 - back), fade_to(color.low, 1 - back));
    if (back > 0)
        outline(x, y, w, h, radius, fade_to(t.stroke, back));
    if (look.mark == Mark::right)
        outline(x, y, w, h, radius, color.ink == t.on_accent ? t.on_accent : mix(color.high, t.on_accent, .75f), 5);

    draw_tile(at, index, color, back);
    const ImU32 ink = mix(color.ink, t.muted, back);
    Type type = kText;
    if (look.text_size > 0 && look.text_size < type.size) {
        type.track *= look.text_size / type.size;
        type.size = std::max(look.text_size, kSmallestText);
    }
    fit(at.text.x, at.text.y, at.text.w, at.text.h, look.text, type, kSmallestText, ink, Align::left, .5f);
    if (look.count >= 0)
        draw_tally(at, x, w, look, ink, mix(color.ink, color.high, back), mix(color.ink, color.low, back),
                   fade_to(mix(color.ink, t.text, back), .2f - .1f * back));
    if (look.mark == Mark::right) // on the right, unless the words of a narrow answer reach up there
        draw_tick(w < kNarrow ? x + 10 : x + w - 14, w < kNarrow ? y + 10 : y + 14,
                  color.ink == t.on_accent ? color.low : color.ink);
}

} // namespace kiosk::ui
