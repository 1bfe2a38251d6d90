// The tables of the book of claims, and the way between rows and claims. Thread: main.
//
//   quiz_claims     one row a claim, replaced as it changes
//   quiz_claim_log  the audit trail: what was done, when, at which desk, why; no name and no code. Rows are only ever added
#pragma once

#include "prizes/book.h"

#include <kiosk/plugin.hpp>

#include <map>
#include <vector>

namespace quiz {

extern const char* const kClaimTables; // a migration script

class ClaimRecords {
public:
    explicit ClaimRecords(kiosk::Host& host) : host_(host) {}
    void prepare(); // in init, after the migrations

    // Adds to the present step; false where the disk takes no writes at present.
    bool write(const Claim&);
    bool write(const ClaimEvent&);

    std::vector<Claim> claims() const; // in order of id
    std::vector<ClaimEvent> trail(std::int64_t claim) const;
    std::map<std::int64_t, Text> titles() const; // of the rounds that have claims

private:
    kiosk::Host& host_;
    kiosk_statement claim_ = 0, event_ = 0;
};

} // namespace quiz
