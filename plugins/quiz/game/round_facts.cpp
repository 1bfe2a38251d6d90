// A round to its facts and back. What is read is checked, not believed: a file may be damaged.

#include "bank/bank.h"
#include "game/round.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace quiz {

using nlohmann::json;

// ---- facts

State Round::state(Ms now) const {
    return {phase_, index_, paused(), clock_.elapsed(now), limit_, revealed_, duels_};
}

Snapshot Round::snapshot(Ms now) const {
    Snapshot out;
    for (const Player& player : players_)
        if (player.id != kForgotten)
            out.entries.push_back({player.id, player.since, player.guess, player.removed});
    for (const Asked& asked : asked_)
        for (const Given& given : asked.given)
            if (players_[given.who].id != kForgotten)
                out.answers.push_back(
                    {players_[given.who].id, asked.question.id, given.choice, given.offset, given.late, given.taken});
    out.changes = changes_;
    out.state = state(now);
    return out;
}

std::optional<Entry> Round::entry(PlayerId id) const {
    const auto found = who_.find(id);
    if (found == who_.end())
        return std::nullopt;
    const Player& player = players_[found->second];
    return Entry{player.id, player.since, player.guess, player.removed};
}

std::vector<AnswerFact> Round::answers(std::string_view question) const {
    std::vector<AnswerFact> out;
    if (const Asked* asked = find(question))
        for (const Given& given : asked->given)
            if (players_[given.who].id != kForgotten)
                out.push_back(
                    {players_[given.who].id, asked->question.id, given.choice, given.offset, given.late, given.taken});
    return out;
}

std::size_t Round::answer_count(std::string_view question) const {
    const Asked* asked = find(question);
    return asked ? asked->given.size() : 0;
}

Judged Round::judged(std::string_view question, std::size_t answer) const {
    const int index = index_of_.at(std::string(question));
    const Asked& asked = asked_[static_cast<std::size_t>(index)];
    const Given& given = asked.given.at(answer);
    Judged out{players_[given.who].id, &given.choice, given.offset, given.taken, std::nullopt, given.worth.points, 0};
    if (asked.voided || !asked.question.scored())
        return out;
    out.right = given.right;
    out.most = is_spare(index) ? 0 : most(config_.preset, scored_questions_);
    return out;
}

std::optional<Round> Round::restore(RoundConfig config, const Snapshot& facts, Ms now) {
    if (!usable(config))
        return std::nullopt;
    Round round(std::move(config), now);
    if (!round.put_back_state(facts.state) || !round.put_back_people(facts) || !round.put_back_answers(facts))
        return std::nullopt;
    for (const int index : round.revealed_)
        round.score(index);
    round.place();
    round.clock_.start(now, facts.state.elapsed, facts.state.paused);
    // What was on its way when the kiosk stopped never came; what comes to a closed question now is too late.
    round.answers_.start(now, round.limit_ + kGrace + 1);
    return round;
}

// ---- private

bool Round::put_back_state(const State& state) {
    const int total = static_cast<int>(asked_.size());
    if (state.duels.size() > config_.spare.size())
        return false;
    duels_ = state.duels;
    const int reachable = count() + static_cast<int>(duels_.size());
    for (const int index : state.revealed) {
        if (index < 0 || index >= reachable || asked_[static_cast<std::size_t>(index)].revealed)
            return false;
        asked_[static_cast<std::size_t>(index)].revealed = true;
    }
    revealed_ = state.revealed;
    if (state.index < -1 || state.index >= std::min(total, reachable) || state.elapsed < 0 || state.limit < 0)
        return false;
    phase_ = state.phase;
    index_ = state.index;
    limit_ = state.limit;
    const bool shown = index_ >= 0 && present()->revealed;
    switch (phase_) {
    case Phase::lobby: return index_ < 0 && revealed_.empty();
    case Phase::question:
    case Phase::answering:
    case Phase::closed: return index_ >= 0 && !shown && limit_ <= time_of(present()->question);
    case Phase::reveal:
    case Phase::standings: return shown && revealed_.back() == index_;
    case Phase::podium: return !revealed_.empty();
    default: return true;
    }
}

bool Round::put_back_people(const Snapshot& facts) {
    for (const Entry& entry : facts.entries) {
        const bool known = !who_.emplace(entry.player, players_.size()).second;
        if (known || entry.since < 0 || entry.since > static_cast<int>(revealed_.size()))
            return false;
        Player player;
        player.id = entry.player;
        player.since = entry.since;
        player.guess = entry.guess;
        player.removed = entry.removed;
        players_.push_back(player);
        present_ += entry.removed ? 0 : 1;
    }
    for (const auto& duel : duels_)
        if (!std::is_sorted(duel.begin(), duel.end()))
            return false;
    return true;
}

bool Round::put_back_answers(const Snapshot& facts) {
    for (const Change& change : facts.changes)
        if (!apply(change))
            return false;
    changes_ = facts.changes;
    for (const AnswerFact& fact : facts.answers) {
        const auto who = who_.find(fact.player);
        const auto at = index_of_.find(fact.question);
        if (who == who_.end() || at == index_of_.end() || fact.offset < 0)
            return false;
        Asked& asked = asked_[static_cast<std::size_t>(at->second)];
        if (asked.by_who.count(who->second) || !fits(asked.question, fact.choice))
            return false;
        take(asked, {who->second, fact.choice, fact.offset, fact.late, fact.taken, false, {}});
    }
    return true;
}

} // namespace quiz
