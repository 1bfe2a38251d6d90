#include "kiosk/screen/home_tiles.h"

#include <algorithm>

namespace kiosk::screen {

using namespace kiosk::ui;

namespace {

// What both have in common: the card that lifts a little under a finger.
struct Card {
    Card(const HomeTile& tile, const Place& place)
        : color(theme().answer[static_cast<std::size_t>(std::clamp(tile.hue, 0, 7))]), edge(mix(color.low, color.high, .6f)),
          tapped(hit("home." + tile.id, place.x, place.y, place.w, place.h, &hovered)), here(appear(place.order)),
          lit(tween("home-tile/" + tile.id, hovered ? 1.f : 0.f, .07f)), fade(here, 0, 40 * (1 - here) - 8 * lit) {
        const Theme& t = theme();
        shadow(place.x, place.y, place.w, place.h, t.radius_l, 40 + 20 * lit, 14 + 8 * lit);
        rect(place.x, place.y, place.w, place.h, t.radius_l, mix(t.surface, t.surface_raised, lit));
        outline(place.x, place.y, place.w, place.h, t.radius_l, mix(t.stroke, edge, lit), 2 + lit);
    }

    const AnswerColor& color;
    const ImU32 edge;
    bool hovered = false;
    const bool tapped;
    const float here, lit;
    const Fade fade;
};

// News that is too long for one line is read in the blurb's place, and where there is no such place not at all: half a sentence
// tells nothing.
bool too_long(const HomeTile& tile, float w, float size) {
    return !tile.meta.empty() && measure(tile.meta, {size, Weight::semibold, 1.2f}) > w - size * 1.6f;
}

ImU32 meta_ink(const Card& card) { return mix(card.edge, theme().text, theme().dark ? .45f : .55f); }

void draw_meta(const HomeTile& tile, const Card& card, float x, float cy, float w, float size) {
    const ImU32 ink = meta_ink(card);
    icon(x + size * .55f, cy, size * 1.1f, tile.meta_icon, ink);
    text_cut(x + size * 1.6f, cy, w - size * 1.6f, tile.meta, {size, Weight::semibold, 1.2f}, ink);
}

} // namespace

bool tall_tile(const HomeTile& tile, const Place& at, bool big_text) {
    const Theme& t = theme();
    const Card card(tile, at);
    const float pad = std::min(34.f, at.w * .08f), size = 84, in = at.w - 2 * pad, x = at.x + pad;
    badge(x + size / 2, at.y + pad + size / 2, size, tile.icon, card.color.low, card.color.high);
    icon(at.x + at.w - pad - 18 + 4 * card.lit, at.y + pad + size / 2, 38, Icon::arrow_right, mix(t.faint, t.text, card.lit));

    const float meta_size = big_text ? 32.f : 25.f;
    const bool long_news = too_long(tile, in, meta_size);
    const float meta_h = tile.meta.empty() || long_news ? 0.f : meta_size * 1.6f;
    const float top = at.y + pad + size + 12, bottom = at.y + at.h - pad + 6 - meta_h;
    if (big_text) {
        fit(x, top, in, bottom - top, tile.title, {54, Weight::bold, 1.15f, -.6f}, 34, t.text);
    } else {
        fit(x, top, in, 52, tile.title, {37, Weight::bold, 1.25f, -.4f}, 28, t.text);
        const Type blurb{26, Weight::regular, 1.3f};
        if (long_news) {
            const Type news{26, Weight::semibold, 1.3f};
            paragraph(x, top + 52, in, tile.meta, news, meta_ink(card), {Align::left, 3, true});
        } else if (const int lines = static_cast<int>((bottom - top - 52) / (blurb.size * blurb.lead)); lines > 0) {
            paragraph(x, top + 52, in, tile.blurb, blurb, t.muted, {Align::left, lines, true});
        }
    }
    if (meta_h > 0) draw_meta(tile, card, x, at.y + at.h - pad - 12, in, meta_size);
    return card.tapped;
}

// The words stand beside the badge instead of below it.
bool low_tile(const HomeTile& tile, const Place& at, bool big_text) {
    const Theme& t = theme();
    const Card card(tile, at);
    const bool narrow = at.w < 500;
    const float pad = narrow ? 22.f : 30.f, size = narrow ? 64.f : 96.f;
    badge(at.x + pad + size / 2, narrow ? at.y + pad + size / 2 : at.y + at.h / 2, size, tile.icon, card.color.low, card.color.high);
    const float left = at.x + pad + size + (narrow ? 18 : 28), in = at.x + at.w - (narrow ? 16 : pad) - left - (narrow ? 0 : 44);
    if (!narrow) icon(at.x + at.w - pad - 14 + 4 * card.lit, at.y + at.h / 2, 34, Icon::arrow_right, mix(t.faint, t.text, card.lit));

    // Title, up to two lines of blurb where there is width for it, and the news: centred as one block.
    const float meta_size = big_text ? 30.f : 24.f;
    const bool long_news = too_long(tile, in, meta_size), roomy = in >= 260;
    const float meta_h = tile.meta.empty() || long_news ? 0.f : meta_size * 1.5f;
    const int lines = meta_h > 0 ? 2 : 3;
    const Type blurb{24, long_news ? Weight::semibold : Weight::regular, 1.28f};
    const std::string& words = long_news ? tile.meta : tile.blurb;
    const bool with_blurb = !big_text && !words.empty() && roomy;
    const float blurb_h = !with_blurb ? 0 : paragraph_height(in, words, blurb, {Align::left, lines, true});
    const float title_h = big_text ? at.h - 2 * pad - meta_h : roomy ? 44.f : 84.f;
    float y = at.y + (at.h - title_h - blurb_h - meta_h) / 2;
    fit(left, y, in, title_h, tile.title, {big_text ? 50.f : 34.f, Weight::bold, big_text ? 1.12f : 1.2f, -.3f}, 26, t.text);
    y += title_h;
    if (blurb_h > 0) paragraph(left, y, in, words, blurb, long_news ? meta_ink(card) : t.muted, {Align::left, lines, true});
    y += blurb_h + 4;
    if (meta_h > 0) draw_meta(tile, card, left, y + meta_h / 2, in, meta_size);
    return card.tapped;
}

} // namespace kiosk::screen
