#include "kiosk/ui/lines.h"
#include "kiosk/ui/state.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr float kSmallText = 32, kLargeText = 64; // px: below, glyphs are placed in quarters of a pixel; above, whole ones

const Run& shape(std::string_view s, const Type& type) { return state().shaper.shape(s, type.weight, type.tabular); }

// The base line within a line box that begins at 0, units.
float base_of(const Type& type) {
    const Face& face = state().fonts.first(type.weight);
    return (type.size * type.lead - (face.ascent + face.descent) * type.size) / 2 + face.ascent * type.size;
}

float cap_of(const Type& type) { return state().fonts.first(type.weight).cap * type.size; }

float left_of(float x, float w, Align align) { return align == Align::left ? x : align == Align::center ? x - w / 2 : x - w; }

void draw_run(float x, float base, const Run& run, const Type& type, ImU32 color) {
    State& s = state();
    color = s.ink(color);
    if (!(color >> 24) || run.glyphs.empty() || !s.list)
        return;
    const float em = type.size * s.scale;
    const int size64 = static_cast<int>(em * 64 + .5f), steps = em < kSmallText ? 4 : em < kLargeText ? 2 : 1;
    const ImVec2 at = s.px(x, base);
    const float base_px = std::floor(at.y + .5f);
    const int count = static_cast<int>(run.glyphs.size());
    s.list->PrimReserve(count * 6, count * 4);
    int unused = 0;
    for (int i = 0; i < count; i++) {
        const ShapedGlyph& g = run.glyphs[static_cast<std::size_t>(i)];
        const float pen = at.x + (g.x * type.size + static_cast<float>(i) * type.track) * s.scale;
        const int quarter = static_cast<int>(std::floor(pen * static_cast<float>(steps) + .5f)); // nearest step
        const int whole = static_cast<int>(std::floor(static_cast<float>(quarter) / static_cast<float>(steps)));
        const Glyph* glyph = s.glyphs.get(g.face, g.id, size64, (quarter - whole * steps) * (4 / steps));
        if (!glyph) {
            unused++;
            continue;
        }
        const float x0 = static_cast<float>(whole) + glyph->x0, y0 = base_px + glyph->y0 + std::floor(g.y * em + .5f);
        s.list->PrimRectUV({x0, y0}, {x0 + glyph->w, y0 + glyph->h}, glyph->uv0, glyph->uv1,
                           glyph->color ? color | 0xffffff : color);
    }
    if (unused)
        s.list->PrimUnreserve(unused * 6, unused * 4);
}

float draw_line(float x, float base, std::string_view s, const Type& type, ImU32 color, Align align) {
    const Run& run = shape(s, type);
    const float w = run.units(type);
    draw_run(left_of(x, w, align), base, run, type, color);
    return w;
}

// `s` from `begin`, ended by "…" so that it takes at most `w`.
std::string shortened(std::string_view s, std::uint32_t begin, float w, const Type& type) {
    const std::uint32_t end =
        bytes_within(shape(s, type), s, type, begin, w, shape(kEllipsis, type).units(type) + std::max(type.track, 0.f));
    std::string out(s.substr(begin, end - begin));
    while (!out.empty() && (out.back() == ' ' || out.back() == ',' || out.back() == '.'))
        out.pop_back();
    return out.append(kEllipsis);
}

Wrapped& scratch() { // one frame's lines, kept for its memory
    static Wrapped lines;
    return lines;
}

const Wrapped& break_lines(std::string_view s, float w, const Type& type, bool balanced) {
    Wrapped& out = scratch();
    const Run& run = shape(s, type);
    wrap(run, s, type, w, out);
    if (balanced)
        balance(run, s, type, w, out);
    return out;
}

std::size_t shown_lines(const Wrapped& wrapped, int max_lines) {
    const std::size_t all = wrapped.lines.size();
    return max_lines > 0 ? std::min(all, static_cast<std::size_t>(max_lines)) : all;
}

void draw_lines(float x, float y, float w, std::string_view s, const Type& type, ImU32 color, Align align, const Wrapped& wrapped,
                std::size_t count) {
    const float anchor = align == Align::left ? x : align == Align::center ? x + w / 2 : x + w;
    for (std::size_t i = 0; i < count; i++) {
        const Line& line = wrapped.lines[i];
        const float base = y + static_cast<float>(i) * type.size * type.lead + base_of(type);
        if (i + 1 == count && count < wrapped.lines.size())
            draw_line(anchor, base, shortened(s, line.begin, w, type), type, color, align);
        else
            draw_line(anchor, base, s.substr(line.begin, line.end - line.begin), type, color, align);
    }
}

// The largest size at which `s` fits into w × h without breaking a word, or `min_size`.
float fitting_size(float w, float h, std::string_view s, Type type, float min_size) {
    const float largest = type.size, track = type.track / type.size;
    auto fits = [&](float size) {
        type.size = size, type.track = track * size;
        const Wrapped& wrapped = break_lines(s, w, type, false);
        return !wrapped.word_broken && static_cast<float>(wrapped.lines.size()) * size * type.lead <= h + .5f;
    };
    if (largest <= min_size || fits(largest))
        return std::max(largest, min_size);
    float low = min_size, high = largest;
    while (high - low > .5f) {
        const float middle = (low + high) / 2;
        (fits(middle) ? low : high) = middle;
    }
    return low;
}

} // namespace

float measure(std::string_view s, const Type& type) { return shape(s, type).units(type); }

float text(float x, float y, std::string_view s, const Type& type, ImU32 color, Align align) {
    return draw_line(x, y + base_of(type), s, type, color, align);
}

float text_mid(float x, float cy, std::string_view s, const Type& type, ImU32 color, Align align) {
    return draw_line(x, cy + cap_of(type) / 2, s, type, color, align);
}

float text_cut(float x, float cy, float w, std::string_view s, const Type& type, ImU32 color, Align align) {
    if (measure(s, type) <= w + .01f)
        return text_mid(x, cy, s, type, color, align);
    return text_mid(x, cy, shortened(s, 0, w, type), type, color, align);
}

float paragraph(float x, float y, float w, std::string_view s, const Type& type, ImU32 color, const Paragraph& look) {
    const Wrapped& wrapped = break_lines(s, w, type, look.balance);
    const std::size_t count = shown_lines(wrapped, look.max_lines);
    draw_lines(x, y, w, s, type, color, look.align, wrapped, count);
    return static_cast<float>(count) * type.size * type.lead;
}

float paragraph_height(float w, std::string_view s, const Type& type, const Paragraph& look) {
    return static_cast<float>(shown_lines(break_lines(s, w, type, false), look.max_lines)) * type.size * type.lead;
}

float fit_size(float w, float h, std::string_view s, const Type& type, float min_size) {
    return fitting_size(w, h, s, type, min_size);
}

float fit(float x, float y, float w, float h, std::string_view s, Type type, float min_size, ImU32 color, Align align,
          float valign) {
    const float track = type.track / type.size;
    type.size = fitting_size(w, h, s, type, min_size);
    type.track = track * type.size;
    const float line = type.size * type.lead;
    const int room = std::max(1, static_cast<int>((h + .5f) / line));
    const bool whole = break_lines(s, w, type, false).lines.size() <= static_cast<std::size_t>(room);
    const Wrapped& wrapped = break_lines(s, w, type, whole); // what is cut uses the whole width
    const std::size_t count = shown_lines(wrapped, room);
    draw_lines(x, y + (h - static_cast<float>(count) * line) * valign, w, s, type, color, align, wrapped, count);
    return type.size;
}

} // namespace kiosk::ui
