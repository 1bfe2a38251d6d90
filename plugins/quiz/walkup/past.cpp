#include "walkup/past.h"

#include "game/draw.h"

namespace quiz {

Over over_of(std::int64_t id, const Sitting& sitting) {
    Over over;
    over.sitting = id;
    over.preset = sitting.preset();
    over.count = static_cast<std::uint8_t>(sitting.count());
    over.time = sitting.came_to().time;
    over.ended = sitting.answers().empty() ? 0 : sitting.answers().back().taken;
    for (int i = 0; i < sitting.count(); ++i) {
        const auto right = sitting.outcome(i).right;
        const std::uint32_t bit = std::uint32_t{1} << i;
        if (!right) over.polls |= bit;
        else if (*right) over.right |= bit;
    }
    return over;
}

std::optional<bool> Over::mark(int number) const {
    const std::uint32_t bit = std::uint32_t{1} << number;
    if (polls & bit) return std::nullopt;
    return (right & bit) != 0;
}

Came Over::came() const {
    Came came;
    const Points each = worth(preset, 1, 1, true, 1).points;
    for (int i = 0; i < count; ++i)
        if (const auto right_here = mark(i)) {
            ++came.asked;
            came.right += *right_here;
        }
    came.most = each * came.asked;
    came.score = each * came.right;
    came.time = time;
    return came;
}

std::uint32_t MetQuestions::number(const Question& question) {
    std::string key = asked_key(question);
    const auto [known, fresh] =
        numbers_.try_emplace(question.id + '\n' + key + '\n' + question.topic.vi, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back({question.id, std::move(key), question.topic});
    return known->second;
}

} // namespace quiz
