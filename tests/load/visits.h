// A day of visitors: people who walk up, play the walk-up quiz on their phone and go, each a new person with connections and a
// stream of their own. What the kiosk keeps of them is its memory after `early` visits against its memory after all of them.
#pragma once

#include "tests/load/process.h"
#include "tests/load/samples.h"

#include <map>
#include <string>

namespace kiosk::load {

struct VisitWishes {
    std::string url = "http://127.0.0.1:8080", db; // db: the kiosk's database, to look for every result in
    std::size_t visits = 10'000, early = 100, at_once = 50;
    int pid = 0; // the kiosk's process, for its memory
};

struct VisitReport {
    std::size_t visits = 0, finished = 0, early = 0, broken = 0;
    std::size_t answers = 0;                             // told "saved"
    std::map<std::string, std::size_t> refusals;         // what ended a visit early: step, status, code
    Samples joins, starts, replies, cards;               // POST join, start, answer; the step that brings the card
    double seconds = 0;
    Usage before, after_early, after_all;                // nobody is there at these moments
    bool disk_checked = false;
    std::size_t results_on_disk = 0, results_wrong = 0;  // with another score than their card told
    std::size_t games_on_disk = 0, answers_on_disk = 0;
    bool perfect() const;
};

VisitReport receive_visits(const VisitWishes&); // throws std::runtime_error with a sentence where the disk cannot be read
void print(const VisitReport&);

} // namespace kiosk::load
