#include "league_board/rows.h"

#include <algorithm>

namespace league_board {

std::string_view name_of(UnitOrder order) {
    switch (order) {
    case UnitOrder::total: return "total";
    case UnitOrder::average: return "average";
    case UnitOrder::turnout: return "turnout";
    }
    return "";
}

double figure(const Unit& unit, UnitOrder order) {
    switch (order) {
    case UnitOrder::total: return unit.score;
    case UnitOrder::average: return unit.average;
    case UnitOrder::turnout: return unit.turnout;
    }
    return 0;
}

std::vector<Unit> units_by(const League& league, UnitOrder order) {
    std::vector<Unit> rows, few;
    for (const auto& unit : league.units) {
        if (order == UnitOrder::turnout && (unit.place == 0 || unit.turnout <= 0)) continue;
        (unit.place > 0 ? rows : few).push_back(unit);
    }
    std::ranges::stable_sort(rows, [order](const Unit& a, const Unit& b) { return figure(a, order) > figure(b, order); });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool shares = i > 0 && figure(rows[i], order) == figure(rows[i - 1], order);
        rows[i].place = shares ? rows[i - 1].place : static_cast<int>(i) + 1;
    }
    if (!few.empty()) rows.push_back(std::move(few.front()));
    return rows;
}

UnitOrder next_order(const League& league, UnitOrder shown) {
    const auto tells = [&](UnitOrder order) {
        const auto rows = units_by(league, order);
        const auto named = std::ranges::count_if(rows, [](const Unit& unit) { return unit.place > 0; });
        return order == UnitOrder::total || named > 1;
    };
    for (int step = 1; step <= 3; ++step) {
        const auto next = static_cast<UnitOrder>((static_cast<int>(shown) + step) % 3);
        if (tells(next)) return next;
    }
    return shown;
}

double fraction(double figure, double best) { return best > 0 ? std::clamp(figure / best, 0.0, 1.0) : 0.0; }

} // namespace league_board
