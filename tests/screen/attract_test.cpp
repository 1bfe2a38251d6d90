// The attract loop and the question whether somebody is still there.
#include "kiosk/screen/attract.h"
#include "kiosk/screen/still_there.h"
#include "tests/screen/stage.h"

#include <gtest/gtest.h>

namespace kiosk::screen {
namespace {

constexpr Ms kWall = 1'790'000'000'000;

AttractView loop(std::size_t facts) {
    AttractView view;
    view.event_name = "Ngày hội Chuyển đổi số";
    view.join_url = "HTTP://192.168.1.20:8080/";
    view.scan = {"Quét để tham gia", "Scan to join"};
    view.touch = {"Chạm vào màn hình để bắt đầu", "Touch the screen to begin"};
    AttractPage invite;
    invite.headline = {"Mời bạn\nchơi thử!", "Come and\nplay!"};
    invite.text = {"Quét mã bằng điện thoại, hoặc chạm vào màn hình.", "Scan the code."};
    view.pages.push_back(invite);
    for (std::size_t i = 0; i < facts; ++i) {
        AttractPage fact;
        fact.kind = AttractPage::Kind::fact;
        fact.headline = {"969", ""};
        fact.text = {"dịch vụ công trực tuyến toàn trình", "public services entirely online"};
        fact.source = {"Nguồn: Sở KH&CN", ""};
        view.pages.push_back(fact);
    }
    return view;
}

struct AttractTest : testing::Test {
    std::unique_ptr<Window> window = open_stage_or_fail(small_stage());
    void draw(const AttractView& view, Ms since, Ms wall = kWall) {
        for (int i = 0; i < 2; ++i) // twice: the first frame after opening is followed by one of its own
            ASSERT_TRUE(window->draw([&] { return draw_attract(view, since, wall), FrameOutcome::drawn; }));
    }
    // ms after the frame's own moment, however long the machine took to draw it; a very large number for never.
    double asks_for_the_next_in() const { return (ui::frame_wish().at - ui::seconds()) * 1000; }
};

TEST_F(AttractTest, BetweenTwoPagesItSleeps) {
    draw(loop(2), 1000);
    EXPECT_GT(asks_for_the_next_in(), 6'900);
    EXPECT_LE(asks_for_the_next_in(), 7'050);
}

TEST_F(AttractTest, APageComesOnInAShortCrossFadeAndThenItSleepsAgain) {
    const auto view = loop(2);
    draw(view, kAttractPage + 10);
    const Pixels fading(*window);
    EXPECT_GE(asks_for_the_next_in(), 0);
    EXPECT_LE(asks_for_the_next_in(), 150) << "it goes on by itself";
    draw(view, kAttractPage + kAttractFade);
    EXPECT_NE(Pixels(*window).rgb, fading.rgb);
    EXPECT_GT(asks_for_the_next_in(), 7'000);
}

// A second in which two pages crossed cost 28 % of a core: the whole stage was drawn for each step.
TEST_F(AttractTest, OnlyThePageIsDrawnAnewAndNotWhatStandsAroundIt) {
    const auto view = loop(2);
    draw(view, 1000);
    const auto before = window->partial_frames();
    const Pixels stood(*window);
    ASSERT_TRUE(window->draw([&] { return draw_attract(view, kAttractPage + 60, kWall), FrameOutcome::drawn; }));
    const Pixels fading(*window);
    EXPECT_EQ(window->partial_frames(), before + 1);
    EXPECT_NE(fading.rgb, stood.rgb);
    ASSERT_TRUE(window->draw([&] { return draw_attract(view, kAttractPage + kAttractFade + 50, kWall), FrameOutcome::drawn; }));
    const Pixels came(*window);
    window->invalidate();
    ASSERT_TRUE(window->draw([&] { return draw_attract(view, kAttractPage + kAttractFade + 50, kWall), FrameOutcome::drawn; }));
    EXPECT_EQ(Pixels(*window).rgb, came.rgb) << "drawn in parts it is what it is as a whole";
}

TEST_F(AttractTest, WithNothingToTellButTheInvitationItNeverMoves) {
    draw(loop(0), 3 * kAttractPage + 100);
    EXPECT_LT(window->next_frame(), 0) << "no frame until something changes";
}

TEST_F(AttractTest, ACountdownAsksForOneFrameASecondAndEndsByItself) {
    auto view = loop(1);
    view.pages[1].until = kWall + 60'400;
    draw(view, kAttractPage + 4000);
    EXPECT_GT(asks_for_the_next_in(), 300);
    EXPECT_LE(asks_for_the_next_in(), 450) << "when the next second is full";
    draw(view, kAttractPage + 4000, kWall + 61'000);
    EXPECT_GT(asks_for_the_next_in(), 3'500) << "the time is over: it is a fact like others";
}

TEST_F(AttractTest, TheCodeToJoinStandsAtTheSamePlaceOnEveryPage) {
    const auto view = loop(1);
    draw(view, 1000);
    const Pixels invite(*window);
    draw(view, kAttractPage + 1000);
    const Pixels fact(*window);
    int other_left = 0, other_right = 0;
    for (int y = 90; y < 480; ++y)
        for (int x = 0; x < invite.w; ++x) (x > 640 ? other_right : other_left) += invite.at(x, y) != fact.at(x, y);
    EXPECT_GT(other_left, 2'000);
    EXPECT_EQ(other_right, 0);
}

TEST(Attract, EveryPageIsDrawnOnEveryShapeOfScreenHoweverMuchItSays) {
    const std::string long_text = "Một câu rất dài về những điều mà người ta có thể làm ngay trên điện thoại của mình, hôm nay và mỗi ngày";
    for (const auto& [w, h] : {std::pair{960, 540}, {800, 600}, {1280, 540}}) {
        auto options = small_stage(w, h);
        options.still = true;
        const auto window = open_stage_or_fail(std::move(options));
        auto view = loop(2);
        view.pages[1].headline = {long_text, long_text};
        view.pages[1].text = {long_text + long_text, long_text};
        view.pages[2].until = kWall + 5'000'000;
        AttractPage top;
        top.kind = AttractPage::Kind::top;
        top.headline = {"Dẫn đầu hôm nay", "Leading today"};
        top.leaders = {{1, long_text, "9.240 điểm"}, {2, "🐻", "1 điểm"}, {2, "An", "1.000.000 điểm"}};
        view.pages.push_back(top);
        for (const bool network : {true, false}) {
            if (!network) view.join_url.clear();
            for (Ms page = 0; page < 4; ++page) {
                ASSERT_TRUE(window->draw([&] { return draw_attract(view, page * kAttractPage + 4000, kWall), FrameOutcome::drawn; }))
                    << w << "×" << h << ", page " << page;
                EXPECT_GT(Pixels(*window).colours_in(0, 0, w, h), 100u);
            }
        }
    }
}

TEST(StillThere, CoversWhateverIsShownAndCountsDownWithLittleWork) {
    const auto window = open_stage_or_fail(small_stage());
    StillThereView view{"Ánh Dương", "K7QMP3XAB", "HTTP://192.168.1.20:8080/K7QMP3XAB", 7, 10};
    const auto frame = [&] {
        ASSERT_TRUE(window->draw([&] {
            filled(0xff00ff)();
            draw_still_there(view);
            return FrameOutcome::drawn;
        }));
    };
    for (int i = 0; i < 3; ++i) frame();
    const Pixels asked(*window);
    EXPECT_NE(asked.at(5, 5), 0xff00ffu) << "the screen below steps back";
    EXPECT_GT(asked.colours_in(480 - 200, 270 - 200, 400, 400), 100u);
    view.seconds_left = 6.9f;
    for (int i = 0; i < 8; ++i) frame();
    EXPECT_GT(window->partial_frames(), 0u) << "only the ring is drawn anew where there is no GPU";
    StillThereView nobody;
    ASSERT_TRUE(window->draw([&] { return draw_still_there(nobody), FrameOutcome::drawn; })) << "without a name and a code";
}

} // namespace
} // namespace kiosk::screen
