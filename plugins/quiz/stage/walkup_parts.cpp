#include "stage/parts.h"
#include "stage/walkup_pages.h"

#include <algorithm>
#include <cmath>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr float kToolGap = 16;
constexpr int kMostMarks = 10; // more of them say no more

// A tool that is on is filled.
bool tool(std::string_view id, float& right, std::string_view label, ui::Icon icon, bool on) {
    const auto& theme = ui::theme();
    const ui::Type type{30, ui::Weight::semibold, 1.2f};
    const float w = label.empty() ? kTool : 40 + 44 + 16 + ui::measure(label, type) + 40;
    const float x = right - w;
    right = x - kToolGap;
    bool hovered = false;
    const bool tapped = ui::hit(id, x, kTop, w, kTool, &hovered);
    const ImU32 ink = on ? theme.on_accent : theme.text;
    if (on) ui::gradient(x, kTop, w, kTool, kTool / 2, theme.answer[4].high, theme.answer[4].low);
    else ui::rect(x, kTop, w, kTool, kTool / 2, hovered ? theme.surface_raised : theme.surface);
    ui::outline(x, kTop, w, kTool, kTool / 2, ui::fade_to(theme.text, .25f));
    if (label.empty()) {
        ui::icon(x + w / 2, kTop + kTool / 2, 46, icon, ink);
    } else {
        ui::icon(x + 40 + 22, kTop + kTool / 2, 44, icon, ink);
        ui::text_mid(x + 40 + 44 + 16, kTop + kTool / 2, label, type, ink);
    }
    return tapped;
}

} // namespace

Touch draw_walkup_tools(const WalkupView& view) {
    const auto& theme = ui::theme();
    Touch touch;
    float right = ui::stage_width() - theme.margin;
    if (tool("walkup.home", right, "", ui::Icon::home, false)) touch.what = Touch::What::home;
    if (view.can_speak && tool("walkup.aloud", right, ui::tr(view.aloud ? "walkup.tools.quiet" : "walkup.tools.aloud"), ui::Icon::speaker, view.aloud))
        touch.what = Touch::What::aloud;
    if (tool("walkup.big", right, ui::tr(view.big ? "walkup.tools.small" : "walkup.tools.big"), ui::Icon::text_size, view.big))
        touch.what = Touch::What::big;

    const float cy = kTop + kTool / 2;
    float x = theme.margin;
    if (view.sitting && view.sitting->step() != Sitting::Step::done) {
        const ui::Icon icon = ui::Icon::question;
        const std::string count = ui::tr("walkup.question.number", {std::to_string(view.sitting->at() + 1), std::to_string(view.sitting->count())});
        x += ui::pill(x, cy - 36, count, ui::fade_to(theme.accent, .34f), theme.text, &icon, 72) + 24;
        if (x + walkup_marks_width(*view.sitting, 22) < right) draw_walkup_marks(*view.sitting, x, cy, 22);
    } else if (!view.sitting) {
        ui::badge(x + 42, cy, 84, ui::Icon::hand_tap, theme.accent, theme.accent2);
        ui::text_cut(x + 108, cy, right - x - 108, ui::tr("walkup.title"), ui::type::h4, theme.text);
    }
    return touch;
}

float walkup_marks_width(const Sitting& sitting, float radius) {
    return sitting.count() > kMostMarks ? 1e6f : static_cast<float>(sitting.count()) * (radius * 2 + 14);
}

float draw_walkup_marks(const Sitting& sitting, float x, float cy, float radius) {
    const auto& theme = ui::theme();
    const float step = radius * 2 + 14;
    for (int i = 0; i < sitting.count(); ++i) {
        const float cx = x + step * static_cast<float>(i) + radius;
        const bool answered = i < static_cast<int>(sitting.answers().size());
        if (!answered) {
            const bool now = i == sitting.at();
            ui::ring(cx, cy, radius, now ? 6.f : 4.f, 1, now ? theme.accent2 : ui::fade_to(theme.text, .3f),
                     now ? theme.accent2 : ui::fade_to(theme.text, .3f), ui::fade_to(theme.text, .1f));
            continue;
        }
        const auto right = sitting.outcome(i).right;
        // Right and wrong differ by their sign, too: a tick, a cross.
        ui::circle(cx, cy, radius, !right ? theme.answer[1].low : *right ? theme.answer[3].low : calm_ink());
        ui::icon(cx, cy, radius * 1.3f, !right ? ui::Icon::heart : *right ? ui::Icon::check : ui::Icon::cross, theme.on_accent, true);
    }
    return step * static_cast<float>(sitting.count());
}

ImU32 calm_ink() {
    const auto& theme = ui::theme();
    return ui::mix(theme.surface, theme.text, theme.dark ? .42f : .54f);
}

void draw_walkup_trouble(const WalkupView& view) {
    if (!view.trouble.empty()) ui::toast(view.trouble, ui::Icon::warning, ui::theme().warn);
}

std::string number_words(double value, const Text& unit, Lang lang) {
    const bool whole = value == std::floor(value);
    return ui::number(value, whole ? 0 : 2) + (unit.empty() ? "" : " " + unit.pick(lang));
}

std::string walkup_words(const Question& question, const Key& key, Lang lang) {
    const auto option = [&](const std::string& id) {
        const int at = question.option_at(id);
        return at < 0 ? id : std::string(1, static_cast<char>('A' + at)) + ", " + question.options[static_cast<std::size_t>(at)].text.pick(lang);
    };
    const auto list = [&](const std::vector<std::string>& ids) {
        std::string all;
        for (const auto& id : ids) all += (all.empty() ? "" : "; ") + option(id);
        return all;
    };
    if (const auto* options = std::get_if<RightOptions>(&key)) return list(options->ids);
    if (const auto* order = std::get_if<RightOrder>(&key)) return list(order->ids);
    if (const auto* number = std::get_if<RightNumber>(&key)) return number_words(number->value, question.unit, lang);
    if (const auto* texts = std::get_if<RightTexts>(&key)) return texts->texts.empty() ? "" : texts->texts.front();
    return {};
}

} // namespace quiz
