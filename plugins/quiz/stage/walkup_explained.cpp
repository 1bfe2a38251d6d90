// What was right, and why: at once after the answer. In large print the reason comes first, for it is what there is to learn.
#include "stage/walkup_pages.h"

#include <algorithm>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr float kCardInner = 36;

// One line of the list: an option, or what was typed.
struct Line {
    int option = -1; // its place, for letter and colour; -1: none
    int number = 0;  // in an order: 1…; 0: none
    std::string text;
    bool right = false, chosen = false;
};

std::vector<Line> lines_of(const Question& question, const Choice& choice, Lang lang) {
    std::vector<Line> lines;
    const auto line = [&](int i) { return Line{i, 0, question.options[static_cast<std::size_t>(i)].text.pick(lang)}; };
    if (const auto* order = std::get_if<RightOrder>(&question.key)) {
        const auto& given = std::get<Ordered>(choice).options;
        for (std::size_t at = 0; at < order->ids.size(); ++at) {
            Line one = line(question.option_at(order->ids[at]));
            one.number = static_cast<int>(at) + 1;
            one.right = at < given.size() && given[at] == one.option;
            lines.push_back(std::move(one));
        }
    } else if (const auto* picked = std::get_if<Picked>(&choice)) {
        const auto* key = std::get_if<RightOptions>(&question.key);
        for (int i = 0; i < static_cast<int>(question.options.size()); ++i) {
            Line one = line(i);
            const std::string& id = question.options[static_cast<std::size_t>(i)].id;
            one.right = key && std::find(key->ids.begin(), key->ids.end(), id) != key->ids.end();
            one.chosen = (picked->options >> i) & 1;
            if (one.right || one.chosen) lines.push_back(std::move(one));
        }
    } else {
        lines.push_back({-1, 0, walkup_words(question, question.key, lang), true, false});
        std::string given;
        if (const auto* number = std::get_if<Number>(&choice)) given = number_words(number->value, question.unit, lang);
        else if (const auto* said = std::get_if<Said>(&choice)) given = said->text;
        if (given != lines.front().text) lines.push_back({-1, 0, given, is_right(question, choice), true});
    }
    return lines;
}

constexpr float kLeft = 22, kRight = 24, kPlace = 62, kSign = 60, kPill = 44, kTile = 68, kTileWide = 1.45f, kWords = 38;

// Where the words of a line stand, and how large everything beside them is.
struct Layout {
    float tile, words_x, words_w; // words_x: from the line's left edge
    bool pill_below;              // in a narrow column "you chose" stands under the words, not at their cost
    float below() const { return pill_below ? kPill + 8 : 0; }
};

Layout layout_of(const Line& line, float w, float h) {
    Layout at{std::min(kTile, h - 18), kLeft, 0, false};
    if (line.number > 0) at.words_x += kPlace;
    if (line.option >= 0) at.words_x += at.tile * kTileWide + 20;
    at.words_w = w - at.words_x - kRight - kSign;
    if (!line.chosen) return at;
    const float beside = at.words_w - ui::pill_width(ui::tr("walkup.explained.yours"), false, kPill) - 16;
    at.pill_below = w < 760 && ui::measure(line.text, {kWords, ui::Weight::semibold}) > beside;
    if (!at.pill_below) at.words_w = beside;
    return at;
}

