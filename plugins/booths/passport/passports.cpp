#include "passport/passports.h"

#include <algorithm>

namespace booths {

void Passports::restore(Person player, std::string booth, const Visit& visit) { people_[player][std::move(booth)] = visit; }

void Passports::restore(Person player, const Full& full) {
    full_[player] = full;
    number_was_given(full.number);
}

void Passports::number_was_given(std::int64_t number) { last_number_ = std::max(last_number_, number); }

bool Passports::visit(Person player, const std::string& booth, Ms now) {
    return people_[player].try_emplace(booth, Visit{now, 0, -1}).second;
}

Verdict Passports::answer(Person player, const std::string& booth, std::int64_t step, bool right, Ms now) {
    Visit& visit = people_[player].try_emplace(booth, Visit{now, 0, -1}).first->second;
    if (visit.stamped) return Verdict::already;
    const bool from_the_future = visit.tried_step > std::max(step, step_of(now)); // the clock was set back since
    if (visit.tried_step >= step && !from_the_future) return Verdict::too_soon;
    if (!right) {
        visit.tried_step = std::max(step, step_of(now));
        return Verdict::wrong;
    }
    visit.stamped = now;
    return Verdict::stamped;
}

std::optional<Full> Passports::fill(Person player, std::span<const std::string> booths, Ms now) {
    if (booths.empty() || full_.contains(player) || stamps_of(player, booths) < booths.size()) return std::nullopt;
    const Full full{++last_number_, now};
    full_[player] = full;
    return full;
}

void Passports::put_back(Person player, const std::string& booth, const std::optional<Visit>& before) {
    const auto person = people_.find(player);
    if (person == people_.end()) return;
    if (before) person->second[booth] = *before;
    else person->second.erase(booth);
    if (person->second.empty()) people_.erase(person);
}

void Passports::forget(Person player) {
    people_.erase(player);
    full_.erase(player);
}

const Visit* Passports::visit_of(Person player, std::string_view booth) const {
    const auto person = people_.find(player);
    if (person == people_.end()) return nullptr;
    const auto found = person->second.find(booth);
    return found == person->second.end() ? nullptr : &found->second;
}

std::optional<Full> Passports::full_of(Person player) const {
    const auto found = full_.find(player);
    return found == full_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t Passports::stamps_of(Person player, std::span<const std::string> booths) const {
    return static_cast<std::size_t>(std::ranges::count_if(booths, [&](const std::string& booth) {
        const Visit* visit = visit_of(player, booth);
        return visit && visit->stamped;
    }));
}

} // namespace booths
