// The walk-up quiz as it runs on this kiosk: everybody's sitting, its rows on disk, the day's best. Phones and the touch screen
// come through the same calls, so a sitting begun here may be ended there.
//
// Every change goes the same way as in the contest: ask the Sitting, write the fact. Nothing is accepted while the disk does not
// take writes. Who answers is told once the step is on disk (the caller's reply_when_saved, or when_saved).
//
// Counted: the best sitting of a person and a day. It is recorded as run "walkup/2026-10-10" of that person, again only where
// it is better: playing on gives more chances, never a sum.
//
// Whole in memory: sittings under way, the newest kKeptWhole that are over, and that of whoever stands at the touch screen. Of
// the others stays what past.h says; their rows are on disk.
//
// Thread: main. Owned by the plugin; borrows its Host and the contest, whose questions nobody is to meet here first.
#pragma once

#include "contest.h"
#include "walkup/past.h"
#include "walkup/pick.h"
#include "walkup/reading.h"
#include "walkup/rows.h"

#include <kiosk/plugin.hpp>

#include <nlohmann/json_fwd.hpp>

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace quiz {

// The event file's "walkup". What makes no sense was refused when the file was checked.
struct WalkupRules {
    bool open = true;
    int questions = 5;
    int minutes_between = 0;        // from the end of one sitting to the start of the next
    Preset preset = Preset::balanced;
    std::vector<std::string> banks; // ids; empty: all that are in use
};
WalkupRules read_walkup(std::string_view event_json);

// What a sitting came to, for the card at its end.
struct Card {
    Came came, best;     // this sitting; the best of the day
    bool counts = false; // this one is the best
    int place = 0;       // on the kiosk's board of today; 0: on none
    int people = 0;      // on it
    kiosk_ms wait = 0;   // until another may begin, ms
    std::vector<Suggestion> read;
};

class Walkup {
public:
    Walkup(kiosk::Host& host, Contest& contest) : host_(host), contest_(contest), rows_(host) {}

    void load(); // in init, after the contest's
    const WalkupRules& rules() const { return rules_; }
    bool open() const { return rules_.open && !pool_.empty(); }

    // A sitting that is not over goes on; else a new one begins.
    std::optional<Refusal> start(PlayerId);
    // `arrived` is mono. Again the same question: nothing changes, and that is no refusal.
    std::optional<Refusal> answer(PlayerId, std::int64_t sitting, std::string_view question, const nlohmann::json& choice,
                                  kiosk_ms arrived);
    std::optional<Refusal> next(PlayerId, std::int64_t sitting, std::string_view question);

    const Seat* seat(PlayerId) const; // the newest, while it is whole in memory; nullptr: none in the last day, or over()
    const Over* over(PlayerId) const; // the newest, where that is over and no longer whole; nullptr otherwise
    Card card(PlayerId);              // of the newest; only where it is over
    int people_today();               // on the kiosk's board of today, contest included
    const Picture* picture(std::string_view name) const;
    void person_changed(PlayerId);

private:
    Seat* own(PlayerId player, std::int64_t sitting);
    Drawn draw(PlayerId, int questions, const Sitting* beside);
    std::optional<Refusal> after_the_end(PlayerId, std::int64_t sitting, std::string_view question) const;
    void show(Seat&); // see to it that what is shown is not what the contest is about to ask
    void ended(Seat&);
    bool note(const Seat&, const std::string& day); // of one that is over; whether it is the best of the day
    void shed();       // whole sittings that nobody is waiting for
    void sweep();      // once a day: what began and ended before the last day
    void record(const Seat&, const std::string& day);
    void tell(const Seat&, int number);
    void remember(const Seat&);
    std::string day_of(kiosk_ms wall) const; // "2026-10-10", in the machine's time zone
    void turn_day();
    void read_booths();
    void read_banks();
    void rank();

    kiosk::Host& host_;
    Contest& contest_;
    SittingRows rows_;
    WalkupRules rules_;
    Shelf shelf_;
    Pool pool_; // of the contest's banks
    std::int64_t last_ = 0;
    std::unordered_map<PlayerId, Seat> seats_;   // the newest of each, while it is whole
    std::deque<std::pair<PlayerId, std::int64_t>> over_; // of these, who and which sitting, as they ended
    MetQuestions questions_;
    Pasts past_;                                 // of the last day
    std::string day_, swept_;                    // past_'s best ones are of day_
    Pictures pictures_;
    std::uint64_t ranked_ = 0;                   // the boards' revision that places_ is of
    std::vector<std::pair<PlayerId, int>> places_; // by player
};

} // namespace quiz
