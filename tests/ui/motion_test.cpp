#include "tests/ui/paper.h"

namespace kiosk::ui::test {
namespace {

constexpr double kNever = 1e20;

class Motions : public Paper {
protected:
    void SetUp() override { lively(); }
    void lively(bool software = false) {
        StageOptions options = stage_options(1080, Scheme::dark);
        options.still = false;
        options.software = software;
        open_it(options);
    }
};

TEST_F(Motions, a_still_screen_asks_for_nothing) {
    draw(
        [] { backdrop(), card(100, 100, 400, 300), text(0, 0, "Chào", type::h1, theme().text), bar(0, 0, 90, 20, .5f, 1, 2, 3); },
        10);
    EXPECT_GT(frame_wish().at, kNever);
}

TEST_F(Motions, a_tween_starts_at_its_first_target_and_comes_to_rest) {
    float value = 0;
    draw([&] { value = tween("score", 100); }, 1);
    EXPECT_EQ(value, 100);
    EXPECT_GT(frame_wish().at, kNever);
    double at = 50; // long after: the rest before counts for nothing
    draw([&] { value = tween("score", 200); }, at);
    EXPECT_EQ(value, 100) << "no jump after a rest";
    EXPECT_EQ(frame_wish().at, at);
    draw([&] { value = tween("score", 200, .1f); }, at += .1);
    EXPECT_NEAR(value, 150, .5);
    int frames = 0;
    while (frame_wish().at < kNever && frames++ < 200)
        draw([&] { value = tween("score", 200, .1f); }, at += 1 / 60.);
    EXPECT_EQ(value, 200);
    EXPECT_LT(frames, 100);
}

TEST_F(Motions, tweens_move_in_both_of_two_windows) { // drawn in turn with the same clock
    float left = 0, right = 0;
    for (int i = 0; i < 60; i++) {
        draw([&] { left = tween_from("left", 0, 1); }, i / 30.);
        draw([&] { right = tween_from("right", 0, 1); }, i / 30.);
    }
    EXPECT_EQ(left, 1);
    EXPECT_EQ(right, 1);
}

TEST_F(Motions, things_appear_in_order_from_the_moment_the_screen_is_shown) {
    draw([] {}, 100);
    screen_shown();
    float first = 0, third = 0;
    auto scene = [&] { first = appear(0), third = appear(2); };
    draw(scene, 200);
    EXPECT_EQ(first, 0);
    draw(scene, 200.2);
    EXPECT_GT(first, third);
    EXPECT_GT(third, 0);
    draw(scene, 201);
    EXPECT_EQ(third, 1);
    EXPECT_GT(frame_wish().at, kNever);
    draw([&] { restart_appear(), scene(); }, 202);
    EXPECT_EQ(first, 0);
}

TEST_F(Motions, a_picture_shows_everything_at_its_end) {
    StageOptions options = stage_options(1080, Scheme::dark);
    options.still = true;
    open_it(options);
    draw([] {
        EXPECT_EQ(appear(9), 1);
        EXPECT_EQ(tween_from("x", 0, 7), 7);
        EXPECT_TRUE(reduced());
        countdown(960, 200, 92, 12, 20);
    });
    EXPECT_GT(frame_wish().at, kNever) << "a picture asks for no second frame";
}

TEST_F(Motions, a_countdown_alone_asks_for_its_own_rectangle) {
    lively(true);
    draw([] { backdrop(), countdown(1000, 300, 92, 12, 20); }, 5);
    const FrameWish wish = frame_wish();
    EXPECT_NEAR(wish.at, 5.1, 1e-6) << "10 fps without a GPU";
    ASSERT_TRUE(wish.partial);
    EXPECT_LE(wish.x, 1000 - 92 - 16);
    EXPECT_GE(wish.x + wish.w, 1000 + 92 + 16);
    EXPECT_LT(wish.w * wish.h, 300 * 300) << "a few hundredths of the screen";
}

TEST_F(Motions, what_a_countdown_draws_lies_within_its_rectangle) {
    for (float left : {19.5f, 9.f, 3.f, .01f}) {
        ImDrawList& list = draw([&] { countdown(1000, 300, 92, left, 20); }, 5);
        const FrameWish wish = frame_wish();
        for (const ImDrawVert& v : list.VtxBuffer) {
            EXPECT_GE(v.pos.x, wish.x);
            EXPECT_LE(v.pos.x, wish.x + wish.w);
            EXPECT_GE(v.pos.y, wish.y);
            EXPECT_LE(v.pos.y, wish.y + wish.h);
        }
    }
}

TEST_F(Motions, something_else_that_moves_makes_the_frame_whole) {
    lively(true);
    draw([] { countdown(1000, 300, 92, 12, 20), need_frame(); }, 5);
    EXPECT_FALSE(frame_wish().partial);
    EXPECT_EQ(frame_wish().at, 5);
    draw([] { countdown(1000, 300, 92, 12, 20), need_frame(3); }, 6);
    EXPECT_TRUE(frame_wish().partial) << "the other wish is later";
}

TEST_F(Motions, two_countdowns_share_one_rectangle) {
    lively(true);
    draw([] { countdown(300, 300, 50, 12, 20), countdown(900, 600, 50, 12, 20); }, 5);
    const FrameWish wish = frame_wish();
    EXPECT_LE(wish.x, 250);
    EXPECT_LE(wish.y, 250);
    EXPECT_GE(wish.x + wish.w, 950);
    EXPECT_GE(wish.y + wish.h, 650);
}

TEST_F(Motions, a_countdown_that_is_over_rests) {
    draw([] { countdown(1000, 300, 92, 0, 20), countdown(500, 300, 92, -3, 0); }, 5);
    EXPECT_GT(frame_wish().at, kNever);
}

TEST_F(Motions, a_frame_asked_for_between_frames_is_not_forgotten) {
    draw([] {}, 5);
    need_frame(2);
    EXPECT_NEAR(frame_wish().at, 7, 1e-9);
    draw([] {}, 6); // drawn for another reason
    EXPECT_NEAR(frame_wish().at, 7, 1e-9);
    draw([] {}, 7);
    EXPECT_GT(frame_wish().at, kNever);
}

} // namespace
} // namespace kiosk::ui::test
