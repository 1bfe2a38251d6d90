#include "walkup/rows.h"

#include "bank/bank.h"

#include <nlohmann/json.hpp>

namespace quiz {

using nlohmann::json;

const char* const kSittingTables = R"sql(
CREATE TABLE quiz_sittings(
    id        INTEGER PRIMARY KEY,
    player    INTEGER NOT NULL,
    started   INTEGER NOT NULL,  -- Unix time, ms
    preset    TEXT    NOT NULL,
    questions TEXT    NOT NULL,  -- whole, options in the order shown: a bank may change meanwhile
    sources   TEXT    NOT NULL,  -- {"question": ["bank", version]}
    at        INTEGER NOT NULL   -- the question that is shown, 0…; their number when the card is shown
) STRICT;
CREATE INDEX quiz_sittings_by_player ON quiz_sittings(player);
CREATE INDEX quiz_sittings_by_start ON quiz_sittings(started);
CREATE TABLE quiz_sitting_answers(
    sitting INTEGER NOT NULL,
    number  INTEGER NOT NULL,    -- of the question, 0…
    player  INTEGER NOT NULL,
    choice  TEXT    NOT NULL,
    spent   INTEGER NOT NULL,    -- ms since the question was shown
    taken   INTEGER NOT NULL,    -- Unix time, ms
    UNIQUE(sitting, number)
) STRICT;
CREATE INDEX quiz_sitting_answers_by_player ON quiz_sitting_answers(player);
)sql";

namespace {

std::string questions_text(const Sitting& sitting) {
    json list = json::array();
    for (const auto& question : sitting.questions()) list.push_back(to_json(question));
    return list.dump();
}

std::string sources_text(const Seat& seat) {
    json sources = json::object();
    for (const auto& [question, source] : seat.sources) sources[question] = {source.bank, source.version};
    return sources.dump();
}

// Empty where they are damaged.
std::vector<Question> questions_from(std::string_view text) {
    const json list = json::parse(text, nullptr, false);
    std::vector<Question> questions;
    if (!list.is_array()) return questions;
    for (const auto& one : list) {
        auto question = read_question(one, Lang::vi, "", [](std::string_view, std::string_view) {});
        if (!question) return {};
        questions.push_back(std::move(*question));
    }
    return questions;
}

std::map<std::string, BankRef> sources_from(std::string_view text) {
    std::map<std::string, BankRef> sources;
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) return sources;
    for (const auto& [question, source] : object.items())
        if (source.is_array() && source.size() == 2 && source[0].is_string() && source[1].is_number_integer())
            sources[question] = {source[0], source[1]};
    return sources;
}

} // namespace

void SittingRows::prepare() {
    open_ = host_.prepare("INSERT INTO quiz_sittings(id, player, started, preset, questions, sources, at) VALUES (?, ?, ?, ?, ?, ?, ?)");
    questions_ = host_.prepare("UPDATE quiz_sittings SET questions = ?, sources = ? WHERE id = ?");
    at_ = host_.prepare("UPDATE quiz_sittings SET at = ? WHERE id = ?");
    answer_ = host_.prepare(
        "INSERT INTO quiz_sitting_answers(sitting, number, player, choice, spent, taken) VALUES (?, ?, ?, ?, ?, ?)");
    forget_answers_ = host_.prepare("DELETE FROM quiz_sitting_answers WHERE player = ?");
    forget_sittings_ = host_.prepare("DELETE FROM quiz_sittings WHERE player = ?");
}

bool SittingRows::open(const Seat& seat) {
    const std::string questions = questions_text(seat.sitting), sources = sources_text(seat);
    return host_.write(open_, {seat.id, seat.player, static_cast<std::int64_t>(seat.started), name_of(seat.sitting.preset()),
                               questions, sources, seat.sitting.at()});
}

bool SittingRows::questions(const Seat& seat) {
    const std::string questions = questions_text(seat.sitting), sources = sources_text(seat);
    return host_.write(questions_, {questions, sources, seat.id});
}

bool SittingRows::at(const Seat& seat) {
    return host_.write(at_, {seat.sitting.at(), seat.id});
}

bool SittingRows::answer(const Seat& seat, int number) {
    const auto n = static_cast<std::size_t>(number);
    const SittingAnswer& answer = seat.sitting.answers()[n];
    const std::string choice = to_json(seat.sitting.questions()[n], answer.choice).dump();
    return host_.write(answer_, {seat.id, number, seat.player, choice, answer.spent, answer.taken});
}

bool SittingRows::forget(PlayerId player) {
    return host_.write(forget_answers_, {player}) && host_.write(forget_sittings_, {player});
}

void SittingRows::since(kiosk_ms wall, const std::function<void(Seat)>& each) const {
    std::vector<std::int64_t> ids;
    host_.read("SELECT id FROM quiz_sittings WHERE started >= ? ORDER BY id", {static_cast<std::int64_t>(wall)},
               [&](const kiosk::Row& row) { ids.push_back(row.integer(0)); });
    for (const std::int64_t id : ids) {
        if (auto seat = read(id)) each(std::move(*seat));
        else host_.warn("the rows of sitting " + std::to_string(id) + " make no sense; going on without it");
    }
}

std::optional<Seat> SittingRows::read(std::int64_t id) const {
    std::int64_t player = 0, started = 0, at = 0;
    std::optional<Preset> preset;
    std::vector<Question> questions;
    std::map<std::string, BankRef> sources;
    host_.read("SELECT player, started, at, preset, questions, sources FROM quiz_sittings WHERE id = ?", {id},
               [&](const kiosk::Row& row) {
                   player = row.integer(0);
                   started = row.integer(1);
                   at = row.integer(2);
                   preset = preset_named(row.text(3));
                   questions = questions_from(row.text(4));
                   sources = sources_from(row.text(5));
               });
    if (!preset) return std::nullopt;
    auto answers = answers_of(id, questions);
    auto sitting = Sitting::restore(std::move(questions), *preset, std::move(answers), static_cast<int>(at), host_.now());
    if (!sitting) return std::nullopt;
    return Seat{id, player, started, std::move(sources), std::move(*sitting)};
}

std::vector<SittingAnswer> SittingRows::answers_of(std::int64_t sitting, const std::vector<Question>& questions) const {
    std::vector<SittingAnswer> answers;
    host_.read("SELECT number, choice, spent, taken FROM quiz_sitting_answers WHERE sitting = ? ORDER BY number", {sitting},
               [&](const kiosk::Row& row) {
                   const auto number = static_cast<std::size_t>(row.integer(0));
                   if (number != answers.size() || number >= questions.size()) return;
                   if (auto choice = read_choice(questions[number], json::parse(row.text(1), nullptr, false)))
                       answers.push_back({std::move(*choice), row.integer(2), row.integer(3)});
               });
    return answers;
}

std::int64_t SittingRows::last() const {
    std::int64_t last = 0;
    host_.read("SELECT max(id) FROM quiz_sittings", {}, [&](const kiosk::Row& row) { last = row.integer(0); });
    return last;
}

} // namespace quiz
