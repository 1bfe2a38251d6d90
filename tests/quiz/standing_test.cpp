#include "game/standing.h"

#include <gtest/gtest.h>

namespace quiz {
namespace {

Tally tally(PlayerId player, Points score, int right = 0, std::int64_t guess_off = 0, Ms time = 0, std::vector<Ms> duels = {}) {
    return {player, score, right, guess_off, time, std::move(duels)};
}
std::vector<PlayerId> order_of(const std::vector<Standing>& rows) {
    std::vector<PlayerId> out;
    for (const auto& row : rows)
        out.push_back(row.of.player);
    return out;
}
std::vector<int> places(const std::vector<Standing>& rows) {
    std::vector<int> out;
    for (const auto& row : rows)
        out.push_back(row.place);
    return out;
}

TEST(Standing, EqualScoresShareAPlace) {
    const auto rows = rank({tally(4, 10), tally(3, 20), tally(2, 20), tally(1, 30)});
    EXPECT_EQ(order_of(rows), (std::vector<PlayerId>{1, 2, 3, 4}));
    EXPECT_EQ(places(rows), (std::vector<int>{1, 2, 2, 4}));
    EXPECT_FALSE(rows[0].shared);
    EXPECT_TRUE(rows[1].shared && rows[2].shared);
    EXPECT_FALSE(rows[3].shared);
}

TEST(Standing, EachRuleDecidesOnlyWhereTheOneBeforeIsEqual) {
    // Every row is worse than the one above by one rule, and better by all that come after it.
    const auto rows = rank({tally(6, 100, 5, 2, 90, {70}), tally(5, 100, 5, 2, 90, {60}), tally(4, 100, 5, 2, 80, {kNotRight}),
                            tally(3, 100, 5, 1, 99, {kNotRight}), tally(2, 100, 6, kNoGuess, 999, {kNotRight}),
                            tally(1, 101, 0, kNoGuess, 9999, {kNotRight})});
    EXPECT_EQ(order_of(rows), (std::vector<PlayerId>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(places(rows), (std::vector<int>{1, 2, 3, 4, 5, 6}));
}

TEST(Standing, NobodyIsNobody) {
    EXPECT_TRUE(rank({}).empty());
    EXPECT_TRUE(rank_units({}, [](PlayerId) { return std::string("x"); }).empty());
}

TEST(Standing, UnitsAddUpAndShareAPlace) {
    const auto rows = rank({tally(1, 50), tally(2, 40), tally(3, 30), tally(4, 30), tally(5, 30), tally(6, 7), tally(7, 90)});
    const auto units = rank_units(rows, [](PlayerId id) {
        return std::vector<std::string>{"", "xa-a", "xa-a", "xa-b", "xa-b", "xa-b", "xa-c", ""}.at(static_cast<std::size_t>(id));
    });
    ASSERT_EQ(units.size(), 3u);
    EXPECT_EQ(units[0].unit, "xa-a") << "as many points as xa-b, of fewer people";
    EXPECT_EQ(units[0].total, 90);
    EXPECT_DOUBLE_EQ(units[0].average, 45);
    EXPECT_EQ(units[1].people, 3);
    EXPECT_EQ(units[1].place, 2);
    EXPECT_EQ(units[2].place, 3);

    const auto equal = rank_units(rank({tally(1, 5), tally(2, 5), tally(3, 1)}), [](PlayerId id) { return std::to_string(id); });
    EXPECT_EQ(equal[0].place, 1);
    EXPECT_EQ(equal[1].place, 1);
    EXPECT_EQ(equal[2].place, 3);
}

TEST(Units, OfFewPeopleStandTogetherWithoutANameOrNotAtAll) {
    const auto rows = rank({tally(1, 10), tally(2, 20), tally(3, 30), tally(4, 40), tally(5, 50)});
    const auto unit_of = [](PlayerId id) { return std::string(id <= 3 ? "xa-a" : id == 4 ? "xa-b" : "xa-c"); };
    const auto units = rank_units(rows, unit_of, 2);
    ASSERT_EQ(units.size(), 2u);
    EXPECT_EQ(units[0].unit, "xa-a");
    EXPECT_EQ(units[0].place, 1);
    EXPECT_EQ(units[1].unit, "");
    EXPECT_EQ(units[1].place, 0);
    EXPECT_EQ(units[1].total, 90) << "no point is lost";
    EXPECT_EQ(units[1].people, 2);
    EXPECT_EQ(rank_units(rows, unit_of, 3).size(), 1u) << "two are still too few";
}

} // namespace
} // namespace quiz
