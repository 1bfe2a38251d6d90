// What was heard of the centre's league: the last good one, when it was got, and how it stands with the line. Nothing that
// comes later and is no league takes its place; so the board on the screen is never cleared by a bad reply.
//
//     nothing ──► kept (from before the start) ──► fresh ◄──► offline · trouble · counting, with the league and its time
//
// Thread: any; pure.
#pragma once

#include "league_board/reply.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leaderboard {

// Where the league is, from what `--from` says: a centre's base address (https://central.example.vn), or the league's own
// (…/p/central/league, with ?event=ID where one event is meant). Nothing for anything else.
std::optional<std::string> league_address(std::string_view from);

enum class Line {
    connecting, // not tried yet
    fresh,
    offline,  // nobody answers, or a network's login page does
    trouble,  // somebody answers, but not with a league
    counting, // the centre is reading what it has
};
std::string_view name_of(Line);

class Heard {
public:
    // One try of the follower; fields as in kiosk_fetched. True where something that is shown has changed.
    bool take(std::string_view body, std::int64_t fetched, bool fresh, std::string_view trouble);
    // A league that was kept elsewhere, and when it was got; before the first take.
    void restore(std::string_view body, std::int64_t as_of);

    const league_board::League* league() const { return league_ ? &*league_ : nullptr; }
    std::int64_t as_of() const { return as_of_; } // Unix ms; 0 where there is no league
    Line line() const { return line_; }
    // Counts the leagues that were seen, so that whoever shows them knows a new one.
    std::uint64_t revision() const { return revision_; }
    // The reply that the league was read from; whether the newest reply is another, which is no league: then the follower's
    // copy on disk holds that one.
    const std::string& body() const { return body_; }
    void forget_body() { body_.clear(); } // somebody in it asked to be forgotten; the next league has one again
    bool outlived_its_copy() const { return league_ && !last_.empty() && sense_ != league_board::Sense::league; }

private:
    std::optional<league_board::League> league_;
    std::int64_t as_of_ = 0;
    Line line_ = Line::connecting;
    std::uint64_t revision_ = 0;
    std::string body_;                                          // of league_
    std::string last_;                                          // the newest reply, read once however often it is told
    league_board::Sense sense_ = league_board::Sense::nonsense; // of last_
};

} // namespace leaderboard
