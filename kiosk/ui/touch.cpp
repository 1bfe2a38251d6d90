// What can be tapped.
#include "kiosk/ui/state.h"

#include <imgui_internal.h>

#include <algorithm>
#include <string>

namespace kiosk::ui {
namespace {

std::string tween_key(std::string_view kind, std::string_view id) { return std::string(kind).append(id); }

void draw_meta(float x, float cy, float w, std::string_view meta, ImU32 edge) {
    const Theme& t = theme();
    const ImU32 ink = mix(edge, t.text, t.dark ? .45f : .35f);
    icon(x + 14, cy, 28, Icon::users, ink);
    text_cut(x + 40, cy, w - 40, meta, {25, Weight::semibold, 1.2f}, ink);
}

// A tile of two rows on a 4:3 screen: the badge beside the words.
void draw_low_tile(float x, float y, float w, float h, const TileLook& look, ImU32 edge, float lit) {
    const Theme& t = theme();
    const float pad = std::min(30.f, h * .16f), size = std::min(96.f, h - 2 * pad), left = x + pad + size + 24,
                in = x + w - pad - left;
    badge(x + pad + size / 2, y + h / 2, size, look.icon, look.from, look.to);
    const float meta_h = look.meta.empty() ? 0.f : 38.f, title_h = 48, room = h - 2 * pad - title_h - meta_h;
    const Type blurb{26, Weight::regular, 1.3f};
    const int lines = std::clamp(static_cast<int>(room / (blurb.size * blurb.lead)), 0, 2);
    const float blurb_h = lines > 0 ? paragraph_height(in, look.blurb, blurb, {Align::left, lines}) : 0;
    float at = y + (h - title_h - blurb_h - meta_h) / 2;
    fit(left, at, in - 50, title_h, look.title, {36, Weight::bold, 1.25f, -.4f}, 26, t.text);
    icon(x + w - pad - 16 + 4 * lit, at + title_h / 2, 34, Icon::arrow_right, mix(t.faint, t.text, lit));
    at += title_h;
    if (lines > 0)
        at += paragraph(left, at, in, look.blurb, blurb, t.muted, {Align::left, lines, true});
    if (meta_h > 0)
        draw_meta(left, at + meta_h / 2 + 2, in, look.meta, edge);
}

} // namespace

bool hit(std::string_view id, float x, float y, float w, float h, bool* hovered) {
    const State& s = state();
    if (hovered)
        *hovered = false;
    ImVec2 from = s.px(x, y), to = s.px(x + w, y + h);
    if (s.list && !s.list->_ClipRectStack.empty()) { // what is not seen is not tapped
        const ImVec4& seen = s.list->_ClipRectStack.back();
        from = {std::max(from.x, seen.x), std::max(from.y, seen.y)}, to = {std::min(to.x, seen.z), std::min(to.y, seen.w)};
    }
    if (!ImGui::GetCurrentContext())
        return false;
    if (to.x - from.x < 1 || to.y - from.y < 1) {
        ImGui::GetCurrentContext()->LastItemData = {}; // whoever asks about the item asks about this one
        return false;
    }
    ImGui::SetCursorScreenPos(from);
    ImGui::PushID(id.data(), id.data() + id.size());
    const bool tapped = ImGui::InvisibleButton("hit", {to.x - from.x, to.y - from.y});
    if (hovered)
        *hovered = ImGui::IsItemHovered() || (ImGui::IsItemFocused() && !ImGui::GetCurrentContext()->NavDisableHighlight);
    ImGui::PopID();
    return tapped;
}

bool button(std::string_view id, float x, float y, float w, float h, std::string_view label, const Icon* symbol, bool primary) {
    const Theme& t = theme();
    bool hovered = false;
    const bool tapped = hit(id, x, y, w, h, &hovered), pressed = ImGui::IsItemActive();
    const float lit = tween(tween_key("button/", id), pressed ? 1.6f : hovered ? 1.f : 0.f, .06f);
    y += pressed ? 2 : 0;
    if (primary) {
        shadow(x, y, w, h, h / 2, 28, 10, .8f);
        // The far end stays dark enough for white ink in both themes.
        const ImU32 from = mix(t.accent, t.answer[4].low, .35f), to = mix(t.answer[4].low, t.answer[1].low, .55f);
        gradient(x, y, w, h, h / 2, mix(from, t.on_accent, .08f * lit), mix(to, t.on_accent, .08f * lit));
    } else {
        rect(x, y, w, h, h / 2, mix(t.surface, t.surface_raised, lit));
        outline(x, y, w, h, h / 2, fade_to(t.text, .22f));
    }
    Type type{std::max(24.f, h * .38f), Weight::semibold, 1.2f};
    const float pad = h * .4f, symbol_w = symbol ? type.size * 1.2f + 14 : 0, room = w - 2 * pad - symbol_w;
    if (const float wide = measure(label, type); wide > room)
        type.size = std::max(24.f, type.size * room / wide);
    const float label_w = std::min(measure(label, type), room), left = x + (w - label_w - symbol_w) / 2;
    const ImU32 ink = primary ? t.on_accent : t.text;
    if (symbol)
        icon(left + type.size * .55f, y + h / 2, type.size * 1.2f, *symbol, ink);
    text_cut(left + symbol_w, y + h / 2, room, label, type, ink);
    return tapped;
}

bool tile(std::string_view id, float x, float y, float w, float h, const TileLook& look, int order) {
    const Theme& t = theme();
    bool hovered = false;
    const bool tapped = hit(id, x, y, w, h, &hovered);
    const float here = appear(order), lit = tween(tween_key("tile/", id), hovered ? 1.f : 0.f, .07f);
    const Fade fade(here, 0, 40 * (1 - here) - 10 * lit);

    const ImU32 edge = mix(look.from, look.to, .6f);
    shadow(x, y, w, h, t.radius_l, 40 + 20 * lit, 14 + 8 * lit);
    rect(x, y, w, h, t.radius_l, mix(t.surface, t.surface_raised, lit));
    outline(x, y, w, h, t.radius_l, mix(t.stroke, edge, lit), 2 + lit);

    if (h < 270) {
        draw_low_tile(x, y, w, h, look, edge, lit);
        return tapped;
    }
    const float pad = std::min(34.f, w * .08f), size = std::min(84.f, h * .27f), in = w - 2 * pad;
    badge(x + pad + size / 2, y + pad + size / 2, size, look.icon, look.from, look.to);
    icon(x + w - pad - 18 + 4 * lit, y + pad + size / 2, 38, Icon::arrow_right, mix(t.faint, t.text, lit));

    const float meta_h = look.meta.empty() ? 0.f : 40.f, top = y + pad + size + 12, bottom = y + h - pad + 6 - meta_h;
    fit(x + pad, top, in, 52, look.title, {40, Weight::bold, 1.25f, -.4f}, 28, t.text);
    const Type blurb{26, Weight::regular, 1.3f};
    const int lines = static_cast<int>((bottom - top - 52) / (blurb.size * blurb.lead));
    if (lines > 0)
        paragraph(x + pad, top + 52, in, look.blurb, blurb, t.muted, {Align::left, lines, true});
    if (meta_h > 0)
        draw_meta(x + pad, y + h - pad - 12, in, look.meta, edge);
    return tapped;
}

} // namespace kiosk::ui
