// One round of the contest: its rules and nothing else. No clock (mono ms come in), no disk, no network, no randomness.
// Thread: the owner's (main). A Round owns everything it is given.
//
//                                                               sudden_death (a shared prize place)
//                                                  ┌──────────────────────────────────────────────────┐
//            advance          advance              v                                                  │
//   lobby ───────────> question ───────> answering                                                    │
//                        ^  ^                │ close_early, or the time is up;                        │
//                        │  │                v then tick, when the grace second is over               │
//                        │  │              closed                                                     │
//                        │  │                │ advance                                                │
//                        │  │   a poll       v          advance; nothing left to ask                  │
//                        │  └──────────── reveal ──────────────────────────────────────> podium ──────┘
//                        │                   │ advance                                      │ advance
//                        │ advance           v                                              v
//                        └────────────── standings                                        ended
//
//   end: any phase but ended ─> podium where something was revealed, else ended; podium ─> ended.
//   (sudden_death leads to `question` with a question kept back; its reveal leads to podium again.)
//   auto: tick takes each `advance` when the phase's time is over. pause: no time passes, whatever the phase.
//
// Three rules about time:
// 1. An answer's time is when it ARRIVED (kiosk_request.arrived), counted from the opening without pauses. The inbox may
//    be a batch behind: what arrived in time is taken in `answering` and in `closed`, whenever it is looked at.
// 2. Deadline = the question's seconds, or the moment of close_early. Until one second after it answers are taken as late
//    ("late by the network": no speed points); the phase stays `answering`, with nothing left on the clock, for that
//    second. This holds for close_early, too: what was on its way when staff pressed the key is not lost.
// 3. Nothing about right or wrong is decided before `reveal`: keys may be replaced and questions voided at any time, and
//    scores are always reckoned anew from answers and keys, never remembered.
#pragma once

#include "bank/question.h"
#include "game/choice.h"
#include "game/countdown.h"
#include "game/scoring.h"
#include "game/standing.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quiz {

inline constexpr Ms kGrace = 1000;
inline constexpr std::int64_t kMaxGuess = 1'000'000;

enum class Phase { lobby, question, answering, closed, reveal, standings, podium, ended };
std::string_view name_of(Phase);
std::optional<Phase> phase_named(std::string_view);

// What the staff's one big button does now. `none`: nothing (the grace second, or after the end).
enum class Next { none, start, open_answers, close, reveal, standings, next_question, podium, end };
std::string_view name_of(Next);

// How long each phase stays when the round runs by itself, in ms.
struct Dwell {
    Ms lobby = 120'000, question = 4'000, closed = 1'500, reveal = 10'000, standings = 7'000, podium = 30'000;
    bool operator==(const Dwell&) const = default;
};

struct RoundConfig {
    Preset preset = Preset::balanced;
    int seconds = 20; // for questions that do not say
    bool automatic = false;
    Dwell dwell;              // used when automatic
    bool asks_guess = false;  // "how many people will take part?"
    int standings_every = 1;  // standings after every n questions; 0: only the podium
    int prize_places = 3;     // sudden death settles shared places up to this one
    std::vector<Question> questions; // at least one; ids unique, over `spare` too
    std::vector<Question> spare;     // for sudden death, in this order; no polls

    bool operator==(const RoundConfig&) const = default;
};
// Whether a round can be made of it: see the members' comments.
bool usable(const RoundConfig&);
nlohmann::json to_json(const RoundConfig&);
std::optional<RoundConfig> read_config(const nlohmann::json&); // nothing where it is damaged or not usable

// ---- what is written to disk, and all that a Round needs to stand up again

struct Entry {
    PlayerId player = 0;
    int since = 0; // how many questions had been revealed when they came: decides whose row the standings have
    std::optional<std::int64_t> guess;
    bool removed = false;
    bool operator==(const Entry&) const = default;
};
struct AnswerFact {
    PlayerId player = 0;
    std::string question;
    Choice choice;
    Ms offset = 0; // arrival, ms since the opening without pauses
    bool late = false;
    Ms taken = 0; // wall
    bool operator==(const AnswerFact&) const = default;
};
// Staff changed what counts. The list of these is the audit trail, and is applied again after a restart.
struct Change {
    enum class What { voided, restored, rekeyed };
    Ms at = 0; // wall
    What what = What::voided;
    std::string question;
    Key key; // of rekeyed: the new one
    bool operator==(const Change&) const = default;
};
std::string_view name_of(Change::What);
std::optional<Change::What> change_named(std::string_view);

struct State {
    Phase phase = Phase::lobby;
    int index = -1;    // of the present question: -1 in the lobby, questions first, then spare ones
    bool paused = false;
    Ms elapsed = 0;    // of the present phase, without pauses
    Ms limit = 0;      // of the present question: its time, or less after close_early; 0 before the first
    std::vector<int> revealed;                // indexes of the questions that were revealed, in order
    std::vector<std::vector<PlayerId>> duels; // who was asked in each sudden death, begun or done
    bool operator==(const State&) const = default;
};
nlohmann::json to_json(const State&);
std::optional<State> read_state(const nlohmann::json&);

