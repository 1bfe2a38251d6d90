// The card at the end: how it went, where that is on today's board, what to read next, and the way to one's phone.
#include "stage/walkup_pages.h"

#include <algorithm>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

// The code at the end of the address, in threes: what people type on this kiosk, "7K4 Q9M P3X".
std::string code_of(const std::string& url) {
    std::string spaced;
    for (const char letter : url.substr(url.rfind('/') + 1)) {
        if (spaced.size() % 4 == 3) spaced += ' ';
        spaced += letter;
    }
    return spaced;
}

void draw_phone(const std::string& url, float x, float y, float w, float h) {
    const auto& theme = ui::theme();
    const float shown = ui::appear(2);
    const ui::Fade fade(shown, 0, 30 * (1 - shown));
    ui::card(x, y, w, h);
    const float code = std::min(w - 64, h - 190);
    ui::qr(x + (w - code) / 2, y + 32, code, url);
    ui::fit(x + 28, y + 44 + code, w - 56, h - code - 100, ui::tr("walkup.result.phone"), ui::type::h4, 26, theme.text, ui::Align::center);
    ui::fit(x + 28, y + h - 58, w - 56, 40, code_of(url), {34, ui::Weight::bold, 1.2f, 1.f}, 24, theme.accent2, ui::Align::center);
}

// The place in a medal, or a star where there is none.
void draw_medal(const Card& card, float cx, float cy, float radius) {
    const auto& theme = ui::theme();
    const bool wins = card.place > 0 && card.place <= 3 && card.came.score > 0;
    const ImU32 metal = card.place == 1 ? theme.gold : card.place == 2 ? theme.silver : theme.bronze;
    ui::glow(cx, cy, radius * 1.7f, ui::fade_to(wins ? metal : theme.accent2, .3f));
    if (wins) ui::circle(cx, cy, radius, metal);
    else ui::circle_gradient(cx, cy, radius, theme.answer[4].high, theme.answer[4].low);
    ui::ring(cx, cy, radius + 10, 6, 1, ui::fade_to(wins ? metal : theme.accent2, .5f), ui::fade_to(wins ? metal : theme.accent, .5f), 0);
    const ImU32 ink = wins ? ui::hex(0x241700) : theme.on_accent;
    if (card.place == 0) return ui::icon(cx, cy, radius, ui::Icon::star, ink);
    const std::string place = ui::number(card.place);
    ui::text_mid(cx, cy, place, {place.size() > 3 ? radius * .62f : radius * 1.02f, ui::Weight::black, 1, -1, true}, ink, ui::Align::center);
}

} // namespace

