// One person's walk-up quiz: a few questions, one after the other, in their own time, each explained at once. The rules and
// nothing else: no clock (ms come in), no disk, no network, no randomness. Thread: the owner's (main).
//
//                  answer                     next                                 next, after the last
//     question ─────────────> explained ─────────────> question ─ … ─> explained ─────────────────────> done
//         │  ^
//         └──┘ replace: the contest in the hall is about to ask the same
//
// - Only the question that is shown can be answered, and only once; the key leaves with the explanation of that answer.
// - Nobody is hurried: a right answer is worth what the preset gives without speed points (game/scoring.h). Time counts
//   where two are equal, and is measured while this kiosk runs: a restart begins the present question's time anew.
// - The sitting is over for the board with its last answer, whether or not the person looks at the explanation.
#pragma once

#include "game/round.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct SittingAnswer {
    Choice choice;
    Ms spent = 0; // from the first sight of the question; at most kMostSpent
    Ms taken = 0; // wall
    bool operator==(const SittingAnswer&) const = default;
};
inline constexpr Ms kMostSpent = 600'000; // who walks away and comes back has not thought for an hour

// What a sitting came to; better: more points, then more right answers, then less time.
struct Came {
    Points score = 0, most = 0; // won, and to be won
    int right = 0, asked = 0;   // polls are not asked for the board
    Ms time = 0;                // over the right answers
    bool operator==(const Came&) const = default;
};
bool better(const Came&, const Came& than);

class Sitting {
public:
    enum class Step { question, explained, done };
    enum class Taken { accepted, already, wrong_question, bad_choice };

    // At least one question; ids unique. The first one is shown at `now` (mono).
    Sitting(std::vector<Question> questions, Preset preset, Ms now);
    // From what was written: the answers in order, and which question was shown (the number of questions where it is done).
    // Nothing where they contradict each other.
    static std::optional<Sitting> restore(std::vector<Question>, Preset, std::vector<SittingAnswer>, int at, Ms now);

    // `already`: this question was answered before, and the first answer stands; also for earlier questions.
    Taken answer(std::string_view question, Choice, Ms arrived, Ms wall);
    // From the explanation of that question to the next one. False where it is not answered, or not one of this sitting's
    // that was shown; true without a change where that is done already.
    bool next(std::string_view question, Ms now);
    // Another question instead of the one that is shown and not answered.
    bool replace(Question, Ms now);

    Step step() const;
    int at() const { return at_; } // of the question that is shown, 0…; count() when done
    int count() const { return static_cast<int>(questions_.size()); }
    bool over() const { return answers_.size() == questions_.size(); }
    Preset preset() const { return preset_; }

    std::optional<PublicQuestion> public_question() const;     // what is shown; no place for a key
    std::optional<Reveal> reveal() const;                      // once it is explained
    const Choice* choice() const;                              // what was answered to it; nullptr: nothing yet
    const Question* shown(std::string_view question) const;    // with its key, for reading a choice; nullptr: not shown yet
    int number(std::string_view question) const;               // of one that was shown; -1 for others
    Outcome outcome(int number) const;                         // of an answered question; speed is 0
    Came came_to() const;                                      // so far

    const std::vector<Question>& questions() const { return questions_; }
    const std::vector<SittingAnswer>& answers() const { return answers_; }

private:
    std::vector<Question> questions_;
    Preset preset_;
    std::vector<SittingAnswer> answers_; // at_ of them, or one more where it is explained
    int at_ = 0;
    Ms shown_since_;
};

} // namespace quiz
