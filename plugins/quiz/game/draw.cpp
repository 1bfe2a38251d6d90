#include "game/draw.h"

#include <algorithm>
#include <map>
#include <utility>

namespace quiz {
namespace {

// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): the same numbers on every
// machine, which the standard library's shuffle does not promise.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    // 0…n-1. The bias of taking a remainder is below n / 2^64.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    template <class T> void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

// One from each pile in turn until all are used up.
template <class T> std::vector<T> in_turn(const std::vector<std::vector<T>>& piles) {
    std::size_t most = 0;
    for (const auto& pile : piles)
        most = std::max(most, pile.size());
    std::vector<T> out;
    for (std::size_t round = 0; round < most; ++round)
        for (const auto& pile : piles)
            if (round < pile.size())
                out.push_back(pile[round]);
    return out;
}

bool fits(const Question&, const DrawWish&);
std::vector<Question> all_of(const std::vector<const Bank*>& banks, const DrawWish&, Dice& dice, Drawn&);
void mix_options(Question&, bool choices_too, Dice&);
void name_by_place(Question&);

} // namespace

std::string asked_key(const Question& question) { return fold(question.text.pick(Lang::vi)); }

Drawn draw(const std::vector<const Bank*>& banks, const DrawWish& wish) {
    Dice dice(wish.seed);
    Drawn drawn;
    for (Question& question : all_of(banks, wish, dice, drawn)) {
        const bool wanted = static_cast<int>(drawn.questions.size()) < wish.questions;
        const bool kept = !wanted && question.scored() && static_cast<int>(drawn.spare.size()) < wish.spare;
        if (!wanted && !kept)
            continue;
        mix_options(question, wish.shuffle_options, dice);
        (wanted ? drawn.questions : drawn.spare).push_back(std::move(question));
    }
    if (wish.shuffle)
        std::stable_sort(drawn.questions.begin(), drawn.questions.end(),
                         [](const Question& a, const Question& b) { return a.difficulty < b.difficulty; });
    return drawn;
}

namespace {

// Every question of every bank, in the order in which they would be taken.
bool fits(const Question& question, const DrawWish& wish) {
    const auto among = [](const auto& wanted, const auto& matches) {
        return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), matches);
    };
    return among(wish.difficulties, [&](Difficulty d) { return d == question.difficulty; }) &&
           among(wish.topics, [topic = fold(question.topic.pick(Lang::vi))](const std::string& t) { return fold(t) == topic; });
}

std::vector<Question> all_of(const std::vector<const Bank*>& banks, const DrawWish& wish, Dice& dice, Drawn& drawn) {
    std::map<std::string, int> uses;
    for (const Bank* bank : banks)
        for (const Question& question : bank->questions)
            ++uses[question.id];

    std::vector<std::vector<Question>> by_bank;
    std::vector<Question> in_file_order;
    for (const Bank* bank : banks) {
        std::vector<std::vector<Question>> by_difficulty(3);
        for (Question question : bank->questions) {
            if (uses[question.id] > 1)
                question.id = bank->id + "." + question.id;
            if (!fits(question, wish))
                continue;
            drawn.bank_of[question.id] = bank->id;
            if (!wish.shuffle)
                in_file_order.push_back(std::move(question));
            else
                by_difficulty[static_cast<std::size_t>(question.difficulty)].push_back(std::move(question));
        }
        for (auto& pile : by_difficulty)
            dice.shuffle(pile);
        by_bank.push_back(in_turn(by_difficulty));
    }
    if (!wish.shuffle)
        return in_file_order;
    std::vector<Question> all = in_turn(by_bank);
    if (!wish.asked || wish.asked->empty())
        return all;
    std::vector<std::pair<int, std::size_t>> order; // times asked, place
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto times = wish.asked->find(asked_key(all[i]));
        order.emplace_back(times == wish.asked->end() ? 0 : times->second, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<Question> fresh_first;
    for (const auto& [times, i] : order)
        fresh_first.push_back(std::move(all[i]));
    return fresh_first;
}

void mix_options(Question& question, bool choices_too, Dice& dice) {
    if (question.type == Type::single || question.type == Type::multiple) {
        if (!choices_too)
            return;
        dice.shuffle(question.options);
        name_by_place(question);
    } else if (question.type == Type::order) {
        const auto solved = [&question] {
            const auto& right = std::get<RightOrder>(question.key).ids;
            return std::equal(right.begin(), right.end(), question.options.begin(),
                              [](const std::string& id, const Option& option) { return id == option.id; });
        };
        do {
            dice.shuffle(question.options);
        } while (solved());
        name_by_place(question);
    }
}

// a, b, c as shown. The bank's ids would tell every phone where an option stood in the file, where many authors write the right
// one first and a list solved.
void name_by_place(Question& question) {
    std::map<std::string, std::string> shown;
    char place = 'a';
    for (Option& option : question.options) {
        option.own = std::exchange(option.id, std::string(1, place++));
        shown.emplace(option.own, option.id);
        if (option.own == option.id) option.own.clear();
    }
    const auto rename = [&shown](std::vector<std::string>& ids) {
        for (auto& id : ids) id = shown.at(id);
    };
    if (auto* right = std::get_if<RightOptions>(&question.key)) rename(right->ids);
    else if (auto* order = std::get_if<RightOrder>(&question.key)) rename(order->ids);
}

} // namespace
} // namespace quiz
