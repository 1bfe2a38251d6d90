// Codes that carry a session on: from the touch screen to a phone, from a phone to the touch screen, or back to it later.
// Nine letters, good once, for half an hour.
//
//     make ──► good ── take ──► used
//                └── half an hour ──► old
//
// A code is 45 bits from the operating system's generator. Only its hash is kept, in memory and on disk, so that a restart
// keeps the codes and a stolen database opens no session for longer than their half hour. It is looked up by that hash: the
// time of it may tell something of a hash, never of a code. Wrong guesses are counted by address, and all together: with
// a thousand good codes, an hour of guessing by the whole hall finds one with a chance of 1 to ten million.
// Codes are this kiosk's own: another one in the hall has a database of its own and does not know them.
//
// Thread: main. Times are given by the caller: `mono` for guessing, `wall` for the half hour, which must outlive a restart.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace kiosk {

// Who may guess at a code, and how often: a bucket of tries for every address and one for all of them.
class GuessLimit {
public:
    bool may_try(std::string_view from, Ms mono);
    void failed(std::string_view from, Ms mono); // costs a try

private:
    struct Tries {
        double left;
        Ms at; // mono
    };
    Tries& of(std::string_view from, Ms mono);

    std::map<std::string, Tries, std::less<>> by_address_; // those that have failed of late
    Tries everybody_{-1, 0};                               // below 0: not yet used
};

class Handovers {
public:
    static constexpr std::size_t kLetters = 9; // of an alphabet without 0, O, 1, I
    static constexpr Ms kGoodFor = 30 * 60'000;

    explicit Handovers(store::Writer&);
    Status load(store::Database&, Ms wall); // at start; replaces what is in memory

    // A code for the session of this person, who was last at this screen ("quiz/walkup"; empty: home).
    std::string make(std::int64_t person, std::string_view screen, Ms wall, store::Step&);

    struct Taken {
        std::int64_t person;
        std::string screen;
    };
    struct Asked {
        std::string_view code;
        std::string_view from;   // address, or "screen"
        std::string_view device; // a random text of the page: the same one again is a phone that missed the answer; may be empty
    };
    // Whoever has a good code may go on; it is used then. Small letters, blanks and dashes are let pass. The error's
    // sentence is the key of one in content/i18n: Kind::limit "visitor.code_slow", Kind::not_found "visitor.code_wrong",
    // Kind::denied "visitor.code_used" or "visitor.code_old".
    Result<Taken> take(const Asked&, Ms mono, Ms wall, store::Step&);
    // The step of that `take` was not saved: the code is good again.
    void give_back(std::string_view code);
    bool is_good(std::string_view code, Ms wall) const;
    void forget(std::int64_t person, store::Step&); // who is erased leaves no codes

    // May this be a code, by its form? Then its short address shows the phone page.
    static bool looks_like_one(std::string_view);

private:
    struct Known {
        std::int64_t person;
        std::string screen;
        Ms until; // wall
        bool used;
        std::string used_by = {}; // the device; forgotten with a restart
    };
    void drop_old(Ms wall, store::Step&);

    std::map<std::string, Known> by_hash_;
    GuessLimit guesses_;
    store::StatementId put_ = 0, use_ = 0, drop_ = 0, drop_of_ = 0;
};

} // namespace kiosk
