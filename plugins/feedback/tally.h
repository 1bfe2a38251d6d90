// What all voices come to: how many per reason and per unit. Groups of fewer people than the event lets show stand together,
// without a name, and so many of them that nobody can be reckoned out of the rest. Pure; thread: main.
#pragma once

#include "voice.h"

#include <deque>
#include <map>
#include <set>

namespace feedback {

using Counts = std::array<int, kReasonCount>; // in the order of kReasons

struct Row {
    std::string unit;                         // id; empty: they would rather not say
    Counts reasons{};
    int total = 0;
};

struct Summary {
    int total = 0;
    bool shown = false;                       // enough have spoken that their reasons may be shown
    Counts reasons{};
    std::vector<Row> units;                   // most voices first
    Row others;                               // small ones together, and those that find no room
    std::set<std::string> hidden;             // units whose voices must not be told apart from others
};

class Tally {
public:
    void add(const Voice&);
    int total() const { return total_; }
    // `most` rows at most.
    Summary summary(int min_group, std::size_t most) const;
    // The newest sentences, the newest first; with their units, which `hidden` may forbid to name.
    const std::deque<Voice>& newest() const { return newest_; }

private:
    std::map<std::string, Row> units_;
    std::deque<Voice> newest_;                // with a sentence
    int total_ = 0;
};

// The topic feedback/summary, for staff: at most 64 KiB whatever people write.
std::string summary_message(const Tally&, const Event&, std::int64_t now);

} // namespace feedback
