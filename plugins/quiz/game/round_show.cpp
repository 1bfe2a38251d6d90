// What may be shown, and when. The one place that decides that a key leaves the round.

#include "game/round.h"

namespace quiz {
namespace {

bool question_is_up(Phase phase) {
    return phase != Phase::lobby && phase != Phase::podium && phase != Phase::ended;
}
bool is_revealed(Phase phase) {
    return phase == Phase::reveal || phase == Phase::standings;
}

} // namespace

std::optional<PublicQuestion> Round::public_question() const {
    if (!question_is_up(phase_))
        return std::nullopt;
    const Question& q = present()->question;
    return PublicQuestion{q.id, q.type, q.text, q.image, q.options, q.unit, q.topic, time_of(q)};
}

std::optional<Counts> Round::counts() const {
    if (phase_ != Phase::closed && !is_revealed(phase_))
        return std::nullopt;
    return present()->counts;
}

std::optional<Reveal> Round::reveal() const {
    if (!is_revealed(phase_))
        return std::nullopt;
    const Asked& asked = *present();
    return Reveal{asked.question.key, asked.question.explanation, asked.question.source, asked.voided, asked.counts};
}

int Round::answered() const {
    return question_is_up(phase_) ? present()->counts.answered : 0;
}

bool Round::in_sudden_death() const {
    return question_is_up(phase_) && is_spare(index_);
}

Own Round::own(PlayerId id) const {
    Own own;
    const auto found = who_.find(id);
    if (found == who_.end())
        return own;
    const Player& player = players_[found->second];
    own.entered = true;
    own.removed = player.removed;
    own.guess = player.guess;
    own.of = static_cast<int>(rows_.size());
    if (const auto at = row_of_.find(id); at != row_of_.end()) {
        const Standing& row = rows_[at->second];
        own.score = row.of.score;
        own.right = row.of.right;
        own.place = row.place;
        own.shared = row.shared;
    }
    if (!question_is_up(phase_))
        return own;

    const Asked& asked = *present();
    own.asked = takes_part(found->second, index_);
    const auto given = asked.by_who.find(found->second);
    const Given* const mine = given == asked.by_who.end() ? nullptr : &asked.given[given->second];
    if (mine) {
        own.choice = &mine->choice;
        own.late = mine->late;
    }
    if (is_revealed(phase_) && own.asked) {
        Outcome outcome;
        if (asked.question.scored() && !asked.voided)
            outcome.right = mine && mine->right;
        if (mine) {
            outcome.points = mine->worth.points;
            outcome.speed = mine->worth.speed;
        }
        own.outcome = outcome;
    }
    return own;
}

const Question* Round::question(std::string_view id) const {
    const Asked* asked = find(id);
    return asked ? &asked->question : nullptr;
}

const Question* Round::present_question() const {
    return present() ? &present()->question : nullptr;
}

bool Round::voided(std::string_view id) const {
    const Asked* asked = find(id);
    return asked && asked->voided;
}

bool Round::was_revealed(std::string_view id) const {
    const Asked* asked = find(id);
    return asked && asked->revealed;
}

bool Round::was_shown(std::string_view id) const {
    const auto at = index_of_.find(std::string(id));
    return at != index_of_.end() && at->second <= index_;
}

} // namespace quiz
