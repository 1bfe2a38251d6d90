#include "tests/flow/reckoning.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace kiosk::flow {

using nlohmann::json;

namespace {

// Ways to type the one text answer of these tests that are to be taken as right.
const std::set<std::string> kDaNang = {"Đà Nẵng", "đà nẵng", "da nang", "DA NANG", "  Đà-Nẵng! "};

std::set<std::string> as_set(const json& ids) {
    return ids.is_array() ? ids.get<std::set<std::string>>()
                          : std::set<std::string>{ids.is_boolean() ? (ids ? "true" : "false") : ids.get<std::string>()};
}

auto merit(const Reckoned& row) {
    return std::tuple(-row.score, -row.right, row.guess_off, row.time);
}

} // namespace

void Reckoning::question(const json& as_in_the_bank) {
    questions_[as_in_the_bank.at("id")] = as_in_the_bank;
}

void Reckoning::set_void(const std::string& question, bool voided) {
    if (voided) voided_.insert(question);
    else voided_.erase(question);
}

bool Reckoning::is_right(const Given& given) const {
    const json& question = questions_.at(given.question);
    const std::string type = question.at("type");
    if (type == "poll" || voided_.count(given.question) > 0) return false;
    if (type == "text") return kDaNang.count(given.choice.at("text").get<std::string>()) > 0;
    if (type == "order") return given.choice.at("order") == question.at("answer");
    if (type != "number") return as_set(given.choice.at("options")) == as_set(question.at("answer"));
    const auto off = [&](const Given& one) {
        return std::abs(one.choice.at("number").get<double>() - question.at("answer").get<double>());
    };
    if (!question.value("closest", false)) return off(given) <= question.value("tolerance", 0.0);
    return std::none_of(given_.begin(), given_.end(), [&](const Given& other) {
        return other.question == given.question && players_.count(other.player) > 0 && off(other) < off(given);
    });
}

std::int64_t Reckoning::points(const Given& given) const {
    if (preset_ == "accuracy") return 1;
    if (preset_ == "speed") {
        if (!given.late && given.offset < 500) return 1000;
        const auto used = static_cast<double>(given.late ? limit_ : given.offset);
        return std::llround(1000 * (1 - used / static_cast<double>(limit_) / 2));
    }
    const auto scored =
        std::count_if(questions_.begin(), questions_.end(), [](const auto& entry) { return entry.second.at("type") != "poll"; });
    const auto most = std::floor(999.0 / static_cast<double>(scored));
    if (given.late) return 1000;
    return 1000 +
           static_cast<std::int64_t>(std::floor(most * static_cast<double>(limit_ - given.offset) / static_cast<double>(limit_)));
}

std::vector<Reckoned> Reckoning::standings() const {
    std::vector<Reckoned> rows;
    for (const auto& player : players_) {
        Reckoned row;
        row.player = player;
        for (const auto& given : given_) {
            if (given.player != player || !is_right(given)) continue;
            row.score += points(given);
            row.right += 1;
            row.time += given.offset;
        }
        if (!guesses_.empty()) {
            const auto guess = guesses_.find(player);
            row.guess_off = guess == guesses_.end() ? std::numeric_limits<std::int64_t>::max()
                                                    : std::abs(guess->second - static_cast<std::int64_t>(players_.size()));
        }
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return merit(a) < merit(b); });
    for (auto& row : rows)
        row.place = 1 + static_cast<int>(std::count_if(rows.begin(), rows.end(),
                                                       [&](const auto& other) { return merit(other) < merit(row); }));
    return rows;
}

} // namespace kiosk::flow