struct Snapshot {
    std::vector<Entry> entries;      // in order of entering
    std::vector<AnswerFact> answers; // in order of arrival, within a question
    std::vector<Change> changes;     // in order of time
    State state;
};

// ---- what comes back from accept

enum class Verdict {
    accepted,
    already,        // this player has answered this question; `choice` is what was saved
    not_open,       // not yet, or paused
    wrong_question, // no such question, or one that is still to come
    too_late,
    removed,        // by staff
    not_entered,
    not_asked,      // sudden death among others
    bad_choice
};
std::string_view name_of(Verdict);

struct Accepted {
    Verdict verdict = Verdict::bad_choice;
    bool late = false;
    Ms offset = 0;                  // to be written with the answer
    const Choice* choice = nullptr; // what is saved: accepted and already. Valid until the next call that changes
};

// ---- what may be shown

// The present question as everybody may see it. It has no place for a key, so that none can leak.
struct PublicQuestion {
    std::string id;
    Type type = Type::single;
    Text text;
    std::string image;
    std::vector<Option> options;
    Text unit, topic;
    Ms time = 0; // to answer
};
struct Counts {
    std::vector<int> options; // people per option, in the question's order; empty for number, order and text
    int right = 0, wrong = 0; // 0 before the reveal, for polls and for voided questions
    int answered = 0;
};
struct Reveal {
    Key key;
    Text explanation;
    Source source;
    bool voided = false;
    Counts counts;
};
struct Outcome {
    std::optional<bool> right; // nothing for a poll and a voided question; false where no answer was given
    Points points = 0, speed = 0;
};
// An answer to a revealed question, and what it came to.
struct Judged {
    PlayerId player = 0;
    const Choice* choice = nullptr; // valid until the next call that changes
    Ms offset = 0, taken = 0;       // as in AnswerFact
    std::optional<bool> right;      // nothing for a poll and a voided question
    Points points = 0, most = 0;    // won, and the most that could be; 0 for sudden deaths
};
// What one player may know about themselves.
struct Own {
    bool entered = false, removed = false;
    const Choice* choice = nullptr; // to the present question
    bool late = false;
    bool asked = true;              // false: a sudden death among others
    std::optional<std::int64_t> guess;
    std::optional<Outcome> outcome; // of the present question, from the reveal on
    // As of the last reveal: these never tell whether a running answer is right. Place 0: not placed yet.
    Points score = 0;
    int right = 0, place = 0, of = 0;
    bool shared = false;
};

class Round {
public:
    // `config` must be usable().
    Round(RoundConfig config, Ms now);
    // The round as it was, with its clock going on from the elapsed time that was written last. Nothing where the facts
    // contradict each other or the config (a damaged file); scores are reckoned from the facts.
    static std::optional<Round> restore(RoundConfig config, const Snapshot&, Ms now);
    Snapshot snapshot(Ms now) const;
    State state(Ms now) const;
    // As it is to be written after enter, guess and set_removed; nothing where they have not entered.
    std::optional<Entry> entry(PlayerId) const;
    // Every answer to a question, in order of arrival.
    std::vector<AnswerFact> answers(std::string_view question) const;
    // The same one by one, 0…answer_count - 1, once the question was revealed.
    std::size_t answer_count(std::string_view question) const;
    Judged judged(std::string_view question, std::size_t answer) const;

    // ---- pace. Each returns whether something changed.
    bool advance(Ms now);                             // the next sensible step; ends a pause
    bool advance_from(Phase seen, int index, Ms now); // only from what staff saw: a double tap, or two phones, step once
    bool tick(Ms now);                                // what is due by time; at most one step
    std::optional<Ms> due() const;                    // mono time of the next tick that will do something
    bool pause(Ms now);
    bool resume(Ms now);
    bool close_early(Ms now);  // in answering; see rule 2
    bool end(Ms now);
    // At the podium, where prize places are shared and a spare question is left: asks it, of the best group that shares.
    bool sudden_death(Ms now);
    bool can_sudden_death() const;

    // ---- people
    bool enter(PlayerId);        // once; also late, until the podium. False: is in already, or the round is over
    bool leave(PlayerId);        // only in the lobby; later, an absent player just does not answer
    bool set_removed(PlayerId, bool removed); // keeps the answers: whoever is let back in has their score
    // As if they had never come: no entry, no row, no answer that could be shown or written. False: is not in.
    bool forget(PlayerId);
    // In the lobby and until the first question closes; may be changed. 1…kMaxGuess.
    bool guess(PlayerId, std::int64_t people);
    // O(1). `arrived` in mono ms; `wall` is kept with it. Who answered before is told the truth even when asking about an
    // earlier question.
    Accepted accept(PlayerId, std::string_view question, Choice, Ms arrived, Ms wall = 0);

