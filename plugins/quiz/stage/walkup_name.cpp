// Before the first question: who are you, where are you from, and what is going to happen.
#include "stage/walkup_pages.h"

#include <algorithm>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr float kKeyboard = 500, kLowKeyboard = 440;
constexpr float kField = 112;
constexpr float kLow = ui::kStageHeight - 40; // keys may stand closer to the edge than text

float title(const WalkupView& view, float y, float h, std::string_view words, std::string_view lead) {
    const auto& theme = ui::theme();
    const float w = ui::stage_width() - 2 * theme.margin;
    const float shown = ui::appear(0);
    const ui::Fade fade(shown, 0, 20 * (1 - shown));
    ui::fit(theme.margin, y, w, h, words, view.big ? ui::type::h1 : ui::type::h2, 36, theme.text, ui::Align::left, .5f);
    y += h + 6;
    if (!lead.empty()) {
        const ui::Type type = view.big ? ui::Type{34, ui::Weight::medium, 1.3f} : ui::type::body;
        ui::text_cut(theme.margin, y + 24, w, lead, type, theme.muted);
        y += 58;
    }
    return y;
}

} // namespace

Touch draw_walkup_name(const WalkupView& view, ui::TextEntry& entry) {
    const auto& theme = ui::theme();
    Touch touch = draw_walkup_tools(view);
    const float x = theme.margin, w = ui::stage_width() - 2 * theme.margin, keys = kLow - kKeyboard;
    float y = title(view, kBelowTools - 8, 84, ui::tr("walkup.name.title"), ui::tr("walkup.name.lead"));
    const float go = 330;
    ui::text_field(x, y, w - go - 24, kField, entry, ui::tr("walkup.name.hint"));
    const ui::Icon arrow = ui::Icon::arrow_right;
    const bool done = ui::button("walkup.name.next", x + w - go, y, go, kField, ui::tr("walkup.name.next"), &arrow);
    y += kField + 10;
    const std::string notice = view.trouble.empty() ? ui::tr("walkup.name.notice", {std::to_string(view.retention_days)}) : view.trouble;
    ui::fit(x, y, w, keys - y - 10, notice, view.trouble.empty() ? ui::type::caption : ui::Type{32, ui::Weight::semibold, 1.25f}, 24,
            view.trouble.empty() ? theme.muted : theme.warn, ui::Align::left, .3f);
    const bool typed = ui::keyboard("walkup.name.keys", x, keys, w, kKeyboard, entry);
    if (done || typed) touch.what = Touch::What::name;
    return touch;
}

Touch draw_walkup_unit(const WalkupView& view, ui::TextEntry& search, const std::vector<UnitChoice>& places, std::string_view units_title) {
    const auto& theme = ui::theme();
    Touch touch = draw_walkup_tools(view);
    const float x = theme.margin, w = ui::stage_width() - 2 * theme.margin, keys = kLow - kLowKeyboard;
    float y = title(view, kBelowTools - 14, 72, units_title.empty() ? ui::tr("walkup.name.unit") : units_title, "");
    const float skip = 330;
    ui::text_field(x, y, w - skip - 24, 100, search, ui::tr("walkup.name.unit_hint"));
    if (ui::button("walkup.unit.none", x + w - skip, y, skip, 100, ui::tr("walkup.name.no_unit"), nullptr, false)) touch.what = Touch::What::join;
    y += 100 + 16;

    // What fits above the keys: large buttons, two or three beside each other.
    const float gap = 16, room = keys - 14 - y;
    const int columns = w < 1400 ? 2 : 3, rows = std::max(1, static_cast<int>((room + gap) / (96 + gap)));
    const float cell_w = (w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const std::string wanted = fold(search.text);
    int shown = 0;
    for (const UnitChoice& place : places) {
        if (shown == columns * rows) break;
        if (!wanted.empty() && place.folded.find(wanted) == std::string::npos) continue;
        const float left = x + static_cast<float>(shown % columns) * (cell_w + gap), top = y + static_cast<float>(shown / columns) * (96 + gap);
        if (ui::button("walkup.unit." + place.id, left, top, cell_w, 96, place.title, nullptr, shown == 0 && !wanted.empty())) {
            touch.what = Touch::What::join;
            touch.text = place.id;
        }
        ++shown;
    }
    if (shown == 0) ui::text_mid(x, y + 48, ui::tr("walkup.name.not_found"), ui::type::lead, theme.muted);
    ui::keyboard("walkup.unit.keys", x, keys, w, kLowKeyboard, search);
    return touch;
}

Touch draw_walkup_hello(const WalkupView& view) {
    const auto& theme = ui::theme();
    Touch touch = draw_walkup_tools(view);
    const float cx = ui::stage_width() / 2, w = std::min(1300.f, ui::stage_width() - 2 * theme.margin);
    const float shown = ui::appear(0);
    const ui::Fade fade(shown, 0, 30 * (1 - shown));
    if (view.name.empty()) { // there is nothing to play, and so nobody was asked for it
        ui::badge(cx, 400, 180, ui::Icon::clock, theme.accent, theme.accent2);
        ui::fit(cx - w / 2, 540, w, 180, ui::tr("walkup.hello.closed"), ui::type::h2, 42, theme.text, ui::Align::center, 0);
        return touch;
    }
    ui::avatar(cx, 330, 110, view.name, theme.accent2);
    ui::fit(cx - w / 2, 462, w, 130, ui::tr("walkup.hello.title", {view.name}), ui::type::h1, 42, theme.text, ui::Align::center);
    const std::string lead = view.open ? ui::tr("walkup.hello.lead", {std::to_string(view.questions)}) : std::string(ui::tr("walkup.hello.closed"));
    ui::fit(cx - w / 2, 600, w, 110, lead, view.big ? ui::Type{48, ui::Weight::medium, 1.3f} : ui::type::lead, 30, theme.muted, ui::Align::center, 0);
    // They typed another name a moment ago, and must find themselves on the board.
    if (view.held && view.trouble.empty())
        ui::fit(cx - w / 2, 930, w, 100, ui::tr("walkup.hello.held", {view.name}), {view.big ? 42.f : 34.f, ui::Weight::medium, 1.35f}, 28, theme.text,
                ui::Align::center, 0);
    const ui::Icon play = ui::Icon::play;
    if (view.open && ui::button("walkup.start", cx - 300, 760, 600, 140, ui::tr("walkup.hello.start"), &play)) touch.what = Touch::What::start;
    draw_walkup_trouble(view);
    return touch;
}

} // namespace quiz