Touch draw_walkup_result(const WalkupView& view, const Card& card, const std::string& url) {
    const auto& theme = ui::theme();
    Touch touch = draw_walkup_tools(view);
    const float width = ui::stage_width(), x = theme.margin, foot = ui::kStageHeight - 56 - kAction;
    const float side = url.empty() ? 0 : width < 1600 ? 380.f : 440.f;
    const float w = width - 2 * theme.margin - (side > 0 ? side + 44 : 0);
    const float radius = width < 1600 ? 96.f : 112.f;
    float y = kBelowTools;
    const float left = x + 2 * radius + 68, in = x + w - left;
    {
        const float shown = ui::appear(0);
        const ui::Fade fade(shown, 0, 24 * (1 - shown));
        draw_medal(card, x + radius + 12, y + radius + 16, radius);
        const std::string title = card.came.asked == 0 ? ui::tr("walkup.result.poll_only", {view.name})
                                                       : ui::tr("walkup.result.title", {view.name, std::to_string(card.came.right), std::to_string(card.came.asked)});
        ui::fit(left, y, in, 156, title, {view.big ? 76.f : 66.f, ui::Weight::black, 1.14f, -1}, 36, theme.text, ui::Align::left, .5f);
        if (card.place > 0)
            ui::fit(left, y + 160, in, 74, ui::tr("walkup.result.place", {ui::number(card.place), ui::number(card.people)}),
                    {view.big ? 48.f : 40.f, ui::Weight::semibold, 1.15f}, 28, theme.accent2, ui::Align::left, .4f);
    }
    y += 2 * radius + 46;
    {
        const float shown = ui::appear(1);
        const ui::Fade fade(shown, 0, 24 * (1 - shown));
        float at = x;
        if (walkup_marks_width(*view.sitting, 30) < w) at += draw_walkup_marks(*view.sitting, at, y + 36, 30) + 20;
        const ui::Icon star = ui::Icon::star;
        const std::string points = ui::tr("walkup.result.points", {ui::number(static_cast<double>(card.came.score))});
        if (card.came.asked > 0 && at + ui::pill_width(points, true, 72) <= x + w)
            at += ui::pill(at, y, points, ui::fade_to(theme.gold, .2f), theme.dark ? theme.gold : theme.text, &star, 72);
        y += 72 + 22;
        const bool kept = better(card.best, card.came);
        if (card.came.asked > 0 && (card.counts || kept)) {
            const std::string words = kept ? ui::tr("walkup.result.kept", {ui::number(static_cast<double>(card.best.score))}) : std::string(ui::tr("walkup.result.best"));
            ui::text_cut(x, y + 22, w, words, view.big ? ui::Type{36, ui::Weight::medium, 1.3f} : ui::type::body, theme.muted);
            y += 62;
        }
    }
    const bool all_right = card.came.asked > 0 && card.came.right == card.came.asked;
    if (!card.read.empty()) {
        const float shown = ui::appear(2);
        const ui::Fade fade(shown, 0, 24 * (1 - shown));
        ui::text_mid(x, y + 24, ui::tr("walkup.result.read"), ui::type::h4, theme.text);
        y += 62;
        const float gap = 16, room = foot - 28 - y, count = static_cast<float>(card.read.size());
        const bool beside = (room + gap) / count - gap < 100;
        const float each_w = beside ? (w - gap * (count - 1)) / count : w, each_h = beside ? std::min(160.f, room) : std::min(116.f, (room + gap) / count - gap);
        for (std::size_t i = 0; i < card.read.size(); ++i) {
            const auto n = static_cast<float>(i);
            const ui::Icon book = ui::Icon::storefront;
            if (ui::button("walkup.read." + card.read[i].booth, x + (beside ? n * (each_w + gap) : 0), y + (beside ? 0 : n * (each_h + gap)), each_w, std::max(96.f, each_h),
                           card.read[i].title.pick(view.lang), &book, false)) {
                touch.what = Touch::What::booth;
                touch.text = card.read[i].booth;
            }
        }
    } else if (all_right) {
        ui::text_mid(x, y + 30, ui::tr("walkup.result.all_right"), ui::type::h3, theme.ok);
        ui::confetti(x, kBelowTools, w, foot - kBelowTools, 60, 2.5f);
    }
    if (side > 0) draw_phone(url, x + w + 44, kBelowTools, side, foot - 28 - kBelowTools);

    const float half = (width - 2 * theme.margin - theme.gutter) / 2;
    const auto minutes = (card.wait + 59'999) / 60'000;
    const std::string again = minutes > 0 ? ui::tr("walkup.result.wait", {std::to_string(minutes)}) : std::string(ui::tr("walkup.result.again"));
    const ui::Icon replay = ui::Icon::play, done = ui::Icon::check;
    {
        const ui::Fade fade(minutes > 0 ? .5f : 1.f);
        if (ui::button("walkup.again", x, foot, half, kAction, again, minutes > 0 ? nullptr : &replay, false) && minutes == 0) touch.what = Touch::What::again;
    }
    if (minutes > 0) ui::need_frame(30);
    if (ui::button("walkup.done", x + half + theme.gutter, foot, half, kAction, ui::tr("walkup.result.done"), &done)) touch.what = Touch::What::done;
    draw_walkup_trouble(view);
    return touch;
}

} // namespace quiz
