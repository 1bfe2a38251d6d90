// The rows of a league's board in the order that is on: units turn from their total to what is fair to small ones.
// Thread: any; pure.
#pragma once

#include "league_board/reply.h"

#include <string_view>
#include <vector>

namespace league_board {

enum class UnitOrder { total, average, turnout };
inline constexpr UnitOrder kOrders[] = {UnitOrder::total, UnitOrder::average, UnitOrder::turnout};
std::string_view name_of(UnitOrder); // "total"

double figure(const Unit&, UnitOrder);
// Best first, equal figures share a place (1, 2, 2, 4). The units of few people come last, without a place; by turnout they,
// and units whose inhabitants nobody told, are left out.
std::vector<Unit> units_by(const League&, UnitOrder);
// The order after `shown` that has something to say, `shown` itself where no other has: an average of a lone unit tells nothing
// new, and a turnout has to be known of somebody.
UnitOrder next_order(const League&, UnitOrder shown);
// How far the bar of a row goes: 0…1 of the best.
double fraction(double figure, double best);

} // namespace league_board
