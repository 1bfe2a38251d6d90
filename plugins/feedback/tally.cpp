#include "tally.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace feedback {

using nlohmann::json;

namespace {

constexpr std::size_t kNewest = 15;     // 15 sentences of 1,000 bytes, each escaped to twice that: 30 KiB
constexpr std::size_t kMostUnits = 100; // with a title of 100 letters each: 30 KiB

void put_in(Row& into, const Row& row) {
    for (std::size_t i = 0; i < kReasonCount; ++i) into.reasons[i] += row.reasons[i];
    into.total += row.total;
}

json json_of(const Row& row, const Event& event) {
    json one{{"reasons", row.reasons}, {"total", row.total}};
    if (const auto* unit = event.unit(row.unit)) one["title"] = {{"vi", unit->vi}, {"en", unit->title("en")}};
    return one;
}

} // namespace

void Tally::add(const Voice& voice) {
    auto& row = units_[voice.unit];
    row.unit = voice.unit;
    ++row.reasons[static_cast<std::size_t>(voice.reason)];
    ++row.total;
    ++total_;
    if (voice.sentence.empty()) return;
    newest_.push_front(voice);
    if (newest_.size() > kNewest) newest_.pop_back();
}

Summary Tally::summary(int min_group, std::size_t most) const {
    Summary sum;
    sum.total = total_;
    sum.shown = total_ >= min_group;
    for (const auto& [id, row] : units_) {
        sum.units.push_back(row);
        for (std::size_t i = 0; i < kReasonCount; ++i) sum.reasons[i] += row.reasons[i];
    }
    std::stable_sort(sum.units.begin(), sum.units.end(), [](const Row& a, const Row& b) { return a.total > b.total; });
    const auto fold_last = [&] {
        put_in(sum.others, sum.units.back());
        sum.hidden.insert(sum.units.back().unit);
        sum.units.pop_back();
    };
    while (!sum.units.empty() && sum.units.back().total < min_group) fold_last();
    // Where the small ones together are still few, whoever subtracts the named rows would know about them: the next one hides them.
    while (!sum.units.empty() && sum.others.total > 0 && sum.others.total < min_group) fold_last();
    while (sum.units.size() > most) {
        put_in(sum.others, sum.units.back());
        sum.units.pop_back();
    }
    return sum;
}

std::string summary_message(const Tally& tally, const Event& event, std::int64_t now) {
    const Summary sum = tally.summary(event.min_group, kMostUnits);
    json units = json::array(), sentences = json::array();
    json all{{"now", now}, {"total", sum.total}, {"min_group", event.min_group}, {"shown", sum.shown}};
    if (sum.shown) {
        for (const auto& row : sum.units) units.push_back(json_of(row, event));
        all["reasons"] = sum.reasons;
        if (sum.others.total > 0) all["others"] = {{"reasons", sum.others.reasons}, {"total", sum.others.total}};
    }
    for (const auto& voice : tally.newest()) {
        json one{{"reason", name_of(voice.reason)}, {"sentence", voice.sentence}};
        const auto* unit = event.unit(voice.unit);
        if (sum.shown && unit && !sum.hidden.contains(voice.unit)) one["title"] = {{"vi", unit->vi}, {"en", unit->title("en")}};
        sentences.push_back(std::move(one));
    }
    all["units"] = std::move(units);
    all["sentences"] = std::move(sentences);
    return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace feedback
