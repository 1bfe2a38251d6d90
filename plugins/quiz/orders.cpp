#include "orders.h"

#include <nlohmann/json.hpp>

namespace quiz {

using nlohmann::json;

namespace {

constexpr int kMaxQuestions = 100;
constexpr int kMaxDwell = 3600; // seconds

Text read_text(const json& value) {
    if (value.is_string()) return {value.get<std::string>(), ""};
    if (!value.is_object()) return {};
    Text text;
    if (const auto vi = value.find("vi"); vi != value.end() && vi->is_string()) text.vi = *vi;
    if (const auto en = value.find("en"); en != value.end() && en->is_string()) text.en = *en;
    return text;
}

// A value of the wrong type is the same as none: false.
template <class T> bool take(const json& from, const char* key, T& into) {
    const auto found = from.find(key);
    if (found == from.end() || found->is_null()) return true;
    if constexpr (std::is_same_v<T, bool>) {
        if (!found->is_boolean()) return false;
    } else if (!found->is_number_integer()) {
        return false;
    }
    into = found->get<T>();
    return true;
}

void take_seconds(const json& from, const char* key, Ms& into, int least = 1) {
    std::int64_t seconds = into / 1000;
    if (take(from, key, seconds) && seconds >= least && seconds <= kMaxDwell) into = seconds * Ms{1000};
}

} // namespace

std::vector<Order> read_orders(std::string_view event_json) {
    std::vector<Order> orders;
    const json event = json::parse(event_json, nullptr, false);
    if (!event.is_object() || !event.contains("contests") || !event["contests"].is_array()) return orders;
    for (const auto& contest : event["contests"])
        if (auto order = read_order(contest); order && !order->contest.empty()) orders.push_back(std::move(*order));
    return orders;
}

int read_min_group(std::string_view event_json) {
    const json event = json::parse(event_json, nullptr, false);
    int people = 1;
    if (event.is_object() && event.contains("privacy") && event["privacy"].is_object()) take(event["privacy"], "min_group", people);
    return people;
}

std::optional<Order> read_order(const json& from) {
    if (!from.is_object()) return std::nullopt;
    Order order;
    if (const auto id = from.find("id"); id != from.end() && id->is_string()) order.contest = *id;
    if (const auto title = from.find("title"); title != from.end()) order.title = read_text(*title);
    if (const auto banks = from.find("banks"); banks != from.end() && banks->is_array())
        for (const auto& bank : *banks)
            if (bank.is_string()) order.banks.push_back(bank);
    if (const auto topics = from.find("topics"); topics != from.end() && topics->is_array())
        for (const auto& topic : *topics)
            if (topic.is_string()) order.topics.push_back(topic);
    if (const auto wanted = from.find("difficulties"); wanted != from.end() && wanted->is_array())
        for (const auto& one : *wanted) {
            const auto named = one.is_string() ? difficulty_named(one.get_ref<const std::string&>()) : std::nullopt;
            if (!named) return std::nullopt;
            order.difficulties.push_back(*named);
        }
    if (const auto preset = from.find("preset"); preset != from.end()) {
        const auto named = preset->is_string() ? preset_named(preset->get_ref<const std::string&>()) : std::nullopt;
        if (!named) return std::nullopt;
        order.preset = *named;
    }
    if (!take(from, "questions", order.questions) || !take(from, "seconds", order.seconds) ||
        !take(from, "rehearsal", order.rehearsal) || !take(from, "asks_guess", order.asks_guess) ||
        !take(from, "standings_every", order.standings_every) || !take(from, "shuffle_options", order.shuffle_options) ||
        !take(from, "shuffle_questions", order.shuffle_questions))
        return std::nullopt;
    if (order.questions < 1 || order.questions > kMaxQuestions || order.seconds < kMinSeconds || order.seconds > kMaxSeconds ||
        order.standings_every < 0)
        return std::nullopt;
    if (const auto automatic = from.find("auto"); automatic != from.end()) {
        order.automatic = automatic->is_object() || (automatic->is_boolean() && automatic->get<bool>());
        if (automatic->is_object()) {
            take_seconds(*automatic, "lobby_seconds", order.dwell.lobby);
            take_seconds(*automatic, "read_seconds", order.dwell.question, 0);
            take_seconds(*automatic, "reveal_seconds", order.dwell.reveal);
            take_seconds(*automatic, "standings_seconds", order.dwell.standings);
            take_seconds(*automatic, "podium_seconds", order.dwell.podium);
        }
    }
    return order;
}

} // namespace quiz