void draw_line(const Line& line, bool poll, bool ordered, float x, float y, float w, float h, const ui::Type& type) {
    const auto& theme = ui::theme();
    const Layout at = layout_of(line, w, h);
    const bool good = line.right;
    const float radius = std::min(theme.radius_m, h * .3f), mid = y + h / 2;
    if (good && !ordered) ui::gradient(x, y, w, h, radius, theme.answer[3].high, theme.answer[3].low);
    else ui::rect(x, y, w, h, radius, theme.surface_raised);
    if (!good || ordered) ui::outline(x, y, w, h, radius, ui::fade_to(theme.text, .16f));
    const ImU32 ink = good && !ordered ? theme.answer[3].ink : theme.text;
    if (line.number > 0) ui::text_mid(x + kLeft + 20, mid, std::to_string(line.number), {40, ui::Weight::black, 1, 0, true}, theme.muted, ui::Align::center);
    const float words = x + at.words_x;
    if (line.option >= 0) {
        const auto& color = theme.answer[line.option % 8];
        const float tile_w = at.tile * kTileWide, left = words - 20 - tile_w;
        ui::gradient(left, mid - at.tile / 2, tile_w, at.tile, 16, color.high, color.low);
        const char letter = static_cast<char>('A' + line.option);
        ui::answer_shape(line.option, left + tile_w * .29f, mid, at.tile * .4f, color.ink);
        ui::text_mid(left + tile_w * .7f, mid, std::string_view(&letter, 1), {at.tile * .56f, ui::Weight::black, 1}, color.ink, ui::Align::center);
    }
    if (good || ordered || (line.chosen && !poll))
        ui::icon(x + w - kRight - 22, mid, 44, good ? ui::Icon::check : ui::Icon::cross, ordered && good ? theme.ok : good ? ink : theme.bad, true);
    if (line.chosen) {
        const std::string_view yours = ui::tr("walkup.explained.yours");
        const float pill_x = at.pill_below ? words : words + at.words_w + 16, pill_y = at.pill_below ? y + h - kPill - 14 : mid - kPill / 2;
        ui::pill(pill_x, pill_y, yours, ui::fade_to(ink, .16f), ink, nullptr, kPill);
    }
    ui::fit(words, y + 6, at.words_w, h - 12 - at.below(), line.text, type, 24, ink);
}

// Lines as tall as their words need and the room allows, all in letters of one size; returns the height.
float draw_lines(const std::vector<Line>& lines, bool poll, bool ordered, float x, float y, float w, float h, bool big) {
    const float gap = 14, gaps = gap * static_cast<float>(lines.size() - 1), least = big ? 150.f : 118.f;
    ui::Type type{big ? 44.f : kWords, ui::Weight::semibold, 1.18f};
    std::vector<float> heights;
    float total = 0;
    for (const Line& line : lines) {
        const Layout at = layout_of(line, w, least);
        heights.push_back(std::max(least, ui::paragraph_height(at.words_w, line.text, type) + at.below() + 28));
        total += heights.back();
    }
    const float squeeze = std::min(1.f, (h - gaps) / total);
    float size = type.size;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        heights[i] *= squeeze;
        const Layout at = layout_of(lines[i], w, heights[i]);
        size = std::min(size, ui::fit_size(at.words_w, heights[i] - 12 - at.below(), lines[i].text, type, 24));
    }
    type.size = size;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float shown = ui::appear(static_cast<int>(i) + 1);
        const ui::Fade fade(shown, 0, 24 * (1 - shown));
        draw_line(lines[i], poll, ordered, x, y, w, heights[i], type);
        y += heights[i] + gap;
    }
    return total * squeeze + gaps;
}

// The card of the reason: a heading, the words, and where they come from.
struct Why {
    std::string words, source;
    float words_w, foot;
    Why(const WalkupView& view, const Reveal& reveal, float w) : words(reveal.explanation.pick(view.lang)), words_w(w - 2 * kCardInner), foot(0) {
        if (reveal.source.title.empty()) return;
        const std::string dated = reveal.source.title.pick(view.lang) + (reveal.source.date.empty() ? "" : ", " + reveal.source.date);
        source = ui::tr("walkup.explained.source", {dated});
        foot = ui::measure(source, ui::type::caption) > words_w ? 84.f : 52.f; // two lines at most
    }
    float room(float h) const { return h - 86 - foot - 26; }
    bool fits(float h, float size) const { return ui::paragraph_height(words_w, words, {size, ui::Weight::regular, 1.36f}) <= room(h); }
};

void draw_why(const WalkupView& view, const Reveal& reveal, float x, float y, float w, float h) {
    const auto& theme = ui::theme();
    const Why why(view, reveal, w);
    // Where even small letters need every line, the lines stand closer.
    const ui::Type type{view.big ? 50.f : 40.f, ui::Weight::regular, why.fits(h, 26) ? 1.36f : 1.26f};
    const float room = why.room(h);
    const float used = ui::paragraph_height(why.words_w, why.words, {ui::fit_size(why.words_w, room, why.words, type, 24), type.weight, type.lead});
    h = std::min(h, std::max(220.f, 86 + used + why.foot + 30)); // no card of empty paper
    const float shown = ui::appear(2);
    const ui::Fade fade(shown, 0, 30 * (1 - shown));
    ui::card(x, y, w, h, theme.radius_l);
    ui::icon(x + kCardInner + 17, y + 46, 36, ui::Icon::book, theme.accent2);
    ui::text_mid(x + kCardInner + 50, y + 46, ui::tr("walkup.explained.why"), ui::type::overline, theme.accent2);
    ui::fit(x + kCardInner, y + 82, why.words_w, room, why.words, type, 24, theme.text, ui::Align::left, 0);
    if (why.foot > 0) ui::fit(x + kCardInner, y + h - why.foot - 16, why.words_w, why.foot, why.source, ui::type::caption, 24, theme.muted);
}

} // namespace

