// "My data": what the kiosk has of a player, for that player: shown, withdrawn, erased; and the question for a phone number,
// which is asked only of those who have played. The routes below /api/me/, and the staff's way to forget somebody.
// What a player may always do they may do when staff have thrown them out, too.
//
// Thread: main. A number lives here from the request to its seal; it is in no log and in no reply.
#pragma once

#include "kiosk/desk.h"
#include "kiosk/privacy/consents.h"
#include "kiosk/privacy/eraser.h"
#include "kiosk/privacy/notice.h"
#include "kiosk/results/ledger.h"

#include <string>

namespace kiosk::privacy {

class DataDesk {
public:
    struct Parts {
        Desk& desk;
        http::Server& server;
        http::Router& router;
        people::People& people;
        results::Ledger& ledger;
        Consents& consents;
        Eraser& eraser;
        const Clock& clock;
        Notice notice;
        std::string device; // this kiosk, for the proof of a consent
    };
    explicit DataDesk(Parts);

    void add_routes();

private:
    void show(const http::Request&, const http::Caller&);
    void take_phone(const http::Request&, const http::Caller&);
    void withdraw_phone(const http::Request&, const http::Caller&);
    void forget(const http::Request&, const http::Caller&);
    void forget_for_staff(const http::Request&, const std::string& id);

    bool has_played(std::int64_t person) const;
    bool may_ask_phone(std::int64_t person) const;
    nlohmann::json data_of(std::int64_t person) const;

    Parts parts_;
};

} // namespace kiosk::privacy
