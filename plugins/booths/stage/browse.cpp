#include "stage/browse.h"

#include "stage/parts.h"

#include <algorithm>

namespace booths {

namespace ui = kiosk::ui;

namespace {

constexpr float kLowest = 236; // units: a tile lower than this cannot say what it is
constexpr float kWideStage = 1700;

struct Grid {
    std::size_t columns, rows;
    float top, w, h, gap;
    float content_h() const { return static_cast<float>(rows) * (h + gap) - gap; }
};

Grid lay_out(std::size_t tiles, float top) {
    const auto& theme = ui::theme();
    Grid grid{};
    grid.columns = ui::stage_width() >= kWideStage ? std::min<std::size_t>(3, std::max<std::size_t>(tiles, 2)) : 2;
    grid.rows = std::max<std::size_t>(1, (tiles + grid.columns - 1) / grid.columns);
    grid.top = top;
    grid.gap = theme.gutter;
    const auto across = static_cast<float>(grid.columns), down = static_cast<float>(grid.rows);
    grid.w = (ui::stage_width() - 2 * theme.margin - (across - 1) * grid.gap) / across;
    const float room = ui::kStageHeight - theme.margin + 16 - top;
    grid.h = std::max(kLowest, std::min(460.f, (room - (down - 1) * grid.gap) / down));
    return grid;
}

void draw_stamps(std::int64_t given, float x, float cy, float w, ImU32 ink) {
    const auto& theme = ui::theme();
    ui::icon(x + 13, cy, 28, ui::Icon::star, theme.gold);
    ui::text_cut(x + 38, cy + 1, w - 38, ui::tr(given == 1 ? "booths.browse.stamp" : "booths.browse.stamps", {ui::number(static_cast<double>(given))}),
                 {25, ui::Weight::semibold, 1.2f}, ink);
}

// A cover above, words below; where tiles are low the cover stands on the left.
bool draw_tile(const Booth& booth, std::string_view lang, std::int64_t given, float x, float y, float w, float h, int order) {
    const auto& theme = ui::theme();
    const auto& color = color_of(booth);
    bool hovered = false;
    const bool tapped = ui::hit("booths.tile." + booth.id, x, y, w, h, &hovered);
    const float shown = ui::appear(order), lit = ui::tween("booths.lit." + booth.id, hovered ? 1.f : 0.f, .07f);
    const ui::Fade fade(shown, 0, 40 * (1 - shown) - 6 * lit);
    const ImU32 edge = ui::mix(color.low, color.high, .6f);
    ui::shadow(x, y, w, h, theme.radius_l, 40, 14);
    ui::rect(x, y, w, h, theme.radius_l, ui::mix(theme.surface, theme.surface_raised, lit));
    const bool low = h < 330;
    const float pad = 12, inner = theme.radius_l - pad;
    const float cover_w = low ? h - 2 * pad + 40 : w - 2 * pad, cover_h = low ? h - 2 * pad : h - 2 * pad - 132;
    draw_picture(booth, booth.cover, x + pad, y + pad, cover_w, cover_h, inner);
    const std::string& title = booth.title.in(lang);
    const ui::Type heading{36, ui::Weight::bold, 1.18f, -.3f};
    if (low) {
        const float left = x + pad + cover_w + 26, room = x + w - 26 - left;
        ui::badge(left + 30, y + 26 + 30, 60, icon_of(booth), color.low, color.high);
        ui::fit(left, y + 98, room, h - 98 - 66, title, heading, 26, theme.text, ui::Align::left, 0);
        draw_stamps(given, left, y + h - 40, room, theme.muted);
    } else {
        const float band = y + pad + cover_h, middle = band + (y + h - band) / 2;
        ui::badge(x + pad + 54, middle, 76, icon_of(booth), color.low, color.high);
        const float left = x + pad + 112, room = x + w - 26 - left;
        const bool one_line = ui::measure(title, heading) <= room;
        ui::fit(left, middle - (one_line ? 48 : 58), room, one_line ? 48 : 72, title, heading, 25, theme.text, ui::Align::left, .5f);
        draw_stamps(given, left, middle + (one_line ? 27 : 36), room, theme.muted);
    }
    ui::outline(x, y, w, h, theme.radius_l, ui::mix(theme.stroke, edge, lit), 2 + lit);
    return tapped;
}

} // namespace

BrowseTap draw_browse(const BrowseView& view) {
    const auto& theme = ui::theme();
    ui::backdrop();
    BrowseTap tap;
    const float width = ui::stage_width(), right = width - theme.margin;
    const auto count = view.hall.booths.size();
    const std::string title(ui::tr("booths.browse.title")), shown_count = ui::number(static_cast<double>(count));
    float title_right = right;
    if (view.can_leave) {
        const ui::Icon home = ui::Icon::home;
        const auto label = ui::tr("booths.browse.home");
        const float w = ui::measure(label, {28, ui::Weight::semibold}) + 118;
        if (ui::button("booths.home", right - w, 60, w, 76, label, &home, false)) tap.leave = true;
        title_right -= w + 40;
    }
    const float shown = ui::appear(0);
    float below = 62;
    {
        const ui::Fade fade(shown, 0, -20 * (1 - shown));
        ui::badge(theme.margin + 38, 98, 76, ui::Icon::storefront, theme.answer[3].low, theme.answer[3].high);
        ui::fit(theme.margin + 102, 58, title_right - theme.margin - 102, 80, title, ui::type::h2, 36, theme.text, ui::Align::left, .5f);
        below = 152;
        const auto& reward = view.hall.reward;
        std::string lead = ui::tr("booths.browse.lead", {shown_count});
        if (reward.bonus > 0) lead += " " + ui::tr(reward.draw ? "booths.browse.bonus_draw" : "booths.browse.bonus", {ui::number(reward.bonus)});
        else if (reward.draw) lead += " " + std::string(ui::tr("booths.browse.draw"));
        below += ui::paragraph(theme.margin, below, width - 2 * theme.margin, lead, {30, ui::Weight::regular, 1.36f}, theme.muted, {.max_lines = 2, .balance = true});
        below += 24;
    }
    if (view.hall.booths.empty()) {
        ui::card(theme.margin, below + 20, width - 2 * theme.margin, 260);
        ui::icon(theme.margin + 110, below + 150, 110, ui::Icon::storefront, theme.faint);
        ui::fit(theme.margin + 210, below + 60, width - 2 * theme.margin - 260, 180, ui::tr("booths.browse.empty"), ui::type::h3, 30, theme.muted);
        return tap;
    }
    const Grid grid = lay_out(count, below);
    const float view_h = ui::kStageHeight - grid.top;
    const bool scrolls = grid.content_h() > ui::kStageHeight - 40 - grid.top;
    const float offset = scrolls ? ui::scroll("booths.browse", 0, grid.top, width, view_h, grid.content_h() + theme.margin) : 0;
    const ui::Clip clip(0, scrolls ? grid.top : 0, width, scrolls ? view_h : ui::kStageHeight);
    for (std::size_t i = 0; i < count; ++i) {
        const auto column = static_cast<float>(i % grid.columns), row = static_cast<float>(i / grid.columns);
        const float x = theme.margin + column * (grid.w + grid.gap), y = grid.top + row * (grid.h + grid.gap) - offset;
        if (y > ui::kStageHeight || y + grid.h < grid.top) continue;
        const Booth& booth = view.hall.booths[i];
        if (draw_tile(booth, view.lang, view.stamps(booth.id), x, y, grid.w, grid.h, 2 + static_cast<int>(i))) tap.booth = booth.id;
    }
    return tap;
}

} // namespace booths
