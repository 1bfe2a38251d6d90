#include "walkup/past.h"

#include "game/draw.h"

#include <algorithm>

namespace quiz {

namespace {

template <class All> auto place_of(All& all, PlayerId player) {
    return std::lower_bound(all.begin(), all.end(), player, [](const auto& one, PlayerId wanted) { return one.first < wanted; });
}

} // namespace

Over over_of(std::int64_t id, const Sitting& sitting) {
    Over over;
    over.sitting = id;
    over.preset = sitting.preset();
    over.count = static_cast<std::uint8_t>(sitting.count());
    over.time = static_cast<std::uint32_t>(sitting.came_to().time);
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

bool Past::add(const Over& over, bool of_today) {
    const Over* before = best();
    const bool is_best = of_today && (!before || better(over.came(), before->came()));
    if (is_best) earlier_.reset();
    else if (last_is_best_) earlier_ = std::make_unique<const Over>(last);
    last = over;
    last_is_best_ = is_best;
    return is_best;
}

void Past::turn_day() {
    earlier_.reset();
    last_is_best_ = false;
}

Past& Pasts::of(PlayerId player) {
    const auto place = place_of(pasts_, player);
    if (place != pasts_.end() && place->first == player) return place->second;
    return pasts_.emplace(place, player, Past{})->second;
}

const Past* Pasts::find(PlayerId player) const {
    const auto place = place_of(pasts_, player);
    return place == pasts_.end() || place->first != player ? nullptr : &place->second;
}

void Pasts::erase(PlayerId player) {
    const auto place = place_of(pasts_, player);
    if (place != pasts_.end() && place->first == player) pasts_.erase(place);
}

void Pasts::erase_if(const std::function<bool(PlayerId, const Past&)>& gone) {
    std::erase_if(pasts_, [&](const auto& one) { return gone(one.first, one.second); });
}

void Pasts::turn_day() {
    for (auto& [player, past] : pasts_) past.turn_day();
}

} // namespace quiz
