// Before the first question: the code, how to play, and the names of those who came in.
#include "stage/parts.h"

#include <algorithm>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr float kNameHeight = 72;
constexpr float kLongestName = 420; // a pill's; a longer name ends in "…"

// Names as pills, newest first, row by row; what does not fit is counted.
void draw_names(const StageView& view, float x, float y, float w, float h) {
    const auto& theme = ui::theme();
    if (view.newest.empty()) {
        ui::card(x, y, w, std::min(h, 200.f), theme.radius_m, false);
        ui::icon(x + 72, y + 100, 64, ui::Icon::phone, theme.accent2);
        ui::paragraph(x + 140, y + 62, w - 180, ui::tr("quiz.lobby.waiting"), ui::type::lead, theme.muted, {.max_lines = 2});
        return;
    }
    const float gap = 18;
    float left = x, top = y;
    int order = 0, drawn = 0;
    for (const PlayerId player : view.newest) {
        const std::string name = view.face_of(player).name;
        const float text_w = std::min(ui::measure(name, ui::type::label), kLongestName - 110);
        const float width = text_w + 110;
        if (left + width > x + w) {
            left = x;
            top += kNameHeight + gap;
        }
        if (top + kNameHeight > y + h) break;
        const float shown = ui::tween_from("quiz.name" + std::to_string(player), 0, 1);
        const ui::Fade fade(shown, 0, 14 * (1 - shown));
        ui::rect(left, top, width, kNameHeight, kNameHeight / 2, theme.surface);
        ui::outline(left, top, width, kNameHeight, kNameHeight / 2, theme.stroke);
        ui::avatar(left + kNameHeight / 2, top + kNameHeight / 2, kNameHeight / 2 - 8, name);
        ui::text_cut(left + kNameHeight + 6, top + kNameHeight / 2, text_w + 2, name, ui::type::label, theme.text);
        left += width + gap;
        ++order;
        ++drawn;
    }
}

// Who is not in the hall's network cannot reach the page: its code comes first, and both say which they are.
void draw_way_in(const StageView& view, float x, float w) {
    const auto& theme = ui::theme();
    const float room = ui::kStageHeight - 2 * theme.margin;
    if (view.wifi.code.empty()) {
        const float height = ui::join_card(x, 0, w, view.join_url, view.info.code, false);
        ui::join_card(x, (ui::kStageHeight - height) / 2, w, view.join_url, view.info.code);
        return;
    }
    const float gap = 22, code = 216, wifi_h = code + 36, pad = 18, badge = 52;
    float join_w = w; // as wide as both fit below each other
    while (join_w > 320 && ui::join_card(x, 0, join_w, view.join_url, view.info.code, false) + gap + wifi_h > room) join_w -= 10;
    const float join_h = ui::join_card(x, 0, join_w, view.join_url, view.info.code, false);
    const float y = (ui::kStageHeight - wifi_h - gap - join_h) / 2, below = y + wifi_h + gap;
    const auto number = [&](const char* digit, float at, float top) {
        ui::circle(at - 4, top + 6, badge / 2, theme.accent2);
        ui::text_mid(at - 4, top + 6, digit, ui::type::h4, theme.dark ? theme.bg_bottom : theme.on_accent, ui::Align::center);
    };
    ui::card(x, y, w, wifi_h);
    ui::qr(x + pad, y + pad, code, view.wifi.code);
    const float left = x + pad + code + 24, text_w = x + w - pad - left;
    const float name_y = text_w < 300 ? y + 26 : y + 80; // a narrow card has room for the words only
    if (text_w >= 300) ui::icon(left + 20, y + 52, 40, ui::Icon::wifi, theme.accent2);
    ui::fit(left, name_y, text_w, (view.wifi.password.empty() ? y + 210 : y + 160) - name_y, ui::tr("join.wifi", {view.wifi.name}), {30, ui::Weight::bold, 1.2f}, 24,
            theme.text, ui::Align::left, 0);
    if (!view.wifi.password.empty())
        ui::fit(left, y + 168, text_w, 66, ui::tr("join.wifi_password", {view.wifi.password}), {26, ui::Weight::semibold, 1.2f}, 24, theme.muted,
                ui::Align::left, 0);
    ui::join_card(x + (w - join_w) / 2, below, join_w, view.join_url, view.info.code);
    number("1", x, y);
    number("2", x + (w - join_w) / 2, below);
}

} // namespace

void draw_lobby(const StageView& view) {
    const auto& theme = ui::theme();
    const Round& round = *view.round;
    const float width = ui::stage_width();
    const float card_w = width < 1600 ? 500 : 600;
    const float card_x = width - theme.margin - card_w;
    const float x = theme.margin, w = card_x - 72 - x;

    {
        const float shown = ui::appear(0);
        const ui::Fade fade(shown, 0, -20 * (1 - shown));
        const ui::Icon icon = ui::Icon::lightning;
        const auto auto_left = round.remaining(view.now);
        std::string state(ui::tr(round.paused() ? "quiz.paused.title" : "quiz.lobby.open"));
        if (auto_left && !round.paused()) {
            state = ui::tr("quiz.lobby.starts_in", {moment_left(*auto_left)});
            ui::need_frame(1);
        }
        float pill_x = x;
        pill_x += ui::pill(pill_x, 62, state, ui::fade_to(theme.ok, .18f), theme.ok, &icon) + 16;
        const ui::Icon star = ui::Icon::star;
        const std::string preset(ui::tr("quiz.preset." + std::string(name_of(round.config().preset)) + ".name"));
        if (pill_x + ui::pill_width(preset, true) < x + w)
            pill_x += ui::pill(pill_x, 62, preset, ui::fade_to(theme.gold, .18f), theme.gold, &star) + 16;
        const ui::Icon info = ui::Icon::info;
        const std::string rehearsal(ui::tr("quiz.rehearsal"));
        if (view.info.rehearsal && pill_x + ui::pill_width(rehearsal, true) < x + w)
            ui::pill(pill_x, 62, rehearsal, ui::fade_to(theme.warn, .2f), theme.warn, &info);
    }
    float y = 160;
    {
        const float shown = ui::appear(1);
        const ui::Fade fade(shown, 0, 30 * (1 - shown));
        const std::string& title = view.info.title.pick(view.lang);
        const float title_h = ui::measure(title, ui::type::display) <= w ? 130.f : 220.f; // one line, or two
        ui::fit(x, y, w, title_h, title, ui::type::display, 58, theme.text, ui::Align::left, 0);
        y += title_h + 14;
        y += ui::paragraph(x, y, w, ui::tr("quiz.preset." + std::string(name_of(round.config().preset)) + ".rule"),
                           ui::type::lead, theme.muted, {.max_lines = 3}) +
             40;
    }
    {
        const float shown = ui::appear(2);
        const ui::Fade fade(shown, 0, 30 * (1 - shown));
        const std::string count = ui::number(round.people());
        ui::text_mid(x, y + 40, count, ui::type::number_l, theme.accent2);
        ui::text_mid(x + ui::measure(count, ui::type::number_l) + 20, y + 40, ui::tr("quiz.lobby.people"), ui::type::lead,
                     theme.muted);
        y += 104;
        draw_names(view, x, y, w, ui::kStageHeight - theme.margin - y);
    }
    {
        const float shown = ui::appear(3);
        const ui::Fade fade(shown, 0, 30 * (1 - shown));
        draw_way_in(view, card_x, card_w);
    }
}

} // namespace quiz
