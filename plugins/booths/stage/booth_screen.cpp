#include "stage/booth_screen.h"

#include <kiosk/ui.h>

#include <algorithm>
#include <string>

namespace booths {

namespace ui = kiosk::ui;

namespace {

constexpr float kTop = 62, kBar = 76, kBelowBar = 26;

// The left column: the picture, and below it the stamp's code. On a 4:3 screen the column is narrow: its picture is lower, so
// that it still shows what the drawing is about, and the code stands above its words.
struct Column {
    float w, picture_h, stamp_y, stamp_h;
};
Column column() {
    const auto& theme = ui::theme();
    const float stage = ui::stage_width(), h = ui::kStageHeight - 2 * theme.margin;
    const bool narrow = stage < 1600;
    const float w = narrow ? 580.f : std::min(1000.f, stage * .47f), stamp_h = narrow ? 508.f : 272.f;
    return {w, h - stamp_h - theme.gutter, ui::kStageHeight - theme.margin - stamp_h, stamp_h};
}

// "https://dichvucong.gov.vn/p/home" → "dichvucong.gov.vn": what people recognise.
std::string_view site_of(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
    if (url.starts_with("www.")) url.remove_prefix(4);
    return url.substr(0, url.find('/'));
}

void draw_cover(const BoothView& view, const Booth& booth, const Column& left) {
    const auto& theme = ui::theme();
    const float x = theme.margin, y = theme.margin, w = left.w, h = left.picture_h;
    // The picture goes with what is being read.
    const std::size_t stop = view.layout.stop_at(view.offset);
    const Picture* picture = &booth.cover;
    if (stop > 0 && stop <= booth.sections.size() && !booth.sections[stop - 1].picture.empty()) picture = &booth.sections[stop - 1].picture;
    ui::shadow(x, y, w, h, theme.radius_l, 44, 16);
    draw_picture(booth, *picture, x, y, w, h, theme.radius_l);
    ui::outline(x, y, w, h, theme.radius_l, theme.stroke);
    if (picture->credit.empty()) return;
    const std::string& credit = picture->credit.in(view.lang);
    const ui::Type type{24, ui::Weight::medium, 1.2f};
    const float room = w - 48 - 36, words = std::min(room, ui::measure(credit, type));
    ui::rect(x + 24, y + 24, words + 36, 46, 23, ui::fade_to(theme.bg_bottom, theme.dark ? .62f : .8f));
    ui::text_cut(x + 42, y + 47, words + 2, credit, type, theme.text);
}

// Where one is, and the way to all booths.
void draw_bar(const BoothView& view, const Booth& booth, const PageBox& box, BoothTap& tap) {
    const auto& theme = ui::theme();
    const auto& color = color_of(booth);
    const ui::Icon icon = icon_of(booth);
    const std::string where = ui::tr("booths.booth.place", {std::to_string(view.place + 1), std::to_string(view.hall.booths.size())});
    const ImU32 tint = ui::mix(color.low, color.high, .5f);
    ui::pill(box.x, kTop + 8, where, ui::fade_to(tint, theme.dark ? .38f : .2f), theme.text, &icon);
    if (view.alone) return;
    const ui::Icon list = ui::Icon::storefront;
    const auto label = ui::tr("booths.booth.all");
    const float w = std::min(ui::measure(label, {28, ui::Weight::semibold}) + 118, box.w - ui::pill_width(where, true) - 20);
    if (ui::button("booths.all", box.x + box.w - w, kTop, w, kBar, label, &list, false)) tap.what = BoothTap::What::all;
}

bool draw_arrow(std::string_view id, float x, float y, float size, bool to_left) {
    const auto& theme = ui::theme();
    bool hovered = false;
    const bool tapped = ui::hit(id, x, y, size, size, &hovered);
    ui::rect(x, y, size, size, size / 2, hovered ? theme.surface_raised : theme.surface);
    ui::outline(x, y, size, size, size / 2, ui::fade_to(theme.text, .22f));
    // The arrow's head and its line, so that one drawing serves both ways.
    const float cx = x + size / 2, cy = y + size / 2, reach = size * .16f, side = to_left ? -1.f : 1.f;
    ui::line(cx - side * reach, cy, cx + side * reach, cy, theme.text, 5);
    ui::line(cx + side * reach, cy, cx + side * (reach - 13), cy - 13, theme.text, 5);
    ui::line(cx + side * reach, cy, cx + side * (reach - 13), cy + 13, theme.text, 5);
    return tapped;
}

void draw_steps(const BoothView& view, const PageBox& box, BoothTap& tap) {
    const auto& theme = ui::theme();
    const std::size_t count = view.hall.booths.size();
    if (view.alone || count < 2) return;
    const float y = ui::kStageHeight - theme.margin - kBar;
    if (draw_arrow("booths.before", box.x, y, kBar, true)) tap.what = BoothTap::What::before;
    if (draw_arrow("booths.next", box.x + box.w - kBar, y, kBar, false)) tap.what = BoothTap::What::next;
    const float step = 30, wide = 46, total = static_cast<float>(count - 1) * step + wide;
    float x = box.x + (box.w - total) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const bool here = i == view.place;
        ui::rect(x, y + kBar / 2 - 8, here ? wide : 16, 16, 8, here ? theme.text : ui::fade_to(theme.text, .32f));
        x += here ? wide + step - 16 : step;
    }
}

// The backdrop again, over what goes on beyond this edge, in layers that all end there: so nothing looks cut, and no seam shows.
void draw_edge(const PageBox& box, float y, float h, bool at_top) {
    constexpr int kLayers = 14;
    for (int i = 0; i < kLayers; ++i) {
        const float covered = h * (1 - static_cast<float>(i) / kLayers);
        const ui::Clip clip(box.x - 30, at_top ? y - 2 : y + h - covered, box.w + 60, covered + 2);
        const ui::Fade fade(.24f);
        ui::backdrop();
    }
}

void draw_edges(const BoothView& view, const PageBox& box) {
    const auto& theme = ui::theme();
    if (view.offset > 1) draw_edge(box, box.y, 36, true);
    if (view.layout.height - view.offset <= box.h + 20) return;
    draw_edge(box, box.y + box.h - 96, 96, false);
    const float cx = box.x + box.w / 2, cy = box.y + box.h - 26;
    ui::circle(cx, cy, 26, ui::mix(theme.bg_bottom, theme.accent, theme.dark ? .5f : .25f));
    ui::icon(cx, cy, 32, ui::Icon::arrow_down, theme.text, true);
}

} // namespace

