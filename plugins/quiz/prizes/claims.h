// The book of claims as it runs on this kiosk: settled when a round stands at its end, written in the step that changes it, told
// to the winner's own phone and to staff, and to nobody else.
//
// Thread: main. Owned by the Contest; borrows the Host.
#pragma once

#include "messages.h"
#include "prizes/book.h"
#include "prizes/claim_records.h"
#include "prizes/code.h"

#include <kiosk/plugin.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace quiz {

class Claims {
public:
    explicit Claims(kiosk::Host& host) : host_(host), records_(host) {}
    void load(); // in init, after Records::prepare

    // Makes the claims of this round agree with its standings, where they stand: at the podium, unless a sudden death may still
    // change them, and after the end. Does nothing at any other time. False: the disk takes no writes; ask again.
    bool settle(const RoundInfo&, const Round&, const FaceOf&);
    bool forget(PlayerId);
    void renamed(PlayerId); // staff see the name of today beside the one that stood on the board

    // ---- for the desk. Each writes in this step; the caller asks before whether the disk is well.
    ClaimBook::Outcome hand_out(std::int64_t claim, std::string_view desk, std::string_view reason, bool beyond_stock);
    ClaimBook::Outcome undo(std::int64_t claim, std::string_view desk, std::string_view reason);
    Guesses& guesses() { return guesses_; }
    const ClaimBook& book() const { return book_; }
    std::vector<ClaimEvent> trail(std::int64_t claim) const { return records_.trail(claim); }
    const Text& title_of(std::int64_t round) const;

    // ---- to tell
    // A number that grows whenever a phone may have to show something else; it says nothing about whose.
    std::int64_t revision() const { return revision_; }
    nlohmann::json own(PlayerId) const; // what their phone shows: codes included, so for nobody else
    nlohmann::json claim_json(const Claim&) const; // for staff: no code
    nlohmann::json staff_json() const;

private:
    bool write(); // what the book has changed
    void publish();

    kiosk::Host& host_;
    ClaimRecords records_;
    ClaimBook book_;
    Guesses guesses_;
    std::map<std::int64_t, Text> titles_; // of rounds
    std::int64_t revision_ = 0;
    bool names_held_ = false; // the event holds names until staff have looked at them
};

} // namespace quiz
