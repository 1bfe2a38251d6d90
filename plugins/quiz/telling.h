// Answers on their way to the central endpoint: told from their question's reveal on, never before, so that the right
// answer stays here as long as it is asked for. A hall's ten thousand answers are told in slices of a few ms, each a step
// of its own: main is never held, and nothing is told while a question is open (contest.cpp).
//
//     revealed, or set right afterwards ── owe() ──► quiz_untold: question, 0 ── tell() ──► question, n ──► gone
//
// The row is written in the step that reveals, and again in the step of each slice: a kiosk that is killed forgets none and
// goes on where it was. What is owed again is told anew; the kiosk finds out of which answers it says something new.
//
// Thread: main. Owned by the contest; borrows its Host and Records.
#pragma once

#include "game/round.h"
#include "records.h"

#include <kiosk/plugin.hpp>

#include <deque>
#include <string>
#include <vector>

namespace quiz {

class Telling {
public:
    Telling(kiosk::Host& host, Records& records) : host_(host), records_(records) {}

    // At start: what was still to be told when the kiosk stopped. `current`: the round that goes on, 0 for none.
    void load(std::int64_t current);
    // All answers of a revealed question, in this step. Does nothing in a rehearsal, or where nobody is told.
    void owe(const RoundInfo&, const std::string& question);
    // The round is over and gives way to the next; what is owed of it is told from here.
    void leave(RoundInfo, Round);
    bool owes() const { return !untold_.empty(); }
    void tell(const RoundInfo&, const Round* current); // a slice

private:
    struct Past {
        RoundInfo info;
        Round round;
    };
    bool owes(std::int64_t round) const;
    void tell(const RoundInfo&, const Round&, Records::Untold&, kiosk_ms until);

    kiosk::Host& host_;
    Records& records_;
    std::deque<Records::Untold> untold_; // the first is being told
    std::vector<Past> past_;             // rounds that are over, as long as something of them is untold
};

} // namespace quiz
