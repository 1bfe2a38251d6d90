// What people agreed to, with the proof of it, and their sealed phone numbers. Who has agreed is kept in memory; a number is
// not, sealed or not.
//
// Thread: main; rows go to the writer with the step that changed them.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kiosk::privacy {

struct Consent {
    std::string purpose; // id in the event file
    bool ticked = false; // the box, as it was sent
    std::string notice;  // version of the text beside it
    std::string lang;
    bool guardian = false; // of somebody under 16: a parent agreed
    std::string device;    // the kiosk where it was given
    Ms at = 0;             // wall
    Ms withdrawn = 0;      // wall; 0: it stands
};

class Consents {
public:
    explicit Consents(store::Writer&);
    Status load(store::Database&); // at start

    // A number, sealed, and every box of the screen that it was asked on. Takes the place of an earlier number, whose
    // consents are withdrawn with it.
    void give(std::int64_t person, const std::vector<Consent>& boxes, std::string sealed, store::Step&);
    // The number goes, the proof stays and says when. False where there is none.
    bool withdraw(std::int64_t person, Ms wall, store::Step&);
    struct Gone {
        std::size_t consents = 0;
        bool phone = false;
    };
    Gone forget(std::int64_t person, store::Step&); // number and proof

    bool has_phone(std::int64_t person) const { return phones_.contains(person); }
    const std::vector<Consent>& of(std::int64_t person) const; // oldest first

private:
    std::unordered_map<std::int64_t, std::vector<Consent>> consents_;
    std::unordered_set<std::int64_t> phones_;
    store::StatementId insert_ = 0, withdraw_ = 0, delete_ = 0, put_phone_ = 0, delete_phone_ = 0;
};

// For `kiosk people phones`: numbers whose consent stands, oldest first.
struct SealedPhone {
    std::string name, unit, public_id; // of the player; the unit as it stands in the results, or its id
    std::string sealed, purposes;      // "prize, news"
    bool guardian = false;             // the number is a parent's
    int place = 0;                     // the best that they came to; 0: none
};
Result<std::vector<SealedPhone>> sealed_phones(store::Database&);

} // namespace kiosk::privacy
