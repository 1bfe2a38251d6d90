// The leaderboard's rows: read from what the quiz publishes, and how they moved.
#include "board.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace leaderboard {
namespace {

Row row(int place, const char* key, double score = 0) {
    Row one;
    one.place = place;
    one.key = one.name = key;
    one.score = score;
    return one;
}

TEST(Board, reads_persons_and_units_of_the_running_round) {
    const Live live = read_live(R"({"round":17,"title":{"vi":"Vòng 2","en":"Round 2"},"rehearsal":true,
        "rows":[{"place":1,"name":"An","unit_title":"Xã Tân Mai","score":2985,"moved":2},{"place":1,"name":"Bình","score":2985}],
        "units":[{"place":1,"name":"Xã Tân Mai","score":2985,"people":1,"average":2985}]})");
    EXPECT_EQ(live.round, 17);
    EXPECT_TRUE(live.rehearsal);
    EXPECT_EQ(live.title_en, "Round 2");
    ASSERT_EQ(live.persons.size(), 2u);
    EXPECT_EQ(live.persons[0].detail, "Xã Tân Mai");
    EXPECT_EQ(live.persons[0].moved, 2);
    EXPECT_EQ(live.persons[1].place, 1) << "a shared place stays shared";
    ASSERT_EQ(live.units.size(), 1u);
    EXPECT_DOUBLE_EQ(live.units[0].average, 2985);
}

TEST(Board, a_message_that_makes_no_sense_shows_an_empty_board) {
    for (const char* message :
         {"", "null", "[]", "{", R"({"rows":7,"units":"x"})", R"({"rows":[3,null,{"place":"first","score":"much"}]})"}) {
        const Live live = read_live(message);
        EXPECT_TRUE(live.units.empty()) << message;
        for (const auto& one : live.persons) EXPECT_EQ(one.place, 0) << message;
    }
}

TEST(Board, who_overtakes_goes_up_and_who_is_overtaken_goes_down) {
    std::vector<Row> now{row(1, "Bình"), row(2, "An"), row(3, "Chi")};
    set_moved(now, {row(1, "An"), row(2, "Bình"), row(3, "Chi")});
    EXPECT_EQ(now[0].moved, 1);
    EXPECT_EQ(now[1].moved, -1);
    EXPECT_EQ(now[2].moved, 0);
}

TEST(Board, somebody_new_has_not_moved) {
    std::vector<Row> now{row(1, "Dung"), row(2, "An")};
    set_moved(now, {row(1, "An")});
    EXPECT_EQ(now[0].moved, 0);
    EXPECT_EQ(now[1].moved, -1);
}

TEST(Board, goes_to_pages_with_names_and_without_ids) {
    auto one = row(1, "42", 10);
    one.name = "An";
    const auto message = to_json({one});
    EXPECT_EQ(message[0]["name"], "An");
    EXPECT_FALSE(message.dump().find("42") != std::string::npos);
}

} // namespace
} // namespace leaderboard
