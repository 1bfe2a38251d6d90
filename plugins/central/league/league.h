// The league over all kiosks: persons and units of one event, reckoned from the runs that the archive tells of, in whatever
// order and however late they come. What it says depends on the set of runs alone, not on the way they came.
//
// A run counts once, by its registration: of several statements of it the one with the highest number, and none where that
// one is voided. Persons are ordered as on every board of the kiosk: sum of scores, then right answers, then least time over
// them; what is equal there shares a place (1, 2, 2, 4). A person belongs to the unit of their newest run.
//
// Units of few people would tell how this or that person did: all of them stand in one row without a name, or in none where
// they are too few together, and persons stand without such a unit, or it could be added up from them. A run whose player asked to be forgotten still counts for its unit, as a person of its own.
//
// Thread: main; no clock, no tables. Memory: about 500 bytes a run.
#pragma once

#include "store/archive.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace central {

// A unit as the event file has it. Units that it does not name are taken from the runs.
struct UnitOfEvent {
    std::string title;
    std::int64_t inhabitants = 0; // 0: not known
};

enum class UnitOrder { total, average, turnout };

struct PersonRow {
    int place = 0;
    std::string player; // random id; a kiosk knows whose it is, where it is one of its own
    std::string unit, unit_title; // "" where so few belong to it that it is hidden
    double score = 0;
    std::int64_t right = 0, duration = 0, runs = 0; // duration in ms
};
struct UnitRow {
    int place = 0; // 0: the units of few people, together
    std::string unit, title;
    double score = 0, average = 0; // average: score per person
    std::int64_t people = 0, runs = 0;
    double turnout = 0; // people per thousand inhabitants; 0 where these are not known
};

class PersonWalk;

class League {
public:
    explicit League(std::map<std::string, UnitOfEvent> units = {}, std::int64_t min_group = 5);

    // A run is there, or is there again: replaced, voided, forgotten. False where nothing changed by it.
    bool take(const RunResult&);

    std::vector<PersonRow> persons(std::size_t most) const; // best first
    std::vector<UnitRow> units(UnitOrder) const;            // best first; a turnout that is not known comes last
    std::int64_t runs() const { return counted_; }
    std::int64_t people() const;
    // Whether so few people belong to the unit that it must not stand under its name.
    bool hides(const std::string& unit) const;
    std::int64_t min_group() const { return min_group_; }
    std::size_t known_persons() const { return persons_.size(); }
    std::size_t known_units() const { return units_.size(); } // those of few people, too
    std::string title_of(const std::string& unit) const;
    // By registration, those among them that are voided.
    const std::unordered_map<std::string, RunResult>& all_runs() const { return runs_; }

private:
    friend class PersonWalk;
    struct Person {
        double score = 0;
        std::int64_t right = 0, duration = 0;
        std::string unit;
        std::vector<std::string> runs; // registrations
    };
    struct Unit {
        std::string title;
        double score = 0;
        std::int64_t runs = 0;
        std::map<std::string, std::int64_t> players; // and how many runs of each; "" are the forgotten ones
        std::int64_t people() const;
    };
    // Orders the persons; `player` makes equal ones differ.
    struct Merit {
        double score;
        std::int64_t right, duration;
        std::string_view player;
        bool operator<(const Merit&) const;
        bool equals(const Merit&) const; // in what counts
    };

    void add(const RunResult&);
    void remove(const RunResult&);
    void rejudge(const std::string& player); // the sums of a person, from their runs

    const std::map<std::string, UnitOfEvent> of_event_;
    const std::int64_t min_group_;
    std::unordered_map<std::string, RunResult> runs_; // by registration
    std::map<std::string, Person, std::less<>> persons_;
    std::set<Merit> order_;
    std::map<std::string, Unit> units_;
    std::int64_t counted_ = 0;
};

// All persons, best first, some at a time. Good until the league takes something.
class PersonWalk {
public:
    explicit PersonWalk(const League&);
    std::vector<PersonRow> next(std::size_t most); // none at the end

private:
    const League& league_;
    std::set<League::Merit>::const_iterator at_;
    int place_ = 0, before_ = 0; // of the one before; how many came so far
};

} // namespace central
