// A question on the stage, from the first sight of it to the right answer. The same places in every phase, so that eyes
// need not search again: text on top, answers below, clock and join card on the right.
#include "stage/parts.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr float kRing = 97;
constexpr float kInner = 36; // margin inside a card
constexpr float kPaper = 24; // white around a picture

// What stands where options would be, when people type or count.
void draw_free_answer(const StageView& view, const PublicQuestion& question, float x, float y, float w, float h) {
    const auto& theme = ui::theme();
    ui::card(x, y, w, h, theme.radius_l);
    const bool number = question.type == Type::number;
    const float shown = ui::appear(2);
    const ui::Fade fade(shown, 0, 40 * (1 - shown));
    const float badge = std::min(180.f, h * .36f), cy = y + h * .36f;
    ui::badge(x + w / 2, cy, badge, number ? ui::Icon::chart : ui::Icon::phone, theme.accent, theme.accent2);
    const auto* key = number ? "quiz.question.number_hint" : "quiz.question.text_hint";
    const std::string unit = question.unit.empty() ? "" : "\n" + ui::tr("quiz.question.in_unit", {question.unit.pick(view.lang)});
    ui::fit(x + 60, cy + badge / 2 + 24, w - 120, y + h - 40 - (cy + badge / 2 + 24), std::string(ui::tr(key)) + unit,
            ui::type::h2, 30, theme.text, ui::Align::center, 0);
}

std::string answer_in_words(const StageView& view, const PublicQuestion& question, const Key& key) {
    const auto text_of = [&](const std::string& id) {
        for (std::size_t i = 0; i < question.options.size(); ++i)
            if (question.options[i].id == id)
                return std::string(1, static_cast<char>('A' + i)) + "  " + question.options[i].text.pick(view.lang);
        return id;
    };
    if (const auto* number = std::get_if<RightNumber>(&key)) {
        const bool whole = number->value == std::floor(number->value);
        return ui::number(number->value, whole ? 0 : 2) + (question.unit.empty() ? "" : " " + question.unit.pick(view.lang));
    }
    if (const auto* texts = std::get_if<RightTexts>(&key)) return texts->texts.empty() ? "" : texts->texts.front();
    if (const auto* order = std::get_if<RightOrder>(&key)) {
        std::string line;
        for (std::size_t i = 0; i < order->ids.size(); ++i)
            line += (i ? "\n" : "") + std::to_string(i + 1) + ".  " + text_of(order->ids[i]);
        return line;
    }
    return {};
}

bool is_right_option(const Key& key, const std::string& id) {
    const auto* right = std::get_if<RightOptions>(&key);
    return right && std::find(right->ids.begin(), right->ids.end(), id) != right->ids.end();
}

