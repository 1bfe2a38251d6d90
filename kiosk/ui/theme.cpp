#include "kiosk/ui/state.h"

#include <algorithm>

namespace kiosk::ui {
namespace {

// The answers keep their colours in both themes: people look for "the green one" on the wall and on the phone.
// White ink on both ends of each gradient is at least 3.2:1 (large bold type); C is too bright for it and takes dark ink.
constexpr AnswerColor kAnswers[8] = {
    {hex(0xd62a4f), hex(0xef4c69), hex(0xffffff)}, {hex(0x2a5fee), hex(0x4f86ff), hex(0xffffff)},
    {hex(0xf59e0b), hex(0xffc14a), hex(0x2a1a00)}, {hex(0x0a8259), hex(0x12a06f), hex(0xffffff)},
    {hex(0x7430dc), hex(0x9a62f4), hex(0xffffff)}, {hex(0x0b7285), hex(0x0f95ab), hex(0xffffff)},
    {hex(0x9a4a10), hex(0xc2661c), hex(0xffffff)}, {hex(0xb31e74), hex(0xdb4a9c), hex(0xffffff)},
};

constexpr Theme dark() {
    Theme t{};
    t.dark = true;
    t.bg_top = hex(0x141a3f), t.bg_bottom = hex(0x090c1f);
    t.blob[0] = hex(0x5b3df5, .60f), t.blob[1] = hex(0x0ea5c9, .34f), t.blob[2] = hex(0xc026d3, .30f),
    t.blob[3] = hex(0x1d4ed8, .45f);
    t.surface = hex(0x1f2760, .86f), t.surface_raised = hex(0x2d377a, .92f);
    t.stroke = hex(0xffffff, .10f), t.shadow = hex(0x03051a, .62f);
    t.text = hex(0xf6f8ff), t.muted = hex(0xbcc6ec), t.faint = hex(0x98a4d8), t.on_accent = hex(0xffffff);
    t.accent = hex(0x7c6cff), t.accent2 = hex(0x23d5ee), t.ok = hex(0x2bd397), t.warn = hex(0xffb020), t.bad = hex(0xff6480);
    t.gold = hex(0xffc94d), t.silver = hex(0xcdd7ef), t.bronze = hex(0xe89b63);
    std::copy(std::begin(kAnswers), std::end(kAnswers), t.answer);
    t.radius_s = 14, t.radius_m = 24, t.radius_l = 36, t.gutter = 28, t.margin = 72;
    return t;
}

constexpr Theme light() {
    Theme t = dark();
    t.dark = false;
    t.bg_top = hex(0xf4f6ff), t.bg_bottom = hex(0xe6eafd);
    t.blob[0] = hex(0xb9adff, .50f), t.blob[1] = hex(0xa8ecf7, .60f), t.blob[2] = hex(0xffc7ec, .55f),
    t.blob[3] = hex(0xbcd3ff, .6f);
    t.surface = hex(0xffffff, .93f), t.surface_raised = hex(0xffffff);
    t.stroke = hex(0x1b2250, .08f), t.shadow = hex(0x3a4690, .26f);
    t.text = hex(0x121737), t.muted = hex(0x434c7c), t.faint = hex(0x555f90);
    t.accent = hex(0x5b46f0), t.accent2 = hex(0x0a7a97), t.ok = hex(0x0b7a54), t.warn = hex(0x9a5b00), t.bad = hex(0xc9234a);
    t.gold = hex(0xa06c00), t.silver = hex(0x62709a), t.bronze = hex(0xa9561c);
    return t;
}

constexpr Theme kDark = dark(), kLight = light();

} // namespace

const Theme& theme() { return open() && state().options.scheme == Scheme::light ? kLight : kDark; }

ImU32 fade_to(ImU32 color, float alpha) {
    const float a = static_cast<float>(color >> 24) * std::clamp(alpha, 0.f, 1.f);
    return (color & 0xffffff) | (static_cast<ImU32>(a + .5f) << 24);
}

ImU32 mix(ImU32 a, ImU32 b, float t) {
    t = std::clamp(t, 0.f, 1.f);
    ImU32 out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        const float from = static_cast<float>((a >> shift) & 255), to = static_cast<float>((b >> shift) & 255);
        out |= static_cast<ImU32>(from + (to - from) * t + .5f) << shift;
    }
    return out;
}

void style_imgui(float scale) {
    const Theme& t = theme();
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowPadding = {28, 24}, style.FramePadding = {16, 11}, style.ItemSpacing = {14, 14}, style.ItemInnerSpacing = {12, 8};
    style.CellPadding = {14, 9};
    style.FrameRounding = 12, style.GrabRounding = 10, style.PopupRounding = 14, style.ScrollbarRounding = 8;
    style.ScrollbarSize = 14, style.GrabMinSize = 22;
    style.WindowRounding = style.WindowBorderSize = 0, style.FrameBorderSize = 1;
    style.ScaleAllSizes(scale);

    const ImU32 bg = mix(t.bg_top, t.bg_bottom, .35f);
    auto set = [&](int slot, ImU32 color) { style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(color); };
    set(ImGuiCol_Text, t.text), set(ImGuiCol_TextDisabled, t.faint);
    set(ImGuiCol_WindowBg, bg), set(ImGuiCol_PopupBg, mix(bg, t.surface | 0xff000000, .6f));
    set(ImGuiCol_Border, fade_to(t.text, .12f)), set(ImGuiCol_Separator, fade_to(t.text, .12f));
    set(ImGuiCol_FrameBg, fade_to(t.text, .07f)), set(ImGuiCol_FrameBgHovered, fade_to(t.text, .12f));
    set(ImGuiCol_FrameBgActive, fade_to(t.accent, .30f));
    set(ImGuiCol_Button, fade_to(t.accent, .34f)), set(ImGuiCol_ButtonHovered, fade_to(t.accent, .60f)),
        set(ImGuiCol_ButtonActive, t.accent);
    set(ImGuiCol_Header, fade_to(t.accent, .26f)), set(ImGuiCol_HeaderHovered, fade_to(t.accent, .42f));
    set(ImGuiCol_HeaderActive, fade_to(t.accent, .6f));
    set(ImGuiCol_SliderGrab, t.accent), set(ImGuiCol_SliderGrabActive, t.accent2), set(ImGuiCol_CheckMark, t.accent2);
    set(ImGuiCol_TableHeaderBg, fade_to(t.text, .06f)), set(ImGuiCol_TableBorderLight, fade_to(t.text, .10f));
    set(ImGuiCol_TableBorderStrong, fade_to(t.text, .10f)), set(ImGuiCol_TableRowBg, fade_to(t.text, 0));
    set(ImGuiCol_TableRowBgAlt, fade_to(t.text, .035f)), set(ImGuiCol_NavHighlight, t.accent2);
}

} // namespace kiosk::ui
