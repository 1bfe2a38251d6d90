#include "kiosk/screen/home.h"

#include "kiosk/screen/address.h"
#include "kiosk/screen/home_tiles.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace kiosk::screen {
namespace {

using namespace kiosk::ui;

constexpr float kTop = 176;     // below the event's name and the clock
constexpr float kBottom = 944;  // above the bar of touches
constexpr float kBarY = 972, kBarH = 80;
constexpr std::size_t kMostTiles = 8;
constexpr float kWide = 1700;   // units: from here on up to five tiles stand in a row
constexpr float kTileH = 320, kLowTileH = 184; // upright, lying

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
    if (wide) l.columns = l.tiles <= 5 ? l.tiles : 4;
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
    fit(x + c.w * .07f, below + 14, c.w * .86f, 52, tr("home.scan"), type::h4, 24, theme().text, Align::center);
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
    const Type lead_type{(tight ? 30.f : 34.f) + (view.big_text ? 8.f : 0.f), Weight::regular, 1.36f};
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
    const std::string status = !view.visitor.empty() ? tr("visitor.hello", {view.visitor})
                               : view.status.empty() ? std::string(tr("home.invite"))
                                                     : view.status;
    const Icon mark = view.visitor.empty() ? Icon::lightning : Icon::user;
    pill(t.margin, y, status, fade_to(t.ok, .18f), t.ok, &mark, pill_h);
    y += pill_h + below_pill + between;
    paragraph(t.margin, y, w, title, heading, t.text);
    y += heading_h + above_lead + between;
    paragraph(t.margin, y, lead_w, lead, lead_type, t.muted, {Align::left, 3, true});
}

std::optional<HomeTap> draw_tiles(const HomeView& view, const Layout& l) {
    const Theme& t = theme();
    std::optional<HomeTap> tapped;
    for (std::size_t i = 0; i < l.tiles; ++i) {
        const HomeTile& it = view.tiles[i];
        const float x = t.margin + static_cast<float>(i % l.columns) * (l.tile_w + t.gutter);
        const float y = l.tiles_top + static_cast<float>(i / l.columns) * (l.tile_h + t.gutter);
        const Place place{x, y, l.tile_w, l.tile_h, 3 + static_cast<int>(i)};
        const bool tall = l.tile_h >= kTileH;
        if (tall ? tall_tile(it, place, view.big_text) : low_tile(it, place, view.big_text)) tapped = {HomeTap::What::tile, it.id};
    }
    return tapped;
}

// ---------------------------------------------------------------- the bar: language, letters, voice; a code, or done

// One touch chooses a language; the one that is on is lit. Returns the width.
float draw_languages(const HomeView& view, float x, std::optional<HomeTap>& tapped) {
    const Theme& t = theme();
    if (view.languages.size() < 2) return 0;
    const Type type{view.big_text ? 34.f : 29.f, Weight::semibold, 1.2f};
    float w = 0;
    for (const auto& language : view.languages) w += measure(language.name, type) + 64;
    rect(x, kBarY, w, kBarH, kBarH / 2, t.surface);
    outline(x, kBarY, w, kBarH, kBarH / 2, t.stroke, 2);
    float at = x;
    for (const auto& language : view.languages) {
        const float part = measure(language.name, type) + 64;
        const bool on = language.code == view.lang;
        if (hit("home.lang." + language.code, at, kBarY, part, kBarH) && !on) tapped = {HomeTap::What::language, language.code};
        if (on) gradient(at + 7, kBarY + 7, part - 14, kBarH - 14, kBarH / 2 - 7, t.answer[4].low, t.answer[1].low);
        text_mid(at + part / 2, kBarY + kBarH / 2, language.name, type, on ? t.on_accent : t.text, Align::center);
        at += part;
    }
    return w;
}

// A wish that is on or off. Returns the width.
float draw_wish(const char* id, float x, Icon symbol, std::string_view word, bool on, bool big, bool& tapped) {
    const Theme& t = theme();
    const Type type{big ? 34.f : 29.f, Weight::semibold, 1.2f};
    const float w = measure(word, type) + 116;
    tapped = hit(id, x, kBarY, w, kBarH);
    rect(x, kBarY, w, kBarH, kBarH / 2, on ? mix(t.surface, t.accent, .35f) : t.surface);
    outline(x, kBarY, w, kBarH, kBarH / 2, on ? t.accent2 : t.stroke, on ? 4.f : 2.f);
    icon(x + 48, kBarY + kBarH / 2, 40, on ? Icon::check : symbol, on ? t.accent2 : t.muted, on);
    text_mid(x + 80, kBarY + kBarH / 2, word, type, t.text);
    return w;
}

std::string_view footer_word(const HomeView& view) {
    const bool scan = !view.join_url.empty();
    if (!scan && view.tiles.empty()) return {};
    return tr(view.tiles.empty() ? "home.footer_scan" : scan ? "home.footer" : "home.footer_touch");
}

std::optional<HomeTap> draw_bar(const HomeView& view) {
    using What = HomeTap::What;
    const Theme& t = theme();
    const Fade fade(appear(8));
    std::optional<HomeTap> tapped;
    bool touched = false;
    float x = t.margin;
    if (const float w = draw_languages(view, x, tapped); w > 0) x += w + 20;
    x += draw_wish("home.big", x, Icon::text_size, tr("visitor.big_text"), view.big_text, view.big_text, touched) + 20;
    if (touched) tapped = {What::big_text, ""};
    if (view.can_speak) {
        x += draw_wish("home.aloud", x, Icon::speaker, tr("visitor.aloud"), view.aloud, view.big_text, touched) + 20;
        if (touched) tapped = {What::aloud, ""};
    }
    const bool somebody = !view.visitor.empty();
    const auto word = tr(somebody ? "visitor.done" : "visitor.have_code");
    const Icon symbol = somebody ? Icon::check : Icon::arrow_right;
    const float right_w = measure(word, {kBarH * .38f, Weight::semibold, 1.2f}) + kBarH * .8f + 60;
    const float right = stage_width() - t.margin - right_w;
    if (button("home.right", right, kBarY, right_w, kBarH, word, &symbol, somebody))
        tapped = {somebody ? What::done : What::code, ""};

    const auto footer = footer_word(view);
    const float room = right - 24 - x;
    if (!footer.empty() && measure(footer, type::caption) <= room)
        text_mid(x + room / 2, kBarY + kBarH / 2, footer, type::caption, t.muted, Align::center);
    return tapped;
}

} // namespace

std::optional<HomeTap> draw_home(const HomeView& view, Ms wall) {
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
    if (const auto wish = draw_bar(view)) tapped = wish;
    need_frame(static_cast<float>(60'000 - wall % 60'000) / 1000.f + .05f); // the clock's next minute
    return tapped;
}

} // namespace kiosk::screen
