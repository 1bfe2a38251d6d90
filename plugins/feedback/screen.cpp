#include "screen.h"

#include "words.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace feedback {

namespace ui = kiosk::ui;

namespace {

constexpr ui::Icon kIcons[] = {ui::Icon::wifi_off, ui::Icon::phone, ui::Icon::list, ui::Icon::graduation, ui::Icon::info};
constexpr float kFoot = 92; // units: the buttons at the bottom

std::string key_of(Reason reason) { return "feedback.reason." + std::string(name_of(reason)); }
std::size_t index_of(Reason reason) { return static_cast<std::size_t>(reason); }
constexpr float kKeyboard = 424; // units
float keyboard_y() { return ui::kStageHeight - 32 - kKeyboard; }
float foot_y() { return ui::kStageHeight - 56 - kFoot; }

} // namespace

void Form::restart() {
    voice_ = {};
    trouble_.clear();
    typed_ = {};
    writing_ = false;
    step_ = Step::reason; // perhaps there is no window any more: nothing of ui here
}

void Form::go(Step step) {
    step_ = step;
    ui::restart_appear();
    ui::need_frame();
}

void Form::sent() {
    voice_ = {};
    trouble_.clear();
    go(Step::thanks);
}

void Form::refused(std::string_view key) {
    trouble_ = key;
    ui::need_frame();
}

void Form::pose(Step step, Voice voice, std::string_view typed) {
    step_ = step;
    voice_ = std::move(voice);
    typed_.text = typed;
    writing_ = step == Step::sentence && !typed.empty();
}

Form::Wish Form::draw(std::string_view lang) {
    const auto& theme = ui::theme();
    ui::backdrop();
    sends_ = false;
    if (step_ == Step::thanks) {
        draw_thanks();
        return draw_foot();
    }
    const std::string step = ui::tr("feedback.step", {std::to_string(static_cast<int>(step_) + 1), "3"});
    const char* title = step_ == Step::reason ? "feedback.title" : step_ == Step::unit ? "feedback.where"
                        : writing_                ? "feedback.sentence"
                                                  : "feedback.send_title";
    const float top = ui::header(ui::tr(title), step, ui::Icon::heart, theme.answer[7].high, theme.answer[4].low);
    if (step_ == Step::reason) draw_reasons(top);
    else if (step_ == Step::unit) draw_units(top, lang);
    else draw_sentence(top, lang);
    const Wish wish = draw_foot();
    return sends_ ? Wish::send : wish;
}

// ---------------------------------------------------------------- one screen per tap

