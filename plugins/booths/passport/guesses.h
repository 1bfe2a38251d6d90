// How many wrong codes may be tried. A code has 35 bits and a dozen are good at a time, so guessing is hopeless already; this
// keeps it dull, too. Codes that were good a moment ago do not count: who comes late is no guesser. Pure; thread: any.
//
//   somebody   five at once, then one every 20 s
//   together   120 at once, then two a second: also for those who have not joined and have no name to be counted under.
//              This one holds back wrong codes only: somebody who guesses without end must not keep a hall from its stamps
#pragma once

#include "passport/codes.h"

#include <unordered_map>

namespace booths {

class Guesses {
public:
    // How long this player (0: not joined) must wait before the next code is looked at, ms; 0: not at all. mono time.
    Ms wait(Person, Ms now) const;
    // How long until the next wrong code of anybody is told from an old one.
    Ms wait_together(Ms now) const;
    void wrong(Person, Ms now);
    void forget(Person player) { players_.erase(player); }
    std::size_t remembered() const { return players_.size(); }

private:
    struct Rate {
        double most, per_ms;
    };
    struct Bucket {
        double left;
        Ms at;
    };
    static constexpr Rate kOne{5, 1.0 / 20'000}, kAll{120, 2.0 / 1'000};
    static Bucket filled(const Bucket&, const Rate&, Ms now);
    static Ms until_one(const Bucket&, const Rate&, Ms now);

    Bucket all_{kAll.most, 0};
    std::unordered_map<Person, Bucket> players_; // only those who guessed lately
};

} // namespace booths
