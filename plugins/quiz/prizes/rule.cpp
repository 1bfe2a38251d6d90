#include "prizes/rule.h"

#include <nlohmann/json.hpp>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace quiz {

using nlohmann::json;

namespace {

constexpr int kMostPlace = 1000, kMostStock = 100'000;

Text text_of(const json& value) {
    if (value.is_string()) return {value.get<std::string>(), ""};
    Text text;
    if (!value.is_object()) return text;
    if (const auto vi = value.find("vi"); vi != value.end() && vi->is_string()) text.vi = *vi;
    if (const auto en = value.find("en"); en != value.end() && en->is_string()) text.en = *en;
    return text;
}

std::vector<std::string> strings_of(const json& from, const char* key) {
    std::vector<std::string> out;
    if (const auto list = from.find(key); list != from.end() && list->is_array())
        for (const auto& one : *list)
            if (one.is_string()) out.push_back(one);
    return out;
}

// NFC, in small letters, accents kept: "Hà" is not "Ha", but it is "HÀ".
std::string small(std::string_view name) {
    utf8proc_uint8_t* raw = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                                   static_cast<utf8proc_ssize_t>(name.size()), &raw, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> folded(raw, &std::free);
    return size > 0 ? std::string(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size)) : std::string();
}

} // namespace

bool PrizeRule::gives(std::string_view contest, bool rehearsal) const {
    if (rehearsal || prizes.empty()) return false;
    return contests.empty() || std::find(contests.begin(), contests.end(), contest) != contests.end();
}

const Prize* PrizeRule::of(int place) const {
    const auto found = std::find_if(prizes.begin(), prizes.end(), [place](const Prize& prize) { return prize.place == place; });
    return found == prizes.end() ? nullptr : &*found;
}

bool PrizeRule::excludes(std::string_view name) const {
    const std::string wanted = small(name);
    return !wanted.empty() && std::any_of(excluded.begin(), excluded.end(), [&](const auto& one) { return small(one) == wanted; });
}

PrizeRule read_prize_rule(std::string_view event_json) {
    PrizeRule rule;
    const json event = json::parse(event_json, nullptr, false);
    if (!event.is_object() || !event.contains("prizes") || !event["prizes"].is_object()) return rule;
    const json& prizes = event["prizes"];
    if (const auto places = prizes.find("places"); places != prizes.end() && places->is_array())
        for (const auto& one : *places) {
            if (!one.is_object()) continue;
            const auto place = one.find("place"), stock = one.find("stock");
            Prize prize;
            if (place != one.end() && place->is_number_integer()) prize.place = place->get<int>();
            if (stock != one.end() && stock->is_number_integer()) prize.stock = std::clamp(stock->get<int>(), 0, kMostStock);
            if (const auto title = one.find("title"); title != one.end()) prize.title = text_of(*title);
            if (prize.place >= 1 && prize.place <= kMostPlace && !rule.of(prize.place)) rule.prizes.push_back(std::move(prize));
        }
    std::sort(rule.prizes.begin(), rule.prizes.end(), [](const Prize& a, const Prize& b) { return a.place < b.place; });
    const std::string once = prizes.value("one_per_person", json("event")).is_string()
                                 ? prizes.value("one_per_person", "event")
                                 : std::string("event");
    rule.once = once == "round" ? Once::round : once == "day" ? Once::day : Once::event;
    rule.excluded = strings_of(prizes, "staff_excluded");
    rule.contests = strings_of(prizes, "contests");
    return rule;
}

std::vector<Award> award(const std::vector<Standing>& rows, const PrizeRule& rule, const std::function<bool(PlayerId)>& entitled,
                         const std::function<bool(const Prize&)>& is_left, const std::vector<Gone>& gone) {
    std::vector<Award> awards;
    if (rule.prizes.empty()) return awards;
    const int last = rule.prizes.back().place;
    const auto gone_from = [&](int place, bool shared) {
        return static_cast<int>(std::count_if(gone.begin(), gone.end(),
                                              [&](const Gone& one) { return one.prize_place == place && one.shared == shared; }));
    };
    int before = 0; // entitled people on better places
    for (std::size_t i = 0; i < rows.size() && rows[i].of.right > 0;) {
        std::vector<const Standing*> group;
        const int place = rows[i].place;
        for (; i < rows.size() && rows[i].place == place; ++i)
            if (before < last && entitled(rows[i].of.player)) group.push_back(&rows[i]);
        while (const int alone = gone_from(before + 1, false)) before += alone;
        if (before >= last) break;
        const int sharing = group.empty() ? 0 : gone_from(before + 1, true);
        const Prize* prize = rule.of(before + 1);
        if (prize && is_left(*prize))
            for (const auto* row : group)
                awards.push_back({row->of.player, place, before + 1, group.size() + static_cast<std::size_t>(sharing) > 1, *prize});
        before += static_cast<int>(group.size()) + sharing;
    }
    return awards;
}

} // namespace quiz
