#include "league/leagues.h"

#include "asked.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <utility>

namespace central {

namespace {

using nlohmann::json;

constexpr std::size_t kChunk = 2'000; // results of one look

json to_json(const PersonRow&);
json to_json(const UnitRow&);
double rounded(double value) { return std::round(value * 100) / 100; }

} // namespace

bool read_league_question(std::string_view query, LeagueQuestion& into) {
    std::vector<std::pair<std::string, std::string>> parameters;
    if (!read_form(query, parameters)) return false;
    for (const auto& [name, value] : parameters) {
        if (name == "event") {
            into.event = value;
        } else if (name == "persons") {
            const auto [end, bad] = std::from_chars(value.data(), value.data() + value.size(), into.persons);
            if (bad != std::errc{} || end != value.data() + value.size() || into.persons > kMostPersons) return false;
        } else if (name == "by") {
            if (value != "total" && value != "average" && value != "turnout") return false;
            into.units = value == "total" ? UnitOrder::total : value == "average" ? UnitOrder::average : UnitOrder::turnout;
        } else {
            return false;
        }
    }
    return true;
}

Leagues::Leagues(Archive& archive, std::string_view event, std::function<void()> later)
    : archive_(archive), min_group_(5), later_(std::move(later)) {
    const auto file = json::parse(event, nullptr, false);
    if (!file.is_object()) return;
    for (const auto& unit : file.value("units", json::array()))
        units_[unit.value("id", "")] = {unit.value("title", ""), unit.value("inhabitants", std::int64_t{0})};
    min_group_ = file.value("privacy", json::object()).value("min_group", min_group_);
}

void Leagues::look() {
    if (asking_ || held_) {
        again_ = true;
        return;
    }
    asking_ = true;
    archive_.results_since(cursor_, kChunk, [this, alive = std::weak_ptr(alive_)](Changes changes) {
        if (!alive.expired()) take(std::move(changes));
    });
}

void Leagues::take(Changes changes) {
    asking_ = false;
    away_ = !changes.available;
    for (const auto& run : changes.results) {
        auto& league = leagues_.try_emplace(run.event, units_, min_group_).first->second;
        if (!league.take(run)) continue;
        newest_ = run.event;
        ++revision_;
    }
    cursor_ = std::move(changes.cursor);
    if (!changes.more && !complete_ && changes.available) {
        complete_ = true;
        ++revision_;
    }
    if (held_) {
        again_ = again_ || changes.more;
        return later_();
    }
    if (changes.more || again_) later_();
    again_ = false;
}

void Leagues::hold(bool held) {
    held_ = held;
    if (!held && std::exchange(again_, false)) later_();
}

json Leagues::to_json(const LeagueQuestion& question) const {
    const auto& event = question.event.empty() ? newest_ : question.event;
    json told{{"event", event}, {"events", json::array()}, {"complete", complete_}, {"runs", 0},
              {"people", 0},    {"persons", json::array()}, {"units", json::array()}};
    for (const auto& [id, league] : leagues_) told["events"].push_back(id);
    const auto found = leagues_.find(event);
    if (found == leagues_.end()) return told;
    const auto& league = found->second;
    told["runs"] = league.runs();
    told["people"] = league.people();
    for (const auto& row : league.persons(question.persons)) told["persons"].push_back(central::to_json(row));
    for (const auto& row : league.units(question.units)) told["units"].push_back(central::to_json(row));
    return told;
}

namespace {

json to_json(const PersonRow& row) {
    return {{"place", row.place},           {"player", row.player},         {"unit", row.unit},
            {"unit_title", row.unit_title}, {"score", rounded(row.score)},  {"right", row.right},
            {"duration_ms", row.duration},  {"runs", row.runs}};
}

json to_json(const UnitRow& row) {
    json told{{"score", rounded(row.score)}, {"people", row.people}, {"average", rounded(row.average)}, {"runs", row.runs}};
    if (row.place == 0) return told;
    told["place"] = row.place;
    told["unit"] = row.unit;
    told["title"] = row.title;
    if (row.turnout > 0) told["turnout"] = rounded(row.turnout);
    return told;
}

} // namespace

} // namespace central
