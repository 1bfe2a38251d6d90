// The prize desk: what staff's pages ask, and the player's own code as a picture. Routes below /p/quiz/.
//
//     GET  staff/prizes              stock, and every claim without its code
//     GET  staff/prizes/trail/{id}   what was done with a claim, by which desk
//     POST staff/prizes/find         {"code"}: whose it is; ten wrong ones, then one more every half minute
//     POST staff/prizes/hand-out     {"claim", "code" or "reason", "desk", "attempt"?, "beyond_stock"?}: once; who comes second is told
//                                    when and where, but for the desk whose own reply was lost: it repeats its attempt
//     POST staff/prizes/undo         {"claim", "reason", "desk"}
//     GET  prizes/qr/{id}            the code of one's own claim as SVG: the address of the staff page with the code behind a #,
//                                    which browsers keep to themselves
//
// Thread: main. Owned by the plugin; borrows Host and Contest.
#pragma once

#include "contest.h"

#include <kiosk/plugin.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace quiz {

class PrizeDesk {
public:
    PrizeDesk(kiosk::Host& host, Contest& contest) : host_(host), contest_(contest) {}
    void add_routes(); // in init

    // What the QR code of a code says: a staff phone that scans it has the code in its page.
    std::string address(std::string_view code) const;

private:
    void find(const kiosk::Request&, const nlohmann::json& body);
    void hand_out(const kiosk::Request&, const nlohmann::json& body);
    void undo(const kiosk::Request&, const nlohmann::json& body);
    void trail(const kiosk::Request&);
    void picture(const kiosk::Request&);
    void refuse(const kiosk::Request&, int status, const char* code, const Claim* about = nullptr);
    void saved(const kiosk::Request&, const Claim&);
    void on(const char* pattern, void (PrizeDesk::*handler)(const kiosk::Request&, const nlohmann::json&));

    kiosk::Host& host_;
    Contest& contest_;
    // Which touch handed a claim out, in the page's own letters. In memory: after a restart the desk is told as everybody is.
    std::map<std::int64_t, std::string> attempts_;
};

} // namespace quiz
