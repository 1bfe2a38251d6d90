#include "stage/parts.h"

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr float kPill = 60;
constexpr float kAnsweredHeight = 132;

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
    if (round.in_sudden_death())
        pill(std::string(ui::tr("quiz.question.duel")), ui::fade_to(theme.bad, .2f), theme.bad, ui::Icon::lightning);
    else if (round.index() >= 0)
        pill(letter_count(round.index(), round.count()), ui::fade_to(theme.accent, .34f), theme.text, ui::Icon::question);
    if (round.paused()) pill(std::string(ui::tr("quiz.paused.title")), ui::fade_to(theme.warn, .2f), theme.warn, ui::Icon::pause);
    if (view.info.rehearsal)
        pill(std::string(ui::tr("quiz.rehearsal")), ui::fade_to(theme.warn, .2f), theme.warn, ui::Icon::info);
    if (const auto question = round.public_question(); question && !question->topic.empty())
        pill(question->topic.pick(view.lang), ui::fade_to(theme.accent2, .18f), theme.accent2, ui::Icon::book);
    pill(std::string(ui::tr("quiz.preset." + std::string(name_of(round.config().preset)) + ".name")),
         ui::fade_to(theme.gold, .18f), theme.gold, ui::Icon::star);
    return at.top + kPill;
}

void side_join(const StageView& view, float y) {
    const Frame at = frame();
    ui::join_card(at.side_x, y, at.side_w, view.join_url, view.info.code);
}

void side_answered(const StageView& view) {
    const auto& theme = ui::theme();
    const Frame at = frame();
    const Round& round = *view.round;
    const float y = at.bottom - kAnsweredHeight, inner = 32;
    const float x = at.side_x + inner, w = at.side_w - 2 * inner;
    ui::card(at.side_x, y, at.side_w, kAnsweredHeight);
    ui::text_mid(x, y + 46, ui::tr("quiz.question.answered"), ui::type::label, theme.muted);
    const std::string of = " / " + std::to_string(round.people());
    const float of_w = ui::measure(of, ui::type::label);
    ui::text_mid(x + w, y + 46, of, ui::type::label, theme.muted, ui::Align::right);
    ui::text_mid(x + w - of_w, y + 46, std::to_string(round.answered()), ui::type::number, theme.text, ui::Align::right);
    const float share = round.people() ? static_cast<float>(round.answered()) / static_cast<float>(round.people()) : 0;
    ui::bar(x, y + 84, w, 16, ui::tween("quiz.answered", share), theme.accent, theme.accent2, ui::fade_to(theme.text, .12f));
}

void corner_join(const StageView& view) {
    const auto& theme = ui::theme();
    const ui::Icon icon = ui::Icon::qr;
    const std::string text = ui::tr("join.short", {view.info.code});
    ui::pill(ui::stage_width() - theme.margin - ui::pill_width(text, true, kPill), frame().top, text,
             ui::fade_to(theme.accent2, .18f), theme.accent2, &icon, kPill);
}

} // namespace quiz
