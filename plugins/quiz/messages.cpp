#include "messages.h"

#include "game/choice.h"

#include <algorithm>

namespace quiz {

using nlohmann::json;

namespace {

constexpr std::size_t kTopOnPhones = 10;
constexpr std::size_t kTopOnBoards = 50;
constexpr std::size_t kNewestChanges = 100; // for staff; all of them stand in the round's record

json text_or_null(const Text& text) {
    return text.empty() ? json() : to_json(text);
}

template <class T> json or_null(const std::optional<T>& value) {
    return value ? json(*value) : json();
}

// Pictures lie beside the bank and are served below the plugin's own path.
json image_or_null(const std::string& file) {
    return file.empty() ? json() : json("/p/quiz/image/" + file);
}

json counts_json(const std::vector<Option>& options, const Counts& counts) {
    if (counts.options.empty()) return {{"right", counts.right}, {"wrong", counts.wrong}};
    json tally = json::object();
    for (std::size_t i = 0; i < counts.options.size() && i < options.size(); ++i) tally[options[i].id] = counts.options[i];
    return tally;
}

json row_json(const Standing& row, const FaceOf& face_of) {
    const Face face = face_of(row.of.player);
    return {{"place", row.place}, {"name", face.name},   {"unit", face.unit},  {"unit_title", face.unit_title},
            {"score", row.of.score}, {"right", row.of.right}, {"moved", row.moved}, {"shared", row.shared}};
}

json top_json(const Round& round, std::size_t most, const FaceOf& face_of) {
    json rows = json::array();
    for (const auto& row : round.standings()) {
        if (rows.size() >= most) break;
        rows.push_back(row_json(row, face_of));
    }
    return rows;
}

bool shows_standings(Phase phase) {
    return phase == Phase::standings || phase == Phase::podium || phase == Phase::ended;
}

} // namespace

json question_json(const PublicQuestion& question) {
    json options = json::array();
    for (const auto& option : question.options)
        options.push_back({{"id", option.id}, {"text", to_json(option.text)}, {"image", image_or_null(option.image)}});
    return {{"id", question.id},       {"type", name_of(question.type)},
            {"text", to_json(question.text)}, {"image", image_or_null(question.image)},
            {"options", options},      {"unit", text_or_null(question.unit)},
            {"topic", text_or_null(question.topic)}, {"seconds", (question.time + 999) / 1000}};
}

json reveal_json(const PublicQuestion& question, const Reveal& reveal) {
    return {{"answer", to_json(reveal.key)},
            {"explanation", text_or_null(reveal.explanation)},
            {"source",
             reveal.source.title.empty() ? json() : json{{"title", to_json(reveal.source.title)}, {"date", reveal.source.date}}},
            {"voided", reveal.voided},
            {"tally", counts_json(question.options, reveal.counts)},
            {"right", reveal.counts.right},
            {"answered", reveal.counts.answered}};
}

json round_message(const RoundInfo& info, const Round& round, Moment now, const FaceOf& face_of) {
    json message{{"now", now.wall},
                 {"round", info.id},
                 {"title", to_json(info.title)},
                 {"code", info.code},
                 {"preset", name_of(round.config().preset)},
                 {"rehearsal", info.rehearsal},
                 {"auto", round.config().automatic},
                 {"phase", name_of(round.phase())},
                 {"paused", round.paused()},
                 {"players", round.people()},
                 {"index", round.index()},
                 {"count", round.count()},
                 {"sudden_death", round.in_sudden_death()},
                 {"asks_guess", round.config().asks_guess},
                 {"remaining_ms", or_null(round.remaining(now.mono))},
                 {"total_ms", or_null(round.total())},
                 {"question", nullptr},
                 {"tally", nullptr},
                 {"reveal", nullptr},
                 {"top", nullptr}};
    if (const auto question = round.public_question()) {
        message["question"] = question_json(*question);
        if (const auto counts = round.counts(); counts && round.phase() == Phase::closed)
            message["tally"] = {{"options", counts_json(question->options, *counts)}, {"answered", counts->answered}};
        if (const auto reveal = round.reveal()) message["reveal"] = reveal_json(*question, *reveal);
    }
    if (shows_standings(round.phase())) message["top"] = top_json(round, kTopOnPhones, face_of);
    return message;
}

json no_round_message(Moment now) {
    return {{"now", now.wall}, {"round", nullptr}, {"phase", "ended"}};
}

json own_message(const RoundInfo& info, const Round& round, PlayerId player) {
    const Own own = round.own(player);
    const auto* question = round.present_question();
    json message{{"round", info.id},
                 {"phase", name_of(round.phase())},
                 {"entered", own.entered},
                 {"removed", own.removed},
                 {"question", question ? json(question->id) : json()},
                 {"choice", question && own.choice ? to_json(*question, *own.choice) : json()},
                 {"late", own.late},
                 {"asked", own.asked},
                 {"guess", or_null(own.guess)},
                 {"result", nullptr},
                 {"score", own.score},
                 {"right", own.right},
                 {"place", own.place ? json(own.place) : json()},
                 {"of", own.of},
                 {"shared", own.shared}};
    if (own.outcome)
        message["result"] = {
            {"right", or_null(own.outcome->right)}, {"points", own.outcome->points}, {"speed_points", own.outcome->speed}};
    return message;
}

json standings_message(const RoundInfo& info, const Round& round, const FaceOf& face_of, int min_group) {
    json units = json::array();
    const auto unit_of = [&](PlayerId player) { return face_of(player).unit_title; };
    for (const auto& unit : rank_units(round.standings(), unit_of, min_group))
        units.push_back({{"place", unit.place},
                         {"name", unit.unit},
                         {"score", unit.total},
                         {"people", unit.people},
                         {"average", unit.average}});
    return {{"round", info.id},
            {"title", to_json(info.title)},
            {"phase", name_of(round.phase())},
            {"rehearsal", info.rehearsal},
            {"players", round.people()},
            {"index", round.index()},
            {"count", round.count()},
            {"rows", top_json(round, kTopOnBoards, face_of)},
            {"units", std::move(units)}};
}

void add_staff_part(json& message, const Round& round, Moment now) {
    message["answered"] = round.answered();
    message["closing"] = round.closing(now.mono);
    message["next"] = name_of(round.next(now.mono));
    message["can_sudden_death"] = round.can_sudden_death();
    message["answer"] = nullptr;
    if (const auto* question = round.present_question()) {
        const auto* present = round.question(question->id);
        message["answer"] = to_json(present ? present->key : question->key);
    }
    json questions = json::array();
    for (const auto& question : round.config().questions) {
        const auto* present = round.question(question.id);
        questions.push_back({{"id", question.id}, {"type", name_of(question.type)}, {"voided", round.voided(question.id)},
                             {"rekeyed", present && present->key != question.key}, {"revealed", round.was_revealed(question.id)}});
    }
    message["questions"] = std::move(questions);
    json audit = json::array();
    const auto& changes = round.changes();
    for (std::size_t i = changes.size() - std::min(changes.size(), kNewestChanges); i < changes.size(); ++i)
        audit.push_back({{"at_ms", changes[i].at}, {"what", name_of(changes[i].what)}, {"question", changes[i].question}});
    message["audit"] = std::move(audit);
    message["changes"] = changes.size();
    message["ties"] = round.phase() == Phase::podium ? json(round.ties().size()) : json(0);
}

json questions_message(const RoundInfo& info, const Round& round) {
    json questions = json::array();
    for (const auto& question : round.config().questions) {
        const auto* present = round.question(question.id);
        json options = json::array();
        for (const auto& option : question.options) options.push_back({{"id", option.id}, {"text", to_json(option.text)}});
        questions.push_back({{"id", question.id}, {"text", to_json(question.text)}, {"options", std::move(options)},
                             {"answer", to_json(present ? present->key : question.key)}});
    }
    return {{"round", info.id}, {"changes", round.changes().size()}, {"questions", std::move(questions)}};
}

json results_message(const RoundInfo& info, const Round& round, const FaceOf& face_of) {
    json rows = json::array();
    for (const auto& row : round.standings()) {
        json one = row_json(row, face_of);
        one["player"] = row.of.player;
        one["time_ms"] = row.of.time;
        rows.push_back(std::move(one));
    }
    json questions = json::array();
    for (const auto& question : round.config().questions) {
        json answers = json::array();
        for (const auto& answer : round.answers(question.id))
            answers.push_back({{"player", answer.player}, {"choice", to_json(question, answer.choice)},
                               {"offset_ms", answer.offset}, {"late", answer.late}});
        questions.push_back({{"id", question.id}, {"voided", round.voided(question.id)}, {"answers", std::move(answers)}});
    }
    return {{"round", info.id}, {"phase", name_of(round.phase())}, {"players", round.people()}, {"rows", std::move(rows)},
            {"questions", std::move(questions)}};
}

} // namespace quiz
