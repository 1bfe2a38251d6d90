#include "telling.h"

#include "told.h"

#include <algorithm>

namespace quiz {

namespace {

constexpr kiosk_ms kSlice = 2;

} // namespace

void Telling::load(std::int64_t current) {
    const auto rows = records_.untold();
    if (!host_.tells_answers()) { // what an event left untold is not told to another event's endpoint
        if (!rows.empty()) records_.none_untold();
        return;
    }
    for (const auto& row : rows) {
        const auto known = [&](const Past& past) { return past.info.id == row.round; };
        if (row.round != current && std::none_of(past_.begin(), past_.end(), known)) {
            auto open = records_.round(row.round);
            auto round = open ? Round::restore(open->info.config, open->snapshot, host_.now()) : std::nullopt;
            if (!round) continue;
            past_.push_back({std::move(open->info), std::move(*round)});
        }
        untold_.push_back(row);
    }
}

void Telling::owe(const RoundInfo& info, const std::string& question) {
    if (info.rehearsal || !host_.tells_answers() || !records_.untold(info.id, question, 0)) return;
    const auto known = std::find_if(untold_.begin(), untold_.end(), [&](const Records::Untold& untold) {
        return untold.round == info.id && untold.question == question;
    });
    if (known != untold_.end()) known->told = 0;
    else untold_.push_back({info.id, question, 0});
}

void Telling::leave(RoundInfo info, Round round) {
    if (owes(info.id)) past_.push_back({std::move(info), std::move(round)});
}

void Telling::tell(const RoundInfo& info, const Round* current) {
    const kiosk_ms until = host_.now() + kSlice;
    while (!untold_.empty() && host_.healthy() && host_.now() < until) {
        auto& next = untold_.front();
        const auto past = std::find_if(past_.begin(), past_.end(), [&](const Past& one) { return one.info.id == next.round; });
        const bool is_current = current && info.id == next.round;
        if (is_current || past != past_.end()) {
            const Round& round = is_current ? *current : past->round;
            tell(is_current ? info : past->info, round, next, until);
            if (next.told < round.answer_count(next.question)) return void(records_.untold(next.round, next.question, next.told));
        }
        records_.all_told(next.round, next.question);
        untold_.pop_front();
        std::erase_if(past_, [this](const Past& one) { return !owes(one.info.id); });
    }
}

void Telling::tell(const RoundInfo& info, const Round& round, Records::Untold& next, kiosk_ms until) {
    const Question& question = *round.question(next.question);
    const auto source = info.sources.find(question.id);
    const BankRef from = source == info.sources.end() ? BankRef{} : source->second;
    const std::string run = run_name(info.id), id = own_id(question.id, from.bank), &title = info.title.pick(Lang::vi);
    const ToldQuestion told(question, Lang::vi, round.voided(question.id));
    for (const std::size_t count = round.answer_count(question.id); next.told < count && host_.now() < until; ++next.told) {
        const Judged judged = round.judged(question.id, next.told);
        const ToldItems response = told_choice(question, *judged.choice);
        kiosk_answered answer{};
        answer.run = kiosk::str(run);
        answer.title = kiosk::str(title);
        answer.person = judged.player;
        answer.question = kiosk::str(id);
        answer.bank = kiosk::str(from.bank);
        answer.bank_version = from.version;
        told.fill(answer);
        answer.response = response.items();
        answer.success = judged.right ? int{*judged.right} : -1;
        answer.score = static_cast<double>(judged.points);
        answer.max_score = static_cast<double>(judged.most);
        answer.duration = judged.offset;
        answer.at = judged.taken;
        host_.answered(answer);
    }
}

bool Telling::owes(std::int64_t round) const {
    return std::any_of(untold_.begin(), untold_.end(), [&](const Records::Untold& untold) { return untold.round == round; });
}

} // namespace quiz
