// The contest as it runs on this kiosk: one Round, its rows on disk, and who is told what when.
//
// Every change goes the same way: ask the Round, write the fact, mark what must be told. Nothing is accepted while the
// disk does not take writes, so memory never knows more than the disk will.
//
// Thread: main. Owned by the plugin; borrows its Host.
#pragma once

#include "banks.h"
#include "messages.h"
#include "orders.h"
#include "prizes/claims.h"
#include "records.h"
#include "telling.h"

#include <kiosk/plugin.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quiz {

// Why something was not done: an HTTP status and the code that pages know.
struct Refusal {
    int status;
    const char* code;
};

class Contest {
public:
    explicit Contest(kiosk::Host&);

    void load();                          // in init, after Records::prepare: banks, orders, the round that was on
    void tick();                          // what is due: the round's own steps, the heartbeat, what must be told
    bool on() const { return round_.has_value(); }
    const Round& round() const { return *round_; }
    const RoundInfo& info() const { return info_; }
    Banks& banks() { return banks_; }
    // Of this round. One of a question that is still to come is for those who prepare it: its name is a hash of its bytes, which
    // whoever has the bank can reckon.
    const Picture* picture(std::string_view name, bool also_of_what_comes = false) const;
    // Whether the round that is on asks this (game/draw.h: asked_key) and has not revealed it: then nobody is to learn the answer
    // elsewhere.
    bool keeps_back(const std::string& key) const;
    // Pictures of questions that are asked outside of a round: on disk and back.
    void keep_pictures(const Pictures&);
    void pictures_of(const std::vector<Question>&, Pictures& into) const;
    const std::vector<Order>& orders() const { return orders_; }
    Face face(PlayerId) const;
    const std::vector<PlayerId>& newest_people() const { return newest_; } // last in, first; at most 60
    nlohmann::json staff_message();
    Claims& claims() { return claims_; }
    const Records& records() const { return records_; }
    bool sealed(std::int64_t round, const std::string& hash, kiosk_ms made) { return records_.sealed(round, hash, made); }

    // ---- staff
    std::optional<Refusal> open(const Order&);
    std::optional<Refusal> advance(std::int64_t round, std::string_view phase, int index);
    bool advance_by_key(); // space on the kiosk: from whatever is shown
    std::optional<Refusal> pause(std::int64_t round, bool paused);
    bool toggle_pause();
    std::optional<Refusal> close_early(std::int64_t round, int index);
    std::optional<Refusal> end(std::int64_t round);
    std::optional<Refusal> set_void(std::int64_t round, std::string_view question, bool voided);
    std::optional<Refusal> rekey(std::int64_t round, std::string_view question, const nlohmann::json& key);
    std::optional<Refusal> sudden_death(std::int64_t round);
    std::optional<Order> order(std::string_view contest) const;

    // ---- players
    std::optional<Refusal> enter(PlayerId, std::int64_t round);
    std::optional<Refusal> guess(PlayerId, std::int64_t round, std::int64_t people);
    // On success `saved` is the JSON that the phone is to be told once the answer is on disk.
    std::optional<Refusal> answer(PlayerId, std::int64_t round, std::string_view question, const nlohmann::json& choice,
                                  kiosk_ms arrived, std::string& saved);
    void person_changed(PlayerId);
    void prizes_changed(); // at the desk: phones that show a code ask again

private:
    Moment now() const { return {host_.now(), host_.wall()}; }
    std::optional<Refusal> wrong_round(std::int64_t round) const;
    std::string new_code() const;
    void packs_changed();
    void forget(PlayerId);
    bool begin(RoundInfo); // a new round with these questions
    void count_question(); // the one that is on now was asked, if it was not counted yet
    void stepped();        // the phase changed: write it, tell everybody
    void write_state();
    void make_good();      // what the disk refused, now that it is well
    void changed();        // a count changed: tell those who see counts, soon
    void tell_everybody();
    void tell_staff();
    void show_on_stage();
    std::string step_now() const;
    void note_step();
    void settle_prizes();
    bool recordable() const; // the round has come to its podium
    kiosk_ms finished_before() const;
    void record_results();
    void record_result(const Standing&);
    bool people_wait() const;
    void owe_answers();    // of what was revealed since: they are to be told to the centre
    void owe_again(std::string_view question);
    bool may_tell_answers() const;
    void next_automatic_round();
    void set_alarm();

    kiosk::Host& host_;
    Records records_;
    Telling telling_;
    Claims claims_;
    Banks banks_;
    std::vector<Order> orders_;
    int min_group_ = 1; // people that a unit must have before its figures are shown

    RoundInfo info_;
    std::optional<Round> round_;
    Pictures pictures_;      // of the round
    Asked asked_;            // on this kiosk so far
    std::string counted_;    // the question that was counted last
    mutable std::int64_t keyed_ = 0;                   // the round that keys_ is of
    mutable std::map<std::string, std::string> keys_;  // asked_key → id of its question
    std::string noted_;      // the step that was noted last: phase, question, paused
    std::size_t owed_ = 0;   // of the revealed questions so many were given to telling_
    std::vector<PlayerId> newest_;
    mutable std::unordered_map<PlayerId, Face> faces_; // of people in this round; a change drops one

    // When what must be told: 0 is "nothing to tell".
    kiosk_ms tell_everybody_at_ = 0, tell_staff_at_ = 0, heartbeat_at_ = 0;
    kiosk_ms told_everybody_ = 0, told_staff_ = 0;
    bool unwritten_ = false; // the disk refused the state; again when it heals
    bool unrecorded_ = false; // the disk refused the results; likewise
    bool unsettled_ = false; // the disk refused the prizes; likewise
    kiosk_ms finished_ = 0;  // wall: when the round came to its podium; 0: not yet
    bool ended_by_staff_ = false; // an automatic contest then opens no further round
};

} // namespace quiz