void draw_options(const StageView& view, const PublicQuestion& question, const std::optional<Reveal>& reveal, float x, float y,
                  float w, float h) {
    const float gap = ui::theme().gutter;
    const auto count = static_cast<int>(question.options.size());
    const int columns = (count <= 3 && w < 1000) || (count <= 4 && w < 800 && h > 420) ? 1 : count == 3 ? 3 : 2;
    const int rows = (count + columns - 1) / columns;
    const float cell_w = (w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float cell_h = (h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    const auto counts = view.round->counts();
    std::vector<std::string_view> texts; // siblings are set in one size
    for (const auto& option : question.options) texts.push_back(option.text.pick(view.lang));
    const float text_size = ui::answer_text_size(cell_w, cell_h, texts, counts && !counts->options.empty());
    for (int i = 0; i < count; ++i) {
        const auto& option = question.options[static_cast<std::size_t>(i)];
        ui::AnswerLook look{};
        look.index = i;
        look.text = option.text.pick(view.lang);
        look.text_size = text_size;
        if (reveal && !reveal->voided && !std::holds_alternative<std::monostate>(reveal->key) &&
            !std::holds_alternative<RightOrder>(reveal->key))
            look.mark = is_right_option(reveal->key, option.id) ? ui::Mark::right : ui::Mark::wrong;
        if (counts && !counts->options.empty()) {
            look.count = counts->options[static_cast<std::size_t>(i)];
            look.fraction = counts->answered ? static_cast<float>(look.count) / static_cast<float>(counts->answered) : 0;
        }
        const float shown = ui::appear(2 + i);
        const ui::Fade fade(shown, 0, 40 * (1 - shown));
        ui::answer(x + static_cast<float>(i % columns) * (cell_w + gap), y + static_cast<float>(i / columns) * (cell_h + gap),
                   cell_w, cell_h, look);
    }
}

// A question's picture, whole, on white: a drawing made for paper has black lines. Returns the width it took, gap included.
float draw_picture(const StageView& view, const PublicQuestion& question, float x, float y, float most_w, float h) {
    const Picture* picture = question.image.empty() ? nullptr : view.picture(question.image);
    const ui::Image* image = picture ? ui::image_of(question.image, picture->bytes) : nullptr;
    if (!image) return 0;
    const auto& theme = ui::theme();
    const ImVec2 size = ui::image_size(*image);
    const float room_w = most_w - 2 * kPaper, room_h = h - 2 * kPaper;
    const float scale = std::min({room_w / size.x, room_h / size.y, 4.f});
    const float w = size.x * scale, shown_h = size.y * scale, paper_w = std::max(w + 2 * kPaper, most_w * .6f);
    const float shown = ui::appear(1);
    const ui::Fade fade(shown, 0, 40 * (1 - shown));
    ui::shadow(x, y, paper_w, h, theme.radius_l, 34, 12, .9f);
    ui::rect(x, y, paper_w, h, theme.radius_l, IM_COL32_WHITE);
    ui::draw_image(*image, x + (paper_w - w) / 2, y + (h - shown_h) / 2, w, shown_h, theme.radius_l * .5f);
    return paper_w + theme.gutter;
}

// As high as the text needs, within limits: the answers above get the rest.
float explanation_height(const StageView& view, const Reveal& reveal, float w) {
    if (reveal.explanation.empty()) return 0;
    const float text = ui::paragraph_height(w - 2 * kInner, reveal.explanation.pick(view.lang), ui::type::lead);
    return std::clamp(80 + text + 30, 176.f, w < 1000 ? 246.f : 262.f);
}

// Why the right answer is right.
void draw_explanation(const StageView& view, const Reveal& reveal, float x, float y, float w, float h) {
    const auto& theme = ui::theme();
    const float shown = ui::appear(1);
    const ui::Fade fade(shown, 0, 40 * (1 - shown));
    ui::card(x, y, w, h, theme.radius_l);
    float top = y + 28;
    const bool voided = reveal.voided;
    const ui::Icon mark = voided ? ui::Icon::info : ui::Icon::book;
    ui::icon(x + kInner + 16, top + 16, 34, mark, theme.accent2);
    ui::text_mid(x + kInner + 48, top + 16, ui::tr(voided ? "quiz.reveal.voided" : "quiz.reveal.explanation"), ui::type::overline,
                 theme.accent2);
    if (!reveal.source.title.empty()) {
        const std::string source = ui::tr("quiz.reveal.source_dated", {reveal.source.title.pick(view.lang), reveal.source.date});
        ui::text_cut(x + w - kInner, top + 16, w * .66f, source, ui::type::caption, theme.faint, ui::Align::right);
    }
    top += 52;
    ui::fit(x + kInner, top, w - 2 * kInner, y + h - 24 - top, reveal.explanation.pick(view.lang), ui::type::lead, 24, theme.text,
            ui::Align::left, 0);
}

void draw_side(const StageView& view) {
    const Frame at = frame();
    const Round& round = *view.round;
    const float cx = at.side_x + at.side_w / 2, cy = at.top + kRing;
    const auto& theme = ui::theme();
    const auto remaining = round.remaining(view.now), total = round.total();
    if (round.phase() == Phase::answering && remaining && total) {
        ui::countdown(cx, cy, kRing, static_cast<float>(*remaining) / 1000, static_cast<float>(*total) / 1000);
        if (round.paused()) ui::icon(cx, cy + kRing - 8, 40, ui::Icon::pause, theme.warn);
    } else {
        ui::ring(cx, cy, kRing, 17, 1, ui::fade_to(theme.accent, .5f), ui::fade_to(theme.accent2, .5f),
                 ui::fade_to(theme.text, .1f));
        const bool revealed = round.phase() == Phase::reveal, closed = round.phase() == Phase::closed;
        ui::icon(cx, cy, 92,
                 revealed ? ui::Icon::check
                 : closed ? ui::Icon::lock
                          : ui::Icon::book,
                 revealed ? theme.ok
                 : closed ? theme.warn
                          : theme.accent2,
                 true);
    }
    side_join(view, cy + kRing + 22);
    side_answered(view);
}

} // namespace

void draw_question(const StageView& view) {
    const auto question = view.round->public_question();
    if (!question) return draw_idle(view);
    const auto& theme = ui::theme();
    const Frame at = frame();
    const auto reveal = view.round->reveal();

    float y = top_line(view) + 34;
    const bool has_answers = has_options(question->type);
    const float text_h = reveal ? 178 : view.round->phase() == Phase::question && !has_answers ? 360 : 214;
    {
        const float shown = ui::appear(0);
        const ui::Fade fade(shown, 0, 24 * (1 - shown));
        ui::fit(at.left, y, at.main_w, text_h, question->text.pick(view.lang), {66, ui::Weight::bold, 1.18f, -.5f}, 30,
                theme.text, ui::Align::left, .5f);
    }
    y += text_h + 28;
    float below = at.bottom - y;
    const float explanation_h = reveal ? explanation_height(view, *reveal, at.main_w) : 0;
    below -= explanation_h + (explanation_h > 0 ? theme.gutter : 0);
    if (explanation_h > 0) draw_explanation(view, *reveal, at.left, y + below + theme.gutter, at.main_w, explanation_h);
    // On a narrow stage the explanation leaves no room for both: what is right matters more than what was seen before.
    const bool room = !reveal || at.main_w >= 1000;
    const float beside = room ? draw_picture(view, *question, at.left, y, at.main_w * .45f, below) : 0;
    const float x = at.left + beside, w = at.main_w - beside;
    const std::string words = reveal ? answer_in_words(view, *question, reveal->key) : "";
    if (!words.empty()) {
        const float shown = ui::appear(2);
        const ui::Fade fade(shown, 0, 40 * (1 - shown));
        ui::gradient(x, y, w, below, theme.radius_l, theme.answer[3].high, theme.answer[3].low);
        ui::icon(x + 84, y + below / 2, 84, ui::Icon::check, theme.answer[3].ink, true);
        ui::fit(x + 160, y + 24, w - 210, below - 48, words, ui::type::h1, 26, theme.answer[3].ink);
    } else if (has_answers) {
        draw_options(view, *question, reveal, x, y, w, below);
    } else {
        draw_free_answer(view, *question, x, y, w, below);
    }
    draw_side(view);
}

} // namespace quiz
