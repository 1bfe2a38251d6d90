// What lists are asked by (agent, verb, activity, registration), as numbers: 64 bits of SipHash-2-4 under a key that the
// database keeps, so that the tables of mentions are narrow and nobody outside can make two words fall together. That two
// of ten million words do so by chance is as likely as one in 400,000, and would show a statement too many in a list.
//
// Pure. Thread: any.
#pragma once

#include "xapi/query.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace central {

using Term = std::int64_t;

class Terms {
public:
    static constexpr std::size_t kKeyBytes = 16;
    explicit Terms(std::string key); // kKeyBytes

    // Everything that the statement can be found by, without repeats.
    std::vector<Term> of(const xapi::Statement&) const;

    // A list holds the statements that have one term of each group. The group that fewest statements are thought to have
    // comes first; no group: all statements.
    using Groups = std::vector<std::vector<Term>>;
    Groups asked(const xapi::Query&) const;

    // Of statements whose actor or object is this account.
    Term account(std::string_view home, std::string_view name) const;
    Term player(std::string_view name) const; // for the list of the forgotten

private:
    Term hash(char kind, std::string_view word) const;

    std::string key_;
};

// The two parts of an identity that is an account; both "" where it is another.
struct Account {
    std::string_view home, name;
};
Account account_of(std::string_view identity);

} // namespace central
