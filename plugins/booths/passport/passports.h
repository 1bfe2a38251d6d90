// Who was at which booth, which stamps they have, and who has all of them. Knows neither HTTP nor SQL. Thread: any.
//
//   never here ── visit ──> visited ── right answer ──> stamped (once, for good)
//                             └── wrong answer: told why, and waits for a code of a later step
#pragma once

#include "passport/codes.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace booths {

struct Visit {
    Ms first = 0;
    Ms stamped = 0;               // 0: not yet
    std::int64_t tried_step = -1; // in which the last wrong answer was given
};

// A passport with every stamp: its number for the prize draw, 1…, never given twice.
struct Full {
    std::int64_t number = 0;
    Ms at = 0;
};

enum class Verdict { stamped, wrong, already, too_soon };

class Passports {
public:
    // ---- as the tables tell it, at the start
    void restore(Person, std::string booth, const Visit&);
    void restore(Person, const Full&);
    void number_was_given(std::int64_t number); // also to somebody who is forgotten

    // ---- what happens
    // True the first time.
    bool visit(Person, const std::string& booth, Ms now);
    // An answer with the pass of a code of `step`, at `now`. too_soon: wrong in this step already, or with this very code.
    Verdict answer(Person, const std::string& booth, std::int64_t step, bool right, Ms now);
    // The number of a passport that has just become full; nothing where it is not, or has been for long.
    std::optional<Full> fill(Person, std::span<const std::string> booths, Ms now);
    // The disk refused what happened: all is as it was. `before` is nothing where they had never been there.
    void put_back(Person, const std::string& booth, const std::optional<Visit>& before);
    void empty_again(Person player) { full_.erase(player); } // the disk refused that
    void forget(Person);

    // ---- what is so
    const Visit* visit_of(Person, std::string_view booth) const; // nullptr: never here
    std::optional<Full> full_of(Person) const;
    std::size_t stamps_of(Person, std::span<const std::string> booths) const;
    std::size_t full_count() const { return full_.size(); }
    std::int64_t last_number() const { return last_number_; }
    bool knows(Person player) const { return people_.contains(player) || full_.contains(player); }

private:
    std::unordered_map<Person, std::map<std::string, Visit, std::less<>>> people_;
    std::unordered_map<Person, Full> full_;
    std::int64_t last_number_ = 0;
};

} // namespace booths
