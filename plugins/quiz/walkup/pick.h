// Which questions a sitting asks. Pure: the same seed and banks give the same questions. Thread: any.
#pragma once

#include "game/draw.h"

#include <functional>

namespace quiz {

// All that may be asked, looked at once: a hall of phones starts at the same moment. Borrows the banks.
struct PoolQuestion {
    const Bank* bank;
    const Question* question;
    std::string key; // asked_key
};
using Pool = std::vector<PoolQuestion>;
// Without numbers where the nearest of all wins: here nobody else answers.
Pool pool_of(const std::vector<const Bank*>&);

struct PickWish {
    int questions = 5;
    std::uint64_t seed = 0;
    const Asked* asked = nullptr; // of this person: what they met least comes first, so that playing again is no memory game
    // What may not come: what the contest in the hall is about to ask. May be empty.
    std::function<bool(const PoolQuestion&)> not_now;
};
// Two of five easy, two medium, one hard, as far as the banks have them, easy ones first; of as many banks as there are
// questions before any bank comes again; options shuffled. At most one poll, and none in fewer than four. Fewer than wished
// where the banks have no more. About 50 us for 200 questions.
Drawn pick_questions(const Pool&, const PickWish&);

} // namespace quiz
