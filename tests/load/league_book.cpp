#include "tests/load/league_book.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kiosk::load {

using nlohmann::json;

namespace {

double to_the_hundredth(double value) { return std::round(value * 100) / 100; }

// 1, 2, 2, 4: the place of a row whose figure is that of the row before is that row's.
template <class Rows, class Figure> std::vector<int> places(const Rows& rows, Figure figure) {
    std::vector<int> all;
    for (std::size_t i = 0; i < rows.size(); ++i)
        all.push_back(i > 0 && figure(rows[i]) == figure(rows[i - 1]) ? all.back() : static_cast<int>(i) + 1);
    return all;
}

// Rows of the same order; of what the centre tells beside (titles) nothing is known here.
void compare(const json& expected, const json& told, const std::string& what, std::vector<std::string>& differences) {
    if (expected.size() != told.size())
        differences.push_back(std::to_string(told.size()) + " rows of " + what + ", and not " + std::to_string(expected.size()));
    for (std::size_t i = 0; i < std::min(expected.size(), told.size()); ++i)
        for (const auto& [name, value] : expected[i].items())
            if (const json other = told[i].value(name, json()); other != value)
                differences.push_back("row " + std::to_string(i + 1) + " of " + what + ": " + name + " is " + other.dump() +
                                      ", and not " + value.dump());
}

} // namespace

void LeagueBook::add(const results::Result& run) {
    ++runs_;
    auto& person = persons_[run.public_id];
    person.score += run.score;
    person.right += run.right;
    person.duration += run.duration;
    ++person.runs;
    if (run.finished >= person.newest) {
        person.newest = run.finished;
        person.unit = run.unit;
    }
    auto& unit = units_[run.unit];
    unit.score += run.score;
    ++unit.runs;
    unit.people.insert(run.public_id);
}

std::vector<std::string> LeagueBook::differences(const json& told, const std::string& by, std::size_t least) const {
    std::vector<std::string> found;
    if (told.value("runs", std::size_t{0}) != runs_)
        found.push_back("runs: " + told.value("runs", json()).dump() + ", and not " + std::to_string(runs_));
    if (told.value("people", std::size_t{0}) != people())
        found.push_back("people: " + told.value("people", json()).dump() + ", and not " + std::to_string(people()));
    compare(persons(told.at("persons").size()), told.at("persons"), "persons", found);
    compare(units(by, least), told.at("units"), "units by " + by, found);
    return found;
}

json LeagueBook::persons(std::size_t most) const {
    std::vector<const std::pair<const std::string, Person>*> rows;
    for (const auto& row : persons_) rows.push_back(&row);
    std::ranges::sort(rows, [](const auto* a, const auto* b) {
        return std::tie(b->second.score, b->second.right, a->second.duration, a->first) <
               std::tie(a->second.score, a->second.right, b->second.duration, b->first);
    });
    if (rows.size() > most) rows.resize(most);
    const auto place =
        places(rows, [](const auto* row) { return std::tuple(row->second.score, row->second.right, row->second.duration); });
    json all = json::array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [player, sums] = *rows[i];
        all.push_back({{"place", place[i]},
                       {"player", player},
                       {"unit", sums.unit},
                       {"score", to_the_hundredth(sums.score)},
                       {"right", sums.right},
                       {"duration_ms", sums.duration},
                       {"runs", sums.runs}});
    }
    return all;
}

json LeagueBook::units(const std::string& by, std::size_t least) const {
    struct Row {
        std::string id;
        double score, average;
        std::size_t people, runs;
    };
    std::vector<Row> rows;
    Row few{"", 0, 0, 0, 0};
    for (const auto& [id, unit] : units_) {
        const auto people = unit.people.size();
        if (people >= least) {
            rows.push_back({id, unit.score, unit.score / static_cast<double>(people), people, unit.runs});
            continue;
        }
        few.score += unit.score;
        few.people += people;
        few.runs += unit.runs;
    }
    const auto figure = [&](const Row& row) { return by == "average" ? row.average : row.score; };
    std::ranges::sort(rows, [&](const Row& a, const Row& b) {
        return figure(a) != figure(b) ? figure(a) > figure(b) : a.id < b.id;
    });
    const auto place = places(rows, figure);
    json all = json::array();
    const auto tell = [&](const Row& row) {
        all.push_back({{"score", to_the_hundredth(row.score)},
                       {"average", to_the_hundredth(row.average)},
                       {"people", row.people},
                       {"runs", row.runs}});
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        tell(rows[i]);
        all.back()["unit"] = rows[i].id;
        all.back()["place"] = place[i];
    }
    if (few.people >= least) { // together, without a name
        few.average = few.score / static_cast<double>(few.people);
        tell(few);
    }
    return all;
}

} // namespace kiosk::load
