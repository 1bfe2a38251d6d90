#include "league/league.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace central {

League::League(std::map<std::string, UnitOfEvent> units, std::int64_t min_group)
    : of_event_(std::move(units)), min_group_(min_group) {}

bool League::take(const RunResult& run) {
    const auto [at, fresh] = runs_.try_emplace(run.registration, run);
    if (!fresh) {
        auto& known = at->second;
        if (run.number < known.number || run == known) return false; // a later one has taken its place
        if (run.number == known.number && known.voided) return false; // which nothing undoes
        remove(known);
        known = run;
    }
    add(run);
    return true;
}

std::vector<PersonRow> League::persons(std::size_t most) const { return PersonWalk(*this).next(most); }

std::vector<UnitRow> League::units(UnitOrder order) const {
    std::vector<UnitRow> rows;
    UnitRow few; // together
    for (const auto& [id, unit] : units_) {
        const auto people = unit.people();
        if (id.empty() || people == 0) continue; // who named no unit competes alone
        UnitRow row{0, id, title_of(id), unit.score, unit.score / static_cast<double>(people), people, unit.runs};
        if (const auto known = of_event_.find(id); known != of_event_.end() && known->second.inhabitants > 0)
            row.turnout = 1000.0 * static_cast<double>(people) / static_cast<double>(known->second.inhabitants);
        if (people >= min_group_) {
            rows.push_back(std::move(row));
            continue;
        }
        few.score += row.score;
        few.people += people;
        few.runs += row.runs;
    }
    const auto figure = [order](const UnitRow& row) {
        return order == UnitOrder::total ? row.score : order == UnitOrder::average ? row.average : row.turnout;
    };
    std::ranges::stable_sort(rows, [&](const UnitRow& a, const UnitRow& b) { return figure(a) > figure(b); });
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].place = i > 0 && figure(rows[i]) == figure(rows[i - 1]) ? rows[i - 1].place : static_cast<int>(i) + 1;
    if (few.people >= min_group_) {
        few.average = few.score / static_cast<double>(few.people);
        rows.push_back(std::move(few));
    }
    return rows;
}

std::int64_t League::people() const {
    std::int64_t forgotten = 0;
    for (const auto& [id, unit] : units_)
        if (const auto found = unit.players.find(""); found != unit.players.end()) forgotten += found->second;
    return static_cast<std::int64_t>(persons_.size()) + forgotten;
}

bool League::hides(const std::string& unit) const {
    const auto found = units_.find(unit);
    return !unit.empty() && (found == units_.end() || found->second.people() < min_group_);
}

PersonWalk::PersonWalk(const League& league) : league_(league), at_(league.order_.begin()) {}

std::vector<PersonRow> PersonWalk::next(std::size_t most) {
    std::vector<PersonRow> rows;
    for (; at_ != league_.order_.end() && rows.size() < most; ++at_) {
        const auto& person = league_.persons_.find(at_->player)->second;
        const bool shares = before_ > 0 && at_->equals(*std::prev(at_));
        ++before_;
        if (!shares) place_ = before_;
        const auto unit = league_.hides(person.unit) ? "" : person.unit;
        rows.push_back({place_, std::string(at_->player), unit, league_.title_of(unit), person.score, person.right,
                        person.duration, static_cast<std::int64_t>(person.runs.size())});
    }
    return rows;
}

std::int64_t League::Unit::people() const {
    const auto forgotten = players.find("");
    const auto known = static_cast<std::int64_t>(players.size());
    return forgotten == players.end() ? known : known - 1 + forgotten->second;
}

bool League::Merit::operator<(const Merit& other) const {
    return std::tie(other.score, other.right, duration, player) < std::tie(score, right, other.duration, other.player);
}

bool League::Merit::equals(const Merit& other) const {
    return std::tie(score, right, duration) == std::tie(other.score, other.right, other.duration);
}

void League::add(const RunResult& run) {
    if (run.voided) return;
    ++counted_;
    auto& unit = units_[run.unit];
    unit.score += run.score;
    ++unit.runs;
    ++unit.players[run.player];
    if (!run.unit_title.empty()) unit.title = run.unit_title;
    if (run.player.empty()) return;
    persons_[run.player].runs.push_back(run.registration);
    rejudge(run.player);
}

void League::remove(const RunResult& run) {
    if (run.voided) return;
    --counted_;
    auto& unit = units_[run.unit];
    unit.score -= run.score;
    --unit.runs;
    if (--unit.players[run.player] == 0) unit.players.erase(run.player);
    if (unit.runs == 0) unit.score = 0; // what was added up and taken away again in fractions leaves crumbs
    if (run.player.empty()) return;
    std::erase(persons_[run.player].runs, run.registration);
    rejudge(run.player);
}

void League::rejudge(const std::string& player) {
    const auto found = persons_.find(player);
    auto& person = found->second;
    order_.erase({person.score, person.right, person.duration, found->first});
    if (person.runs.empty()) {
        persons_.erase(found);
        return;
    }
    Person sums;
    const RunResult* newest = nullptr;
    for (const auto& registration : person.runs) {
        const auto& run = runs_.at(registration);
        sums.score += run.score;
        sums.right += run.right;
        sums.duration += run.duration;
        if (!newest || std::tie(newest->finished, newest->registration) < std::tie(run.finished, run.registration))
            newest = &run;
    }
    sums.unit = newest->unit;
    sums.runs = std::move(person.runs);
    person = std::move(sums);
    order_.insert({person.score, person.right, person.duration, found->first});
}

std::string League::title_of(const std::string& unit) const {
    if (const auto known = of_event_.find(unit); known != of_event_.end()) return known->second.title;
    const auto heard = units_.find(unit);
    return heard == units_.end() ? "" : heard->second.title;
}

} // namespace central
