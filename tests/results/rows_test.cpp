#include "kiosk/results/rows.h"

#include <gtest/gtest.h>

namespace kiosk::results {
namespace {

Result bests(std::int64_t person, const std::string& run = "walkup/2026-10-10") {
    Result result;
    result.id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    result.plugin = "quiz";
    result.run = run;
    result.title = "Chơi tự do";
    result.person = person;
    result.name = "Nguyễn Thị Bình Minh";
    result.board_name = "Sen Hồng 27";
    result.unit = "mb";
    result.unit_title = "Mường Bi";
    result.place = 3;
    result.score = 4000.5;
    result.max_score = 5000;
    result.right = 4;
    result.asked = 5;
    result.duration = 41'000;
    result.finished = 1'791'600'000'000;
    result.rehearsal = true;
    return result;
}

TEST(Rows, WhatIsKeptSmallComesBackWhole) {
    Rows rows;
    rows.put(bests(1));
    const Result whole = rows.result(0), was = bests(1);
    EXPECT_EQ(whole.id, was.id);
    EXPECT_EQ(whole.plugin + whole.run + whole.title, was.plugin + was.run + was.title);
    EXPECT_EQ(whole.unit, was.unit);
    EXPECT_EQ(whole.name + whole.board_name + whole.unit_title, "") << "of that time: on disk";
    EXPECT_EQ(whole.person, 1);
    EXPECT_EQ(whole.place, 3);
    EXPECT_EQ(whole.score, 4000.5);
    EXPECT_EQ(whole.max_score, 5000);
    EXPECT_EQ(whole.right, 4);
    EXPECT_EQ(whole.asked, 5);
    EXPECT_EQ(whole.duration, 41'000);
    EXPECT_EQ(whole.finished, was.finished);
    EXPECT_TRUE(whole.rehearsal);
}

TEST(Rows, TheSameRunAgainTakesThePlaceOfTheFirst) {
    Rows rows;
    rows.put(bests(1));
    rows.put(bests(2));
    rows.put(bests(1, "round/7"));
    auto better = bests(1);
    better.score = 5000;
    rows.put(better);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows.result(0).score, 5000);
    EXPECT_EQ(rows.of(1), (std::vector<std::uint32_t>{0, 2})) << "the later one is theirs still";
    EXPECT_EQ(rows.find("quiz", "round/7", 1), 2u);
    EXPECT_EQ(rows.find("quiz", "round/7", 2), std::nullopt);
    EXPECT_TRUE(rows.of(3).empty());
}

TEST(Rows, AreReadAPersonAtATime) {
    Rows rows;
    for (const std::int64_t person : {5, 2, 9, -7, 3, 2}) rows.put(bests(person, "round/" + std::to_string(rows.size())));
    std::string heard;
    rows.put(bests(2, "round/1")); // again
    for (const auto& first : rows.all()) {
        if (!first.is_first) continue;
        heard += std::to_string(first.person) + ":";
        for (const auto* row = &first; row; row = rows.next(*row)) heard += " " + row->run->run;
        heard += "; ";
    }
    EXPECT_EQ(heard, "5: round/0; 2: round/1 round/5; 9: round/2; -7: round/3; 3: round/4; ");
    EXPECT_TRUE(rows.of(4).empty());
}

TEST(Rows, WhoIsForgottenLeavesRowsWithoutAName) {
    Rows rows;
    rows.put(bests(1));
    rows.put(bests(1, "round/7"));
    rows.put(bests(2));
    rows.give(1, -5, "pc");
    EXPECT_TRUE(rows.of(1).empty());
    EXPECT_EQ(rows.of(2).size(), 1u);
    ASSERT_EQ(rows.of(-5).size(), 2u);
    const Result left = rows.result(rows.of(-5)[1]);
    EXPECT_EQ(left.person, -5);
    EXPECT_EQ(left.run, "round/7");
    EXPECT_EQ(left.unit, "pc");
    rows.give(9, -6, "");
    EXPECT_TRUE(rows.of(-6).empty()) << "nobody's rows are nobody's";
}

} // namespace
} // namespace kiosk::results
