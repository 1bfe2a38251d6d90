// What stays of a game that is over, once its questions have left memory: who comes back still sees how it went, and the next
// game still brings fresh questions. About 170 bytes a person, where a whole sitting is some thousands. Pure. Thread: main.
#pragma once

#include "walkup/sitting.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quiz {

struct Over {
    std::int64_t sitting = 0; // 0: none
    Ms ended = 0;             // wall: its last answer
    Ms time = 0;              // over the right answers
    std::uint32_t right = 0, polls = 0; // a bit a question: a sitting has at most 20
    std::uint8_t count = 0;
    Preset preset = Preset::balanced;

    Came came() const; // as the sitting's
    std::optional<bool> mark(int number) const; // nothing for a poll
};
Over over_of(std::int64_t id, const Sitting&); // of one that is over

// The questions that anybody met, each once: people keep numbers of them.
class MetQuestions {
public:
    struct Name {
        std::string id, key; // asked_key
        Text topic;
    };
    std::uint32_t number(const Question&);
    const Name& at(std::uint32_t number) const { return names_.at(number); }

private:
    std::map<std::string, std::uint32_t> numbers_;
    std::deque<Name> names_;
};

// One person's games.
struct Past {
    Over last;                      // the newest that is over
    Over best;                      // of the day
    std::vector<std::uint32_t> met; // the newest kMostMet, in order: those of the newest game at the end
};
inline constexpr std::size_t kMostMet = 200;

} // namespace quiz
