// RoundConfig and State as JSON text for the disk.

#include "bank/bank.h"
#include "game/round.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace quiz {

using nlohmann::json;

namespace {

json list(const std::vector<Question>& questions) {
    json out = json::array();
    for (const Question& question : questions)
        out.push_back(to_json(question));
    return out;
}

std::optional<std::vector<Question>> questions_of(const json& value) {
    std::vector<Question> out;
    for (const json& one : value) {
        auto question = read_question(one, Lang::en, "", [](std::string_view, std::string_view) {});
        if (!question)
            return std::nullopt;
        out.push_back(std::move(*question));
    }
    return out;
}

} // namespace

bool usable(const RoundConfig& config) {
    const Dwell& d = config.dwell;
    if (config.questions.empty() || config.seconds < kMinSeconds || config.seconds > kMaxSeconds || config.standings_every < 0 ||
        config.prize_places < 0 || std::min({d.lobby, d.question, d.closed, d.reveal, d.standings, d.podium}) < 0)
        return false;
    std::set<std::string> ids;
    for (const auto* list : {&config.questions, &config.spare})
        for (const Question& question : *list)
            if (!ids.insert(question.id).second || !key_fits(question, question.key))
                return false;
    return std::all_of(config.spare.begin(), config.spare.end(), [](const Question& question) { return question.scored(); });
}

json to_json(const RoundConfig& config) {
    const Dwell& d = config.dwell;
    return {{"preset", name_of(config.preset)},
            {"seconds", config.seconds},
            {"automatic", config.automatic},
            {"dwell", {d.lobby, d.question, d.closed, d.reveal, d.standings, d.podium}},
            {"asks_guess", config.asks_guess},
            {"standings_every", config.standings_every},
            {"prize_places", config.prize_places},
            {"questions", list(config.questions)},
            {"spare", list(config.spare)}};
}

std::optional<RoundConfig> read_config(const json& value) try {
    RoundConfig config;
    const auto preset = preset_named(value.at("preset").get<std::string>());
    auto questions = questions_of(value.at("questions"));
    auto spare = questions_of(value.at("spare"));
    const auto dwell = value.at("dwell").get<std::vector<Ms>>();
    if (!preset || !questions || !spare || dwell.size() != 6)
        return std::nullopt;
    config.preset = *preset;
    config.seconds = value.at("seconds").get<int>();
    config.automatic = value.at("automatic").get<bool>();
    config.dwell = {dwell[0], dwell[1], dwell[2], dwell[3], dwell[4], dwell[5]};
    config.asks_guess = value.at("asks_guess").get<bool>();
    config.standings_every = value.at("standings_every").get<int>();
    config.prize_places = value.at("prize_places").get<int>();
    config.questions = std::move(*questions);
    config.spare = std::move(*spare);
    if (!usable(config))
        return std::nullopt;
    return config;
} catch (const json::exception&) { // a member is missing, or of another type
    return std::nullopt;
}

json to_json(const State& state) {
    return {{"phase", name_of(state.phase)}, {"index", state.index},       {"paused", state.paused}, {"elapsed", state.elapsed},
            {"limit", state.limit},          {"revealed", state.revealed}, {"duels", state.duels}};
}

std::optional<State> read_state(const json& value) try {
    State state;
    const auto phase = phase_named(value.at("phase").get<std::string>());
    if (!phase)
        return std::nullopt;
    state.phase = *phase;
    state.index = value.at("index").get<int>();
    state.paused = value.at("paused").get<bool>();
    state.elapsed = value.at("elapsed").get<Ms>();
    state.limit = value.at("limit").get<Ms>();
    state.revealed = value.at("revealed").get<std::vector<int>>();
    state.duels = value.at("duels").get<std::vector<std::vector<PlayerId>>>();
    return state;
} catch (const json::exception&) {
    return std::nullopt;
}

} // namespace quiz
