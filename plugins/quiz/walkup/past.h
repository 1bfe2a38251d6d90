// What stays of a game that is over, once its questions have left memory: who comes back still sees how it went, and the next
// game still brings fresh questions. About 110 bytes a person, where a whole sitting is some thousands. Pure. Thread: main.
#pragma once

#include "walkup/sitting.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quiz {

struct Over {
    std::int64_t sitting = 0; // 0: none
    Ms ended = 0;             // wall: its last answer
    std::uint32_t time = 0;   // ms over the right answers: at most 20 times kMostSpent
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
    std::vector<std::uint32_t> met; // the newest kMostMet, in order: those of the newest game at the end

    // It is the newest from now on; `of_today`: it counts for the day. True where it is the best of the day.
    bool add(const Over&, bool of_today);
    const Over* best() const { return last_is_best_ ? &last : earlier_.get(); } // of the day; nullptr: none
    void turn_day();

private:
    std::unique_ptr<const Over> earlier_; // most people play once
    bool last_is_best_ = false;
};
inline constexpr std::size_t kMostMet = 200;

// Everybody's of the last day, side by side in the order of their numbers: who comes is new, and stands at the end or near it.
class Pasts {
public:
    Past& of(PlayerId); // begun where there is none; it stays there until the next one is begun or erased
    const Past* find(PlayerId) const; // nullptr: none
    void erase(PlayerId);
    void erase_if(const std::function<bool(PlayerId, const Past&)>&);
    void turn_day();

private:
    std::deque<std::pair<PlayerId, Past>> pasts_;
};

} // namespace quiz
