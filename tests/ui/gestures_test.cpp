#include "tests/ui/finger.h"

namespace kiosk::ui::test {
namespace {

// A list of twenty rows of 100 units in a hole of 600, as screens draw it.
class Lists : public Finger {
protected:
    void SetUp() override {
        Finger::SetUp();
        shows([this] {
            offset_ = scroll("list", 100, 200, 800, 600, content_);
            const Clip clip(100, 200, 800, 600);
            for (int i = 0; i < 20; i++)
                if (hit("row" + std::to_string(i), 100, 200 + 100 * static_cast<float>(i) - offset_, 800, 100)) tapped_ = i;
        });
    }
    float offset_ = -1, content_ = 2000;
    int tapped_ = -1;
};

TEST_F(Lists, a_tap_is_a_tap) {
    tap(300, 250);
    EXPECT_EQ(tapped_, 0);
    EXPECT_EQ(offset_, 0);
    EXPECT_GT(frame_wish().at, 1e20) << "and nothing moves";
}

TEST_F(Lists, a_finger_that_trembles_still_taps) {
    touch(300, 250);
    move_to(304, 261);
    lift();
    EXPECT_EQ(tapped_, 0);
    EXPECT_EQ(offset_, 0);
}

TEST_F(Lists, the_list_follows_the_finger_and_no_row_is_tapped) {
    touch(300, 500);
    move_to(300, 480);
    EXPECT_NEAR(offset_, 20, .5);
    move_to(300, 300);
    EXPECT_NEAR(offset_, 200, .5);
    move_to(300, 300, .5); // it rests
    lift();
    EXPECT_NEAR(offset_, 200, .5) << "no momentum after a rest";
    EXPECT_EQ(tapped_, -1);
    EXPECT_GT(frame_wish().at, 1e20);
    tap(300, 250);
    EXPECT_EQ(tapped_, 2) << "what is seen is what is tapped";
}

TEST_F(Lists, one_long_step_is_no_tap_either) { // two events between two frames
    touch(300, 500);
    ImGui::GetIO().MousePos = {300, 440};
    lift();
    EXPECT_EQ(tapped_, -1);
}

TEST_F(Lists, coming_back_does_not_make_it_a_tap_again) {
    touch(300, 250);
    move_to(300, 300);
    move_to(300, 250);
    lift();
    EXPECT_EQ(tapped_, -1);
}

TEST_F(Lists, a_throw_goes_on_by_itself_and_comes_to_rest) {
    drag(300, 700, 300, 500);
    const float thrown = offset_;
    EXPECT_LT(frame_wish().at, 1e20);
    const int frames = frames_until_still();
    EXPECT_GT(offset_, thrown + 100);
    EXPECT_LT(frames, 300) << "and costs nothing once it lies still";
    const float rest = offset_;
    frame(), frame();
    EXPECT_EQ(offset_, rest);
}

TEST_F(Lists, a_touch_stops_the_motion_and_taps_nothing) {
    drag(300, 700, 300, 400);
    frame();
    const float moving = offset_;
    touch(300, 500);
    EXPECT_NEAR(offset_, moving, 60);
    lift();
    EXPECT_EQ(tapped_, -1);
    EXPECT_GT(frame_wish().at, 1e20);
}

TEST_F(Lists, beyond_its_ends_it_gives_way_and_springs_back) {
    touch(300, 300);
    for (int y = 320; y <= 700; y += 20) move_to(300, static_cast<float>(y));
    EXPECT_LT(offset_, -20);
    EXPECT_GT(offset_, -210) << "ever less";
    lift();
    frames_until_still();
    EXPECT_EQ(offset_, 0);
    for (int i = 0; i < 12; i++) drag(300, 750, 300, 250);
    frames_until_still();
    EXPECT_EQ(offset_, 1400);
}

TEST_F(Lists, the_wheel_turns_it_within_its_ends) {
    ImGui::GetIO().MousePos = {300, 300};
    ImGui::GetIO().MouseWheel = -1;
    frame();
    EXPECT_EQ(offset_, 120);
    for (int i = 0; i < 30; i++) ImGui::GetIO().MouseWheel = -1, frame();
    EXPECT_EQ(offset_, 1400);
    ImGui::GetIO().MousePos = {1500, 300}; // somewhere else
    ImGui::GetIO().MouseWheel = 5;
    frame();
    EXPECT_EQ(offset_, 1400);
    EXPECT_GT(frame_wish().at, 1e20);
}

TEST_F(Lists, a_short_list_lies_still_and_its_rows_can_be_tapped) {
    content_ = 500;
    drag(300, 700, 300, 300);
    EXPECT_EQ(offset_, 0);
    tap(300, 350);
    EXPECT_EQ(tapped_, 1);
}

TEST_F(Lists, what_became_shorter_is_not_left_in_the_void) {
    scroll_to("list", 1300);
    frame();
    EXPECT_EQ(offset_, 1300);
    content_ = 900;
    frame();
    frames_until_still();
    EXPECT_EQ(offset_, 300);
}

TEST_F(Lists, a_screen_may_say_where_it_begins) {
    scroll_to("list", 700);
    frame();
    EXPECT_EQ(offset_, 700) << "without motion";
    scroll_to("list", -5);
    frame();
    EXPECT_EQ(offset_, 0);
}

TEST_F(Lists, rows_outside_the_hole_cannot_be_tapped) {
    tap(300, 150); // above it
    tap(300, 900); // below: row 7 lies there, unseen
    EXPECT_EQ(tapped_, -1);
    scroll_to("list", 50);
    frame();
    tap(300, 190); // the upper half of row 0 is above the edge
    EXPECT_EQ(tapped_, -1);
    tap(300, 210);
    EXPECT_EQ(tapped_, 0);
}

TEST_F(Lists, a_finger_from_elsewhere_drags_nothing) {
    drag(1500, 700, 300, 300);
    EXPECT_EQ(offset_, 0);
}

TEST_F(Lists, an_overlay_takes_the_finger_away) {
    touch(300, 500);
    move_to(300, 400);
    ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX}; // the touch shield
    frame();
    EXPECT_NEAR(offset_, 100, 1);
    ImGui::GetIO().MousePos = {300, 200};
    frame();
    EXPECT_NEAR(offset_, 100, 1) << "it had let go";
}

TEST_F(Lists, another_screen_ends_what_was_under_way) {
    drag(300, 700, 300, 400);
    screen_shown();
    frame(), frame();
    EXPECT_GT(frame_wish().at, 1e20);
}

class Pages : public Finger {
protected:
    void SetUp() override {
        Finger::SetUp();
        shows([this] {
            if (const int way = swipe("pages", 100, 100, 1600, 800)) turned_ += way, turns_++;
            tapped_ |= hit("card", 600, 300, 600, 400);
        });
    }
    int turned_ = 0, turns_ = 0;
    bool tapped_ = false;
};

TEST_F(Pages, to_the_left_is_the_next_page_and_nothing_is_tapped) {
    drag(1000, 500, 700, 510);
    EXPECT_EQ(turned_, -1);
    drag(700, 500, 1000, 480);
    EXPECT_EQ(turned_, 0);
    EXPECT_EQ(turns_, 2) << "once each";
    EXPECT_FALSE(tapped_);
}

TEST_F(Pages, a_tap_a_short_way_or_a_way_down_turn_nothing) {
    tap(700, 500);
    EXPECT_TRUE(tapped_);
    drag(700, 500, 660, 500);
    drag(700, 400, 620, 650);
    drag(700, 400, 560, 690);
    EXPECT_EQ(turns_, 0);
}

TEST_F(Pages, it_must_begin_over_the_place) {
    drag(1850, 500, 1000, 500);
    EXPECT_EQ(turns_, 0);
    drag(1600, 500, 20, 500);
    EXPECT_EQ(turned_, -1) << "but may end anywhere";
    EXPECT_GT(frame_wish().at, 1e20);
}

TEST_F(Pages, a_picture_has_no_finger) {
    open_it(stage_options(1080, Scheme::dark));
    draw([] {
        scroll_to("x", 9999);
        EXPECT_EQ(scroll("x", 0, 0, 500, 500, 800), 300);
        EXPECT_EQ(swipe("y", 0, 0, 500, 500), 0);
    });
    EXPECT_GT(frame_wish().at, 1e20);
}

} // namespace
} // namespace kiosk::ui::test
