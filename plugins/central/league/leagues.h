// The leagues of all events that were heard of, fed from the archive as results come: a chunk at a time, so that a million of
// them at the start do not hold up who sends. Read by organisers' screens as JSON.
//
// Thread: main. Owns the leagues; what it looks at must outlive it.
#pragma once

#include "league/league.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace central {

// What a page may ask for. Persons at most kMostPersons.
struct LeagueQuestion {
    std::string event; // "": the one that was last heard of
    std::size_t persons = 100;
    UnitOrder units = UnitOrder::total;
};
inline constexpr std::size_t kMostPersons = 1'000;

// What is asked in `?event=…&persons=…&by=total|average|turnout`; false where it makes no sense.
bool read_league_question(std::string_view query, LeagueQuestion& into);

class Leagues {
public:
    // `event` is the event file, as JSON text: its units and the least size of a group. `later` is called when there is more
    // to look at than one look() takes.
    Leagues(Archive&, std::string_view event, std::function<void()> later);

    // Asks the archive for what is new; what it tells is taken when it comes. One question at a time.
    void look();
    // Grows whenever to_json may say something else.
    std::uint64_t revision() const { return revision_; }
    // Whether the archive has been read to its end since the start.
    bool complete() const { return complete_; }
    bool away() const { return away_; } // the archive gave no answer when it was last asked
    // By event. Good until the next answer of the archive is taken, which `hold` keeps away: for who reads them piece by
    // piece. What comes meanwhile is looked at afterwards.
    const std::map<std::string, League>& all() const { return leagues_; }
    void hold(bool);
    bool still() const { return held_ && !asking_; } // held, and no answer is under way

    // {"event", "events": […], "complete", "runs", "people",
    //  "persons": [{"place", "player", "unit", "unit_title", "score", "right", "duration_ms", "runs"}],
    //  "units": [{"place", "unit", "title", "score", "people", "average", "runs", "turnout"?}]}, best first; the row of units
    // that are too small to stand alone has neither place nor unit.
    nlohmann::json to_json(const LeagueQuestion&) const;

private:
    void take(Changes);

    Archive& archive_;
    std::map<std::string, UnitOfEvent> units_;
    std::int64_t min_group_;
    std::function<void()> later_;
    std::map<std::string, League> leagues_; // by event
    std::string newest_;                    // event
    std::string cursor_;
    bool asking_ = false, again_ = false, complete_ = false, held_ = false, away_ = false;
    std::uint64_t revision_ = 0;
    std::shared_ptr<char> alive_ = std::make_shared<char>(); // an answer may come when this has gone
};

} // namespace central
