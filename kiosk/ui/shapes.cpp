#include "kiosk/ui/paint.h"
#include "kiosk/ui/state.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

// Give the vertices from `first` on the colours of a gradient along a → b, keeping the alpha of their anti-aliased rims
// (ImGui's own helper overwrites it, which leaves a hard edge).
void shade(ImDrawList& list, int first, ImVec2 a, ImVec2 b, ImU32 from, ImU32 to) {
    const ImVec2 along = {b.x - a.x, b.y - a.y};
    const float length2 = std::max(along.x * along.x + along.y * along.y, 1e-6f);
    for (int i = first; i < list.VtxBuffer.Size; i++) {
        ImDrawVert& v = list.VtxBuffer.Data[i];
        const float t = ((v.pos.x - a.x) * along.x + (v.pos.y - a.y) * along.y) / length2;
        const ImU32 color = mix(from, to, t);
        const std::uint32_t alpha = ((v.col >> 24) * (color >> 24) + 127) / 255;
        v.col = (color & 0xffffff) | alpha << 24;
    }
}

// One sprite spread over a rectangle in nine parts, its corners kept, its middle stretched: 16 vertices.
void nine_parts(ImDrawList& list, ImVec2 from, ImVec2 to, float corner, const Sprite& sprite, ImU32 color) {
    const float xs[4] = {from.x, from.x + corner, to.x - corner, to.x}, ys[4] = {from.y, from.y + corner, to.y - corner, to.y};
    const float mid_u = (sprite.uv0.x + sprite.uv1.x) / 2, mid_v = (sprite.uv0.y + sprite.uv1.y) / 2;
    const float us[4] = {sprite.uv0.x, mid_u, mid_u, sprite.uv1.x}, vs[4] = {sprite.uv0.y, mid_v, mid_v, sprite.uv1.y};
    list.PrimReserve(54, 16);
    const unsigned base = list._VtxCurrentIdx;
    for (unsigned j = 0; j < 3; j++)
        for (unsigned i = 0; i < 3; i++) {
            const unsigned a = base + j * 4 + i;
            for (unsigned index : {a, a + 1, a + 5, a, a + 5, a + 4})
                list.PrimWriteIdx(static_cast<ImDrawIdx>(index));
        }
    for (int j = 0; j < 4; j++)
        for (int i = 0; i < 4; i++)
            list.PrimWriteVtx({xs[i], ys[j]}, {us[i], vs[j]}, color);
}

} // namespace

void rect(float x, float y, float w, float h, float radius, ImU32 color) {
    State& s = state();
    if (w > 0 && h > 0)
        s.list->AddRectFilled(s.px(x, y), s.px(x + w, y + h), s.ink(color), std::min({radius, w / 2, h / 2}) * s.scale);
}

void gradient(float x, float y, float w, float h, float radius, ImU32 from, ImU32 to, bool diagonal) {
    State& s = state();
    if (w <= 0 || h <= 0)
        return;
    const int first = s.list->VtxBuffer.Size;
    const ImVec2 a = s.px(x, y), b = s.px(x + w, y + h);
    s.list->AddRectFilled(a, b, s.ink(IM_COL32_WHITE), std::min({radius, w / 2, h / 2}) * s.scale);
    shade(*s.list, first, a, diagonal ? b : ImVec2(a.x, b.y), from, to);
}

void outline(float x, float y, float w, float h, float radius, ImU32 color, float thickness) {
    State& s = state();
    if (w <= 0 || h <= 0)
        return;
    const float in = thickness / 2; // the line lies within the rectangle
    s.list->AddRect(s.px(x + in, y + in), s.px(x + w - in, y + h - in), s.ink(color),
                    std::max(0.f, std::min({radius, w / 2, h / 2}) - in) * s.scale, 0, std::max(1.f, thickness * s.scale));
}

