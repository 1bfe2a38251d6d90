// Choosing a round's questions from banks. Pure: the same seed and banks give the same questions on every machine.
// Thread: any.
#pragma once

#include "bank/bank.h"

#include <cstdint>
#include <vector>

namespace quiz {

struct DrawWish {
    int questions = 10;
    int spare = 3;                // kept back for sudden death; no polls
    std::uint64_t seed = 0;
    bool shuffle = true;          // false: the first questions, in the order of banks and file
    bool shuffle_options = true;  // of single and multiple choice; put-in-order is always shuffled, and never shown solved
};
struct Drawn {
    std::vector<Question> questions; // when shuffled, easy ones first; fewer than wished where the banks have no more
    std::vector<Question> spare;
};
// Takes from banks in turn, and within a bank from its difficulties in turn, so that no topic or difficulty crowds out
// the others. Each bank is listed once; ids of questions that two banks share are made unique as "bank.id".
Drawn draw(const std::vector<const Bank*>& banks, const DrawWish&);

} // namespace quiz
