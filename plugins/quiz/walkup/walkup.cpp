#include "walkup/walkup.h"

#include "told.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>
#include <set>

namespace quiz {

using nlohmann::json;

namespace {

constexpr kiosk_ms kDay = 24 * 3'600'000;
constexpr int kWholeBoard = 100'000;
constexpr std::size_t kKeptWhole = 64; // sittings that are over: long enough to read an explanation and a card

std::string sitting_name(std::int64_t id) {
    return "sitting/" + std::to_string(id);
}

} // namespace

void Walkup::load() {
    rows_.prepare();
    rules_ = read_walkup(host_.event());
    last_ = rows_.last();
    day_ = day_of(host_.wall());
    rows_.since(host_.wall() - kDay, [this](Seat seat) {
        kiosk::Person person;
        const PlayerId player = seat.player;
        if (!host_.person(player, person)) { // forgotten, and the power failed before we were told
            rows_.forget(player);
            return;
        }
        remember(seat);
        if (seat.sitting.over()) {
            note(seat, day_of(seat.sitting.answers().back().taken));
            over_.emplace_back(player, seat.id);
        }
        seats_.insert_or_assign(player, std::move(seat));
        shed();
    });
    for (const auto& [player, seat] : seats_) contest_.pictures_of(seat.sitting.questions(), pictures_);
    host_.watch_packs("quiz-bank", [this] { read_banks(); }); // told after the contest, which has read them by then
    host_.watch_packs("booth", [this] { read_booths(); });
    read_booths();
    read_banks();
}

std::optional<Refusal> Walkup::start(PlayerId player) {
    if (!open()) return Refusal{409, "walkup_closed"};
    if (!host_.healthy()) return Refusal{503, "not_saved"};
    sweep();
    if (const auto found = seats_.find(player); found != seats_.end() && !found->second.sitting.over()) {
        show(found->second);
        return std::nullopt;
    }
    if (card(player).wait > 0) return Refusal{409, "walkup_wait"};
    Drawn drawn = draw(player, rules_.questions, nullptr);
    if (drawn.questions.empty()) return Refusal{409, "walkup_closed"};
    Pictures pictures;
    take_pictures(drawn.questions, pictures);
    Seat seat{++last_, player, host_.wall(), {}, Sitting(drawn.questions, rules_.preset, host_.now())};
    for (const auto& question : drawn.questions) {
        const std::string& bank = drawn.bank_of.at(question.id);
        seat.sources[question.id] = {bank, contest_.banks().version(bank)};
    }
    if (!rows_.open(seat)) return Refusal{503, "not_saved"};
    contest_.keep_pictures(pictures);
    pictures_.merge(pictures);
    remember(seat);
    seats_.insert_or_assign(player, std::move(seat));
    return std::nullopt;
}

std::optional<Refusal> Walkup::answer(PlayerId player, std::int64_t sitting, std::string_view question, const json& choice,
                                      kiosk_ms arrived) {
    Seat* seat = own(player, sitting);
    if (!seat) return after_the_end(player, sitting, question);
    if (!host_.healthy()) return Refusal{503, "not_saved"};
    const Question* asked = seat->sitting.shown(question);
    if (!asked) return Refusal{409, "wrong_question"};
    const int number = seat->sitting.number(question);
    if (number == static_cast<int>(seat->sitting.answers().size()) && contest_.keeps_back(asked_key(*asked))) {
        show(*seat); // a contest was opened meanwhile: what it asks is not explained here
        return Refusal{409, seat->sitting.shown(question) ? "walkup_held" : "walkup_changed"};
    }
    auto read = read_choice(*asked, choice);
    if (!read) return Refusal{422, "bad_choice"};
    switch (seat->sitting.answer(question, std::move(*read), arrived, host_.wall())) {
    case Sitting::Taken::already: return std::nullopt;
    case Sitting::Taken::wrong_question: return Refusal{409, "wrong_question"};
    case Sitting::Taken::bad_choice: return Refusal{422, "bad_choice"};
    case Sitting::Taken::accepted: break;
    }
    rows_.answer(*seat, number); // healthy() was asked in this step, so this write is taken
    tell(*seat, number);
    if (seat->sitting.over()) ended(*seat);
    return std::nullopt;
}

std::optional<Refusal> Walkup::next(PlayerId player, std::int64_t sitting, std::string_view question) {
    Seat* seat = own(player, sitting);
    if (!seat) return after_the_end(player, sitting, question);
    if (!host_.healthy()) return Refusal{503, "not_saved"};
    const int before = seat->sitting.at();
    if (!seat->sitting.next(question, host_.now())) return Refusal{409, "wrong_question"};
    if (seat->sitting.at() == before) return std::nullopt;
    rows_.at(*seat);
    show(*seat);
    return std::nullopt;
}

const Seat* Walkup::seat(PlayerId player) const {
    const auto found = seats_.find(player);
    return found == seats_.end() ? nullptr : &found->second;
}

const Over* Walkup::over(PlayerId player) const {
    const Past* past = past_.find(player);
    return !past || past->last.sitting == 0 || seats_.contains(player) ? nullptr : &past->last;
}

// A step that is asked for again, of a sitting that is over and not whole any more: nothing changes.
std::optional<Refusal> Walkup::after_the_end(PlayerId player, std::int64_t sitting, std::string_view question) const {
    const Over* over = this->over(player);
    if (!over || over->sitting != sitting) return Refusal{409, "walkup_gone"};
    const auto& met = past_.find(player)->met;
    const bool asked = std::any_of(met.end() - over->count, met.end(), [&](std::uint32_t one) { return questions_.at(one).id == question; });
    return asked ? std::nullopt : std::optional(Refusal{409, "wrong_question"});
}

Seat* Walkup::own(PlayerId player, std::int64_t sitting) {
    const auto found = seats_.find(player);
    return found == seats_.end() || found->second.id != sitting ? nullptr : &found->second;
}

Drawn Walkup::draw(PlayerId player, int questions, const Sitting* beside) {
    PickWish wish;
    wish.questions = questions;
    host_.random(&wish.seed, sizeof wish.seed);
    Asked asked;
    if (const Past* known = past_.find(player))
        for (const std::uint32_t met : known->met) ++asked[questions_.at(met).key];
    wish.asked = &asked;
    std::set<std::string> ids, keys;
    if (beside)
        for (const auto& question : beside->questions()) {
            ids.insert(question.id);
            keys.insert(asked_key(question));
        }
    wish.not_now = [&](const PoolQuestion& one) {
        return contest_.keeps_back(one.key) || ids.contains(one.question->id) || keys.contains(one.key);
    };
    return pick_questions(pool_, wish);
}

void Walkup::show(Seat& seat) {
    if (seat.sitting.step() != Sitting::Step::question) return;
    if (!contest_.keeps_back(asked_key(seat.sitting.questions()[static_cast<std::size_t>(seat.sitting.at())]))) return;
    Drawn other = draw(seat.player, 1, &seat.sitting);
    if (other.questions.empty()) return; // a bank of a handful: this one waits until the contest has told its answer
    Pictures pictures;
    take_pictures(other.questions, pictures);
    Question& question = other.questions.front();
    const std::string& bank = other.bank_of.at(question.id);
    seat.sources[question.id] = {bank, contest_.banks().version(bank)};
    if (!seat.sitting.replace(std::move(question), host_.now())) return;
    rows_.questions(seat);
    contest_.keep_pictures(pictures);
    pictures_.merge(pictures);
}

void Walkup::ended(Seat& seat) {
    turn_day();
    over_.emplace_back(seat.player, seat.id);
    const bool best = note(seat, day_);
    shed(); // this one is the newest and stays
    if (!best) return;
    record(seat, day_);
    host_.screen_changed(); // so many have played today
}

bool Walkup::note(const Seat& seat, const std::string& day) {
    Past& past = past_.of(seat.player);
    const bool best = past.add(over_of(seat.id, seat.sitting), day == day_);
    past.met.resize(past.met.size() - std::min<std::size_t>(past.met.size(), past.last.count)); // one may have been replaced
    for (const auto& question : seat.sitting.questions()) past.met.push_back(questions_.number(question));
    return best;
}

void Walkup::shed() {
    const PlayerId watching = host_.visitor().person;
    for (std::size_t looks = over_.size(); over_.size() > kKeptWhole && looks > 0; --looks) {
        const auto [player, sitting] = over_.front();
        over_.pop_front();
        const auto found = seats_.find(player);
        if (found == seats_.end() || found->second.id != sitting) continue; // playing again
        if (player == watching) over_.emplace_back(player, sitting);
        else seats_.erase(found);
    }
}

void Walkup::sweep() {
    turn_day();
    if (swept_ == day_) return;
    swept_ = day_;
    const kiosk_ms day_ago = host_.wall() - kDay;
    std::erase_if(seats_, [&](const auto& one) { return one.second.started < day_ago; });
    past_.erase_if([&](PlayerId player, const Past& past) { return past.last.ended < day_ago && !seats_.contains(player); });
}

void Walkup::record(const Seat& seat, const std::string& day) {
    const Came came = seat.sitting.came_to();
    const std::string run = "walkup/" + day, title(host_.text("vi", "walkup.run"));
    kiosk_result result{};
    result.run = kiosk::str(run);
    result.title = kiosk::str(title);
    result.person = seat.player;
    result.score = static_cast<double>(came.score);
    result.max_score = static_cast<double>(came.most);
    result.right = came.right;
    result.asked = came.asked;
    result.duration = came.time;
    result.finished = host_.wall();
    host_.record(result);
}

// The explanation is on its way in this very step, so the pattern may leave, too. Each sitting is a run of its own: the same
// question met again on another day is another answer.
void Walkup::tell(const Seat& seat, int number) {
    if (!host_.tells_answers()) return;
    const auto n = static_cast<std::size_t>(number);
    const Question& question = seat.sitting.questions()[n];
    const SittingAnswer& given = seat.sitting.answers()[n];
    const auto source = seat.sources.find(question.id);
    const BankRef from = source == seat.sources.end() ? BankRef{} : source->second;
    const std::string run = sitting_name(seat.id), title(host_.text("vi", "walkup.run"));
    const std::string id = own_id(question.id, from.bank);
    const ToldQuestion told(question, Lang::vi, false);
    const ToldItems response = told_choice(question, given.choice);
    const Outcome outcome = seat.sitting.outcome(number);
    kiosk_answered answer{};
    answer.run = kiosk::str(run);
    answer.title = kiosk::str(title);
    answer.person = seat.player;
    answer.question = kiosk::str(id);
    answer.bank = kiosk::str(from.bank);
    answer.bank_version = from.version;
    told.fill(answer);
    answer.response = response.items();
    answer.success = outcome.right ? int{*outcome.right} : -1;
    answer.score = static_cast<double>(outcome.points);
    answer.max_score = question.scored() ? static_cast<double>(worth(seat.sitting.preset(), 1, 1, true, 1).points) : 0;
    answer.duration = given.spent;
    answer.at = given.taken;
    host_.answered(answer);
}

void Walkup::remember(const Seat& seat) {
    auto& met = past_.of(seat.player).met;
    met.reserve(met.size() + seat.sitting.questions().size());
    for (const auto& question : seat.sitting.questions()) met.push_back(questions_.number(question));
    if (met.size() > kMostMet) met.erase(met.begin(), met.end() - static_cast<std::ptrdiff_t>(kMostMet));
}

Card Walkup::card(PlayerId player) {
    Card card;
    const Past* const known = past_.find(player);
    if (!known || known->last.sitting == 0) return card;
    const Past& past = *known;
    if (const Seat* seat = this->seat(player); seat && seat->id != past.last.sitting) return card; // under way
    turn_day();
    rank();
    card.came = card.best = past.last.came();
    if (const Over* best = past.best()) {
        card.best = best->came();
        card.counts = best == &past.last;
    }
    const auto place = std::lower_bound(places_.begin(), places_.end(), std::pair(player, 0));
    if (place != places_.end() && place->first == player) card.place = place->second;
    card.people = static_cast<int>(places_.size());
    const kiosk_ms again = past.last.ended + rules_.minutes_between * kiosk_ms{60'000};
    card.wait = std::clamp<kiosk_ms>(again - host_.wall(), 0, rules_.minutes_between * kiosk_ms{60'000});
    std::vector<Text> topics;
    for (int i = 0; i < past.last.count; ++i)
        if (past.last.mark(i) == std::optional(false)) topics.push_back(questions_.at(*(past.met.end() - past.last.count + i)).topic);
    card.read = read_next(shelf_, topics);
    return card;
}

int Walkup::people_today() {
    rank();
    return static_cast<int>(places_.size());
}

// The board is asked anew only where it may look different.
void Walkup::rank() {
    const auto revision = host_.results_revision();
    if (ranked_ == revision) return;
    ranked_ = revision;
    places_.clear();
    host_.board(KIOSK_SPAN_TODAY, false, kWholeBoard, [this](const kiosk_board_row& row) { places_.emplace_back(row.person, row.place); });
    std::sort(places_.begin(), places_.end());
}

const Picture* Walkup::picture(std::string_view name) const {
    const auto found = pictures_.find(name);
    return found == pictures_.end() ? nullptr : &found->second;
}

// Somebody who asked for it, or whose time is over: no row of theirs stays.
void Walkup::person_changed(PlayerId player) {
    kiosk::Person person;
    if (host_.person(player, person)) return;
    rows_.forget(player);
    seats_.erase(player);
    past_.erase(player);
}

std::string Walkup::day_of(kiosk_ms wall) const {
    const std::time_t seconds = static_cast<std::time_t>(wall / 1000);
    std::tm day{};
    localtime_r(&seconds, &day);
    char text[16];
    return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%d", &day));
}

void Walkup::turn_day() {
    const std::string today = day_of(host_.wall());
    if (today == day_) return;
    day_ = today;
    past_.turn_day();
    ranked_ = 0;
}

void Walkup::read_booths() {
    shelf_ = {};
    host_.packs("booth", [this](std::string_view id, std::string_view text) { shelf_.add(id, text); });
}

// And tells whether there is something to play; who plays what is told to nobody else.
void Walkup::read_banks() {
    std::vector<const Bank*> banks;
    for (const Bank& bank : contest_.banks().all())
        if (rules_.banks.empty() || std::find(rules_.banks.begin(), rules_.banks.end(), bank.id) != rules_.banks.end())
            banks.push_back(&bank);
    pool_ = pool_of(banks);
    host_.publish("walkup", kiosk::Audience::anyone, json{{"open", open()}, {"questions", rules_.questions}}.dump());
}

WalkupRules read_walkup(std::string_view event_json) {
    WalkupRules rules;
    const json event = json::parse(event_json, nullptr, false);
    const auto found = event.is_object() ? event.find("walkup") : event.end();
    if (!event.is_object() || found == event.end() || !found->is_object()) return rules;
    const auto number = [&](const char* key, int& into, int least, int most) {
        const auto value = found->find(key);
        if (value != found->end() && value->is_number_integer()) into = static_cast<int>(std::clamp<std::int64_t>(value->get<std::int64_t>(), least, most));
    };
    if (const auto open = found->find("open"); open != found->end() && open->is_boolean()) rules.open = *open;
    number("questions", rules.questions, 1, 20);
    number("minutes_between", rules.minutes_between, 0, 1440);
    if (const auto preset = found->find("preset"); preset != found->end() && preset->is_string())
        rules.preset = preset_named(preset->get_ref<const std::string&>()).value_or(rules.preset);
    if (const auto banks = found->find("banks"); banks != found->end() && banks->is_array())
        for (const auto& bank : *banks)
            if (bank.is_string()) rules.banks.push_back(bank);
    return rules;
}

} // namespace quiz
