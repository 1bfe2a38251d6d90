// The book of claims: who may fetch which prize, and what became of it. Pure: no disk, no clock, no randomness; what a call
// changes lies in changes() until the owner has written it. Thread: main.
//
//            settle                       hand_out
//   (none) ─────────> waiting ─────────────────────────> handed_out
//                      ^  │  settle, forget               │
//             settle   │  v                               │ undo
//                  withdrawn        waiting <─────────────┘   (withdrawn, where they are owed nothing any more)
//
// A claim belongs to one player of one round and keeps its code for ever. settle() makes the claims of a round agree with its
// standings, as often as these change: what was not handed out moves, what was stays, with a note. Claims of other rounds are
// never touched by it.
#pragma once

#include "prizes/rule.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quiz {

struct Claim {
    enum class State { waiting, handed_out, withdrawn };
    std::int64_t id = 0, round = 0;
    PlayerId player = 0;     // 0: they were forgotten
    std::string name, unit;  // as they stood on the board; empty once they are forgotten
    int place = 0;           // on the board, when it was last settled
    int prize_place = 0;     // the line of the rule; see rule.h
    bool shared = false;
    Text prize;
    std::string code;        // empty once they are forgotten
    State state = State::waiting;
    Ms since = 0;            // wall: when it was first given
    Ms at = 0;               // wall: when the state became what it is
    std::string desk;        // that handed it out
    // What staff should know. Of a claim that was handed out: "rescored", by today's scores it is another's; of one that waits:
    // "moved", the prize was another before; of a withdrawn one: why, "rescored" or "forgotten".
    std::string note;
    bool operator==(const Claim&) const = default;
};
std::string_view name_of(Claim::State);
std::optional<Claim::State> claim_state_named(std::string_view);

// One line of the audit trail. No name ever stands in it.
struct ClaimEvent {
    std::int64_t claim = 0;
    Ms at = 0; // wall
    std::string what; // given, moved, withdrawn, kept (though re-scored), handed_out, undone, forgotten
    std::string desk, reason; // as staff typed them
};

// What is left of a line of the rule.
struct Stock {
    Prize prize;
    int handed_out = 0, waiting = 0;
    int left() const { return prize.stock - handed_out; } // on the shelf; below 0 where more were handed out
};

class ClaimBook {
public:
    explicit ClaimBook(PrizeRule rule = {}) : rule_(std::move(rule)) {}
    void load(std::vector<Claim>); // in order of id

    struct RoundEnd {
        std::int64_t round = 0;
        const std::vector<Standing>& standings;
        std::function<std::pair<std::string, std::string>(PlayerId)> name_and_unit;
        std::function<bool(PlayerId)> is_staff; // beside the names that the rule excludes
        std::function<std::string()> new_code;  // called until it gives one that is nobody's
        Ms now = 0; // wall
    };
    bool settle(const RoundEnd&); // whether something changed

    enum class Outcome { done, already, stock_out, withdrawn, unknown };
    // `beyond_stock`: also where the rule has none left, because there is one more after all.
    Outcome hand_out(std::int64_t claim, std::string_view desk, std::string_view reason, bool beyond_stock, Ms now);
    Outcome undo(std::int64_t claim, std::string_view desk, std::string_view reason, Ms now); // already: is not handed out
    bool forget(PlayerId, Ms now); // names and codes go, the lines of the trail stay; what waits is withdrawn

    const Claim* find(std::int64_t id) const;
    const Claim* by_code(std::string_view code) const; // whatever its state; nothing for an empty code
    std::vector<const Claim*> of(PlayerId) const;      // not withdrawn, oldest first
    const std::vector<Claim>& all() const { return claims_; }
    const PrizeRule& rule() const { return rule_; }
    std::vector<Stock> stock() const;

    struct Changes {
        std::vector<std::int64_t> claims; // each once
        std::vector<ClaimEvent> events;
        bool empty() const { return claims.empty() && events.empty(); }
    };
    Changes take_changes();

private:
    Claim* mine(std::int64_t id);
    Claim* of_round(std::int64_t round, PlayerId);
    bool has_prize_elsewhere(PlayerId, std::int64_t round, Ms now) const;
    Stock stock_of(const Prize&, std::int64_t except_round = 0) const;
    bool is_left(const Prize&, std::int64_t except_round) const;
    bool give(const RoundEnd&, const Award&);
    void take_back(Claim&, const char* why, Ms now);
    void note(Claim&, Ms now, const char* what, std::string_view desk = {}, std::string_view reason = {});

    PrizeRule rule_;
    std::vector<Claim> claims_; // in order of id
    Changes changes_;
};

} // namespace quiz