Touch draw_walkup_explained(const WalkupView& view) {
    const auto& theme = ui::theme();
    Touch touch = draw_walkup_tools(view);
    const Sitting& sitting = *view.sitting;
    const auto reveal = sitting.reveal();
    const Choice* choice = sitting.choice();
    if (!reveal || !choice) return touch;
    const Question& question = sitting.questions()[static_cast<std::size_t>(sitting.at())];
    const bool poll = !question.scored();
    const Outcome outcome = sitting.outcome(sitting.at());
    const bool right = outcome.right.value_or(false);
    const float x = theme.margin, w = ui::stage_width() - 2 * theme.margin;
    float y = kBelowTools;

    // The verdict: a sign and a word, both large. A wrong answer is no alarm.
    const float disc = view.big ? 66.f : 60.f;
    {
        const float shown = ui::appear(0);
        const ui::Fade fade(shown, 0, 20 * (1 - shown));
        ui::circle(x + disc, y + disc, disc, poll ? theme.answer[1].low : right ? theme.answer[3].low : calm_ink());
        ui::icon(x + disc, y + disc, disc * 1.2f, poll ? ui::Icon::heart : right ? ui::Icon::check : ui::Icon::cross, theme.on_accent, true);
        const std::string_view word = ui::tr(poll ? "walkup.explained.poll" : right ? "walkup.explained.right" : "walkup.explained.wrong");
        const ui::Type type = view.big ? ui::type::h1 : ui::Type{66, ui::Weight::black, 1.17f, -1};
        const float left = x + 2 * disc + 30;
        ui::text_mid(left, y + disc, word, type, right ? theme.ok : theme.text);
        if (outcome.points > 0) {
            const ui::Icon star = ui::Icon::star;
            ui::pill(left + ui::measure(word, type) + 32, y + disc - 36, ui::tr("walkup.explained.points", {ui::number(static_cast<double>(outcome.points))}),
                     ui::fade_to(theme.gold, .2f), theme.dark ? theme.gold : theme.text, &star, 72);
        }
    }
    y += 2 * disc + 20;
    const float asked_h = view.big ? 96 : 84;
    ui::fit(x, y, w, asked_h, question.text.pick(view.lang), {view.big ? 40.f : 36.f, ui::Weight::semibold, 1.2f}, 24, theme.muted, ui::Align::left, 0);
    y += asked_h + 20;

    const float foot = ui::kStageHeight - 56 - kAction, h = foot - 28 - y;
    const auto lines = lines_of(question, *choice, view.lang);
    const bool ordered = question.type == Type::order;
    float go = std::min(620.f, w), go_x = x + w - go;
    if (reveal->explanation.empty()) {
        draw_lines(lines, poll, ordered, x, y, w, h, view.big);
    } else if (lines.size() <= 1 && ui::stage_width() < 1600) {
        const float used = draw_lines(lines, poll, ordered, x, y, w, 118, view.big) + 24;
        draw_why(view, *reveal, x, y + used, w, h - used);
    } else {
        const float share = (w - theme.gutter) * (lines.size() > 2 ? .5f : .46f);
        const float why_x = x + share + theme.gutter, why_w = w - share - theme.gutter;
        // A long reason on a narrow stage takes the foot, too; the button stands under the answers then.
        const bool tall = ui::stage_width() < 1600 && !Why(view, *reveal, why_w).fits(h, 30);
        draw_lines(lines, poll, ordered, x, y, share, h, view.big);
        draw_why(view, *reveal, why_x, y, why_w, tall ? foot + kAction - y : h);
        if (tall) {
            go = share;
            go_x = x;
        }
    }
    const bool last = sitting.at() + 1 == sitting.count();
    const ui::Icon icon = last ? ui::Icon::trophy : ui::Icon::arrow_right;
    if (ui::button("walkup.next", go_x, foot, go, kAction, ui::tr(last ? "walkup.explained.last" : "walkup.explained.next"), &icon) && !view.saving)
        touch.what = Touch::What::next;
    draw_walkup_trouble(view);
    return touch;
}

} // namespace quiz
