// Choosing a round's questions from banks. Pure: the same seed and banks give the same questions on every machine.
// Thread: any.
#pragma once

#include "bank/bank.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace quiz {

// How often each question was asked on this kiosk, by asked_key().
using Asked = std::map<std::string, int, std::less<>>;
// What makes two questions the same to somebody who plays: their folded text, in whatever bank and version they stand.
std::string asked_key(const Question&);

struct DrawWish {
    int questions = 10;
    int spare = 3;                // kept back for sudden death; no polls
    std::uint64_t seed = 0;
    bool shuffle = true;          // false: the first questions, in the order of banks and file
    // Of single and multiple choice; put-in-order is always shuffled, and never shown solved. What is shuffled gets new ids, by place.
    bool shuffle_options = true;
    std::vector<std::string> topics = {};          // only these, compared by fold(); empty: all
    std::vector<Difficulty> difficulties = {};     // only these; empty: all
    const Asked* asked = nullptr; // when shuffled, what was asked least comes first: nothing comes again before all was used up
};
struct Drawn {
    std::vector<Question> questions; // when shuffled, easy ones first; fewer than wished where the banks have no more
    std::vector<Question> spare;
    std::map<std::string, std::string> bank_of; // each question's id here → its bank's
};
// Takes from banks in turn, and within a bank from its difficulties in turn, so that no topic or difficulty crowds out
// the others; a question asked before waits until the fresh ones are used up. Each bank is listed once; ids of questions that two
// banks share are made unique as "bank.id".
Drawn draw(const std::vector<const Bank*>& banks, const DrawWish&);

} // namespace quiz
