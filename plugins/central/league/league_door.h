// What the central says of its league: to who asks (GET …/league), on the public topic, to its own screen. Screens of many halls
// ask every few seconds, so that an answer is made once and said again until something in it has changed; the time of day, which
// always has, is put into it each time.
//
// Thread: main.
#pragma once

#include "asked.h"
#include "league/leagues.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace central {

class LeagueDoor {
public:
    // Who tells this central, and who has fallen silent, since when the longest of them (Unix ms).
    struct Kiosks {
        std::size_t telling = 0, silent = 0;
        std::int64_t silent_since = 0;
        bool operator==(const Kiosks&) const = default;
    };
    struct Parts {
        const Leagues& leagues;
        std::function<Kiosks()> kiosks;
        std::function<std::int64_t()> wall; // Unix ms
        std::uint64_t since_start;          // random: revisions begin anew with every start
    };
    explicit LeagueDoor(Parts);

    // 200 with a weak ETag · 304 to If-None-Match · 400
    Answer answer(const Asked&);
    // {"now", "kiosks", "silent"?: {"kiosks", "since_ms"}} and what Leagues::to_json says. `silent` is there so that a screen can
    // say "as of 10:32".
    std::string said(const LeagueQuestion&);
    // The newest event by total, of as many persons as fit; nothing where a thousand units leave no room.
    std::optional<std::string> fitting(std::size_t most_bytes);

private:
    void refresh();

    const Parts parts_;
    Kiosks kiosks_; // as the tag says
    std::string tag_;
    std::map<std::string, std::string> made_; // by what was asked: all but `now`
};

} // namespace central
