// Where everybody stands, between two questions and at the end.
#include "stage/parts.h"

#include <algorithm>
#include <vector>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr int kMostRows = 8;

void draw_rows(const StageView& view, int from, int most, float x, float y, float w, float h, bool moved) {
    const auto& rows = view.round->standings();
    if (rows.empty()) return;
    const float gap = 18;
    const float row_h = std::min(104.f, (h - gap * static_cast<float>(most - 1)) / static_cast<float>(most));
    const auto best = std::max<double>(1, static_cast<double>(rows.front().of.score));
    for (int i = 0; i < most && from + i < static_cast<int>(rows.size()); ++i) {
        const auto& row = rows[static_cast<std::size_t>(from + i)];
        const Face face = view.face_of(row.of.player);
        const std::string score = ui::number(static_cast<double>(row.of.score));
        ui::RankRow look{};
        look.place = row.place;
        look.name = face.name;
        look.detail = face.unit_title;
        look.score = score;
        look.fraction = static_cast<float>(static_cast<double>(row.of.score) / best);
        look.moved = row.moved;
        look.show_moved = moved;
        look.leader = row.place == 1;
        const float shown = ui::appear(1 + i);
        const ui::Fade fade(shown, 0, 30 * (1 - shown));
        // A row glides from where its player stood before.
        const float at = ui::tween("quiz.row" + std::to_string(row.of.player), y + static_cast<float>(i) * (row_h + gap), .16f);
        ui::rank_row(x, at, w, row_h, look);
    }
}

std::string after_question(const StageView& view) {
    return view.info.title.pick(view.lang) + " · " +
           ui::tr("quiz.standings.after", {std::to_string(view.round->index() + 1), std::to_string(view.round->count())});
}

} // namespace

void draw_standings(const StageView& view) {
    const auto& theme = ui::theme();
    const Frame at = frame();
    const float y =
        ui::header(ui::tr("quiz.standings.title"), after_question(view), ui::Icon::trophy, theme.gold, theme.warn) + 28;
    draw_rows(view, 0, kMostRows, at.left, y, at.main_w, at.bottom - y, view.round->index() > 0);
    const float join_h = ui::join_card(at.side_x, at.top, at.side_w, view.join_url, view.info.code, false);
    side_join(view, at.top);
    const float stat_y = at.top + join_h + 28;
    ui::stat(at.side_x, stat_y, at.side_w, ui::tr("quiz.players"), ui::number(view.round->people()), ui::Icon::users,
             theme.accent2);
}

void draw_podium(const StageView& view) {
    const auto& theme = ui::theme();
    const float width = ui::stage_width();
    const auto& rows = view.round->standings();
    const float top =
        ui::header(ui::tr("quiz.podium.title"), view.info.title.pick(view.lang), ui::Icon::crown, theme.gold, theme.warn) + 28;
    corner_join(view);

    std::vector<std::string> scores; // the views below point into these
    std::vector<Face> faces;
    std::vector<ui::PodiumPlace> places;
    for (const auto& row : rows) {
        if (row.place > 3 || faces.size() == 6) break;
        faces.push_back(view.face_of(row.of.player));
        scores.push_back(ui::number(static_cast<double>(row.of.score)));
    }
    for (std::size_t i = 0; i < faces.size(); ++i)
        places.push_back({rows[i].place, faces[i].name, faces[i].unit_title, scores[i]});
    const int rest = static_cast<int>(rows.size() - faces.size());
    const float bottom = ui::kStageHeight - theme.margin, gap = 56;
    const float podium_w = rest > 0 ? (width - 2 * theme.margin - gap) * (width < 1600 ? .56f : .54f) : width - 2 * theme.margin;
    if (places.empty()) {
        ui::fit(theme.margin, top, width - 2 * theme.margin, bottom - top, ui::tr("quiz.podium.nobody"), ui::type::h2, 36,
                theme.muted, ui::Align::center);
        return;
    }
    // Third, second, first: the ceremony takes its time, unless motion is not wanted.
    const float ceremony = ui::reduced() ? 1 : ui::tween_from("quiz.podium.title" + std::to_string(view.info.id), 0, 1, .9f);
    ui::podium(theme.margin, top, podium_w, bottom - top, places, ceremony);
    if (!ui::reduced()) ui::confetti(theme.margin, top, podium_w, bottom - top, 60, static_cast<float>(ui::seconds()));
    if (rest > 0) {
        const float x = theme.margin + podium_w + gap;
        draw_rows(view, static_cast<int>(faces.size()), 7, x, top, width - theme.margin - x, bottom - top, false);
    }
}

void draw_idle(const StageView& view) {
    const auto& theme = ui::theme();
    const Frame at = frame();
    const float y =
        ui::header(ui::tr("quiz.idle.title"), ui::tr("quiz.idle.subtitle"), ui::Icon::lightning, theme.accent, theme.accent2) +
        60;
    ui::fit(at.left, y, at.main_w, 420, ui::tr("quiz.idle.invite"), ui::type::display, 58, theme.text, ui::Align::left, 0);
    side_join(view, at.top);
}

} // namespace quiz