void Form::draw_reasons(float top) {
    const auto& theme = ui::theme();
    const int across = ui::stage_width() < 1700 ? 3 : 5, rows = (static_cast<int>(kReasonCount) + across - 1) / across;
    const float room = foot_y() - 40 - top - 24, gap = theme.gutter;
    const float w = (ui::stage_width() - 2 * theme.margin - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    const float h = std::min(350.f, (room - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
    const float y = top + 24 + (room - h * static_cast<float>(rows) - gap * static_cast<float>(rows - 1)) / 2;
    for (const Reason reason : kReasons) {
        const auto i = static_cast<int>(index_of(reason));
        const auto& color = theme.answer[i];
        const std::string key = key_of(reason), blurb = key + "_text";
        const float x = theme.margin + static_cast<float>(i % across) * (w + gap);
        const ui::TileLook look{ui::tr(key), ui::tr(blurb), "", kIcons[i], color.high, color.low};
        if (ui::tile("reason" + std::to_string(i), x, y + static_cast<float>(i / across) * (h + gap), w, h, look, 1 + i)) {
            voice_.reason = reason;
            go(event_.units.empty() ? Step::sentence : Step::unit);
        }
    }
    const float left = theme.margin + 440, foot_w = ui::stage_width() - theme.margin - left;
    ui::icon(left + 24, foot_y() + kFoot / 2, 40, ui::Icon::shield, theme.ok);
    const float text_h = ui::paragraph_height(foot_w - 64, ui::tr("feedback.anonymous"), ui::type::caption, {.max_lines = 2, .balance = true});
    ui::paragraph(left + 64, foot_y() + (kFoot - text_h) / 2, foot_w - 64, ui::tr("feedback.anonymous"), ui::type::caption, theme.muted,
                  {.max_lines = 2, .balance = true});
}

// A field, what it finds, and the keyboard: 148 communes are found by two or three letters.
void Form::draw_units(float top, std::string_view lang) {
    const auto& theme = ui::theme();
    const float gap = 16, row_h = 92, x0 = theme.margin, width = ui::stage_width() - 2 * theme.margin;
    const int across = 3;
    const float w = (width - gap * (across - 1)) / across, list_y = top + 118, list_h = keyboard_y() - 18 - list_y;
    ui::text_field(x0, top + 14, width, 84, typed_, ui::tr("feedback.search"));
    std::vector<const Unit*> found;
    for (const auto& unit : event_.units)
        if (finds(typed_.text, unit.title(lang))) found.push_back(&unit);
    const auto choose = [&](const std::string& id) {
        voice_.unit = id;
        typed_ = {};
        go(Step::sentence);
    };
    if (found.empty()) ui::text_mid(ui::stage_width() / 2, list_y + list_h / 2, ui::tr("feedback.not_found"), ui::type::lead, theme.muted, ui::Align::center);
    const float rows = static_cast<float>((found.size() + across - 1) / across);
    const float offset = ui::scroll("feedback-units", x0, list_y, width, list_h, rows * (row_h + gap) - gap);
    {
        const ui::Clip clip(x0 - 4, list_y, width + 8, list_h);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const float x = x0 + static_cast<float>(i % across) * (w + gap), y = list_y + static_cast<float>(i / across) * (row_h + gap) - offset;
            if (y + row_h < list_y || y > list_y + list_h) continue;
            if (ui::button("unit " + found[i]->id, x, y, w, row_h, found[i]->title(lang), nullptr, false)) return choose(found[i]->id);
        }
    }
    const float skip_w = 300;
    if (ui::button("no-unit", ui::stage_width() - theme.margin - skip_w, 62, skip_w, 84, ui::tr("feedback.no_unit"), nullptr, false)) return choose("");
    const std::string before = typed_.text;
    const bool done = ui::keyboard("feedback-find", x0, keyboard_y(), width, kKeyboard, typed_);
    if (typed_.text != before) ui::scroll_to("feedback-units", 0);
    if (done && found.size() == 1) choose(found.front()->id);
}

// The sentence, on the keyboard; "done" goes back to the card.
void Form::draw_writing() {
    const auto& theme = ui::theme();
    const float w = ui::stage_width() - 2 * theme.margin;
    typed_.most = static_cast<int>(kMostLetters);
    ui::text_field(theme.margin, 210, w, 96, typed_, ui::tr("feedback.sentence"));
    const std::string left = std::to_string(static_cast<int>(kMostLetters) - static_cast<int>(letters(typed_.text)));
    ui::text(ui::stage_width() - theme.margin, 322, ui::tr("feedback.left", {left}), ui::type::caption, theme.muted, ui::Align::right);
    if (ui::measure(typed_.text, ui::type::lead) > w - 60) // the field shows its end only
        ui::paragraph(theme.margin, 370, w, typed_.text, ui::type::lead, theme.text, {.max_lines = 4});
    if (!ui::keyboard("feedback-write", theme.margin, keyboard_y(), w, kKeyboard, typed_)) return;
    voice_.sentence = clean_sentence(typed_.text).value_or("");
    writing_ = false;
    ui::restart_appear();
    ui::need_frame();
}

void Form::draw_sentence(float top, std::string_view lang) {
    if (writing_) return draw_writing();
    const auto& theme = ui::theme();
    const auto* unit = event_.unit(voice_.unit);
    const auto i = index_of(voice_.reason);
    const float w = std::min(1100.f, ui::stage_width() - 2 * theme.margin), x = (ui::stage_width() - w) / 2, h = 380;
    const float y = top + 24 + (foot_y() - 40 - top - 24 - h) / 2, shown = ui::appear(0);
    {
        const ui::Fade fade(shown, 0, 24 * (1 - shown));
        ui::card(x, y, w, h);
        ui::badge(x + 116, y + 128, 136, kIcons[i], theme.answer[i].high, theme.answer[i].low);
        ui::fit(x + 224, y + 56, w - 272, 76, ui::tr(key_of(voice_.reason)), ui::type::h2, 34, theme.text);
        ui::icon(x + 244, y + 174, 40, ui::Icon::map_pin, theme.accent2);
        ui::text_cut(x + 280, y + 174, w - 330, unit ? std::string_view(unit->title(lang)) : ui::tr("feedback.no_unit_said"),
                     ui::type::lead, theme.muted);
        if (voice_.sentence.empty()) {
            ui::icon(x + 72, y + 300, 44, ui::Icon::shield, theme.ok);
            ui::paragraph(x + 120, y + 262, w - 170, ui::tr("feedback.anonymous"), ui::type::body, theme.muted, {.max_lines = 2, .balance = true});
        } else {
            ui::fit(x + 48, y + 240, w - 96, 120, voice_.sentence, ui::type::lead, 24, theme.text, ui::Align::left, 0);
        }
    }
    const float send_w = 420, write_w = 470;
    if (ui::button("write", ui::stage_width() - theme.margin - send_w - 28 - write_w, foot_y(), write_w, kFoot,
                   ui::tr(voice_.sentence.empty() ? "feedback.write" : "feedback.write_again"), nullptr, false)) {
        typed_ = {};
        typed_.text = voice_.sentence;
        writing_ = true;
        ui::need_frame();
    }
    const ui::Icon mark = ui::Icon::check;
    sends_ = ui::button("send", ui::stage_width() - theme.margin - send_w, foot_y(), send_w, kFoot, ui::tr("feedback.send"), &mark);
}

void Form::draw_thanks() {
    const auto& theme = ui::theme();
    const float mid = ui::stage_width() / 2, shown = ui::appear(0);
    const ui::Fade fade(shown, 0, 24 * (1 - shown));
    ui::glow(mid, 360, 380, ui::fade_to(theme.ok, .3f));
    ui::circle_gradient(mid, 360, 130, theme.ok, theme.answer[3].low);
    ui::icon(mid, 360, 160, ui::Icon::check, theme.on_accent, true);
    ui::text(mid, 540, ui::tr("feedback.thanks"), ui::type::h1, theme.text, ui::Align::center);
    const float w = std::min(1100.f, ui::stage_width() - 2 * theme.margin);
    ui::paragraph(mid - w / 2, 650, w, ui::tr("feedback.thanks_text"), ui::type::lead, theme.muted, {ui::Align::center, 3, true});
}

// Back at the left, on the first and last screen to the home; what went wrong above it.
Form::Wish Form::draw_foot() {
    const auto& theme = ui::theme();
    if (!trouble_.empty()) ui::toast(ui::tr(trouble_), ui::Icon::warning, theme.warn);
    const bool home = step_ == Step::reason || step_ == Step::thanks;
    const ui::Icon house = ui::Icon::home;
    const bool typing = step_ == Step::unit || writing_; // the keyboard stands where this button is otherwise
    const float x = typing ? ui::stage_width() - theme.margin - (step_ == Step::unit ? 316 : 0) - 200 : theme.margin;
    const float y = typing ? 62 : foot_y();
    if (ui::button("back", x, y, home ? 400 : typing ? 200 : 260, typing ? 84 : kFoot, ui::tr(home ? "feedback.home" : "feedback.back"), home ? &house : nullptr, false)) {
        if (home) return Wish::home;
        trouble_.clear();
        typed_ = {};
        if (std::exchange(writing_, false)) return Wish::none;
        go(step_ == Step::sentence && !event_.units.empty() ? Step::unit : Step::reason);
    }
    return Wish::none;
}

} // namespace feedback
