#include "board.h"

#include <nlohmann/json.hpp>

#include <unordered_map>

namespace leaderboard {

using nlohmann::json;

namespace {

template <class T> T value_or(const json& from, const char* key, T fallback) {
    const auto found = from.find(key);
    if (found == from.end()) return fallback;
    if constexpr (std::is_same_v<T, std::string>) return found->is_string() ? found->get<std::string>() : fallback;
    else if constexpr (std::is_same_v<T, bool>) return found->is_boolean() ? found->get<bool>() : fallback;
    else return found->is_number() ? found->get<T>() : fallback;
}

const json& array_of(const json& from, const char* key) {
    static const json none = json::array();
    const auto found = from.find(key);
    return found != from.end() && found->is_array() ? *found : none;
}

} // namespace

std::string_view name_of(Span span) {
    switch (span) {
    case Span::round: return "round";
    case Span::today: return "today";
    case Span::all: return "all";
    }
    return "";
}

Live read_live(std::string_view message) {
    Live live;
    const json read = json::parse(message, nullptr, false);
    if (!read.is_object()) return live;
    live.round = value_or<std::int64_t>(read, "round", 0);
    live.rehearsal = value_or(read, "rehearsal", false);
    if (const auto title = read.find("title"); title != read.end() && title->is_object()) {
        live.title_vi = value_or<std::string>(*title, "vi", "");
        live.title_en = value_or<std::string>(*title, "en", live.title_vi);
    }
    for (const auto& row : array_of(read, "rows")) {
        if (!row.is_object()) continue;
        Row one;
        one.place = value_or(row, "place", 0);
        one.name = value_or<std::string>(row, "name", "");
        one.detail = value_or<std::string>(row, "unit_title", "");
        one.key = one.name + "\n" + one.detail;
        one.score = value_or(row, "score", 0.0);
        one.moved = value_or(row, "moved", 0);
        live.persons.push_back(std::move(one));
    }
    for (const auto& row : array_of(read, "units")) {
        if (!row.is_object()) continue;
        Row one;
        one.place = value_or(row, "place", 0);
        one.key = one.name = value_or<std::string>(row, "name", "");
        one.score = value_or(row, "score", 0.0);
        one.people = value_or(row, "people", 0);
        one.average = value_or(row, "average", 0.0);
        live.units.push_back(std::move(one));
    }
    return live;
}

void set_moved(std::vector<Row>& rows, const std::vector<Row>& before) {
    std::unordered_map<std::string_view, int> stood;
    for (const auto& row : before) stood.emplace(row.key, row.place);
    for (auto& row : rows) {
        const auto found = stood.find(row.key);
        row.moved = found == stood.end() ? 0 : found->second - row.place;
    }
}

json to_json(const std::vector<Row>& rows) {
    json list = json::array();
    for (const auto& row : rows) {
        json one{{"place", row.place}, {"name", row.name}, {"unit", row.detail}, {"score", row.score}, {"moved", row.moved}};
        if (row.people) one["people"] = row.people, one["average"] = row.average;
        list.push_back(std::move(one));
    }
    return list;
}

} // namespace leaderboard
