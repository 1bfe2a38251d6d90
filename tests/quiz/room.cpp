#include "room.h"

#include <gtest/gtest.h>

#include <sstream>

namespace quiz::testing {
namespace {

std::vector<std::string> split(const std::string& what) {
    std::vector<std::string> out;
    std::istringstream in(what);
    for (std::string one; std::getline(in, one, ',');)
        out.push_back(one);
    return out;
}

json of_four(const std::string& id, const char* type) {
    json out{{"id", id}, {"type", type}, {"text", {{"vi", "Câu " + id}, {"en", "Question " + id}}}};
    for (const char* letter : {"a", "b", "c", "d"})
        out["options"].push_back({{"id", letter}, {"text", std::string("Lựa chọn ") + letter}});
    return out;
}

json open_ended(const std::string& id, const char* type) {
    return {{"id", id}, {"type", type}, {"text", "Câu " + id}};
}

} // namespace

Question question(const json& value) {
    std::string faults;
    auto read = read_question(value, Lang::en, "", [&](auto pointer, auto sentence) {
        faults += std::string(pointer) + ": " + std::string(sentence) + "\n";
    });
    EXPECT_TRUE(read) << faults;
    return read.value_or(Question{});
}

Question single(const std::string& id, const std::string& right, int seconds) {
    json value = of_four(id, "single");
    value["answer"] = right;
    value["seconds"] = seconds;
    return question(value);
}
Question multiple(const std::string& id, const std::vector<std::string>& right) {
    json value = of_four(id, "multiple");
    value["answer"] = right;
    return question(value);
}
Question boolean(const std::string& id, bool right) {
    json value = open_ended(id, "boolean");
    value["answer"] = right;
    return question(value);
}
Question number(const std::string& id, double right, double tolerance) {
    json value = open_ended(id, "number");
    value["answer"] = right;
    value["tolerance"] = tolerance;
    return question(value);
}
Question closest(const std::string& id, double right) {
    json value = open_ended(id, "number");
    value["answer"] = right;
    value["closest"] = true;
    return question(value);
}
Question order(const std::string& id, const std::vector<std::string>& right) {
    json value = of_four(id, "order");
    value["answer"] = right;
    return question(value);
}
Question text(const std::string& id, const std::vector<std::string>& right) {
    json value = open_ended(id, "text");
    value["answer"] = right;
    return question(value);
}
Question poll(const std::string& id) {
    return question(of_four(id, "poll"));
}

RoundConfig contest(std::vector<Question> questions, std::vector<Question> spare) {
    RoundConfig config;
    config.questions = std::move(questions);
    config.spare = std::move(spare);
    return config;
}

PlayerId Room::join(const std::string& name) {
    const auto id = static_cast<PlayerId>(ids_.size()) + 1;
    ids_[name] = id;
    names_[id] = name;
    EXPECT_TRUE(round.enter(id)) << name;
    return id;
}

void Room::wait() {
    const auto due = round.due();
    ASSERT_TRUE(due);
    EXPECT_FALSE(round.tick(*due - 1)) << "too early";
    now = std::max(now, *due);
    EXPECT_TRUE(round.tick(now));
}

void Room::next() {
    EXPECT_TRUE(round.advance(now)) << "in " << name_of(round.phase());
}

void Room::open() {
    while (round.phase() != Phase::question)
        next();
    next();
}

void Room::close() {
    EXPECT_TRUE(round.close_early(now));
    wait();
}

void Room::reveal() {
    if (round.phase() == Phase::answering)
        close();
    next();
}

void Room::play(const std::map<std::string, std::string>& answers) {
    open();
    for (const auto& [name, what] : answers)
        EXPECT_EQ(answer(ids_.at(name), what), Verdict::accepted) << name;
    reveal();
}

void Room::to_podium() {
    while (round.phase() != Phase::podium) {
        if (round.phase() == Phase::answering)
            close();
        next();
    }
}

Verdict Room::answer(PlayerId who, const std::string& what, Ms ago) {
    return answer(who, round.present_question()->id, what, ago);
}

Verdict Room::answer(PlayerId who, const std::string& id, const std::string& what, Ms ago) {
    return send(who, id, choice(id, what), ago).verdict;
}

Accepted Room::send(PlayerId who, const std::string& id, Choice what, Ms ago) {
    return round.accept(who, id, std::move(what), now - ago);
}

Choice Room::choice(const std::string& id, const std::string& what) const {
    const Question* asked = round.question(id);
    json value;
    if (!asked || asked->type == Type::text)
        value["text"] = what;
    else if (asked->type == Type::number)
        value["number"] = std::stod(what);
    else
        value[asked->type == Type::order ? "order" : "options"] = split(what);
    if (!asked)
        return Said{what, fold(what)};
    const auto read = read_choice(*asked, value);
    EXPECT_TRUE(read) << value;
    return read.value_or(Choice{});
}

std::string Room::board() const {
    std::string out;
    for (const Standing& row : round.standings())
        out += (out.empty() ? "" : ", ") + std::to_string(row.place) + (row.shared ? "= " : " ") + names_.at(row.of.player);
    return out;
}

void Room::restart() {
    const Snapshot facts = round.snapshot(now);
    now += 7'654'321; // mono time means nothing after a restart
    auto again = Round::restore(round.config(), facts, now);
    ASSERT_TRUE(again);
    round = std::move(*again);
}

} // namespace quiz::testing
