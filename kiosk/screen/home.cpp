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
constexpr float kTileH = 328, kLowTileH = 184; // upright, lying

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
        // Few tiles are wide: their words stand beside the badge, and the code above gets the height.
        l.tile_h = l.rows == 1 && l.columns > 2 ? kTileH : kLowTileH;
        l.tiles_top = kBottom - static_cast<float>(l.rows) * (l.tile_h + t.gutter) + t.gutter;
        // A lone tile is not stretched over the whole width: it would look like a banner, not like a thing to touch.
        const auto across = static_cast<float>(std::max<std::size_t>(l.columns, 2));
        l.tile_w = (stage_width() - 2 * t.margin - t.gutter * (across - 1)) / across;
    }
    l.hero_h = l.tiles_top - kTop - t.gutter;
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

    const Type clock{46, Weight::bold, 1};
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

// "HTTP://192.168.1.20:8080/7K4Q" (upper case keeps the QR small) -> "192.168.1.20:8080/7K4Q", as people type it.
std::string address_for_people(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
    while (url.ends_with('/')) url.remove_suffix(1);
    std::string address(url);
    const auto host_end = std::min(address.find('/'), address.size());
    for (std::size_t i = 0; i < host_end; ++i)
        if (address[i] >= 'A' && address[i] <= 'Z') address[i] = static_cast<char>(address[i] + ('a' - 'A'));
    return address;
}

// The join card: as large a code as the height allows, "scan to join", and the address in one line, never cut.
struct JoinCard {
    static constexpr float kPad = 28, kWords = 112; // units: around the code; the two lines below it
    std::string address;
    Type address_type{28, Weight::semibold, 1.2f};
    float w = 0, h = 0, code = 0; // units; w is 0 where there is nothing to join
};

JoinCard measure_join_card(const HomeView& view, float room_h) {
    JoinCard c;
    if (view.join_url.empty()) return c;
    c.address = address_for_people(view.join_url);
    c.code = std::min(room_h - JoinCard::kPad - JoinCard::kWords - 16, 560.f);
    c.h = c.code + JoinCard::kPad + JoinCard::kWords + 16;
    const float most = std::max(c.code, stage_width() * .26f); // a host name may be long
    while (c.address_type.size > 24 && measure(c.address, c.address_type) > c.code + 12) c.address_type.size -= 1;
    c.w = std::max(c.code + 2 * JoinCard::kPad, std::min(measure(c.address, c.address_type), most) + 44);
    return c;
}

void draw_join_card(const JoinCard& c, const HomeView& view, float x, float y) {
    const float e = appear(2), cx = x + c.w / 2;
    const Fade fade(e, 0, 30 * (1 - e));
    card(x, y, c.w, c.h);
    qr(cx - c.code / 2, y + JoinCard::kPad, c.code, view.join_url);
    const float below = y + JoinCard::kPad + c.code;
    text_mid(cx, below + 40, tr("home.scan"), type::h4, theme().text, Align::center);
    text_cut(cx, below + 86, c.w - 36, c.address, c.address_type, theme().accent2, Align::center);
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
    const float lead_h = paragraph_height(lead_w, lead, lead_type, {Align::left, 3, true});
    const float room = l.hero_h - pill_h - below_pill - above_lead - lead_h;
    Type heading{104, Weight::black, 1.1f, -2.f};
    const auto too_big = [&] {
        return paragraph_height(w, title, heading) > room ||
               paragraph_height(w, title, heading) > 2.5f * heading.size * heading.lead;
    };
    while (heading.size > 52 && too_big()) heading.size -= 2;
    const float heading_h = paragraph_height(w, title, heading), spare = std::max(0.f, room - heading_h);

    const float between = view.tiles.empty() ? 12.f : std::min(spare / 2, 14.f);
    float y = kTop;
    if (view.tiles.empty()) y += spare / 2 - between;
    const std::string_view status = view.status.empty() ? tr("home.invite") : std::string_view(view.status);
    const Icon mark = Icon::lightning;
    pill(t.margin, y, status, fade_to(t.ok, .18f), t.ok, &mark, pill_h);
    y += pill_h + below_pill + between;
    paragraph(t.margin, y, w, title, heading, t.text);
    y += heading_h + above_lead + between;
    paragraph(t.margin, y, lead_w, lead, lead_type, t.muted, {Align::left, 3, true});
}

// A tile for two rows: the words stand beside the badge instead of below it.
bool low_tile(std::string_view id, float x, float y, float w, float h, const TileLook& look, int order) {
    const Theme& t = theme();
    bool hovered = false;
    const bool tapped = hit(id, x, y, w, h, &hovered);
    const float here = appear(order), lit = tween(std::string("low-tile/").append(id), hovered ? 1.f : 0.f, .07f);
    const Fade fade(here, 0, 40 * (1 - here) - 8 * lit);
    const ImU32 edge = mix(look.from, look.to, .6f);
    shadow(x, y, w, h, t.radius_l, 40 + 20 * lit, 14 + 8 * lit);
    rect(x, y, w, h, t.radius_l, mix(t.surface, t.surface_raised, lit));
    outline(x, y, w, h, t.radius_l, mix(t.stroke, edge, lit), 2 + lit);

    const bool narrow = w < 500;
    const float pad = narrow ? 22.f : 30.f, size = narrow ? 64.f : 96.f;
    badge(x + pad + size / 2, narrow ? y + pad + size / 2 : y + h / 2, size, look.icon, look.from, look.to);
    const float left = x + pad + size + (narrow ? 18 : 28), in = x + w - (narrow ? 16 : pad) - left - (narrow ? 0 : 44);
    if (!narrow) icon(x + w - pad - 14 + 4 * lit, y + h / 2, 34, Icon::arrow_right, mix(t.faint, t.text, lit));

    // Title, up to two lines of blurb where there is width for it, and who is there: centred as one block.
    const Type blurb{24, Weight::regular, 1.28f};
    const int lines = look.meta.empty() ? 3 : 2;
    const bool roomy = in >= 260, with_blurb = !look.blurb.empty() && roomy;
    const float blurb_h = !with_blurb ? 0 : paragraph_height(in, look.blurb, blurb, {Align::left, lines, true});
    const float title_h = roomy ? 44.f : 84.f, meta_h = look.meta.empty() ? 0.f : 36.f;
    float at = y + (h - title_h - blurb_h - meta_h) / 2;
    fit(left, at, in, title_h, look.title, {34, Weight::bold, 1.2f, -.3f}, 26, t.text);
    at += title_h;
    if (blurb_h > 0) paragraph(left, at, in, look.blurb, blurb, t.muted, {Align::left, lines, true});
    at += blurb_h + 4;
    if (meta_h > 0) text_cut(left, at + 16, in, look.meta, {24, Weight::semibold, 1.2f}, mix(edge, t.text, t.dark ? .35f : .45f));
    return tapped;
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
        const auto draw = l.tile_h < kTileH ? low_tile : tile;
        if (draw("home." + it.id, x, y, l.tile_w, l.tile_h, look, 3 + static_cast<int>(i))) tapped = it.id;
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
    const JoinCard join = measure_join_card(view, l.hero_h);
    draw_hero(view, l, join.w);
    if (join.w > 0) {
        const float x = stage_width() - theme().margin - join.w;
        draw_join_card(join, view, x, kTop + std::max(0.f, (l.hero_h - join.h) / 2));
    }
    auto tapped = draw_tiles(view, l);
    draw_footer(view);
    need_frame(static_cast<float>(60'000 - wall % 60'000) / 1000.f + .05f); // the clock's next minute
    return tapped;
}

} // namespace kiosk::screen
