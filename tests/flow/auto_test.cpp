// A contest that runs by itself: lobby, questions, podium, next lobby, without anybody of the staff.
#include "tests/flow/questions.h"

#include <gtest/gtest.h>

namespace kiosk::flow {
namespace {

struct Auto : testing::Test {
    Kiosk kiosk{Content{non_stop(), {plain_bank(2)}}};
    Staff staff{kiosk};

    void SetUp() override {
        ASSERT_EQ(staff.opens({{"contest", "non-stop"}}).status, 200);
        ASSERT_EQ(kiosk.round().at("auto"), true);
    }
};

TEST_F(Auto, FromTheLobbyToTheNextLobbyWithoutStaff) {
    const json first = kiosk.round();
    EXPECT_EQ(first.at("total_ms"), 10'000);
    // Nobody is here: the countdown begins anew, the same round stays.
    std::this_thread::sleep_for(std::chrono::milliseconds(10'500));
    EXPECT_EQ(kiosk.phase(), "lobby") << "an empty hall is not played to";
    EXPECT_EQ(kiosk.round().at("round"), first.at("round"));

    Phone an(kiosk, "An");
    ASSERT_EQ(an.enters().status, 200);
    ASSERT_TRUE(kiosk.shows("answering", 12'000));
    EXPECT_EQ(an.answers("b").status, 200);
    ASSERT_TRUE(kiosk.shows("closed", 8'000));
    ASSERT_TRUE(kiosk.shows("reveal", 4'000));
    EXPECT_EQ(an.me().at("result").at("right"), true);
    ASSERT_TRUE(kiosk.shows("podium", 6'000));
    EXPECT_EQ(kiosk.round().at("top").at(0).at("name"), "An");
    ASSERT_TRUE(kiosk.shows([&](const json& round) { return round.at("round") == 2; }, 8'000));
    EXPECT_EQ(kiosk.phase(), "lobby");
    EXPECT_NE(kiosk.round().at("code"), first.at("code"));
    EXPECT_EQ(an.me().at("entered"), false) << "the next round asks again";
    EXPECT_EQ(an.enters().status, 200);
    EXPECT_EQ(kiosk.export_json().size(), 1u);
}

TEST_F(Auto, StaffEndItAndItStaysEnded) {
    Phone an(kiosk, "An");
    ASSERT_EQ(an.enters().status, 200);
    ASSERT_EQ(staff.does("end").status, 200);
    ASSERT_TRUE(kiosk.shows("ended"));
    std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
    EXPECT_EQ(kiosk.phase(), "ended");
    EXPECT_EQ(kiosk.round().at("round"), 1);
}

TEST_F(Auto, StaffPressNextAtThePodiumAndTheNextLobbyOpens) {
    Phone an(kiosk, "An");
    ASSERT_EQ(an.enters().status, 200);
    staff.goes_to("podium");
    ASSERT_EQ(staff.next().status, 200);
    EXPECT_TRUE(kiosk.shows([](const json& round) { return round.at("round") == 2; }, 3'000)) << kiosk.round();
}

TEST_F(Auto, PowerFailsInTheLobbyAndPeopleDoNotWaitTwice) {
    Phone an(kiosk, "An");
    ASSERT_EQ(an.enters().status, 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(5'000));
    kiosk.restart();
    EXPECT_LT(kiosk.round().at("remaining_ms"), 7'000);
    EXPECT_EQ(an.me().at("entered"), true);
    EXPECT_TRUE(kiosk.shows("answering", 8'500));
}

TEST_F(Auto, PausedItWaits) {
    Phone an(kiosk, "An");
    ASSERT_EQ(an.enters().status, 200);
    ASSERT_EQ(staff.does("pause", {{"paused", true}}).status, 200);
    ASSERT_TRUE(kiosk.shows([](const json& round) { return round.at("paused") == true; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(11'000));
    EXPECT_EQ(kiosk.phase(), "lobby");
}

} // namespace
} // namespace kiosk::flow
