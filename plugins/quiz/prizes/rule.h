// What the event file says about prizes, and who gets one. Pure; thread: any.
//
// Who is not entitled (staff, or somebody who has a prize already) is passed over: the places of all behind them move up by
// one, for prizes only; the board stays as it is. Who shares a place shares the prize's place, too: with the board 1, 2, 2, 4
// both get what stands for place 2, and nobody what stands for place 3. Each of them gets one, also where fewer are left.
// Who has no right answer wins nothing, whatever the place.
#pragma once

#include "bank/text.h"
#include "game/standing.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

// One line of the event file. A place has one line; of two the first counts.
struct Prize {
    int place = 0; // 1…
    Text title;
    int stock = 1; // over the whole event
};

// How often one person may win: once in the whole event, once a day, once a round.
enum class Once { event, day, round };

struct PrizeRule {
    std::vector<Prize> prizes;
    Once once = Once::event;
    std::vector<std::string> excluded; // names as they stand on the board, or players' codes
    std::vector<std::string> contests; // ids: only their rounds give prizes; empty: every round that is no rehearsal

    bool gives(std::string_view contest, bool rehearsal) const;
    const Prize* of(int place) const;
    bool excludes(std::string_view name) const; // the same letters and accents, in capitals or not
};
// Nothing to give where the file has no prizes, or none that make sense.
PrizeRule read_prize_rule(std::string_view event_json);

struct Award {
    PlayerId player = 0;
    int place = 0;       // on the board
    int prize_place = 0; // after those who are passed over
    bool shared = false;
    Prize prize;
};
// A prize that was handed out to somebody who is on no list any more, for they asked to be forgotten: their place stays taken.
struct Gone {
    int prize_place = 0;
    bool shared = false;
};
// Of the standings, best first. `entitled` is asked about those only who come before the last prize.
std::vector<Award> award(const std::vector<Standing>&, const PrizeRule&, const std::function<bool(PlayerId)>& entitled,
                         const std::function<bool(const Prize&)>& is_left, const std::vector<Gone>& gone = {});

} // namespace quiz
