// The board's rows: units in the order that is on, and which order comes next.
#include "league_board/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace league_board {
namespace {

using testing::ElementsAre;

Unit unit(const char* title, double score, std::int64_t people, double turnout = 0) {
    return {1, title, score, score / static_cast<double>(people), turnout, people};
}
Unit few(double score) { return {0, "", score, score, 0, 3}; }
League of(std::vector<Unit> units) {
    League league;
    league.units = std::move(units);
    return league;
}
std::vector<std::string> order(const League& league, UnitOrder by) {
    std::vector<std::string> rows;
    for (const auto& row : units_by(league, by)) rows.push_back(std::to_string(row.place) + ' ' + row.title);
    return rows;
}

TEST(Rows, StandInTheOrderThatIsOn) {
    const auto league = of({unit("Tân Hòa", 900, 30, 2), unit("Pà Cò", 600, 10, 5), unit("Bao La", 300, 5)});
    EXPECT_THAT(order(league, UnitOrder::total), ElementsAre("1 Tân Hòa", "2 Pà Cò", "3 Bao La"));
    EXPECT_THAT(order(league, UnitOrder::average), ElementsAre("1 Pà Cò", "1 Bao La", "3 Tân Hòa")) << "60 each share a place";
    EXPECT_THAT(order(league, UnitOrder::turnout), ElementsAre("1 Pà Cò", "2 Tân Hòa")) << "nobody knows how many live in Bao La";
}

TEST(Rows, UnitsOfFewPeopleComeLastAndOnceWithoutAPlace) {
    const auto league = of({few(9'000), unit("Tân Hòa", 900, 30, 2), few(1)});
    EXPECT_THAT(order(league, UnitOrder::total), ElementsAre("1 Tân Hòa", "0 "));
    EXPECT_THAT(order(league, UnitOrder::turnout), ElementsAre("1 Tân Hòa"));
}

TEST(Rows, TurnToWhatHasSomethingToSay) {
    const auto all = of({unit("Tân Hòa", 900, 30, 2), unit("Pà Cò", 600, 10, 5)});
    EXPECT_EQ(next_order(all, UnitOrder::total), UnitOrder::average);
    EXPECT_EQ(next_order(all, UnitOrder::average), UnitOrder::turnout);
    EXPECT_EQ(next_order(all, UnitOrder::turnout), UnitOrder::total);
    const auto unknown = of({unit("Tân Hòa", 900, 30), unit("Pà Cò", 600, 10)});
    EXPECT_EQ(next_order(unknown, UnitOrder::average), UnitOrder::total) << "no turnout is known";
    for (const auto& little : {of({}), of({unit("Tân Hòa", 900, 30, 2)}), of({few(3)})})
        EXPECT_EQ(next_order(little, UnitOrder::total), UnitOrder::total) << "one row stands first in every order";
}

TEST(Rows, BarsAreParts) {
    EXPECT_DOUBLE_EQ(fraction(50, 200), .25);
    EXPECT_DOUBLE_EQ(fraction(300, 200), 1) << "the small units together may have more than the best";
    EXPECT_DOUBLE_EQ(fraction(-5, 200), 0);
    EXPECT_DOUBLE_EQ(fraction(-5, -5), 0);
    EXPECT_DOUBLE_EQ(fraction(0, 0), 0);
}

} // namespace
} // namespace league_board
