// The arrows of the diagram in round.h.

#include "game/round.h"

#include <algorithm>

namespace quiz {

Next Round::next(Ms now) const {
    const bool more = next_index() >= 0;
    switch (phase_) {
    case Phase::lobby: return more ? Next::start : Next::end;
    case Phase::question: return Next::open_answers;
    case Phase::answering: return closing(now) ? Next::none : Next::close;
    case Phase::closed: return Next::reveal;
    case Phase::reveal: return !more ? Next::podium : standings_due() ? Next::standings : Next::next_question;
    case Phase::standings: return more ? Next::next_question : Next::podium;
    case Phase::podium: return Next::end;
    default: return Next::none;
    }
}

bool Round::advance(Ms now) {
    switch (next(now)) {
    case Next::none: return false;
    case Next::start:
    case Next::next_question: open_question(next_index(), now); break;
    case Next::open_answers: enter_phase(Phase::answering, now); break;
    case Next::close: return close_early(now);
    case Next::reveal: show_answer(now); break;
    case Next::standings: enter_phase(Phase::standings, now); break;
    case Next::podium: enter_phase(Phase::podium, now); break;
    case Next::end: enter_phase(Phase::ended, now); break;
    }
    return true;
}

bool Round::advance_from(Phase seen, int index, Ms now) {
    return seen == phase_ && index == index_ && advance(now);
}

std::optional<Ms> Round::due() const {
    if (paused())
        return std::nullopt;
    if (phase_ == Phase::answering)
        return clock_.when(limit_ + kGrace);
    if (const auto stay = dwell())
        return clock_.when(*stay);
    return std::nullopt;
}

bool Round::tick(Ms now) {
    const auto at = due();
    if (!at || now < *at)
        return false;
    if (phase_ == Phase::answering)
        close(now);
    else if (phase_ == Phase::lobby && present_ == 0)
        clock_.start(now); // nobody is here: count down anew
    else
        advance(now);
    return true;
}

bool Round::pause(Ms now) {
    if (paused() || phase_ == Phase::ended || closing(now))
        return false;
    clock_.pause(now);
    return true;
}

bool Round::resume(Ms now) {
    if (!paused())
        return false;
    clock_.resume(now);
    return true;
}

bool Round::close_early(Ms now) {
    if (phase_ != Phase::answering || closing(now))
        return false;
    resume(now);
    limit_ = clock_.elapsed(now);
    return true;
}

bool Round::end(Ms now) {
    if (phase_ == Phase::ended)
        return false;
    enter_phase(phase_ == Phase::podium || revealed_.empty() ? Phase::ended : Phase::podium, now);
    return true;
}

bool Round::can_sudden_death() const {
    return phase_ == Phase::podium && duels_.size() < config_.spare.size() && !ties().empty();
}

bool Round::sudden_death(Ms now) {
    if (!can_sudden_death())
        return false;
    auto who = ties().front();
    std::sort(who.begin(), who.end());
    duels_.push_back(std::move(who));
    open_question(count() + static_cast<int>(duels_.size()) - 1, now);
    return true;
}

bool Round::closing(Ms now) const {
    return phase_ == Phase::answering && clock_.elapsed(now) >= limit_;
}

std::optional<Ms> Round::remaining(Ms now) const {
    if (phase_ == Phase::answering)
        return std::max<Ms>(0, limit_ - clock_.elapsed(now));
    if (const auto stay = dwell())
        return std::max<Ms>(0, *stay - clock_.elapsed(now));
    return std::nullopt;
}

std::optional<Ms> Round::total() const {
    return phase_ == Phase::answering ? time_of(present()->question) : dwell();
}

// ---- private

void Round::enter_phase(Phase phase, Ms now) {
    phase_ = phase;
    clock_.start(now);
}

void Round::open_question(int index, Ms now) {
    index_ = index;
    limit_ = time_of(present()->question);
    enter_phase(Phase::question, now);
}

void Round::close(Ms now) {
    answers_ = clock_;
    enter_phase(Phase::closed, now);
}

void Round::show_answer(Ms now) {
    present()->revealed = true;
    revealed_.push_back(index_);
    score(index_);
    place();
    enter_phase(Phase::reveal, now);
}

int Round::next_index() const {
    for (int index = index_ + 1; index < count(); ++index)
        if (!asked_[static_cast<std::size_t>(index)].voided)
            return index;
    return -1;
}

// A poll moves nobody, so it has no standings.
bool Round::standings_due() const {
    const int every = config_.standings_every;
    return present()->question.scored() && every > 0 && static_cast<int>(revealed_.size()) % every == 0;
}

std::optional<Ms> Round::dwell() const {
    if (!config_.automatic)
        return std::nullopt;
    switch (phase_) {
    case Phase::lobby: return config_.dwell.lobby;
    case Phase::question: return config_.dwell.question;
    case Phase::closed: return config_.dwell.closed;
    case Phase::reveal: return config_.dwell.reveal;
    case Phase::standings: return config_.dwell.standings;
    case Phase::podium: return config_.dwell.podium;
    default: return std::nullopt;
    }
}

Ms Round::time_of(const Question& question) const {
    return Ms{1000} * (question.seconds > 0 ? question.seconds : config_.seconds);
}

} // namespace quiz