void shadow(float x, float y, float w, float h, float radius, float blur, float dy, float alpha) {
    State& s = state();
    const float spread = blur * .8f;
    const ImVec2 from = s.px(x - spread, y - spread + dy), to = s.px(x + w + spread, y + h + spread + dy);
    const float corner = std::min({(spread + radius) * s.scale, (to.x - from.x) / 2, (to.y - from.y) / 2});
    const ImU32 color = s.ink(fade_to(theme().shadow, alpha));
    if (corner > 0 && color >> 24)
        nine_parts(*s.list, from, to, corner, s.glyphs.shadow(), color);
}

void glow(float cx, float cy, float radius, ImU32 color) {
    State& s = state();
    const Sprite sprite = s.glyphs.glow();
    s.list->PrimReserve(6, 4);
    s.list->PrimRectUV(s.px(cx - radius, cy - radius), s.px(cx + radius, cy + radius), sprite.uv0, sprite.uv1, s.ink(color));
}

void circle(float cx, float cy, float radius, ImU32 color) {
    State& s = state();
    if (radius > 0)
        s.list->AddCircleFilled(s.px(cx, cy), radius * s.scale, s.ink(color));
}

void circle_gradient(float cx, float cy, float radius, ImU32 from, ImU32 to) {
    State& s = state();
    if (radius <= 0)
        return;
    const int first = s.list->VtxBuffer.Size;
    s.list->AddCircleFilled(s.px(cx, cy), radius * s.scale, s.ink(IM_COL32_WHITE));
    const float reach = radius * .71f;
    shade(*s.list, first, s.px(cx - reach, cy - reach), s.px(cx + reach, cy + reach), from, to);
}

void arc_gradient(float cx, float cy, float radius, float thickness, float begin, float end, ImU32 from, ImU32 to) {
    State& s = state();
    const int first = s.list->VtxBuffer.Size;
    const ImVec2 center = s.px(cx, cy);
    const float r = radius * s.scale, half = thickness * s.scale / 2;
    const ImU32 white = s.ink(IM_COL32_WHITE);
    const int whole = std::clamp(static_cast<int>(r * .8f), 24, 160); // segments of a full circle
    const bool closed = end - begin > 2 * kPi - 1e-3f;
    const int segments = std::max(2, static_cast<int>(static_cast<float>(whole) * (end - begin) / (2 * kPi)) + 1);
    const float step =
        closed ? (end - begin) / static_cast<float>(segments) : 0; // a closed line must not meet its first point twice
    s.list->PathArcTo(center, r, begin, end - step, closed ? segments - 1 : segments);
    s.list->PathStroke(white, closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness * s.scale);
    if (!closed)
        for (float angle : {begin, end}) // round ends, as half discs so that nothing is drawn twice
            s.list->PathArcTo({center.x + std::cos(angle) * r, center.y + std::sin(angle) * r}, half,
                              angle == begin ? angle + kPi : angle, angle == begin ? angle + 2 * kPi : angle + kPi, 10),
                s.list->PathFillConvex(white);
    shade(*s.list, first, {center.x, center.y - r}, {center.x, center.y + r}, from, to);
}

void line(float x0, float y0, float x1, float y1, ImU32 color, float thickness) {
    State& s = state();
    s.list->AddLine(s.px(x0, y0), s.px(x1, y1), s.ink(color), std::max(1.f, thickness * s.scale));
}

void polygon(std::span<const ImVec2> points, ImU32 color) {
    State& s = state();
    for (const ImVec2& p : points)
        s.list->PathLineTo(s.px(p.x, p.y));
    s.list->PathFillConvex(s.ink(color));
}

Clip::Clip(float x, float y, float w, float h) {
    State& s = state();
    s.list->PushClipRect(s.px(x, y), s.px(x + w, y + h), true);
}

Clip::~Clip() {
    if (open() && state().list)
        state().list->PopClipRect();
}

Fade::Fade(float alpha, float dx, float dy) : alpha_(state().alpha), dx_(state().offset.x), dy_(state().offset.y) {
    State& s = state();
    s.alpha *= std::clamp(alpha, 0.f, 1.f);
    s.offset = {s.offset.x + dx, s.offset.y + dy};
}

Fade::~Fade() {
    if (!open())
        return;
    State& s = state();
    s.alpha = alpha_;
    s.offset = {dx_, dy_};
}

} // namespace kiosk::ui
