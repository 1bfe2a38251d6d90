#include "walkup/pick.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <tuple>

namespace quiz {

namespace {

constexpr int kFewestWithPoll = 4;

// Takes questions out of the pool, those met least first, then of the bank that was used least, then by lot.
class Picking {
public:
    Picking(const Pool& pool, const PickWish& wish) : pool_(pool), order_(pool.size()), polls_(wish.questions < kFewestWithPoll ? 1 : 0) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::mt19937_64 dice(wish.seed);
        for (std::size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[dice() % i]);
        for (const auto& one : pool) {
            const auto met = wish.asked ? wish.asked->find(one.key) : Asked::const_iterator{};
            times_.push_back(wish.asked && met != wish.asked->end() ? met->second : 0);
            taken_.push_back(wish.not_now && wish.not_now(one));
        }
    }
    // Of that difficulty, of any where it is empty; nullptr where there is none.
    const PoolQuestion* take(std::optional<Difficulty> difficulty) {
        std::optional<std::tuple<int, int, std::size_t>> best; // times met, uses of the bank, place in the lot
        for (std::size_t place = 0; place < order_.size(); ++place) {
            const std::size_t i = order_[place];
            const PoolQuestion& one = pool_[i];
            if (taken_[i] || (difficulty && one.question->difficulty != *difficulty)) continue;
            if ((!one.question->scored() && polls_ > 0) || used_.contains(one.key)) continue;
            const std::tuple mine{times_[i], uses_[one.bank], place};
            if (!best || mine < *best) best = mine;
        }
        if (!best) return nullptr;
        const std::size_t i = order_[std::get<2>(*best)];
        const PoolQuestion& one = pool_[i];
        taken_[i] = true;
        used_.insert(one.key);
        polls_ += !one.question->scored();
        ++uses_[one.bank];
        return &one;
    }

private:
    const Pool& pool_;
    std::vector<std::size_t> order_; // the lot: places in the pool
    std::vector<int> times_;
    std::vector<bool> taken_;
    std::set<std::string_view> used_; // two banks may ask the same
    std::map<const Bank*, int> uses_;
    int polls_;
};

} // namespace

Pool pool_of(const std::vector<const Bank*>& banks) {
    Pool pool;
    for (const Bank* bank : banks)
        for (const Question& question : bank->questions) {
            const auto* number = std::get_if<RightNumber>(&question.key);
            if (!number || !number->closest) pool.push_back({bank, &question, asked_key(question)});
        }
    return pool;
}

Drawn pick_questions(const Pool& pool, const PickWish& wish) {
    Picking picking(pool, wish);
    std::vector<const PoolQuestion*> picked;
    const auto take = [&](std::optional<Difficulty> difficulty, int count) {
        for (int i = 0; i < count; ++i) {
            const PoolQuestion* one = picking.take(difficulty);
            if (!one) return;
            picked.push_back(one);
        }
    };
    const int easy = (wish.questions * 2 + 4) / 5, hard = wish.questions / 5;
    take(Difficulty::easy, easy);
    take(Difficulty::medium, wish.questions - easy - hard);
    take(Difficulty::hard, hard);
    take(std::nullopt, wish.questions - static_cast<int>(picked.size()));

    // The contest's draw does the rest: options shuffled, ids made unique, easy ones first.
    std::map<const Bank*, Bank> banks;
    for (const auto* one : picked) {
        Bank& bank = banks.try_emplace(one->bank, Bank{one->bank->id, {}, {}, {}}).first->second;
        bank.questions.push_back(*one->question);
    }
    std::vector<const Bank*> in_lot;
    for (const auto* one : picked) {
        const Bank* bank = &banks.at(one->bank);
        if (std::find(in_lot.begin(), in_lot.end(), bank) == in_lot.end()) in_lot.push_back(bank);
    }
    DrawWish all;
    all.questions = wish.questions;
    all.spare = 0;
    all.seed = wish.seed;
    return draw(in_lot, all);
}

} // namespace quiz
