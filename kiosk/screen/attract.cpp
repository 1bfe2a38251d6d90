#include "kiosk/screen/attract.h"

#include "kiosk/screen/address.h"
#include "kiosk/ui/stage.h"

#include <algorithm>

namespace kiosk::screen {
namespace {

using namespace kiosk::ui;

constexpr float kPageTop = 176, kPageBottom = 960; // units: between the event's name and the invitation to touch
constexpr Ms kFadeStep = 120;              // ms between frames of a cross-fade where there is no GPU

// Where the words stand: left of the join card, or over the whole width where there is none.
struct Room {
    float x, w;
};

// ---------------------------------------------------------------- what every page has

void draw_event(const AttractView& view) {
    const Theme& t = theme();
    badge(t.margin + 36, 92, 72, Icon::sparkle, t.accent, t.accent2);
    text_cut(t.margin + 98, 92, stage_width() - 2 * t.margin - 98, view.event_name, {38, Weight::semibold, 1.25f}, t.text);
}

// The card with the code: as large as a third of the stage allows, and always here.
Room draw_join(const AttractView& view) {
    const Theme& t = theme();
    if (view.join_url.empty()) return {t.margin, stage_width() - 2 * t.margin};
    const float w = std::min(600.f, stage_width() * .325f), pad = 32, code = w - 2 * pad;
    const bool two = !view.scan.second.empty();
    const float words = two ? 176 : 136, h = pad + code + words + 20;
    const float x = stage_width() - t.margin - w, y = (kPageTop + kPageBottom - h) / 2, cx = x + w / 2;
    card(x, y, w, h);
    qr(x + pad, y + pad, code, view.join_url);
    float cy = y + pad + code + 46;
    fit(x + 20, cy - 30, w - 40, 60, view.scan.first, {48, Weight::bold, 1.2f, -.5f}, 30, t.text, Align::center);
    if (two) text_cut(cx, cy += 46, w - 40, view.scan.second, {30, Weight::medium, 1.2f}, t.muted, Align::center);
    cy += two ? 54 : 62;
    fit(x + 16, cy - 26, w - 32, 52, address_for_people(view.join_url), {38, Weight::bold, 1.2f}, 24, t.accent2, Align::center);
    return {t.margin, x - 72 - t.margin};
}

void draw_touch(const AttractView& view) {
    const Theme& t = theme();
    const Type first{38, Weight::semibold, 1.25f}, second{30, Weight::medium, 1.25f};
    const float wide = measure(view.touch.first, first);
    icon(t.margin + 24, 1008, 46, Icon::hand_tap, t.accent2);
    text_mid(t.margin + 66, 1008, view.touch.first, first, t.text);
    text_cut(t.margin + 66 + wide + 26, 1008, stage_width() - 2 * t.margin - 92 - wide, view.touch.second, second, t.muted);
}

// ---------------------------------------------------------------- pages

// A block that is measured before it is drawn, so that a page stands in the middle of its room.
float two_languages(float x, float y, float w, const Bilingual& words, const Type& first, float second_size, int lines, bool draw) {
    const Theme& t = theme();
    float h = 0;
    if (!words.first.empty()) {
        const Paragraph how{Align::left, lines, true};
        h += draw ? paragraph(x, y, w, words.first, first, t.text, how) : paragraph_height(w, words.first, first, how);
    }
    if (!words.second.empty()) {
        const Type second{second_size, Weight::medium, 1.3f};
        const Paragraph how{Align::left, 2, true};
        h += 12;
        h += draw ? paragraph(x, y + h, w, words.second, second, t.muted, how) : paragraph_height(w, words.second, second, how);
    }
    return h;
}

std::string countdown_text(Ms left) {
    const Ms seconds = std::max<Ms>(0, (left + 999) / 1000), hours = seconds / 3600;
    const auto two = [](Ms n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return hours > 0 ? std::to_string(hours) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
                     : std::to_string(seconds / 60) + ":" + two(seconds % 60);
}

void draw_fact(const AttractPage& page, const Room& room, Ms wall) {
    const Theme& t = theme();
    const AnswerColor& color = t.answer[static_cast<std::size_t>(std::clamp(page.hue, 0, 7))];
    const bool counts = page.until > wall;
    const std::string number = counts ? countdown_text(page.until - wall) : page.headline.first;
    const Bilingual text = counts ? page.headline : page.text;

    Type huge{300, Weight::black, .98f, -5.f, true};
    while (huge.size > 110 && measure(number, huge) > room.w) huge.size -= 6;
    const int lines = measure(number, huge) > room.w ? 2 : 1; // words, not a number
    const Paragraph how{Align::left, lines, true};
    const Type sentence{66, Weight::bold, 1.18f, -.6f};
    // A source ends with its date, which must not be cut off.
    const Type small{28, Weight::medium, 1.25f};
    const Paragraph whole{Align::left, 2, true};
    const float badge_size = 108, gap = 18, above_source = 22;
    const float body = two_languages(room.x, 0, room.w, text, sentence, 40, 3, false);
    const float source = page.source.first.empty() ? 0.f : above_source + paragraph_height(room.w, page.source.first, small, whole);
    const float others = badge_size + 2 * gap + body + source;
    while (huge.size > 110 && paragraph_height(room.w, number, huge, how) > kPageBottom - kPageTop - others) huge.size -= 6;
    const float head = paragraph_height(room.w, number, huge, how);
    float y = (kPageTop + kPageBottom - (others + head)) / 2;
    y = std::max(y, kPageTop - 20);
    badge(room.x + badge_size / 2, y + badge_size / 2, badge_size, page.icon, color.low, color.high);
    if (counts && !page.text.first.empty())
        text_cut(room.x + badge_size + 28, y + badge_size / 2, room.w - badge_size - 28, page.text.first,
                 {42, Weight::semibold, 1.2f}, t.muted);
    y += badge_size + gap;
    paragraph(room.x, y, room.w, number, huge, mix(mix(color.low, color.high, .5f), t.text, t.dark ? .72f : .3f), how);
    y += head + gap;
    y += two_languages(room.x, y, room.w, text, sentence, 40, 3, true);
    if (source > 0) paragraph(room.x, y + above_source, room.w, page.source.first, small, t.faint, whole);
}

void draw_leaders(const AttractPage& page, const Room& room) {
    const Theme& t = theme();
    const ImU32 medals[] = {t.gold, t.silver, t.bronze};
    const float row = 168, gap = 22;
    const Type title{84, Weight::black, 1.12f, -1.5f};
    const float head = two_languages(room.x, 0, room.w, page.headline, title, 40, 2, false);
    const auto rows = static_cast<float>(page.leaders.size());
    float y = (kPageTop + kPageBottom - (head + 34 + rows * row + (rows - 1) * gap)) / 2;
    y += two_languages(room.x, y, room.w, page.headline, title, 40, 2, true) + 34;
    for (const auto& leader : page.leaders) {
        const ImU32 medal = medals[std::clamp(leader.place, 1, 3) - 1];
        card(room.x, y, room.w, row, t.radius_l, false);
        circle(room.x + 92, y + row / 2, 54, medal);
        text_mid(room.x + 92, y + row / 2, std::to_string(leader.place), {64, Weight::black, 1, 0, true},
                 t.dark ? t.bg_bottom : t.on_accent, Align::center);
        const float left = room.x + 178, in = room.w - 178 - 44;
        if (room.w < 1000) { // 4:3: there is no room for both in one line
            fit(left, y + 14, in, 84, leader.name, {58, Weight::bold, 1.15f, -.6f}, 34, t.text);
            text_cut(left, y + row - 42, in, leader.score, {42, Weight::bold, 1.1f, 0, true}, t.muted);
            y += row + gap;
            continue;
        }
        const Type score{58, Weight::black, 1.1f, -.5f, true};
        const float score_w = measure(leader.score, score);
        text_mid(room.x + room.w - 44, y + row / 2, leader.score, score, t.text, Align::right);
        fit(left, y + 22, in - score_w - 30, row - 44, leader.name, {72, Weight::bold, 1.15f, -.8f}, 40, t.text);
        y += row + gap;
    }
}

void draw_invite(const AttractPage& page, const Room& room) {
    const Theme& t = theme();
    Type huge{190, Weight::black, 1.06f, -4.f};
    while (huge.size > 90 && paragraph_height(room.w, page.headline.first, huge) > 2.5f * huge.size * huge.lead) huge.size -= 4;
    const Type second{56, Weight::bold, 1.2f, -.5f};
    const Type lead{46, Weight::regular, 1.38f};
    std::string english = page.headline.second;
    std::replace(english.begin(), english.end(), '\n', ' ');
    const float head = paragraph_height(room.w, page.headline.first, huge);
    const float under = english.empty() ? 0 : paragraph_height(room.w, english, second) + 18;
    const float body = two_languages(room.x, 0, room.w, page.text, lead, 34, 3, false);
    float y = (kPageTop + kPageBottom - (head + under + 44 + body)) / 2;
    y += paragraph(room.x, y, room.w, page.headline.first, huge, t.text);
    if (under > 0) y += 18 + paragraph(room.x, y + 18, room.w, english, second, t.accent2);
    two_languages(room.x, y + 44, room.w, page.text, lead, 34, 3, true);
}

void draw_page(const AttractPage& page, const Room& room, Ms wall) {
    switch (page.kind) {
    case AttractPage::Kind::invite: return draw_invite(page, room);
    case AttractPage::Kind::top: return draw_leaders(page, room);
    case AttractPage::Kind::fact: return draw_fact(page, room, wall);
    }
}

// A frame in which the page looks different, and nothing beside it.
void need_page(const Room& room, Ms in) {
    constexpr float kOver = 40; // units: a shadow, a letter's overhang
    need_part(0, kPageTop - kOver, room.x + room.w + kOver, kPageBottom + kOver - kPageTop, static_cast<float>(in) / 1000);
}

} // namespace

void draw_attract(const AttractView& view, Ms since, Ms wall) {
    const auto count = static_cast<Ms>(view.pages.size());
    const Ms turn = since / kAttractPage, at = since % kAttractPage;
    const auto page_of = [&](Ms n) -> const AttractPage& { return view.pages[static_cast<std::size_t>(n % count)]; };
    const AttractPage& page = page_of(turn);

    backdrop();
    draw_event(view);
    const Room room = draw_join(view);
    draw_touch(view);

    const Ms step = reduced() ? kFadeStep : 16;
    const float shown = turn == 0 || count == 1 ? 1.f : static_cast<float>(at + step) / static_cast<float>(kAttractFade);
    if (shown < 1) {
        {
            const Fade old(1 - shown);
            draw_page(page_of(turn - 1), room, wall);
        }
        const Fade coming(shown);
        draw_page(page, room, wall);
        return need_page(room, reduced() ? kFadeStep : 0);
    }
    draw_page(page, room, wall);
    const auto in = [&room](Ms ms) { need_page(room, ms + 2); };
    if (page.until > wall) in((page.until - wall) % 1000);
    if (count > 1 || page.until > wall) in(kAttractPage - at);
}

} // namespace kiosk::screen