PageBox page_box(bool alone) {
    const auto& theme = ui::theme();
    const float x = theme.margin + column().w + 64, top = kTop + kBar + kBelowBar;
    const float bottom = ui::kStageHeight - theme.margin - (alone ? 0 : kBar + 22);
    return {x, top, ui::stage_width() - theme.margin - x, bottom - top};
}

BoothTap draw_booth(const BoothView& view) {
    const auto& theme = ui::theme();
    const Booth& booth = view.hall.booths[view.place];
    BoothTap tap;
    ui::backdrop();
    const PageBox box = page_box(view.alone);
    const Column left = column();
    const float shown = ui::appear(0), page_shown = ui::appear(1);
    const auto side = static_cast<float>(view.came_from);
    {
        const ui::Fade fade(shown, side * 90 * (1 - shown), view.came_from ? 0 : 24 * (1 - shown));
        draw_cover(view, booth, left);
    }
    if (draw_stamp_card(view.stamp, theme.margin, left.stamp_y, left.w, left.stamp_h))
        tap.what = BoothTap::What::stamp;
    const ui::Fade fade(page_shown, side * 140 * (1 - page_shown), view.came_from ? 0 : 30 * (1 - page_shown));
    draw_bar(view, booth, box, tap);
    draw_steps(view, box, tap);
    const int link = draw_page(booth, view.lang, {box.x, box.y, box.w, box.h, view.offset}, view.opened);
    if (link >= 0) tap = {BoothTap::What::link, link};
    draw_edges(view, box);
    return tap;
}

bool draw_code(const CodeView& view) {
    const auto& theme = ui::theme();
    ui::backdrop();
    const float width = ui::stage_width(), top = theme.margin, h = ui::kStageHeight - 2 * theme.margin;
    const bool close = ui::hit("booths.code", 0, 0, width, ui::kStageHeight);
    const float shown = ui::appear(0);
    const ui::Fade fade(shown, 0, 30 * (1 - shown));
    const float size = std::min(h, width * .56f), y = top + (h - size) / 2;
    ui::shadow(theme.margin, y, size, size, theme.radius_m, 44, 16);
    ui::qr(theme.margin, y, size, view.url);
    const float x = theme.margin + size + 72, w = width - theme.margin - x;
    float at = y + 20;
    ui::badge(x + 44, at + 44, 88, view.stamp ? ui::Icon::star : ui::Icon::globe, view.stamp ? theme.gold : theme.accent, view.stamp ? theme.warn : theme.accent2);
    at += 122;
    at += ui::paragraph(x, at, w, view.title, {width < 1600 ? 48.f : 60.f, ui::Weight::black, 1.16f, -.6f}, theme.text, {.max_lines = 4, .balance = true}) + 20;
    const std::string_view text = view.stamp ? view.text : site_of(view.url);
    at += ui::paragraph(x, at, w, text, {34, ui::Weight::medium, 1.35f}, view.stamp ? theme.muted : theme.accent2, {.max_lines = 5}) + 34;
    if (view.stamp) ui::countdown(x + 74, at + 74, 58, view.stamp->seconds_left, view.stamp->seconds_total);
    const ui::Icon cross = ui::Icon::cross;
    const auto label = ui::tr("booths.close");
    const float button_w = std::min(w, ui::measure(label, {30, ui::Weight::semibold}) + 130);
    // The whole screen closes it; the button says so.
    ui::rect(x, y + size - 84, button_w, 84, 42, theme.surface);
    ui::outline(x, y + size - 84, button_w, 84, 42, ui::fade_to(theme.text, .22f));
    ui::icon(x + 46, y + size - 42, 34, cross, theme.text, true);
    ui::text_cut(x + 76, y + size - 42, button_w - 100, label, {30, ui::Weight::semibold, 1.2f}, theme.text);
    return close;
}

} // namespace booths