    // ---- corrections. Everybody is re-scored at once; false where nothing changed or the id or key is wrong.
    // A spare question can be voided only once it was asked.
    bool void_question(std::string_view question, bool voided, Ms wall);
    bool rekey_question(std::string_view question, Key, Ms wall);
    const std::vector<Change>& changes() const { return changes_; }

    // ---- to show
    const RoundConfig& config() const { return config_; } // as begun; question() knows what was re-keyed since
    Phase phase() const { return phase_; }
    bool paused() const { return clock_.paused(); }
    bool closing(Ms now) const; // answering, with the deadline passed: the grace second
    int index() const { return index_; }
    int count() const { return static_cast<int>(config_.questions.size()); }
    bool in_sudden_death() const; // the present question is one
    Next next(Ms now) const;
    // Of the present countdown (answering; every phase of an automatic round): what is left, at least 0, and the whole.
    std::optional<Ms> remaining(Ms now) const;
    std::optional<Ms> total() const;
    int people() const { return present_; } // entered and not removed
    int answered() const;                   // of the present question, by people not removed
    std::optional<PublicQuestion> public_question() const; // from `question` to `standings`
    std::optional<Counts> counts() const;                  // from `closed` to `standings`
    std::optional<Reveal> reveal() const;                  // `reveal` and `standings`
    Own own(PlayerId) const;
    // As of the last reveal, best first, without removed players and those who came after it.
    const std::vector<Standing>& standings() const { return rows_; }
    // Groups of players who share a prize place, best place first.
    std::vector<std::vector<PlayerId>> ties() const;
    // For staff only, at any time: a question by id, its key as it is now, and whether it is voided.
    const Question* question(std::string_view id) const;
    const Question* present_question() const;
    const Question& question_at(int index) const { return asked_.at(static_cast<std::size_t>(index)).question; }
    bool voided(std::string_view id) const;
    bool was_revealed(std::string_view id) const;
    bool was_shown(std::string_view id) const; // on phones and stage, by now

private:
    struct Given {
        std::size_t who; // in players_
        Choice choice;
        Ms offset;
        bool late;
        Ms taken = 0;       // wall
        bool right = false; // once revealed
        Worth worth;        // once revealed
    };
    struct Asked { // a question and what was answered to it
        Question question;
        bool voided = false;
        bool revealed = false;
        std::vector<Given> given;                           // in order of arrival
        std::unordered_map<std::size_t, std::size_t> by_who; // player -> position in `given`
        Counts counts;                                      // of people not removed
    };
    static constexpr PlayerId kForgotten = 0; // nobody's id
    struct Player {
        PlayerId id;
        int since;
        std::optional<std::int64_t> guess;
        bool removed = false;
        Points score = 0; // over the revealed questions
        int right = 0;
        Ms time = 0;
    };

    void enter_phase(Phase, Ms now);
    void open_question(int index, Ms now);
    void close(Ms now);
    void show_answer(Ms now);
    int next_index() const; // the next question that is not voided, or -1
    bool standings_due() const;
    std::optional<Ms> dwell() const;
    Ms time_of(const Question&) const;
    bool is_spare(int index) const { return index >= count(); }

    const Asked* find(std::string_view id) const;
    Asked* present() { return index_ < 0 ? nullptr : &asked_[static_cast<std::size_t>(index_)]; }
    const Asked* present() const { return index_ < 0 ? nullptr : &asked_[static_cast<std::size_t>(index_)]; }
    bool takes_part(std::size_t who, int index) const;
    void take(Asked&, Given);
    void count(Asked&, const Given&, int by) const;
    void score(int index); // again, if it was scored before
    void place();
    std::vector<Tally> tallies(std::optional<int> without) const;
    bool apply(const Change&);
    bool put_back_state(const State&);
    bool put_back_people(const Snapshot&);
    bool put_back_answers(const Snapshot&);

    RoundConfig config_;
    std::vector<Asked> asked_; // questions, then spare ones
    std::unordered_map<std::string, int> index_of_;
    int scored_questions_ = 1;

    std::vector<Player> players_; // in order of entering
    std::unordered_map<PlayerId, std::size_t> who_;
    int present_ = 0;

    Phase phase_ = Phase::lobby;
    int index_ = -1;
    Ms limit_ = 0;
    Countdown clock_;   // of the phase
    Countdown answers_; // of the last answering, still looked at in `closed`
    std::vector<int> revealed_; // indexes, in order
    std::vector<std::vector<PlayerId>> duels_;
    std::vector<Change> changes_;

    std::vector<Standing> rows_;
    std::unordered_map<PlayerId, std::size_t> row_of_;
};

} // namespace quiz
