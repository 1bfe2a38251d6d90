#include "hall.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace booths {

using nlohmann::json;

namespace {

Reward read_reward(std::string_view event) {
    Reward reward;
    const json read = json::parse(event, nullptr, false);
    if (!read.is_object()) return reward;
    const auto passport = read.find("passport");
    if (passport == read.end() || !passport->is_object()) return reward;
    if (const auto bonus = passport->find("bonus"); bonus != passport->end() && bonus->is_number()) reward.bonus = *bonus;
    if (const auto draw = passport->find("draw"); draw != passport->end() && draw->is_boolean()) reward.draw = *draw;
    return reward;
}

} // namespace

void Hall::read(kiosk::Host& host) {
    booths.clear();
    host.packs("booth", [&](std::string_view id, std::string_view text) {
        std::vector<Fault> faults;
        auto booth = read_booth(text, "en", faults);
        if (booth) booths.push_back(std::move(*booth));
        else host.warn("the booth " + std::string(id) + " cannot be shown: " + (faults.empty() ? "" : faults.front().sentence));
    });
    std::ranges::sort(booths, {}, [](const Booth& booth) { return std::tie(booth.order, booth.id); });
    ids.clear();
    for (const auto& booth : booths) ids.push_back(booth.id);
    reward = read_reward(host.event());
}

std::size_t Hall::place_of(std::string_view id) const {
    return static_cast<std::size_t>(std::ranges::find(ids, id) - ids.begin());
}

const Booth* Hall::find(std::string_view id) const {
    const auto place = place_of(id);
    return place < booths.size() ? &booths[place] : nullptr;
}

} // namespace booths
