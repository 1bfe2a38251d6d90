#include "league_board/screen.h"

#include "league_board/clock.h"

#include <algorithm>

namespace league_board {

namespace ui = kiosk::ui;

namespace {

constexpr int kRows = 6; // more are not read from ten metres
constexpr float kRowGap = 12, kHeadingH = 64, kBandH = 64, kBandBottom = 36, kNoteGap = 20;

std::string row_detail(const Unit& unit, UnitOrder order) {
    const std::string people = ui::number(static_cast<double>(unit.people));
    switch (order) {
    case UnitOrder::total: return ui::tr("league.detail.total", {people, ui::number(unit.average)});
    case UnitOrder::average: return ui::tr("league.detail.average", {people, ui::number(unit.score)});
    case UnitOrder::turnout: return ui::tr("league.detail.turnout", {people});
    }
    return "";
}

// Row i of a list, coming in after the others.
void draw_row(const std::string& key, int i, float x, float top, float w, float h, const ui::RankRow& row) {
    const float shown = ui::appear(1 + i);
    const ui::Fade fade(shown, 0, 30 * (1 - shown));
    ui::rank_row(x, ui::tween(key, top + static_cast<float>(i) * (h + kRowGap), .18f), w, h, row);
}

void draw_persons(const View& view, float x, float top, float w, float h) {
    const auto& persons = view.league->persons;
    const double best = persons.front().score;
    for (int i = 0; i < kRows && i < static_cast<int>(persons.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const auto& person = persons[at];
        const bool known = at < view.names.size() && !view.names[at].empty();
        const std::string code = short_code(person.player);
        const std::string name = known ? view.names[at] : code.empty() ? std::string("–") : ui::tr("league.code", {code});
        const std::string score = ui::number(person.score);
        ui::RankRow row{};
        row.place = person.place;
        row.name = name;
        row.detail = person.unit;
        row.score = score;
        row.fraction = static_cast<float>(fraction(person.score, best));
        row.leader = person.place == 1;
        draw_row("league.person." + (person.player.empty() ? std::to_string(i) : person.player), i, x, top, w, h, row);
    }
}

void draw_units(const View& view, float x, float top, float w, float h) {
    const auto units = units_by(*view.league, view.order);
    const double best = units.empty() ? 0 : figure(units.front(), view.order);
    const std::string key = "league." + std::string(name_of(view.order)) + '.';
    for (int i = 0; i < kRows && i < static_cast<int>(units.size()); ++i) {
        const auto& unit = units[static_cast<std::size_t>(i)];
        const double value = figure(unit, view.order);
        const std::string score = ui::number(value, view.order == UnitOrder::turnout ? 1 : 0);
        const std::string detail = row_detail(unit, view.order);
        ui::RankRow row{};
        row.place = unit.place;
        row.name = unit.place > 0 ? std::string_view(unit.title) : ui::tr("leaderboard.small_units");
        row.detail = detail;
        row.score = score;
        row.fraction = static_cast<float>(fraction(value, best));
        row.leader = unit.place == 1;
        draw_row(key + unit.title, i, x, top, w, h, row);
    }
}

void draw_heading(float x, float y, float w, ui::Icon sign, std::string_view words) {
    const auto& theme = ui::theme();
    ui::icon(x + 16, y + kHeadingH / 2, 34, sign, theme.accent2);
    ui::text_cut(x + 46, y + kHeadingH / 2, w - 46, words, ui::type::label, theme.accent2);
}

// Which of the orders is on: a dot for each, the one that is on is longer.
void draw_steps(const League& league, UnitOrder shown, float right, float cy) {
    const auto& theme = ui::theme();
    int steps = 1, at = 0;
    for (auto order = next_order(league, UnitOrder::total); order != UnitOrder::total; order = next_order(league, order), ++steps)
        if (order == shown) at = steps;
    if (steps < 2) return;
    for (int i = steps - 1; i >= 0; --i) {
        const float w = i == at ? 44.f : 16.f;
        ui::rect(right - w, cy - 8, w, 16, 8, i == at ? theme.accent2 : ui::fade_to(theme.text, .22f));
        right -= w + 12;
    }
}

void draw_note(float x, float y, float w, float h, const Note& note) {
    const auto& theme = ui::theme();
    const bool warns = note.tone == Note::Tone::warning;
    const ImU32 color = warns ? theme.warn : note.tone == Note::Tone::good ? theme.ok : theme.accent2;
    ui::rect(x, y, w, h, h / 2, ui::fade_to(color, warns ? .24f : .12f));
    if (warns) ui::outline(x, y, w, h, h / 2, color, 3);
    if (ui::pill_width(note.sentence, true, h) <= w + 1) {
        ui::pill(x, y, note.sentence, 0, theme.text, &note.sign, h);
        return;
    }
    ui::icon(x + 40, y + h / 2, 28, note.sign, theme.text);
    ui::text_cut(x + 64, y + h / 2, w - 64 - 24, note.sentence, ui::type::caption, theme.text);
}

// From the left in the band at the foot; what has no room there goes to the top right, beside the title.
void draw_notes(const std::vector<Note>& notes, float x, float y, float w) {
    constexpr float kLeastH = 52; // letters of 24 units
    float h = kBandH;
    const auto whole = [&] {
        float sum = -kNoteGap;
        for (const auto& note : notes) sum += ui::pill_width(note.sentence, true, h) + kNoteGap;
        return sum;
    };
    while (h > kLeastH && whole() > w) h -= 2;
    const float left = x, beside = w * .42f;
    float above = 50;
    for (const auto& note : notes) {
        const float wished = ui::pill_width(note.sentence, true, h);
        const bool first = x == left;
        if (first || x + wished <= left + w) {
            const float room = std::min(wished, w);
            draw_note(x, y + (kBandH - h) / 2, room, h, note);
            x += room + kNoteGap;
        } else {
            const float room = std::min(wished, beside);
            draw_note(left + w - room, above, room, h, note);
            above += h + 8;
        }
    }
}

// Nothing to rank yet: what it waits for, large.
void draw_nothing(const View& view, float top, float bottom) {
    const auto& theme = ui::theme();
    const std::string key = view.league ? "league.empty" : "league.waiting";
    const float width = ui::stage_width(), middle = (top + bottom) / 2, w = width - 4 * theme.margin;
    ui::badge(width / 2, middle - 190, 132, view.league ? ui::Icon::trophy : ui::Icon::clock, theme.accent, theme.accent2);
    ui::fit((width - w) / 2, middle - 84, w, 140, ui::tr(key), ui::type::display, 58, theme.text, ui::Align::center);
    ui::paragraph((width - w) / 2, middle + 84, w, ui::tr(key + "_more"), ui::type::lead, theme.muted,
                  {ui::Align::center, 3, true});
}

} // namespace

void draw(const View& view) {
    const auto& theme = ui::theme();
    ui::backdrop();
    const float width = ui::stage_width(), margin = theme.margin;
    const float band = ui::kStageHeight - kBandBottom - kBandH;
    const float below = ui::header(ui::tr("league.title"), view.totals, ui::Icon::trophy, theme.gold, theme.warn) - 8;
    draw_notes(view.notes, margin, band, width - 2 * margin);
    if (!view.league || view.league->empty()) return draw_nothing(view, below, band);

    const bool both = !view.league->persons.empty() && !view.league->units.empty();
    const float gap = 48, top = below + kHeadingH, whole = width - 2 * margin;
    const float persons_w = both ? (whole - gap) * .47f : whole, units_x = both ? margin + persons_w + gap : margin;
    const float units_w = width - margin - units_x;
    const float row_h = (band - 20 - top - kRowGap * (kRows - 1)) / kRows;
    if (!view.league->persons.empty()) {
        draw_heading(margin, below, persons_w, ui::Icon::user, ui::tr("leaderboard.persons"));
        draw_persons(view, margin, top, persons_w, row_h);
    }
    if (!view.league->units.empty()) {
        const std::string order = "league.by." + std::string(name_of(view.order));
        draw_heading(units_x, below, units_w - 150, ui::Icon::building, ui::tr(order));
        draw_steps(*view.league, view.order, width - margin, below + kHeadingH / 2);
        draw_units(view, units_x, top, units_w, row_h);
    }
}

std::string totals_of(const League& league) {
    const auto say = [](const char* key, std::int64_t count) { return ui::tr(key, {ui::number(static_cast<double>(count))}); };
    std::string totals = say("league.runs", league.runs) + " · " + say("league.people", league.people);
    if (league.kiosks > 0) totals += " · " + say("league.kiosks", league.kiosks);
    return totals;
}

std::string time_words(std::int64_t unix_ms, std::int64_t now_ms) {
    const auto moment = moment_of(unix_ms, now_ms);
    return moment.day.empty() ? moment.time : ui::tr("league.moment", {moment.time, moment.day});
}

std::vector<Note> silent_notes(const League& league, std::int64_t now_ms) {
    if (league.silent <= 0) return {};
    const std::string count = ui::number(static_cast<double>(league.silent)), since = time_words(league.silent_since, now_ms);
    return {{ui::Icon::warning, since.empty() ? ui::tr("league.silent_some", {count}) : ui::tr("league.silent", {count, since}),
             Note::Tone::warning}};
}

} // namespace league_board
