#include "screen.h"

#include <kiosk/ui.h>

#include <algorithm>
#include <array>

namespace leaderboard {

namespace ui = kiosk::ui;

namespace {

constexpr float kRowGap = 16;

void draw_tabs(Span shown, float right, float y) {
    const auto& theme = ui::theme();
    float x = right;
    for (auto span = std::rbegin(kSpans); span != std::rend(kSpans); ++span) {
        const std::string label(ui::tr("leaderboard." + std::string(name_of(*span))));
        const bool on = *span == shown;
        const ui::Icon mark = ui::Icon::check; // colour alone would not tell which one is on
        x -= ui::pill_width(label, on);
        ui::pill(x, y, label, on ? ui::fade_to(theme.accent, .5f) : ui::fade_to(theme.text, .08f), on ? theme.text : theme.muted,
                 on ? &mark : nullptr);
        x -= 14;
    }
}

void draw_rows(const std::vector<Row>& rows, const std::string& key, float x, float y, float w, float h, bool units, bool moved) {
    const int most = h > 900 ? 9 : 8;
    const float row_h = std::min(112.f, (h - kRowGap * static_cast<float>(most - 1)) / static_cast<float>(most));
    const double best = std::max(1.0, rows.front().score);
    for (int i = 0; i < most && i < static_cast<int>(rows.size()); ++i) {
        const Row& row = rows[static_cast<std::size_t>(i)];
        const std::string score = ui::number(row.score);
        const std::string detail =
            units ? ui::tr("leaderboard.unit_detail", {std::to_string(row.people), ui::number(row.average)}) : row.detail;
        ui::RankRow look{};
        look.place = row.place;
        look.name = row.place > 0 ? std::string_view(row.name) : ui::tr("leaderboard.small_units");
        look.detail = detail;
        look.score = score;
        look.fraction = static_cast<float>(std::min(1.0, row.score / best)); // together the small ones may have more
        look.moved = row.moved;
        look.show_moved = moved;
        look.leader = row.place == 1;
        const float shown = ui::appear(1 + i);
        const ui::Fade fade(shown, 0, 30 * (1 - shown));
        ui::rank_row(x, ui::tween(key + row.key, y + static_cast<float>(i) * (row_h + kRowGap), .18f), w, row_h, look);
    }
}

} // namespace

void draw_board(const BoardView& view) {
    const auto& theme = ui::theme();
    ui::backdrop();
    const float width = ui::stage_width(), margin = theme.margin, bottom = ui::kStageHeight - margin;
    const std::string_view subtitle =
        view.span == Span::round ? std::string_view(view.round_title) : ui::tr("leaderboard." + std::string(name_of(view.span)));
    const float below = ui::header(ui::tr("leaderboard.title"), subtitle, ui::Icon::trophy, theme.gold, theme.warn);
    draw_tabs(view.span, width - margin, 66);

    if (view.persons.empty()) {
        // An empty board invites: nobody has played, so everybody can be the first.
        const float card_w = width < 1600 ? 480 : 560, card_x = width - margin - card_w;
        ui::join_card(card_x, below + 30, card_w, view.join_url, "");
        ui::fit(margin, below + 30, card_x - margin - 72, 420, ui::tr("leaderboard.empty"), ui::type::display, 58, theme.text,
                ui::Align::left, .4f);
        return;
    }
    const bool has_units = !view.units.empty();
    const float gap = 48, top = below + 76;
    const float persons_w = has_units ? (width - 2 * margin - gap) * .54f : width - 2 * margin;
    const auto heading = [&](float x, ui::Icon icon, std::string_view key) {
        ui::icon(x + 16, below + 40, 34, icon, theme.accent2);
        ui::text_mid(x + 46, below + 40, ui::tr(key), ui::type::label, theme.accent2);
    };
    heading(margin, ui::Icon::user, "leaderboard.persons");
    const std::string key = "leaderboard." + std::string(name_of(view.span));
    draw_rows(view.persons, key + ".person.", margin, top, persons_w, bottom - top, false, true);
    if (!has_units) return;
    const float x = margin + persons_w + gap;
    heading(x, ui::Icon::building, "leaderboard.units");
    draw_rows(view.units, key + ".unit.", x, top, width - margin - x, bottom - top, true, false);
}

void sample_boards(std::vector<Row>& persons, std::vector<Row>& units) {
    constexpr std::array kNames{"Lê Thu Hằng",      "Phạm Đức Huy",  "Trần Bảo Ngọc",  "Vũ Đình Khôi", "Nguyễn Ánh Dương",
                                "Đặng Quỳnh Như 🚀", "Hoàng Gia Bảo", "Bùi Khánh Linh", "Đỗ Minh Quân", "Ngô Phương Thảo"};
    constexpr std::array kUnits{"Phường Tân Hòa", "Xã Thịnh Minh", "Xã Tân Mai",    "Xã Pà Cò",
                                "Xã Mường Bi",    "Xã Vân Sơn",    "Xã Toàn Thắng", "Xã Bao La"};
    constexpr std::array kPlaces{1, 2, 2, 4, 5, 6, 7, 8, 9, 10};
    constexpr std::array kScores{9240, 8815, 8815, 7930, 7715, 7380, 6990, 6545, 6120, 5870};
    constexpr std::array kMoved{0, 1, -1, 0, 3, -2, 0, 1, -1, 4};
    persons.clear();
    units.clear();
    for (std::size_t i = 0; i < kNames.size(); ++i)
        persons.push_back({kPlaces[i], std::to_string(i), kNames[i], kUnits[(i * 3) % kUnits.size()],
                           static_cast<double>(kScores[i]), 0, 0, kMoved[i]});
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        const int people = 21 - static_cast<int>(i) * 2;
        const double score = 94'200 - 8'150 * static_cast<double>(i);
        units.push_back({static_cast<int>(i) + 1, kUnits[i], kUnits[i], "", score, people, score / people, 0});
    }
}

} // namespace leaderboard
