// The quiz's tables, all the SQL of this plugin, and the way back from rows to a Round. Thread: main.
//
//   quiz_rounds   one row a round: what it was opened with, and its state (phase, question, elapsed), replaced as it goes
//   quiz_entries  who is in, in order of entering; their guess; removed or not
//   quiz_answers  every accepted answer: who, to what, what, when after the opening. Never changed; gone with who is forgotten
//   quiz_changes  the audit trail: voided, restored, re-keyed
//   quiz_asked    how often a question was asked here, rehearsals not counted: the draw takes fresh ones first
//   quiz_pictures pictures of questions, by the name that stands in the round's questions
//   quiz_steps    what was shown when: every phase and pause as it began; for complaints, nothing is reckoned from it
//   quiz_sealed   when the result file of a round was made first as it is now, so that paper and file keep one hash
//   quiz_claims, quiz_claim_log   prizes and what became of them (prizes/claim_records.h)
//   quiz_untold   revealed questions whose answers are still to be told to the central endpoint, and how far it came (telling.h)
// Scores are not stored: they are reckoned from these facts, so they cannot contradict them.
#pragma once

#include "game/draw.h"
#include "game/round.h"
#include "pictures.h"

#include <kiosk/plugin.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quiz {

// Where a round's question comes from.
struct BankRef {
    std::string bank;     // id
    int version = 0;      // on this kiosk; 0: not known
};

// What a round was opened with.
struct RoundInfo {
    std::int64_t id = 0;
    std::string contest; // id in the event file, or empty
    Text title;
    std::string code;    // "7K4Q"
    std::vector<std::string> banks;
    std::uint64_t seed = 0; // of the draw: with the banks it gives the same questions again
    bool rehearsal = false;
    kiosk_ms opened = 0;    // wall
    RoundConfig config;
    std::map<std::string, BankRef> sources; // by question
};

// Something that everybody saw, at that moment.
struct Step {
    kiosk_ms at = 0;      // wall
    std::string what;     // a phase's name, or "paused", "resumed"
    std::string question; // empty in the lobby, at the podium and after the end
};

// The round's name in results and statements.
inline std::string run_name(std::int64_t round) { return "round/" + std::to_string(round); }

class Records {
public:
    explicit Records(kiosk::Host& host) : host_(host) {}
    void prepare(); // in init: migrations and statements

    // Each adds to the present step; false where the disk takes no writes at present (nothing was added).
    bool open(const RoundInfo&, const State&);
    bool state(std::int64_t round, const State&);
    bool entry(std::int64_t round, const Entry&);
    bool answer(std::int64_t round, PlayerId, const std::string& question, const std::string& choice, Ms offset, bool late,
                kiosk_ms wall);
    bool change(std::int64_t round, const Change&);
    bool step(std::int64_t round, const Step&);
    bool sealed(std::int64_t round, const std::string& hash, kiosk_ms made);
    bool forget(PlayerId); // entries and answers, of all rounds

    bool asked(const std::string& key); // once more
    bool picture(const std::string& name, const Picture&);
    bool untold(std::int64_t round, const std::string& question, std::size_t told);
    bool all_told(std::int64_t round, const std::string& question);
    bool none_untold();

    Asked asked_so_far() const;
    Pictures pictures_of(const RoundConfig&) const;
    struct Open {
        RoundInfo info;
        Snapshot snapshot;
    };
    // The newest round, whatever its phase; nothing where there is none or its rows make no sense (logged).
    std::optional<Open> newest() const;
    std::optional<Open> round(std::int64_t id) const;
    struct Untold {
        std::int64_t round = 0;
        std::string question;
        std::size_t told = 0; // so many of its answers, in order of arrival
    };
    std::vector<Untold> untold() const; // oldest first
    std::vector<Step> steps(std::int64_t round) const; // in order
    // When the file of this hash was made; nothing where the round's was never made, or was another then.
    std::optional<kiosk_ms> sealed_at(std::int64_t round, const std::string& hash) const;
    struct Past {
        std::int64_t id = 0;
        Text title;
        bool rehearsal = false;
        kiosk_ms opened = 0; // wall
        Phase phase = Phase::ended;
        std::int64_t people = 0;
    };
    std::vector<Past> past(int most) const; // rounds so far, newest first
    std::int64_t last_round() const;
    // Rounds of a contest so far, rehearsals not counted: for "Vòng 3".
    int rounds_of(const std::string& contest) const;

private:
    kiosk::Host& host_;
    void read_people(Open&) const;
    void read_answers(Open&) const;
    void read_changes(Open&) const;

    kiosk_statement open_ = 0, state_ = 0, entry_ = 0, answer_ = 0, change_ = 0, asked_ = 0, picture_ = 0, untold_ = 0,
                    all_told_ = 0, none_untold_ = 0, step_ = 0, sealed_ = 0, forget_entries_ = 0, forget_answers_ = 0;
};

} // namespace quiz
