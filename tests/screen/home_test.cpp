#include "kiosk/screen/home.h"
#include "kiosk/screen/operator.h"
#include "tests/screen/stage.h"

#include <gtest/gtest.h>

namespace kiosk::screen {
namespace {

constexpr Ms kMorning = 1'760'063'460'000; // 10 October 2025, 02:31 UTC

HomeView fair(std::size_t tiles) {
    HomeView view;
    view.event_name = "Ngày hội Chuyển đổi số";
    view.event_place = "Nhà văn hoá phường Tân Mai";
    view.join_url = "HTTP://192.168.1.20:8080/7K4Q";
    for (std::size_t i = 0; i < tiles; ++i)
        view.tiles.push_back({"t" + std::to_string(i), "Đố vui", "Trả lời bằng điện thoại", "128 người", ui::Icon::lightning,
                              static_cast<int>(i)});
    return view;
}

TEST(Home, IsDrawnWithAnyNumberOfTilesOnEveryShapeOfScreen) {
    for (const auto& [w, h] : {std::pair{960, 540}, {800, 600}, {1280, 540}}) {
        auto options = small_stage(w, h);
        options.still = true;
        const auto window = open_stage_or_fail(std::move(options));
        for (const std::size_t tiles : {0, 1, 2, 3, 4, 5, 8, 20}) {
            const HomeView view = fair(tiles);
            ASSERT_TRUE(window->draw([&] { return draw_home(view, kMorning), FrameOutcome::drawn; }))
                << w << "×" << h << ", " << tiles;
            EXPECT_GT(Pixels(*window).colours_in(0, 0, w, h), 100u);
        }
    }
}

TEST(Home, WithoutANetworkThereIsNoCodeToScan) {
    auto options = small_stage();
    options.still = true;
    const auto window = open_stage_or_fail(std::move(options));
    const auto white_on_the_right = [&](const HomeView& view) {
        EXPECT_TRUE(window->draw([&] { return draw_home(view, kMorning), FrameOutcome::drawn; }));
        const Pixels picture(*window);
        int white = 0;
        for (int y = 80; y < 320; ++y)
            for (int x = 640; x < 930; ++x) white += picture.at(x, y) == 0xffffff;
        return white;
    };
    HomeView view = fair(4);
    EXPECT_GT(white_on_the_right(view), 2000);
    view.join_url.clear();
    EXPECT_LT(white_on_the_right(view), 200);
}

TEST(Home, TheBarAndTheVisitorFitOnEveryShapeOfScreen) {
    for (const auto& [w, h] : {std::pair{960, 540}, {800, 600}, {1280, 540}}) {
        auto options = small_stage(w, h);
        options.still = true;
        const auto window = open_stage_or_fail(std::move(options));
        HomeView view = fair(4);
        view.languages = {{"vi", "Tiếng Việt"}, {"en", "English"}, {"lo", "ພາສາລາວ"}};
        view.lang = "vi";
        view.can_speak = view.big_text = view.aloud = true;
        view.visitor = "Nguyễn Thị Ánh Dương";
        ASSERT_TRUE(window->draw([&] { return draw_home(view, kMorning), FrameOutcome::drawn; })) << w << "×" << h;
        const Pixels big(*window);
        view.big_text = false;
        ASSERT_TRUE(window->draw([&] { return draw_home(view, kMorning), FrameOutcome::drawn; }));
        EXPECT_NE(Pixels(*window).rgb, big.rgb) << "larger letters are seen";
    }
}

TEST(Home, WakesForItsClockAtTheFullMinute) {
    auto options = small_stage();
    options.still = true;
    const auto window = open_stage_or_fail(std::move(options));
    const HomeView view = fair(2);
    const Ms wall = kMorning / 60'000 * 60'000 + 45'000;
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(window->draw([&] { return draw_home(view, wall), FrameOutcome::drawn; }));
    EXPECT_GT(window->next_frame(), 14'000);
    EXPECT_LE(window->next_frame(), 15'100);
}

TEST(Home, TheOperatorsOverlayIsDrawnInEveryStateAndAsksForItsOwnEnd) {
    auto options = small_stage();
    options.still = true;
    const auto window = open_stage_or_fail(std::move(options));
    Operator staff({[](std::string_view) {}, [] {}, [] {}, [] {}, [] {}});
    const auto shown = [&](Ms now) {
        EXPECT_TRUE(window->draw(filled(0x102030), [&] { staff.draw(now); }));
        return Pixels(*window);
    };
    const auto plain = shown(0);
    EXPECT_EQ(plain.colours_in(0, 0, 960, 540), 1u) << "closed: nothing is drawn";
    staff.summon(1000);
    const auto keypad = shown(1000);
    EXPECT_GT(keypad.colours_in(0, 0, 960, 540), 50u);
    shown(1000); // buttons at rest
    EXPECT_GT(window->next_frame(), Operator::kIdle - 3000);
    EXPECT_LE(window->next_frame(), Operator::kIdle);
    staff.take({Key::digit, 1}, 1000);
    EXPECT_NE(shown(1000).rgb, keypad.rgb) << "a digit typed is seen";
    staff.take({Key::enter}, 1000);
    staff.verdict(PinVerdict::accepted, 1000);
    EXPECT_NE(shown(1000).at(480, 60), keypad.at(480, 60));
    EXPECT_EQ(shown(1000).at(480, 60), 0x102030u) << "unlocked, the screen is seen again";
    EXPECT_EQ(shown(1000 + Operator::kIdle).rgb, plain.rgb);
}

} // namespace
} // namespace kiosk::screen
