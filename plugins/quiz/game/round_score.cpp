// From answers and keys to scores and places. Everything here can be done again at any time with the same outcome.

#include "game/round.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace quiz {
void Round::score(int index) {
    Asked& asked = asked_[static_cast<std::size_t>(index)];
    const auto tell_player = [this](const Given& given, int by) {
        Player& player = players_[given.who];
        player.score += by * given.worth.points;
        player.right += by;
        player.time += by * given.offset;
    };
    const bool counts_for_players = !is_spare(index); // a sudden death gives no points
    for (Given& given : asked.given) {
        if (given.right && counts_for_players)
            tell_player(given, -1);
        given.right = false;
        given.worth = {};
    }
    asked.counts.right = asked.counts.wrong = 0;
    if (asked.voided || !asked.question.scored())
        return;

    double nearest = std::numeric_limits<double>::infinity(); // of the answers that count; used by "closest" numbers only
    if (std::holds_alternative<RightNumber>(asked.question.key))
        for (const Given& given : asked.given)
            if (!players_[given.who].removed)
                nearest = std::min(nearest, distance(asked.question, given.choice));
    for (Given& given : asked.given) {
        given.right = is_right(asked.question, given.choice, nearest);
        if (!players_[given.who].removed)
            ++(given.right ? asked.counts.right : asked.counts.wrong);
        if (given.right && counts_for_players) {
            given.worth = worth(config_.preset, given.offset, time_of(asked.question), given.late, scored_questions_);
            tell_player(given, 1);
        }
    }
}

void Round::place() {
    rows_.clear();
    row_of_.clear();
    if (revealed_.empty())
        return;
    rows_ = rank(tallies(std::nullopt));
    for (std::size_t i = 0; i < rows_.size(); ++i)
        row_of_.emplace(rows_[i].of.player, i);

    const int last = revealed_.back();
    const bool compare = !is_spare(last) && std::any_of(revealed_.begin(), revealed_.end() - 1, [this](int index) {
        const Asked& asked = asked_[static_cast<std::size_t>(index)];
        return asked.question.scored() && !asked.voided;
    });
    if (compare)
        for (const Standing& before : rank(tallies(last))) {
            Standing& row = rows_[row_of_.at(before.of.player)];
            row.moved = before.place - row.place;
        }
}

std::vector<std::vector<PlayerId>> Round::ties() const {
    std::vector<std::vector<PlayerId>> out;
    int place = 0;
    for (const Standing& row : rows_) {
        if (!row.shared || row.place > config_.prize_places)
            continue;
        if (row.place != place)
            out.emplace_back();
        place = row.place;
        out.back().push_back(row.of.player);
    }
    return out;
}

// ---- private

// Of everybody who has a row, perhaps as if the question `without` had not been asked.
std::vector<Tally> Round::tallies(std::optional<int> without) const {
    constexpr auto kNone = static_cast<std::size_t>(-1);
    std::vector<Tally> out;
    std::vector<std::size_t> at(players_.size(), kNone); // player -> position in `out`
    for (std::size_t who = 0; who < players_.size(); ++who) {
        const Player& player = players_[who];
        if (player.removed || player.since >= static_cast<int>(revealed_.size()))
            continue;
        at[who] = out.size();
        Tally tally;
        tally.player = player.id;
        tally.score = player.score;
        tally.right = player.right;
        tally.time = player.time;
        out.push_back(std::move(tally));
    }
    if (config_.asks_guess) {
        const auto people = static_cast<std::int64_t>(out.size());
        for (std::size_t who = 0; who < players_.size(); ++who)
            if (at[who] != kNone)
                out[at[who]].guess_off = players_[who].guess ? std::abs(*players_[who].guess - people) : kNoGuess;
    }
    for (const int index : revealed_) {
        if (!is_spare(index))
            continue;
        for (Tally& tally : out)
            tally.duels.push_back(kNotRight);
        for (const Given& given : asked_[static_cast<std::size_t>(index)].given)
            if (given.right && at[given.who] != kNone)
                out[at[given.who]].duels.back() = given.offset;
    }
    if (without)
        for (const Given& given : asked_[static_cast<std::size_t>(*without)].given)
            if (given.right && at[given.who] != kNone) {
                Tally& tally = out[at[given.who]];
                tally.score -= given.worth.points;
                tally.right -= 1;
                tally.time -= given.offset;
            }
    return out;
}

} // namespace quiz
