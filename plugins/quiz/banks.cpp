#include "banks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace quiz {

using nlohmann::json;

namespace {

struct Spot {
    std::size_t bank, question;
};

json about(const Bank& bank) {
    json difficulties{{"easy", 0}, {"medium", 0}, {"hard", 0}}, topics = json::array();
    std::size_t scored = 0, english = 0;
    std::map<std::string, std::size_t> topic_at; // Vietnamese title → place in `topics`
    for (const Question& question : bank.questions) {
        auto& count = difficulties[std::string(name_of(question.difficulty))];
        count = count.get<int>() + 1;
        scored += question.scored();
        english += !question.text.en.empty();
        if (question.topic.empty()) continue;
        const auto [known, fresh] = topic_at.emplace(question.topic.pick(Lang::vi), topics.size());
        if (fresh) topics.push_back({{"title", to_json(question.topic)}, {"questions", 0}});
        auto& in_topic = topics[known->second]["questions"];
        in_topic = in_topic.get<int>() + 1;
    }
    json languages = json::array({"vi"});
    if (english * 2 > bank.questions.size()) languages.push_back("en"); // a forgotten translation does not take it away
    return {{"id", bank.id}, {"questions", bank.questions.size()}, {"scored", scored}, {"topics", std::move(topics)},
            {"difficulties", std::move(difficulties)}, {"languages", std::move(languages)}, {"twins", json::array()}};
}

} // namespace

void Banks::load() {
    std::vector<Bank> fresh;
    std::map<std::string, std::size_t> texts;
    std::map<std::string, int> versions;
    host_.packs("quiz-bank", [&](std::string_view id, std::string_view text, int version) {
        const std::size_t hash = std::hash<std::string_view>{}(text);
        const auto known = texts_.find(std::string(id));
        const auto had = std::find_if(banks_.begin(), banks_.end(), [&](const Bank& bank) { return bank.id == id; });
        if (had != banks_.end() && known != texts_.end() && known->second == hash) {
            fresh.push_back(std::move(*had));
        } else {
            std::vector<BankFault> faults;
            auto bank = parse_bank(text, Lang::vi, faults);
            if (!bank)
                return host_.warn("bank " + std::string(id) + " is left out: " + (faults.empty() ? "" : faults.front().sentence));
            fresh.push_back(std::move(*bank));
        }
        texts.emplace(id, hash);
        versions.emplace(id, version);
    });
    banks_ = std::move(fresh);
    texts_ = std::move(texts);
    versions_ = std::move(versions);
    overview_.clear();
}

const Bank* Banks::find(std::string_view id) const {
    const auto found = std::find_if(banks_.begin(), banks_.end(), [id](const Bank& bank) { return bank.id == id; });
    return found == banks_.end() ? nullptr : &*found;
}

int Banks::version(const std::string& id) const {
    const auto found = versions_.find(id);
    return found == versions_.end() ? 0 : found->second;
}

const std::string& Banks::overview() {
    if (!overview_.empty()) return overview_;
    json banks = json::array();
    std::unordered_map<std::string, Spot> first; // folded text → where it stands first
    for (std::size_t b = 0; b < banks_.size(); ++b) banks.push_back(about(banks_[b]));
    for (std::size_t b = 0; b < banks_.size(); ++b) {
        for (std::size_t q = 0; q < banks_[b].questions.size(); ++q) {
            const auto [seen, fresh] = first.emplace(fold(banks_[b].questions[q].text.pick(Lang::vi)), Spot{b, q});
            if (fresh) continue;
            const Spot other = seen->second;
            const auto twin = [&](std::size_t of, std::size_t question, std::size_t bank, std::size_t that) {
                banks[of]["twins"].push_back({{"question", banks_[of].questions[question].id}, {"bank", banks_[bank].id},
                                              {"other", banks_[bank].questions[that].id}});
            };
            twin(b, q, other.bank, other.question);
            twin(other.bank, other.question, b, q);
        }
    }
    return overview_ = json{{"banks", std::move(banks)}}.dump();
}

} // namespace quiz
