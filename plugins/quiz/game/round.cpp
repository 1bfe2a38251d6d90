// The beginning of a round, people and their answers, corrections. Pace: round_pace.cpp; scores: round_score.cpp; what may
// be shown: round_show.cpp; disk: round_facts.cpp.

#include "game/round.h"

#include "bank/bank.h"

#include <algorithm>

namespace quiz {

Round::Round(RoundConfig config, Ms now) : config_(std::move(config)) {
    for (const auto* list : {&config_.questions, &config_.spare}) {
        for (const Question& question : *list) {
            index_of_.emplace(question.id, static_cast<int>(asked_.size()));
            Asked asked;
            asked.question = question;
            if (has_options(question.type) && question.type != Type::order)
                asked.counts.options.assign(question.options.size(), 0);
            asked_.push_back(std::move(asked));
        }
    }
    const auto scored = std::count_if(config_.questions.begin(), config_.questions.end(),
                                      [](const auto& q) { return q.scored(); });
    scored_questions_ = std::max(1, static_cast<int>(scored));
    clock_.start(now);
}

// ---- people

bool Round::enter(PlayerId player) {
    if (phase_ == Phase::podium || phase_ == Phase::ended || !who_.emplace(player, players_.size()).second)
        return false;
    Player one;
    one.id = player;
    one.since = static_cast<int>(revealed_.size());
    players_.push_back(one);
    ++present_;
    return true;
}

bool Round::leave(PlayerId player) {
    const auto found = who_.find(player);
    if (phase_ != Phase::lobby || found == who_.end())
        return false;
    const std::size_t at = found->second;
    present_ -= players_[at].removed ? 0 : 1;
    players_.erase(players_.begin() + static_cast<std::ptrdiff_t>(at));
    who_.erase(found);
    for (std::size_t i = at; i < players_.size(); ++i)
        if (players_[i].id != kForgotten)
            who_[players_[i].id] = i;
    return true;
}

bool Round::forget(PlayerId player) {
    const auto found = who_.find(player);
    if (found == who_.end())
        return false;
    set_removed(player, true);
    for (auto& duel : duels_)
        std::erase(duel, player);
    // The place in players_ stays, for answers are kept by it; nobody can come back to it.
    players_[found->second].id = kForgotten;
    who_.erase(found);
    return true;
}

bool Round::set_removed(PlayerId player, bool removed) {
    const auto found = who_.find(player);
    if (found == who_.end() || players_[found->second].removed == removed)
        return false;
    players_[found->second].removed = removed;
    const int by = removed ? -1 : 1;
    present_ += by;
    for (Asked& asked : asked_)
        if (const auto given = asked.by_who.find(found->second); given != asked.by_who.end())
            count(asked, asked.given[given->second], by);
    for (const int index : revealed_)
        score(index); // theirs may have been the nearest number
    place();
    return true;
}

bool Round::guess(PlayerId player, std::int64_t people) {
    const auto found = who_.find(player);
    const bool early = phase_ == Phase::lobby || phase_ == Phase::question || phase_ == Phase::answering;
    if (!config_.asks_guess || found == who_.end() || players_[found->second].removed || !early || !revealed_.empty() ||
        people < 1 || people > kMaxGuess)
        return false;
    players_[found->second].guess = people;
    return true;
}

Accepted Round::accept(PlayerId player, std::string_view id, Choice choice, Ms arrived, Ms wall) {
    const auto found = who_.find(player);
    if (found == who_.end())
        return {Verdict::not_entered};
    const std::size_t who = found->second;
    if (players_[who].removed)
        return {Verdict::removed};
    const auto at = index_of_.find(std::string(id));
    if (at == index_of_.end())
        return {Verdict::wrong_question};
    Asked& asked = asked_[static_cast<std::size_t>(at->second)];
    if (const auto before = asked.by_who.find(who); before != asked.by_who.end()) {
        const Given& given = asked.given[before->second];
        return {Verdict::already, given.late, given.offset, &given.choice};
    }
    if (at->second != index_)
        return {at->second < index_ ? Verdict::too_late : Verdict::wrong_question};
    if (phase_ == Phase::question)
        return {Verdict::not_open};
    if (phase_ != Phase::answering && phase_ != Phase::closed)
        return {Verdict::too_late};
    if (!takes_part(who, index_))
        return {Verdict::not_asked};

    const Countdown& clock = phase_ == Phase::answering ? clock_ : answers_;
    const Ms offset = clock.elapsed(arrived);
    if (offset < 0 || clock.stood_still(arrived))
        return {Verdict::not_open};
    if (offset > limit_ + kGrace)
        return {Verdict::too_late};
    if (!fits(asked.question, choice))
        return {Verdict::bad_choice};
    const bool late = offset > limit_;
    take(asked, {who, std::move(choice), offset, late, wall, false, {}});
    return {Verdict::accepted, late, offset, &asked.given.back().choice};
}

// ---- corrections

bool Round::void_question(std::string_view question, bool voided, Ms wall) {
    Change change{wall, voided ? Change::What::voided : Change::What::restored, std::string(question), {}};
    if (!apply(change))
        return false;
    changes_.push_back(std::move(change));
    return true;
}

bool Round::rekey_question(std::string_view question, Key key, Ms wall) {
    Change change{wall, Change::What::rekeyed, std::string(question), std::move(key)};
    if (!apply(change))
        return false;
    changes_.push_back(std::move(change));
    return true;
}

// ---- private

bool Round::apply(const Change& change) {
    const auto at = index_of_.find(change.question);
    if (at == index_of_.end())
        return false;
    Asked& asked = asked_[static_cast<std::size_t>(at->second)];
    if (change.what == Change::What::rekeyed) {
        if (!key_fits(asked.question, change.key) || asked.question.key == change.key)
            return false;
        asked.question.key = change.key;
    } else {
        const bool voided = change.what == Change::What::voided;
        const bool unasked_spare = at->second >= count() + static_cast<int>(duels_.size());
        if (asked.voided == voided || unasked_spare)
            return false;
        asked.voided = voided;
    }
    if (asked.revealed) {
        score(at->second);
        place();
    }
    return true;
}

void Round::take(Asked& asked, Given given) {
    asked.by_who.emplace(given.who, asked.given.size());
    if (!players_[given.who].removed)
        count(asked, given, 1);
    asked.given.push_back(std::move(given));
}

void Round::count(Asked& asked, const Given& given, int by) const {
    asked.counts.answered += by;
    if (const auto* picked = std::get_if<Picked>(&given.choice))
        for (std::size_t i = 0; i < asked.counts.options.size(); ++i)
            if (picked->options & (1u << i))
                asked.counts.options[i] += by;
}

bool Round::takes_part(std::size_t who, int index) const {
    if (!is_spare(index))
        return true;
    const auto& duel = duels_[static_cast<std::size_t>(index - count())];
    return std::binary_search(duel.begin(), duel.end(), players_[who].id);
}

const Round::Asked* Round::find(std::string_view id) const {
    const auto at = index_of_.find(std::string(id));
    return at == index_of_.end() ? nullptr : &asked_[static_cast<std::size_t>(at->second)];
}

} // namespace quiz
