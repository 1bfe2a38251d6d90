#include "game/standing.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace quiz {
namespace {

// Smaller is better in every part.
auto merit(const Tally& t) {
    return std::tuple<Points, int, std::int64_t, Ms, const std::vector<Ms>&>(-t.score, -t.right, t.guess_off, t.time, t.duels);
}

} // namespace

bool tied(const Tally& a, const Tally& b) {
    return merit(a) == merit(b);
}

std::string_view name_of(Decided by) {
    switch (by) {
    case Decided::score: return "score";
    case Decided::right: return "right";
    case Decided::guess: return "guess";
    case Decided::time: return "time";
    case Decided::sudden_death: return "sudden_death";
    case Decided::shared: return "shared";
    }
    return "";
}

Decided decided(const Tally& above, const Tally& below) {
    if (above.score != below.score) return Decided::score;
    if (above.right != below.right) return Decided::right;
    if (above.guess_off != below.guess_off) return Decided::guess;
    if (above.time != below.time) return Decided::time;
    return above.duels != below.duels ? Decided::sudden_death : Decided::shared;
}

std::vector<Standing> rank(std::vector<Tally> tallies) {
    std::sort(tallies.begin(), tallies.end(), [](const Tally& a, const Tally& b) {
        return std::tuple_cat(merit(a), std::tuple(a.player)) < std::tuple_cat(merit(b), std::tuple(b.player));
    });
    std::vector<Standing> out;
    out.reserve(tallies.size());
    for (Tally& tally : tallies) {
        Standing row;
        row.place = static_cast<int>(out.size()) + 1;
        if (!out.empty() && tied(out.back().of, tally)) {
            row.place = out.back().place;
            row.shared = out.back().shared = true;
        }
        row.of = std::move(tally);
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<UnitStanding> rank_units(const std::vector<Standing>& people, const std::function<std::string(PlayerId)>& unit_of,
                                     int min_people) {
    std::map<std::string, UnitStanding> units;
    for (const Standing& person : people) {
        const std::string unit = unit_of(person.of.player);
        if (unit.empty())
            continue;
        UnitStanding& row = units[unit];
        row.unit = unit;
        row.total += person.of.score;
        ++row.people;
    }
    std::vector<UnitStanding> out;
    UnitStanding small;
    for (auto& [id, row] : units) {
        row.average = static_cast<double>(row.total) / row.people;
        if (row.people >= min_people) {
            out.push_back(row);
        } else {
            small.total += row.total;
            small.people += row.people;
        }
    }
    // Equal totals of fewer people are a better average; comparing people is exact where comparing averages is not.
    std::stable_sort(out.begin(), out.end(), [](const UnitStanding& a, const UnitStanding& b) {
        return std::tuple(-a.total, a.people) < std::tuple(-b.total, b.people);
    });
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool same = i > 0 && out[i].total == out[i - 1].total && out[i].people == out[i - 1].people;
        out[i].place = same ? out[i - 1].place : static_cast<int>(i) + 1;
    }
    if (small.people > 0 && small.people >= min_people) {
        small.average = static_cast<double>(small.total) / small.people;
        out.push_back(small);
    }
    return out;
}

} // namespace quiz
