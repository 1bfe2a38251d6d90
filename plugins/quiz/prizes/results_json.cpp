#include "prizes/results_json.h"

#include "bank/bank.h"

#include <nlohmann/json.hpp>

#include <ctime>

namespace quiz {

using nlohmann::json;

namespace {

json question_json(const RoundFacts& facts, const Question& asked, int number, bool sudden_death) {
    const Question& now = *facts.round.question(asked.id);
    const auto source = facts.info.sources.find(asked.id);
    json out{{"number", number},
             {"id", asked.id},
             {"type", name_of(asked.type)},
             {"text", to_json(asked.text)},
             {"seconds", asked.seconds ? asked.seconds : facts.info.config.seconds},
             {"sudden_death", sudden_death},
             {"voided", facts.round.voided(asked.id)},
             {"rekeyed", now.key != asked.key},
             {"key", facts.round.was_revealed(asked.id) ? to_json(now.key) : json()}};
    if (source != facts.info.sources.end()) {
        out["bank"] = source->second.bank;
        out["version"] = source->second.version;
    }
    return out;
}

json ranking_json(const RoundFacts& facts) {
    json rows = json::array();
    const Standing* above = nullptr;
    for (const auto& row : facts.round.standings()) {
        const Face face = facts.face_of(row.of.player);
        json duels = json::array();
        for (const Ms time : row.of.duels) duels.push_back(time == kNotRight ? json() : json(time));
        json one{{"place", row.place},
                 {"name", face.name},
                 {"unit", face.unit_title},
                 {"score", row.of.score},
                 {"right", row.of.right},
                 {"time_ms", row.of.time},
                 {"duels_ms", std::move(duels)},
                 {"shared", row.shared},
                 {"decided_by", above ? json(name_of(decided(above->of, row.of))) : json()}};
        if (facts.info.config.asks_guess) one["guess_off"] = row.of.guess_off == kNoGuess ? json() : json(row.of.guess_off);
        rows.push_back(std::move(one));
        above = &row;
    }
    return rows;
}

} // namespace

json results_json(const RoundFacts& facts) {
    const json event = json::parse(facts.event_json, nullptr, false);
    const auto of_event = [&](const char* key) { return event.is_object() ? event.value(key, json()) : json(); };
    json questions = json::array(), corrections = json::array(), steps = json::array();
    int number = 0;
    for (const auto& question : facts.info.config.questions)
        questions.push_back(question_json(facts, question, ++number, false));
    for (const auto& question : facts.info.config.spare)
        if (facts.round.was_revealed(question.id)) questions.push_back(question_json(facts, question, ++number, true));
    for (const auto& change : facts.round.changes()) {
        json one{{"at", iso_time(change.at)}, {"what", name_of(change.what)}, {"question", change.question}};
        if (change.what == Change::What::rekeyed) one["key"] = to_json(change.key);
        corrections.push_back(std::move(one));
    }
    for (const auto& step : facts.steps)
        steps.push_back({{"at", iso_time(step.at)}, {"what", step.what}, {"question", step.question}});
    return {{"event", {{"name", of_event("name")}, {"place", of_event("place")}, {"date", of_event("date")}}},
            {"kiosk", facts.kiosk},
            {"round",
             {{"id", facts.info.id},
              {"contest", facts.info.contest},
              {"title", to_json(facts.info.title)},
              {"code", facts.info.code},
              {"opened_at", iso_time(facts.info.opened)},
              {"phase", name_of(facts.round.phase())},
              {"rehearsal", facts.info.rehearsal},
              {"preset", name_of(facts.info.config.preset)},
              {"asks_guess", facts.info.config.asks_guess},
              {"people", facts.round.people()}}},
            {"order", {"score", "right", "guess", "time", "sudden_death"}},
            {"questions", std::move(questions)},
            {"ranking", ranking_json(facts)},
            {"corrections", std::move(corrections)},
            {"steps", std::move(steps)}};
}

std::string iso_time(kiosk_ms wall) {
    const std::time_t seconds = static_cast<std::time_t>(wall / 1000);
    std::tm local{};
    localtime_r(&seconds, &local);
    char text[40];
    std::string time(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S%z", &local));
    if (time.size() > 5) time.insert(time.size() - 2, ":"); // +0700 → +07:00
    return time;
}

} // namespace quiz
