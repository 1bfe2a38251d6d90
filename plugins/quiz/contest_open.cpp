// Opening a round: the draw, the code to join by, and the next round of an automatic contest.
#include "contest.h"

#include "game/draw.h"

#include <algorithm>

namespace quiz {

namespace {

constexpr int kSpareQuestions = 3; // for sudden death

} // namespace

std::optional<Refusal> Contest::open(const Order& order) {
    if (!host_.healthy()) return Refusal{503, "not_saved"};
    if (round_ && round_->phase() != Phase::ended) return Refusal{409, "round_open"};
    std::vector<const Bank*> picked;
    for (const auto& id : order.banks) {
        const Bank* bank = banks_.find(id);
        if (!bank) return Refusal{422, "no_such_bank"};
        picked.push_back(bank);
    }
    if (picked.empty()) return Refusal{422, "no_banks"};

    RoundInfo info;
    info.contest = order.contest;
    info.title = order.title.empty() ? picked.front()->title : order.title;
    info.banks = order.banks;
    info.rehearsal = order.rehearsal;
    host_.random(&info.seed, sizeof info.seed);
    info.seed &= 0x7fff'ffff'ffff'ffff; // SQLite's integers have a sign
    DrawWish wish;
    wish.questions = order.questions;
    wish.spare = kSpareQuestions;
    wish.seed = info.seed;
    wish.shuffle = order.shuffle_questions;
    wish.shuffle_options = order.shuffle_options;
    wish.topics = order.topics;
    wish.difficulties = order.difficulties;
    wish.asked = &asked_;
    Drawn drawn = draw(picked, wish);
    if (drawn.questions.empty()) return Refusal{422, "no_questions"};
    for (const auto* list : {&drawn.questions, &drawn.spare})
        for (const auto& question : *list) {
            const std::string& bank = drawn.bank_of.at(question.id);
            info.sources[question.id] = {bank, banks_.version(bank)};
        }
    RoundConfig& config = info.config;
    config.preset = order.preset;
    config.seconds = order.seconds;
    config.automatic = order.automatic;
    config.dwell = order.dwell;
    config.asks_guess = order.asks_guess;
    config.standings_every = order.standings_every;
    config.questions = std::move(drawn.questions);
    config.spare = std::move(drawn.spare);
    if (!begin(std::move(info))) return Refusal{503, "not_saved"};
    return std::nullopt;
}

bool Contest::begin(RoundInfo info) {
    info.id = std::max(records_.last_round(), info_.id) + 1;
    info.code = new_code();
    info.opened = host_.wall();
    Pictures pictures;
    take_pictures(info.config.questions, pictures);
    take_pictures(info.config.spare, pictures);
    Round round(info.config, host_.now());
    if (!records_.open(info, round.state(host_.now()))) return false;
    for (const auto& [name, picture] : pictures) records_.picture(name, picture);
    pictures_ = std::move(pictures);
    counted_.clear();
    if (round_) {
        make_good(); // the disk is well again, and nobody comes back to that round
        telling_.leave(std::move(info_), std::move(*round_));
    }
    info_ = std::move(info);
    round_ = std::move(round);
    newest_.clear();
    faces_.clear();
    owed_ = 0;
    unwritten_ = unrecorded_ = unsettled_ = ended_by_staff_ = false;
    noted_.clear();
    note_step();
    host_.info("round " + std::to_string(info_.id) + " opened with " + std::to_string(round_->count()) + " questions");
    show_on_stage();
    tell_everybody();
    changed();
    return true;
}

void Contest::packs_changed() {
    banks_.load();
    tell_staff();
    set_alarm();
}

void Contest::count_question() {
    const auto shown = round_->public_question();
    if (!shown || shown->id == counted_) return;
    counted_ = shown->id;
    if (info_.rehearsal) return;
    const std::string key = asked_key(*round_->question(shown->id));
    if (records_.asked(key)) ++asked_[key];
}

const Picture* Contest::picture(std::string_view name, bool also_of_what_comes) const {
    const auto found = pictures_.find(name);
    if (found == pictures_.end()) return nullptr;
    const auto shown = [&](const Question& question) {
        return (question.image == name || std::ranges::find(question.options, name, &Option::image) != question.options.end()) &&
               round_->was_shown(question.id);
    };
    const auto& config = info_.config;
    const bool known = std::ranges::any_of(config.questions, shown) || std::ranges::any_of(config.spare, shown);
    return known || also_of_what_comes ? &found->second : nullptr;
}

bool Contest::keeps_back(const std::string& key) const {
    if (!round_ || round_->phase() == Phase::ended) return false;
    if (keyed_ != info_.id) {
        keyed_ = info_.id;
        keys_.clear();
        for (const auto* list : {&info_.config.questions, &info_.config.spare})
            for (const auto& question : *list) keys_.emplace(asked_key(question), question.id);
    }
    const auto found = keys_.find(key);
    return found != keys_.end() && !round_->was_revealed(found->second);
}

void Contest::keep_pictures(const Pictures& pictures) {
    for (const auto& [name, picture] : pictures) records_.picture(name, picture);
}

void Contest::pictures_of(const std::vector<Question>& questions, Pictures& into) const {
    RoundConfig config;
    config.questions = questions;
    into.merge(records_.pictures_of(config));
}

void Contest::next_automatic_round() {
    if (!round_->config().automatic || round_->phase() != Phase::ended || info_.contest.empty() || ended_by_staff_) return;
    if (const auto again = order(info_.contest))
        if (const auto refusal = open(*again))
            host_.warn(std::string("the next automatic round was not opened: ") + refusal->code);
}

// Four letters and digits that nobody mistakes for others when reading them off a screen.
std::string Contest::new_code() const {
    static constexpr char kLetters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // 32: no I, O, 0, 1
    unsigned char bytes[4];
    host_.random(bytes, sizeof bytes);
    std::string code;
    for (const unsigned char byte : bytes) code += kLetters[byte % 32];
    return code;
}

} // namespace quiz
