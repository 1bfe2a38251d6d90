#include "contest.h"

#include "game/choice.h"

#include <algorithm>

namespace quiz {

using nlohmann::json;

namespace {

// Phones need the phase at once and the number of people now and then; staff and stage see counts up to ten times a second.
constexpr kiosk_ms kTellPhones = 2'000;
constexpr kiosk_ms kTellStaff = 200;
// How much of a countdown may be given twice after a power cut.
constexpr kiosk_ms kHeartbeat = 1'000;

constexpr std::size_t kNewestPeople = 60;

} // namespace

Contest::Contest(kiosk::Host& host) : host_(host), records_(host), telling_(host, records_), claims_(host), banks_(host) {}

void Contest::load() {
    records_.prepare();
    claims_.load();
    banks_.load();
    host_.watch_packs("quiz-bank", [this] { packs_changed(); });
    asked_ = records_.asked_so_far();
    orders_ = read_orders(host_.event());
    min_group_ = read_min_group(host_.event());
    if (auto open = records_.newest()) {
        auto round = Round::restore(open->info.config, open->snapshot, host_.now());
        if (round && round->phase() != Phase::ended) {
            info_ = std::move(open->info);
            round_ = std::move(*round);
            pictures_ = records_.pictures_of(info_.config);
            owed_ = open->snapshot.state.revealed.size();
            if (const auto shown = round_->public_question()) counted_ = shown->id;
            for (const auto& entry : open->snapshot.entries) {
                // The power may have failed between our row and the host's; the host's is the one that staff see.
                kiosk::Person person;
                if (!host_.person(entry.player, person)) {
                    records_.forget(entry.player);
                    round_->forget(entry.player);
                    continue;
                }
                round_->set_removed(entry.player, person.removed);
                if (!round_->entry(entry.player)->removed) newest_.insert(newest_.begin(), entry.player);
            }
            newest_.resize(std::min(newest_.size(), kNewestPeople));
            host_.info("round " + std::to_string(info_.id) + " goes on at phase " + std::string(name_of(round_->phase())));
        } else if (!round) {
            host_.warn("the newest round on disk contradicts itself; starting without it");
        }
    }
    telling_.load(round_ ? info_.id : 0);
    noted_ = step_now();
    if (round_ && recordable()) finished_ = finished_before();
    settle_prizes();
    show_on_stage();
    tell_everybody();
    tell_staff();
    set_alarm();
}

void Contest::tick() {
    const kiosk_ms now = host_.now();
    if (round_) {
        bool moved = false;
        while (round_->tick(now)) moved = true; // after a long sleep several steps may be due
        if (moved) stepped();
        if (host_.healthy()) make_good();
        if (heartbeat_at_ && heartbeat_at_ <= now) {
            heartbeat_at_ = 0;
            if (people_wait() && host_.healthy()) records_.state(info_.id, round_->state(now));
        }
        next_automatic_round(); // where the disk refused it before
    }
    if (tell_everybody_at_ && tell_everybody_at_ <= now) tell_everybody();
    if (tell_staff_at_ && tell_staff_at_ <= now) tell_staff();
    if (may_tell_answers()) telling_.tell(info_, round_ ? &*round_ : nullptr);
    set_alarm();
}

// A countdown that somebody waits for: after a power cut it is to go on, not to begin anew.
bool Contest::people_wait() const {
    return !round_->paused() && round_->remaining(host_.now()) && (round_->phase() == Phase::answering || round_->people() > 0);
}

void Contest::set_alarm() {
    std::optional<kiosk_ms> at;
    const auto sooner = [&at](kiosk_ms time) { at = at ? std::min(*at, time) : time; };
    if (round_) {
        if (const auto due = round_->due()) sooner(*due);
        if (people_wait()) {
            if (!heartbeat_at_) heartbeat_at_ = host_.now() + kHeartbeat;
            sooner(heartbeat_at_);
        }
        if (unwritten_ || unrecorded_ || unsettled_) sooner(host_.now() + kHeartbeat);
    }
    if (tell_everybody_at_) sooner(tell_everybody_at_);
    if (tell_staff_at_) sooner(tell_staff_at_);
    if (may_tell_answers()) sooner(host_.healthy() ? host_.now() : host_.now() + kHeartbeat);
    host_.wake_at(at.value_or(-1));
}

// ---------------------------------------------------------------- staff

std::optional<Order> Contest::order(std::string_view contest) const {
    for (const auto& order : orders_)
        if (order.contest == contest) return order;
    return std::nullopt;
}

std::optional<Refusal> Contest::wrong_round(std::int64_t round) const {
    if (!round_ || info_.id != round) return Refusal{409, "no_round"};
    if (!host_.healthy()) return Refusal{503, "not_saved"};
    return std::nullopt;
}

std::optional<Refusal> Contest::advance(std::int64_t round, std::string_view phase, int index) {
    if (auto refusal = wrong_round(round)) return refusal;
    const auto seen = phase_named(phase);
    if (!seen) return Refusal{422, "bad_request"};
    if (!round_->advance_from(*seen, index, host_.now())) return Refusal{409, "moved_on"};
    stepped();
    return std::nullopt;
}

bool Contest::advance_by_key() {
    if (!round_ || !host_.healthy() || !round_->advance(host_.now())) return false;
    stepped();
    return true;
}

std::optional<Refusal> Contest::pause(std::int64_t round, bool paused) {
    if (auto refusal = wrong_round(round)) return refusal;
    if (paused ? round_->pause(host_.now()) : round_->resume(host_.now())) stepped();
    return std::nullopt;
}

bool Contest::toggle_pause() {
    return round_ && !pause(info_.id, !round_->paused());
}

std::optional<Refusal> Contest::close_early(std::int64_t round, int index) {
    if (auto refusal = wrong_round(round)) return refusal;
    if (round_->index() != index || !round_->close_early(host_.now())) return Refusal{409, "moved_on"};
    stepped();
    return std::nullopt;
}

std::optional<Refusal> Contest::end(std::int64_t round) {
    if (auto refusal = wrong_round(round)) return refusal;
    if (!round_->end(host_.now())) return Refusal{409, "moved_on"};
    ended_by_staff_ = true;
    stepped();
    return std::nullopt;
}

std::optional<Refusal> Contest::set_void(std::int64_t round, std::string_view question, bool voided) {
    if (auto refusal = wrong_round(round)) return refusal;
    if (!round_->void_question(question, voided, host_.wall())) return Refusal{422, "no_change"};
    records_.change(info_.id, round_->changes().back());
    owe_again(question);
    stepped();
    return std::nullopt;
}

std::optional<Refusal> Contest::rekey(std::int64_t round, std::string_view question, const json& key) {
    if (auto refusal = wrong_round(round)) return refusal;
    const auto* present = round_->question(question);
    auto read = present ? read_key(*present, key) : std::nullopt;
    if (!read) return Refusal{422, "bad_key"};
    if (!round_->rekey_question(question, std::move(*read), host_.wall())) return Refusal{422, "no_change"};
    records_.change(info_.id, round_->changes().back());
    owe_again(question);
    stepped();
    return std::nullopt;
}

std::optional<Refusal> Contest::sudden_death(std::int64_t round) {
    if (auto refusal = wrong_round(round)) return refusal;
    if (!round_->sudden_death(host_.now())) return Refusal{409, "no_tie"};
    stepped();
    return std::nullopt;
}

// ---------------------------------------------------------------- players

std::optional<Refusal> Contest::enter(PlayerId player, std::int64_t round) {
    if (auto refusal = wrong_round(round)) return refusal;
    if (!round_->enter(player)) return round_->entry(player) ? std::nullopt : std::optional(Refusal{409, "round_over"});
    records_.entry(info_.id, *round_->entry(player));
    newest_.insert(newest_.begin(), player);
    if (newest_.size() > kNewestPeople) newest_.pop_back();
    changed();
    return std::nullopt;
}

std::optional<Refusal> Contest::guess(PlayerId player, std::int64_t round, std::int64_t people) {
    if (auto refusal = wrong_round(round)) return refusal;
    if (people < 1 || people > kMaxGuess) return Refusal{422, "bad_guess"};
    if (!round_->guess(player, people)) return Refusal{409, "too_late"};
    records_.entry(info_.id, *round_->entry(player));
    set_alarm();
    return std::nullopt;
}

std::optional<Refusal> Contest::answer(PlayerId player, std::int64_t round, std::string_view question, const json& choice,
                                       kiosk_ms arrived, std::string& saved) {
    if (auto refusal = wrong_round(round)) return refusal;
    // Before anything else is looked at: what an unknown question is refused with tells nobody which ones are still to come.
    const auto* asked = round_->was_shown(question) ? round_->question(question) : nullptr;
    if (!asked) return Refusal{409, "wrong_question"};
    auto read = read_choice(*asked, choice);
    if (!read) return Refusal{422, "bad_choice"};
    const kiosk_ms taken = host_.wall(); // once: the replay before a restart and after it tell the same moment
    const Accepted accepted = round_->accept(player, question, std::move(*read), arrived, taken);
    // This is the hot path: the choice becomes text once, for the disk and for the phone.
    const auto told = [&](const std::string& kept, bool already) {
        saved = R"({"saved":true,"question":)" + json(asked->id).dump() + R"(,"choice":)" + kept +
                (accepted.late ? R"(,"late":true)" : R"(,"late":false)") + (already ? R"(,"already":true})" : "}");
        return std::nullopt;
    };
    switch (accepted.verdict) {
    case Verdict::accepted: {
        const std::string kept = to_json(*asked, *accepted.choice).dump();
        // healthy() was asked in this step, and says for all of it what write() will do.
        records_.answer(info_.id, player, asked->id, kept, accepted.offset, accepted.late, taken);
        changed();
        return told(kept, false);
    }
    case Verdict::already: return told(to_json(*asked, *accepted.choice).dump(), true);
    case Verdict::not_open: return Refusal{409, "not_open"};
    case Verdict::wrong_question: return Refusal{409, "wrong_question"};
    case Verdict::too_late: return Refusal{409, "too_late"};
    case Verdict::removed: return Refusal{403, "removed"};
    case Verdict::not_entered: return Refusal{409, "not_entered"};
    case Verdict::not_asked: return Refusal{409, "not_asked"};
    case Verdict::bad_choice: return Refusal{422, "bad_choice"};
    }
    return Refusal{500, "internal"};
}

void Contest::person_changed(PlayerId player) {
    faces_.erase(player);
    kiosk::Person person;
    if (!host_.person(player, person)) return forget(player);
    claims_.renamed(player);
    if (!round_) return;
    const auto& rows = round_->standings();
    const auto at = std::find_if(rows.begin(), rows.end(), [player](const Standing& row) { return row.of.player == player; });
    auto had = at == rows.end() ? std::nullopt : std::optional(*at);
    if (round_->set_removed(player, person.removed)) {
        records_.entry(info_.id, *round_->entry(player));
        if (person.removed) std::erase(newest_, player);
        for (const auto& question : info_.config.questions) // theirs may have been the nearest number
            if (const auto* number = std::get_if<RightNumber>(&round_->question(question.id)->key); number && number->closest)
                owe_again(question.id);
        record_results();
        settle_prizes();
        if (person.removed && had && recordable()) { // what they had is kept, but the place is another's now
            had->place = 0;
            record_result(*had);
        }
        tell_everybody();
    } else if (round_->entry(player)) { // staff may approve a hall of names at once: the phones are told of them together
        if (!tell_everybody_at_) tell_everybody_at_ = std::max(host_.now(), told_everybody_ + kTellPhones);
        host_.screen_changed();
    }
    changed();
    set_alarm();
}

// Somebody who asked for it, or whose time is over: no row of theirs stays, and whoever plays on plays without them.
void Contest::forget(PlayerId player) {
    records_.forget(player);
    claims_.forget(player);
    if (!round_ || !round_->forget(player)) return;
    std::erase(newest_, player);
    write_state(); // a sudden death names who is in it
    // Once for all of whom a whole day is forgotten: in the tick that comes at once.
    unrecorded_ = unsettled_ = true;
    tell_everybody_at_ = tell_staff_at_ = host_.now();
    set_alarm();
}

Face Contest::face(PlayerId player) const {
    const auto known = faces_.find(player);
    if (known != faces_.end()) return known->second;
    kiosk::Person person;
    if (!host_.person(player, person)) return {"?", "", ""};
    return faces_.emplace(player, Face{person.name, person.unit, person.unit_title}).first->second;
}

// ---------------------------------------------------------------- telling and writing

void Contest::stepped() {
    write_state();
    note_step();
    count_question();
    record_results();
    settle_prizes();
    heartbeat_at_ = 0;
    show_on_stage();
    tell_everybody();
    tell_staff();
    set_alarm();
    next_automatic_round();
}

// What the disk refused.
void Contest::make_good() {
    if (unwritten_) write_state();
    if (unrecorded_) record_results();
    if (unsettled_) settle_prizes();
}

// The state is one row that the newest replaces: what a full disk refused is made good by the next write.
void Contest::write_state() {
    unwritten_ = !records_.state(info_.id, round_->state(host_.now()));
    if (!unwritten_) owe_answers();
}

// In the step that reveals: what is on disk as revealed is on disk as untold, too.
void Contest::owe_answers() {
    const auto revealed = round_->state(host_.now()).revealed;
    for (; owed_ < revealed.size(); ++owed_) telling_.owe(info_, round_->question_at(revealed[owed_]).id);
}

void Contest::owe_again(std::string_view question) {
    if (round_->was_revealed(question)) telling_.owe(info_, std::string(question));
}

// While a question is open, main and disk belong to the phones.
bool Contest::may_tell_answers() const {
    return telling_.owes() && !(round_ && round_->phase() == Phase::answering);
}

void Contest::changed() {
    const bool lobby = round_->phase() == Phase::lobby;
    if (tell_staff_at_ && (tell_everybody_at_ || !lobby)) return; // it is on its way
    const kiosk_ms now = host_.now();
    if (!tell_everybody_at_ && lobby) tell_everybody_at_ = std::max(now, told_everybody_ + kTellPhones);
    if (!tell_staff_at_) tell_staff_at_ = std::max(now, told_staff_ + kTellStaff);
    set_alarm();
}

void Contest::tell_everybody() {
    tell_everybody_at_ = 0;
    told_everybody_ = host_.now();
    const FaceOf face_of = [this](PlayerId player) { return face(player); };
    json message = round_ ? round_message(info_, *round_, now(), face_of) : no_round_message(now());
    message["prizes"] = claims_.revision();
    host_.publish("round", kiosk::Audience::anyone, message.dump());
    const bool standing = round_ && !round_->standings().empty();
    host_.publish("standings", kiosk::Audience::anyone,
                  standing ? standings_message(info_, *round_, face_of, min_group_).dump()
                           : json{{"round", nullptr}, {"rows", json::array()}, {"units", json::array()}}.dump());
    host_.screen_changed();
}

void Contest::tell_staff() {
    tell_staff_at_ = 0;
    told_staff_ = host_.now();
    host_.publish("staff", kiosk::Audience::staff, staff_message().dump());
    host_.screen_changed();
}

json Contest::staff_message() {
    json message =
        round_ ? round_message(info_, *round_, now(), [this](PlayerId player) { return face(player); }) : no_round_message(now());
    if (round_) add_staff_part(message, *round_, now());
    message["contests"] = json::array();
    for (const auto& order : orders_)
        message["contests"].push_back({{"id", order.contest}, {"title", to_json(order.title)}, {"preset", name_of(order.preset)},
                                       {"questions", order.questions}, {"seconds", order.seconds}, {"auto", order.automatic},
                                       {"rehearsal", order.rehearsal}, {"banks", order.banks}});
    message["banks"] = json::array();
    for (const auto& bank : banks_.all())
        message["banks"].push_back({{"id", bank.id},
                                    {"title", to_json(bank.title)},
                                    {"topic", to_json(bank.topic)},
                                    {"questions", bank.questions.size()}});
    return message;
}

void Contest::show_on_stage() {
    if (round_ && round_->phase() != Phase::ended) host_.show("stage");
    else host_.give_back_screen();
}

} // namespace quiz
