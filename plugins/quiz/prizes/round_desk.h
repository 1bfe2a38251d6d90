// What staff may fetch of a round, the one that is on or any before: the sealed file, the minutes, who took part, and one
// player's round told again. Routes below /p/quiz/, all of them staff's.
//
//     GET rounds                     the newest 50
//     GET rounds/{id}/sealed         the sealed file, once the round stands at its end
//     GET rounds/{id}/minutes?lang=  the minutes, to be printed
//     GET rounds/{id}/players?q=     who took part; at most 50
//     GET replay/{id}?player=        see replay.h
//
// A round of the past is read from the disk and reckoned anew: some hundredths of a second for a hall of thousands. So nothing of
// this is done while answers are open (409 "question_open"): then main and disk belong to the phones.
//
// Thread: main. Owned by the plugin; borrows Host and Contest.
#pragma once

#include "contest.h"

#include <kiosk/plugin.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace quiz {

class RoundDesk {
public:
    RoundDesk(kiosk::Host& host, Contest& contest) : host_(host), contest_(contest) {}
    void add_routes(); // in init

private:
    // A round as it is asked for; of a past one a copy of its own.
    struct Seen {
        RoundInfo info;
        std::optional<Round> own;
        const Round* round = nullptr;
    };
    std::optional<Seen> open(const kiosk::Request&); // nothing: refused already
    struct File {
        nlohmann::json results;
        std::string bytes, fingerprint, hash;
        bool is_new = false;
    };
    std::optional<File> seal(const kiosk::Request&, const Seen&); // likewise

    void list(const kiosk::Request&);
    void sealed(const kiosk::Request&);
    void minutes(const kiosk::Request&);
    void players(const kiosk::Request&);
    void replay(const kiosk::Request&);
    void refuse(const kiosk::Request&, int status, const char* code);
    // Once the moment that stands in a new file is on disk, so that paper and file agree after a power cut, too.
    void reply_when_kept(const kiosk::Request&, bool is_new, std::string content_type, std::string body, std::string name);

    kiosk::Host& host_;
    Contest& contest_;
};

} // namespace quiz
