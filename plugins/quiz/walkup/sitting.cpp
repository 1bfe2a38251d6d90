#include "walkup/sitting.h"

#include <algorithm>
#include <tuple>

namespace quiz {

bool better(const Came& a, const Came& than) {
    return std::tuple(a.score, a.right, -a.time) > std::tuple(than.score, than.right, -than.time);
}

Sitting::Sitting(std::vector<Question> questions, Preset preset, Ms now)
    : questions_(std::move(questions)), preset_(preset), shown_since_(now) {}

std::optional<Sitting> Sitting::restore(std::vector<Question> questions, Preset preset, std::vector<SittingAnswer> answers, int at,
                                        Ms now) {
    Sitting sitting(std::move(questions), preset, now);
    const auto given = static_cast<int>(answers.size());
    if (sitting.questions_.empty() || at < 0 || at > sitting.count() || given > sitting.count()) return std::nullopt;
    if (given != at && given != at + 1) return std::nullopt;
    for (std::size_t i = 0; i < answers.size(); ++i)
        if (!fits(sitting.questions_[i], answers[i].choice)) return std::nullopt;
    sitting.answers_ = std::move(answers);
    sitting.at_ = at;
    return sitting;
}

Sitting::Taken Sitting::answer(std::string_view question, Choice choice, Ms arrived, Ms wall) {
    const int asked = number(question);
    if (asked < 0) return Taken::wrong_question;
    if (asked < static_cast<int>(answers_.size())) return Taken::already;
    if (!fits(questions_[static_cast<std::size_t>(asked)], choice)) return Taken::bad_choice;
    answers_.push_back({std::move(choice), std::clamp<Ms>(arrived - shown_since_, 0, kMostSpent), wall});
    return Taken::accepted;
}

bool Sitting::next(std::string_view question, Ms now) {
    const int from = number(question);
    if (from < 0 || from >= static_cast<int>(answers_.size())) return false;
    if (from == at_) {
        ++at_;
        shown_since_ = now;
    }
    return true;
}

bool Sitting::replace(Question question, Ms now) {
    if (step() != Step::question) return false;
    questions_[static_cast<std::size_t>(at_)] = std::move(question);
    shown_since_ = now;
    return true;
}

Sitting::Step Sitting::step() const {
    if (at_ == count()) return Step::done;
    return static_cast<int>(answers_.size()) > at_ ? Step::explained : Step::question;
}

std::optional<PublicQuestion> Sitting::public_question() const {
    if (step() == Step::done) return std::nullopt;
    const Question& q = questions_[static_cast<std::size_t>(at_)];
    return PublicQuestion{q.id, q.type, q.text, q.image, q.options, q.unit, q.topic, 0};
}

std::optional<Reveal> Sitting::reveal() const {
    if (step() != Step::explained) return std::nullopt;
    const Question& q = questions_[static_cast<std::size_t>(at_)];
    return Reveal{q.key, q.explanation, q.source, false, {}};
}

const Choice* Sitting::choice() const {
    return step() == Step::explained ? &answers_.back().choice : nullptr;
}

const Question* Sitting::shown(std::string_view question) const {
    const int found = number(question);
    return found < 0 ? nullptr : &questions_[static_cast<std::size_t>(found)];
}

int Sitting::number(std::string_view question) const {
    const int last = std::min(at_, count() - 1);
    for (int i = 0; i <= last; ++i)
        if (questions_[static_cast<std::size_t>(i)].id == question) return i;
    return -1;
}

Outcome Sitting::outcome(int number) const {
    const auto n = static_cast<std::size_t>(number);
    const Question& question = questions_.at(n);
    if (n >= answers_.size() || !question.scored()) return {};
    const bool right = is_right(question, answers_[n].choice);
    return {right, right ? worth(preset_, 1, 1, true, 1).points : 0, 0};
}

Came Sitting::came_to() const {
    Came came;
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        if (!questions_[i].scored()) continue;
        const Outcome outcome = this->outcome(static_cast<int>(i));
        ++came.asked;
        came.most += worth(preset_, 1, 1, true, 1).points;
        came.score += outcome.points;
        if (outcome.right.value_or(false)) {
            ++came.right;
            came.time += answers_[i].spent;
        }
    }
    return came;
}

} // namespace quiz
