#include "prizes/replay.h"

#include "bank/bank.h"
#include "game/choice.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quiz {

using nlohmann::json;

namespace {

// When this began for the question, the last time: after a restart a phase may have been noted twice.
json when(const std::vector<Step>& steps, const std::string& question, Phase phase) {
    const auto found = std::find_if(steps.rbegin(), steps.rend(), [&](const Step& step) {
        return step.question == question && step.what == name_of(phase);
    });
    return found == steps.rend() ? json() : json(found->at);
}

json options_json(const Question& question) {
    json options = json::array();
    for (const auto& option : question.options) options.push_back({{"id", option.id}, {"text", to_json(option.text)}});
    return options;
}

void add_answer(json& out, const RoundInfo& info, const Round& round, const Question& question, PlayerId player) {
    const auto answers = round.answers(question.id);
    const auto mine = std::find_if(answers.begin(), answers.end(), [&](const AnswerFact& fact) { return fact.player == player; });
    if (mine == answers.end()) return;
    const Ms limit = (question.seconds ? question.seconds : info.config.seconds) * Ms{1000};
    out["choice"] = to_json(question, mine->choice);
    out["offset_ms"] = mine->offset;
    out["taken_ms"] = mine->taken;
    out["late"] = mine->late;
    // Where staff closed early, it was late by less than the clock alone would say.
    out["late_by_ms"] = mine->late && mine->offset > limit ? json(mine->offset - limit) : json();
    if (!round.was_revealed(question.id)) return;
    for (std::size_t i = 0; i < round.answer_count(question.id); ++i) {
        const Judged judged = round.judged(question.id, i);
        if (judged.player != player) continue;
        out["right"] = judged.right ? json(*judged.right) : json();
        out["points"] = judged.points;
        out["most"] = judged.most;
    }
}

} // namespace

json replay_json(const RoundInfo& info, const Round& round, const std::vector<Step>& steps, PlayerId player) {
    const auto entry = round.entry(player);
    if (!entry) return nullptr;
    json questions = json::array();
    int number = 0;
    const auto add = [&](const Question& asked, bool sudden_death) {
        ++number;
        const bool is_on = round.present_question() && round.present_question()->id == asked.id;
        const bool revealed = round.was_revealed(asked.id);
        const json shown = when(steps, asked.id, Phase::question);
        if (!revealed && !is_on && shown.is_null()) return; // still to come, or passed over
        const Question& now = *round.question(asked.id);
        json one{{"number", number},
                 {"id", asked.id},
                 {"type", name_of(asked.type)},
                 {"text", to_json(asked.text)},
                 {"options", options_json(asked)},
                 {"unit", to_json(asked.unit)},
                 {"seconds", asked.seconds ? asked.seconds : info.config.seconds},
                 {"sudden_death", sudden_death},
                 {"voided", round.voided(asked.id)},
                 {"rekeyed", now.key != asked.key},
                 {"answer", revealed ? to_json(now.key) : json()},
                 {"shown_ms", shown},
                 {"opened_ms", when(steps, asked.id, Phase::answering)},
                 {"closed_ms", when(steps, asked.id, Phase::closed)},
                 {"revealed_ms", when(steps, asked.id, Phase::reveal)},
                 {"choice", nullptr}};
        add_answer(one, info, round, now, player);
        questions.push_back(std::move(one));
    };
    for (const auto& question : info.config.questions) add(question, false);
    for (const auto& question : info.config.spare) add(question, true);
    const Own own = round.own(player);
    return {{"since", entry->since},
            {"guess", entry->guess ? json(*entry->guess) : json()},
            {"removed", entry->removed},
            {"place", own.place ? json(own.place) : json()},
            {"of", own.of},
            {"shared", own.shared},
            {"score", own.score},
            {"right", own.right},
            {"questions", std::move(questions)}};
}

} // namespace quiz
