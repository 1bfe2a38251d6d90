#include "screen.h"

#include "words.h"

#include <algorithm>

namespace feedback {

namespace ui = kiosk::ui;

namespace {

constexpr ui::Icon kIcons[] = {ui::Icon::wifi_off, ui::Icon::phone, ui::Icon::list, ui::Icon::graduation, ui::Icon::info};
constexpr float kFoot = 92; // units: the buttons at the bottom

std::string key_of(Reason reason) { return "feedback.reason." + std::string(name_of(reason)); }
std::size_t index_of(Reason reason) { return static_cast<std::size_t>(reason); }
float foot_y() { return ui::kStageHeight - 56 - kFoot; }

} // namespace

void Form::restart() {
    voice_ = {};
    trouble_.clear();
    page_ = 0;
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

void Form::pose(Step step, Voice voice) {
    step_ = step;
    voice_ = std::move(voice);
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
    const char* title = step_ == Step::reason ? "feedback.title" : step_ == Step::unit ? "feedback.where" : "feedback.send_title";
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
    const float text_h = ui::paragraph_height(foot_w - 64, ui::tr("feedback.anonymous"), ui::type::caption, {.max_lines = 2});
    ui::paragraph(left + 64, foot_y() + (kFoot - text_h) / 2, foot_w - 64, ui::tr("feedback.anonymous"), ui::type::caption, theme.muted,
                  {.max_lines = 2});
}

void Form::draw_units(float top, std::string_view lang) {
    const auto& theme = ui::theme();
    const float gap = 18, row_h = 96, x0 = theme.margin, width = ui::stage_width() - 2 * theme.margin;
    const float first = top + 24, last = foot_y() - 36;
    const int across = 3, down = std::max(1, static_cast<int>((last - first + gap) / (row_h + gap))), per_page = across * down;
    const int pages = (static_cast<int>(event_.units.size()) + per_page - 1) / per_page;
    page_ = std::clamp(page_, 0, std::max(0, pages - 1));
    const float w = (width - gap * (across - 1)) / across;
    for (int i = 0; i < per_page; ++i) {
        const auto at = static_cast<std::size_t>(page_ * per_page + i);
        if (at >= event_.units.size()) break;
        const auto& unit = event_.units[at];
        const float x = x0 + static_cast<float>(i % across) * (w + gap), y = first + static_cast<float>(i / across) * (row_h + gap);
        const float shown = ui::appear(1 + i / across);
        const ui::Fade fade(shown, 0, 20 * (1 - shown));
        if (ui::button("unit" + std::to_string(at), x, y, w, row_h, unit.title(lang), nullptr, false)) {
            voice_.unit = unit.id;
            go(Step::sentence);
        }
    }
    const float y = foot_y(), right = ui::stage_width() - theme.margin, skip_w = 330;
    if (ui::button("no-unit", right - skip_w, y, skip_w, kFoot, ui::tr("feedback.no_unit"), nullptr, false)) {
        voice_.unit.clear();
        go(Step::sentence);
    }
    if (pages < 2) return;
    const float mid = ui::stage_width() / 2;
    const auto turn = [&](int by) {
        page_ = (page_ + by + pages) % pages;
        ui::restart_appear();
        ui::need_frame();
    };
    if (ui::button("before", mid - 220, y, 130, kFoot, "‹", nullptr, false)) turn(-1);
    if (ui::button("after", mid + 90, y, 130, kFoot, "›", nullptr, false)) turn(1);
    ui::text_mid(mid, y + kFoot / 2, std::to_string(page_ + 1) + " / " + std::to_string(pages), ui::type::label, theme.muted,
                 ui::Align::center);
}

void Form::draw_sentence(float top, std::string_view lang) {
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
        ui::icon(x + 72, y + 300, 44, ui::Icon::shield, theme.ok);
        ui::paragraph(x + 120, y + 262, w - 170, ui::tr("feedback.anonymous"), ui::type::body, theme.muted, {.max_lines = 2, .balance = true});
    }
    const float send_w = 420;
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
    const float x = theme.margin, y = foot_y();
    if (!trouble_.empty()) ui::toast(ui::tr(trouble_), ui::Icon::warning, theme.warn);
    const bool home = step_ == Step::reason || step_ == Step::thanks;
    const ui::Icon house = ui::Icon::home;
    if (ui::button("back", x, y, home ? 400 : 260, kFoot, ui::tr(home ? "feedback.home" : "feedback.back"), home ? &house : nullptr, false)) {
        if (home) return Wish::home;
        trouble_.clear();
        go(step_ == Step::sentence && !event_.units.empty() ? Step::unit : Step::reason);
    }
    return Wish::none;
}

} // namespace feedback
