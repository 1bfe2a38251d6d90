#include "stage/parts.h"

#include <algorithm>
#include <cmath>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr float kPill = 60;
constexpr float kAnsweredHeight = 132, kTallyHeight = 150;

// From `closed` on: the columns are shown where people chose among options.
bool shows_columns(const StageView& view) {
    const auto counts = view.round->counts();
    return counts && !counts->options.empty() && counts->options.size() <= 6;
}

} // namespace

Frame frame() {
    const auto& theme = ui::theme();
    const float width = ui::stage_width();
    const float side = width < 1600 ? 356 : 396;
    const float side_x = width - theme.margin - side;
    return {theme.margin, 62, side_x - 56 - theme.margin, side_x, side, ui::kStageHeight - theme.margin};
}

std::string letter_count(int index, int count) {
    return ui::tr("quiz.question.number", {std::to_string(index + 1), std::to_string(count)});
}

std::string moment_left(kiosk_ms left) {
    const auto seconds = (left + 999) / 1000;
    const std::string rest = std::to_string(seconds % 60);
    return std::to_string(seconds / 60) + ":" + (rest.size() < 2 ? "0" + rest : rest);
}

float top_line(const StageView& view) {
    const auto& theme = ui::theme();
    const Frame at = frame();
    float x = at.left;
    const float end = at.left + at.main_w;
    // A pill that would run into the column is left out; the first ones matter most.
    const auto pill = [&](const std::string& text, ImU32 bg, ImU32 ink, ui::Icon icon) {
        if (x + ui::pill_width(text, true, kPill) > end) return;
        x += ui::pill(x, at.top, text, bg, ink, &icon, kPill) + 16;
    };
    const Round& round = *view.round;
    if (round.in_sudden_death()) pill(std::string(ui::tr("quiz.question.duel")), ui::fade_to(theme.bad, .2f), theme.bad, ui::Icon::lightning);
    else if (round.index() >= 0) pill(letter_count(round.index(), round.count()), ui::fade_to(theme.accent, .34f), theme.text, ui::Icon::question);
    if (round.paused()) pill(std::string(ui::tr("quiz.paused.title")), ui::fade_to(theme.warn, .2f), theme.warn, ui::Icon::pause);
    if (view.info.rehearsal) pill(std::string(ui::tr("quiz.rehearsal")), ui::fade_to(theme.warn, .2f), theme.warn, ui::Icon::info);
    if (const auto question = round.public_question(); question && !question->topic.empty())
        pill(question->topic.pick(view.lang), ui::fade_to(theme.accent2, .18f), theme.accent2, ui::Icon::book);
    pill(std::string(ui::tr("quiz.preset." + std::string(name_of(round.config().preset)) + ".name")), ui::fade_to(theme.gold, .18f), theme.gold, ui::Icon::star);
    return at.top + kPill;
}

void side_join(const StageView& view, float y) {
    const Frame at = frame();
    ui::join_card(at.side_x, y, at.side_w, view.join_url, view.info.code);
}

float side_answered_height(const StageView& view) {
    return kAnsweredHeight + (shows_columns(view) ? kTallyHeight : 0);
}

void side_answered(const StageView& view, float y) {
    const auto& theme = ui::theme();
    const Frame at = frame();
    const Round& round = *view.round;
    const float height = side_answered_height(view), inner = 32;
    const float x = at.side_x + inner, w = at.side_w - 2 * inner;
    ui::card(at.side_x, y, at.side_w, height);
    ui::text_mid(x, y + 46, ui::tr("quiz.question.answered"), ui::type::label, theme.muted);
    const std::string of = " / " + std::to_string(round.people());
    const float of_w = ui::measure(of, ui::type::label);
    ui::text_mid(x + w, y + 46, of, ui::type::label, theme.muted, ui::Align::right);
    ui::text_mid(x + w - of_w, y + 46, std::to_string(round.answered()), ui::type::number, theme.text, ui::Align::right);
    const float share = round.people() ? static_cast<float>(round.answered()) / static_cast<float>(round.people()) : 0;
    ui::bar(x, y + 84, w, 16, ui::tween("quiz.answered", share), theme.accent, theme.accent2, ui::fade_to(theme.text, .12f));
    if (!shows_columns(view)) return;
    const auto counts = *round.counts();
    const int most = std::max(1, *std::max_element(counts.options.begin(), counts.options.end()));
    const auto options = static_cast<float>(counts.options.size());
    const float gap = 16, column_w = (w - gap * (options - 1)) / options, top = y + 124, column_h = 100;
    for (std::size_t i = 0; i < counts.options.size(); ++i) {
        const float left = x + static_cast<float>(i) * (column_w + gap);
        const auto& color = theme.answer[i % 8];
        const float fraction = ui::tween_from("quiz.column" + std::to_string(i), 0, static_cast<float>(counts.options[i]) / static_cast<float>(most), .18f);
        ui::rect(left, top, column_w, column_h, theme.radius_s, ui::fade_to(theme.text, .08f));
        ui::column(left, top, column_w, column_h, fraction, color.low, color.high, theme.radius_s);
        ui::text_mid(left + column_w / 2, top + column_h + 26, std::to_string(counts.options[i]), ui::type::label, theme.text, ui::Align::center);
    }
}

void corner_join(const StageView& view) {
    const auto& theme = ui::theme();
    const ui::Icon icon = ui::Icon::qr;
    const std::string text = ui::tr("join.short", {view.info.code});
    ui::pill(ui::stage_width() - theme.margin - ui::pill_width(text, true, kPill), frame().top, text, ui::fade_to(theme.accent2, .18f), theme.accent2, &icon, kPill);
}

} // namespace quiz
