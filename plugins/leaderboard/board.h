// What the leaderboard shows, as plain values: the newest rows of every board, and how each row moved since the last
// time that people could see it. Pure; thread: any.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leaderboard {

enum class Span { round, today, all };
inline constexpr Span kSpans[] = {Span::round, Span::today, Span::all};
std::string_view name_of(Span);

struct Row {
    int place = 0;    // 1, 2, 2, 4; 0: the units of too few people to be shown alone, together
    std::string key;  // who it is, over time: a person's id or a unit's name
    std::string name, detail;
    double score = 0;
    int people = 0;   // of a unit
    double average = 0;
    int moved = 0;    // places won (+) or lost (-)
    bool operator==(const Row&) const = default;
};

// The quiz's topic "standings" (or that of another plugin that publishes the same): rows of persons and of units, with
// the title of the round. Nothing usable gives empty rows.
struct Live {
    std::int64_t round = 0;
    std::string title_vi, title_en;
    bool rehearsal = false;
    std::vector<Row> persons, units;
};
Live read_live(std::string_view message);

// Sets `moved` of each row by where its key stood in `before`; rows that are new do not move.
void set_moved(std::vector<Row>& rows, const std::vector<Row>& before);

nlohmann::json to_json(const std::vector<Row>&);

} // namespace leaderboard
