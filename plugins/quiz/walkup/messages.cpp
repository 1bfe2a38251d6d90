#include "walkup/messages.h"

#include "bank/bank.h"

namespace quiz {

using nlohmann::json;

namespace {

std::string_view name_of(Sitting::Step step) {
    return step == Sitting::Step::question ? "question" : step == Sitting::Step::explained ? "explained" : "done";
}

json right_or_null(const std::optional<bool>& right) {
    return right ? json(*right) : json();
}

json sitting_json(const Seat& seat) {
    const Sitting& sitting = seat.sitting;
    const Came came = sitting.came_to();
    json marks = json::array(); // of the answered ones; null for a poll
    for (int i = 0; i < static_cast<int>(sitting.answers().size()); ++i) marks.push_back(right_or_null(sitting.outcome(i).right));
    json message{{"id", seat.id},         {"step", name_of(sitting.step())}, {"index", sitting.at()},
                 {"count", sitting.count()}, {"preset", quiz::name_of(sitting.preset())},
                 {"question", nullptr},   {"choice", nullptr},               {"reveal", nullptr},
                 {"result", nullptr},     {"score", came.score},             {"right", came.right},
                 {"asked", came.asked},   {"marks", std::move(marks)}};
    const auto question = sitting.public_question();
    if (!question) return message;
    message["question"] = question_json(*question);
    if (const auto* choice = sitting.choice())
        message["choice"] = to_json(sitting.questions()[static_cast<std::size_t>(sitting.at())], *choice);
    if (const auto reveal = sitting.reveal()) {
        message["reveal"] = reveal_json(*question, *reveal);
        const Outcome outcome = sitting.outcome(sitting.at());
        message["result"] = {{"right", right_or_null(outcome.right)}, {"points", outcome.points}};
    }
    return message;
}

// As sitting_json of a sitting that is done.
json over_json(const Over& over) {
    const Came came = over.came();
    json marks = json::array();
    for (int i = 0; i < over.count; ++i) marks.push_back(right_or_null(over.mark(i)));
    return {{"id", over.sitting},  {"step", name_of(Sitting::Step::done)}, {"index", over.count},
            {"count", over.count}, {"preset", quiz::name_of(over.preset)}, {"question", nullptr},
            {"choice", nullptr},   {"reveal", nullptr},                    {"result", nullptr},
            {"score", came.score}, {"right", came.right},                  {"asked", came.asked},
            {"marks", std::move(marks)}};
}

json card_json(const Card& card) {
    json read = json::array();
    for (const auto& one : card.read) read.push_back({{"booth", one.booth}, {"title", to_json(one.title)}, {"topic", to_json(one.topic)}});
    return {{"score", card.came.score}, {"right", card.came.right}, {"asked", card.came.asked}, {"time_ms", card.came.time},
            {"counts", card.counts},    {"best", {{"score", card.best.score}, {"right", card.best.right}, {"asked", card.best.asked}}},
            {"place", card.place ? json(card.place) : json()}, {"people", card.people}, {"wait_ms", card.wait}, {"read", std::move(read)}};
}

} // namespace

json walkup_message(Walkup& walkup, PlayerId player, kiosk_ms wall) {
    const Seat* seat = walkup.seat(player);
    const Over* over = walkup.over(player);
    json message{{"now", wall},
                 {"open", walkup.open()},
                 {"questions", walkup.rules().questions},
                 {"sitting", seat ? sitting_json(*seat) : over ? over_json(*over) : json()},
                 {"card", nullptr}};
    if (over || (seat && seat->sitting.over())) message["card"] = card_json(walkup.card(player));
    return message;
}

std::string walkup_sentence(std::string_view code) {
    constexpr std::string_view kOurs = "walkup_";
    if (code.starts_with(kOurs)) return "walkup.refused." + std::string(code.substr(kOurs.size()));
    return (code == "bad_choice" || code == "wrong_question" ? "quiz.refused." : "http.") + std::string(code);
}

} // namespace quiz
