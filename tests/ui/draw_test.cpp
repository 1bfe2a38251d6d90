#include "tests/ui/paper.h"

#include "tests/ui/gallery.h"

#include "kiosk/ui/images.h"

#include <memory>
#include <set>

namespace kiosk::ui::test {
namespace {

class Draw : public Paper {};

TEST_F(Draw, text_shapes_shadows_and_icons_are_one_draw_call) {
    ImDrawList& list = draw([] {
        card(100, 100, 600, 400);
        gradient(120, 120, 200, 100, 20, theme().accent, theme().accent2);
        text(120, 240, "Nguyễn Ánh 🚀", type::h2, theme().text);
        icon(400, 200, 60, Icon::trophy, theme().gold);
        ring(600, 300, 60, 12, .4f, theme().accent, theme().accent2, theme().stroke);
        qr(800, 200, 300, "HTTP://192.168.1.20:8080/7K4Q");
    });
    int calls = 0;
    for (const ImDrawCmd& command : list.CmdBuffer)
        calls += command.ElemCount > 0;
    EXPECT_EQ(calls, 1);
}

TEST_F(Draw, every_scene_stays_cheap) {
    for (const Scene& scene : scenes()) {
        ImDrawList& list = draw(scene.draw, 3);
        EXPECT_LT(list.VtxBuffer.Size, 12000) << scene.name;
        EXPECT_EQ(list._ClipRectStack.Size, 1) << scene.name;
    }
}

TEST_F(Draw, the_same_second_gives_the_same_picture) {
    for (const Scene& scene : scenes()) {
        const auto once = [&] {
            ImDrawList& list = draw(scene.draw, 3.2);
            return std::vector<ImDrawVert>(list.VtxBuffer.begin(), list.VtxBuffer.end());
        };
        once(); // glyphs
        const auto a = once(), b = once();
        ASSERT_EQ(a.size(), b.size()) << scene.name;
        for (std::size_t i = 0; i < a.size(); i++)
            ASSERT_TRUE(a[i].pos.x == b[i].pos.x && a[i].pos.y == b[i].pos.y && a[i].col == b[i].col)
                << scene.name << " vertex " << i;
    }
}

TEST_F(Draw, new_glyphs_are_uploaded_once) {
    draw([] { text(0, 0, "abc", type::h1, theme().text); });
    const int before = uploads_;
    draw([] { text(0, 0, "cab", type::h1, theme().text); });
    EXPECT_EQ(uploads_, before);
    draw([] { text(0, 0, "xyz", type::h1, theme().text); });
    EXPECT_EQ(uploads_, before + 1);
}

TEST_F(Draw, fades_multiply_and_end_with_their_scope) {
    const ImU32 white = IM_COL32_WHITE;
    ImDrawList& list = draw([&] {
        {
            const Fade outer(.5f, 10, 0);
            const Fade inner(.5f, 0, 20);
            rect(0, 0, 10, 10, 0, white);
        }
        rect(0, 0, 10, 10, 0, white);
    });
    EXPECT_EQ(list.VtxBuffer[0].col >> 24, 64u);
    EXPECT_EQ(list.VtxBuffer[0].pos.x, 10);
    EXPECT_EQ(list.VtxBuffer[0].pos.y, 20);
    EXPECT_EQ(list.VtxBuffer[4].col, white);
    EXPECT_EQ(list.VtxBuffer[4].pos.x, 0);
}

TEST_F(Draw, a_screen_that_leaves_a_clip_open_harms_nobody) {
    std::unique_ptr<Clip> left_open;
    ImDrawList& list = draw([&] { left_open = std::make_unique<Clip>(0.f, 0.f, 100.f, 100.f); });
    left_open.reset(); // after the frame: nothing is left to pop
    EXPECT_EQ(list._ClipRectStack.Size, 1);
}

TEST_F(Draw, the_stage_is_never_narrower_than_4_3_nor_wider_than_64_27) {
    draw([] { EXPECT_FLOAT_EQ(stage_width(), 1920); }, 0, 1920, 1080);
    draw([] { EXPECT_FLOAT_EQ(stage_width(), 1440); }, 0, 1024, 768);
    draw([] { EXPECT_FLOAT_EQ(stage_width(), 1440); }, 0, 768, 1024);
    draw([] { EXPECT_FLOAT_EQ(stage_width(), 2560); }, 0, 5120, 1080);
}

TEST_F(Draw, the_backdrop_has_no_bands) { // 8-bit steps of a dark gradient are seen from the first row
    draw([] {
        const auto pixels = paint_backdrop(640, 360, theme());
        ASSERT_EQ(pixels.size(), 640u * 360u);
        std::set<std::uint32_t> in_a_row(pixels.begin() + 640 * 200, pixels.begin() + 640 * 201);
        int longest = 0, run = 0;
        for (int x = 1; x < 640; x++) {
            run = pixels[static_cast<std::size_t>(640 * 200 + x)] == pixels[static_cast<std::size_t>(640 * 200 + x - 1)] ? run + 1
                                                                                                                         : 0;
            longest = std::max(longest, run);
        }
        EXPECT_LT(longest, 16);
        EXPECT_GT(in_a_row.size(), 20u);
    });
}

TEST_F(Draw, a_picture_that_cannot_be_read_is_nothing) {
    draw([] {
        EXPECT_EQ(image("/nowhere.png"), nullptr);
        EXPECT_EQ(image("/dev/null"), nullptr);
    });
}

TEST_F(Draw, shared_places_stand_on_steps_of_one_height_firsts_in_the_middle) {
    const PodiumPlace places[4] = {{1, "An", "", "9"}, {1, "Bình", "", "9"}, {3, "Chi", "", "7"}, {3, "Dũng", "", "7"}};
    for (std::size_t n = 0; n <= 4; n++) // never a crash, whoever is missing
        draw([&] { podium(72, 190, 1776, 800, std::span(places).first(n), .5f); });
    draw([&] { podium(72, 190, 120, 90, places, 1); }); // nor in a place far too small
}

TEST_F(Draw, widgets_survive_numbers_from_nowhere) {
    draw([] {
        const float nothing = 0;
        bar(0, 0, 100, 10, 5, 1, 2, 3), bar(0, 0, 100, 10, -5, 1, 2, 3);
        ring(0, 0, 50, 5, 7, 1, 2, 3), countdown(0, 0, 50, 1e9f, 0), rect(0, 0, -5, 10, 3, 1);
        answer(0, 0, 10, 10, {99, "x", Mark::none, false, 3, 2.f});
        rank_row(0, 0, 300, 40, {123456, "", "", "", 3, 123, true, true});
        avatar(100, 100, 40, ""), avatar(100, 100, 40, "   "), avatar(100, 100, 40, "\xff");
        confetti(0, 0, nothing, nothing, 10, 1);
        toast(std::string(500, 'a'), Icon::info, theme().ok);
    });
}

} // namespace
} // namespace kiosk::ui::test
