#include "kiosk/screen/home.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace kiosk::screen {
namespace {

using namespace kiosk::ui;

constexpr float kTop = 176;     // below the event's name and the clock
constexpr float kBottom = 992;  // above the footer
constexpr std::size_t kMostTiles = 8;
constexpr float kWide = 1700;   // units: from here on four tiles stand in a row

// Where things stand, by the stage's width and the number of tiles. Units.
struct Layout {
    std::size_t tiles, columns, rows;
    float tiles_top, tile_w, tile_h;
    float hero_h; // from kTop down: heading on the left, join card on the right
};

Layout lay_out(std::size_t tiles) {
    const Theme& t = theme();
    Layout l{};
    l.tiles = std::min(tiles, kMostTiles);
    const bool wide = stage_width() >= kWide;
    if (wide) l.columns = std::min<std::size_t>(l.tiles, 4);
    else l.columns = l.tiles <= 2 ? l.tiles : l.tiles <= 4 ? 2 : (l.tiles + 1) / 2;
    l.rows = l.columns == 0 ? 0 : (l.tiles + l.columns - 1) / l.columns;
    if (l.rows == 0) {
        l.tiles_top = kBottom;
    } else {
        l.tile_h = l.rows == 1 ? 322.f : 196.f;
        l.tiles_top = kBottom - static_cast<float>(l.rows) * (l.tile_h + t.gutter) + t.gutter;
        // A lone tile is not stretched over the whole width: it would look like a banner, not like a thing to touch.
        const auto across = static_cast<float>(std::max<std::size_t>(l.columns, 2));
        l.tile_w = (stage_width() - 2 * t.margin - t.gutter * (across - 1)) / across;
    }
    l.hero_h = l.tiles_top - kTop - t.gutter - 4;
    return l;
}

std::string local_time(Ms wall) {
    const auto seconds = static_cast<std::time_t>(wall / 1000);
    std::tm local{};
    localtime_r(&seconds, &local);
    char text[8];
    std::strftime(text, sizeof text, "%H:%M", &local);
    return text;
}

void draw_top(const HomeView& view, Ms wall) {
    const Theme& t = theme();
    const float e = appear(0), cy = 92;
    const Fade fade(e, 0, -20 * (1 - e));

    const Type clock{46, Weight::bold, 1, 0, true};
    const std::string time = local_time(wall);
    float right = stage_width() - t.margin;
    text_mid(right, cy, time, clock, t.text, Align::right);
    right -= measure(time, clock) + 40;
    if (!view.wifi.empty()) {
        const float w = std::min(measure(view.wifi, type::caption), stage_width() * .22f);
        text_cut(right, cy, w, view.wifi, type::caption, t.muted, Align::right);
        icon(right - w - 28, cy, 32, Icon::wifi, t.ok, true);
        right -= w + 28 + 16 + 40;
    }

    badge(t.margin + 36, cy, 72, Icon::sparkle, t.accent, t.accent2);
    const float x = t.margin + 98, room = right - x;
    if (view.event_place.empty()) {
        text_cut(x, cy, room, view.event_name, type::h4, t.text);
    } else {
        text_cut(x, cy - 17, room, view.event_name, type::h4, t.text);
        text_cut(x, cy + 23, room, view.event_place, type::caption, t.muted);
    }
}

// The widest join card whose height still fits. Returns its width, 0 where there is nothing to join.
float join_card_width(const HomeView& view, float room_h) {
    if (view.join_url.empty()) return 0;
    for (float w = view.tiles.empty() ? 640.f : 440.f; w > 260; w -= 10)
        if (join_card(0, 0, w, view.join_url, view.join_code, false) <= room_h) return w;
    return 260;
}

void draw_hero(const HomeView& view, const Layout& l, float card_w) {
    const Theme& t = theme();
    const float e = appear(1);
    const Fade fade(e, 0, 30 * (1 - e));
    const float w = stage_width() - 2 * t.margin - (card_w > 0 ? card_w + 64 : 0);
    const bool tight = l.hero_h < 440;
    const bool can_scan = card_w > 0;

    // Three blocks: pill, heading, lead. What is left over goes above and below them in equal parts.
    const float pill_h = tight ? 52 : 60, below_pill = tight ? 14 : 22, above_lead = tight ? 10 : 18;
    const auto title = tr(can_scan ? "home.title" : "home.title_touch"), lead = tr(can_scan ? "home.lead" : "home.lead_touch");
    const Type lead_type{tight ? 30.f : 34.f, Weight::regular, 1.4f};
    const float lead_w = std::min(w, 1120.f);
    const float lead_h = paragraph_height(lead_w, lead, lead_type, {Align::left, 3, false});
    const float room = l.hero_h - pill_h - below_pill - above_lead - lead_h;
    Type heading{104, Weight::black, 1.1f, -2.f};
    const auto too_big = [&] {
        return paragraph_height(w, title, heading) > room || paragraph_height(w, title, heading) > 2.5f * heading.size * heading.lead;
    };
    while (heading.size > 52 && too_big()) heading.size -= 2;
    const float heading_h = paragraph_height(w, title, heading);

    float y = kTop;
    if (view.tiles.empty()) y += std::max(0.f, (room - heading_h) / 2);
    const std::string_view status = view.status.empty() ? tr("home.invite") : std::string_view(view.status);
    const Icon mark = Icon::lightning;
    pill(t.margin, y, status, fade_to(t.ok, .18f), t.ok, &mark, pill_h);
    y += pill_h + below_pill;
    paragraph(t.margin, y, w, title, heading, t.text);
    y += heading_h + above_lead;
    paragraph(t.margin, y, lead_w, lead, lead_type, t.muted, {Align::left, 3, false});
}

std::optional<std::string> draw_tiles(const HomeView& view, const Layout& l) {
    const Theme& t = theme();
    std::optional<std::string> tapped;
    for (std::size_t i = 0; i < l.tiles; ++i) {
        const HomeTile& it = view.tiles[i];
        const float x = t.margin + static_cast<float>(i % l.columns) * (l.tile_w + t.gutter);
        const float y = l.tiles_top + static_cast<float>(i / l.columns) * (l.tile_h + t.gutter);
        const AnswerColor& color = t.answer[static_cast<std::size_t>(std::clamp(it.hue, 0, 7))];
        const TileLook look{it.title, it.blurb, it.meta, it.icon, color.low, color.high};
        if (tile("home." + it.id, x, y, l.tile_w, l.tile_h, look, 3 + static_cast<int>(i))) tapped = it.id;
    }
    return tapped;
}

void draw_footer(const HomeView& view) {
    const bool scan = !view.join_url.empty();
    if (!scan && view.tiles.empty()) return;
    const char* key = view.tiles.empty() ? "home.footer_scan" : scan ? "home.footer" : "home.footer_touch";
    const Fade fade(appear(8));
    text_mid(stage_width() / 2, 1036, tr(key), type::caption, theme().faint, Align::center);
}

} // namespace

std::optional<std::string> draw_home(const HomeView& view, Ms wall) {
    const Layout l = lay_out(view.tiles.size());
    backdrop();
    draw_top(view, wall);
    const float card_w = join_card_width(view, l.hero_h);
    draw_hero(view, l, card_w);
    if (card_w > 0) {
        const float h = join_card(0, 0, card_w, view.join_url, view.join_code, false);
        const float e = appear(2);
        const Fade fade(e, 0, 30 * (1 - e));
        const float y = view.tiles.empty() ? kTop + std::max(0.f, (l.hero_h - h) / 2) : kTop;
        join_card(stage_width() - theme().margin - card_w, y, card_w, view.join_url, view.join_code);
    }
    auto tapped = draw_tiles(view, l);
    draw_footer(view);
    need_frame(static_cast<float>(60'000 - wall % 60'000) / 1000.f + .05f); // the clock's next minute
    return tapped;
}

} // namespace kiosk::screen
