#include "tests/ui/paper.h"

#include <cmath>

namespace kiosk::ui::test {
namespace {

double channel(double v) { return v <= .04045 ? v / 12.92 : std::pow((v + .055) / 1.055, 2.4); }

// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(ImU32 c) {
    return .2126 * channel((c & 255) / 255.) + .7152 * channel(((c >> 8) & 255) / 255.) +
           .0722 * channel(((c >> 16) & 255) / 255.);
}

double contrast(ImU32 a, ImU32 b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + .05) / (std::min(la, lb) + .05);
}

ImU32 over(ImU32 top, ImU32 below) { return mix(below, top, static_cast<float>(top >> 24) / 255) | 0xff000000; }

class Themes : public Paper, public testing::WithParamInterface<Scheme> {
protected:
    void SetUp() override { open_it(stage_options(1080, GetParam())); }
    std::vector<ImU32> grounds() const {
        const Theme& t = theme();
        return {t.bg_top,
                t.bg_bottom,
                over(t.surface, t.bg_top),
                over(t.surface, t.bg_bottom),
                over(t.surface_raised, t.bg_top),
                over(t.surface_raised, t.bg_bottom)};
    }
};

TEST_P(Themes, body_text_reads_on_every_ground) {
    const Theme& t = theme();
    for (ImU32 ground : grounds())
        for (ImU32 ink : {t.text, t.muted})
            EXPECT_GE(contrast(ink, ground), 4.5) << std::hex << ink << " on " << ground;
    for (ImU32 ground : {t.bg_top, t.bg_bottom, over(t.surface, t.bg_top), over(t.surface, t.bg_bottom)})
        EXPECT_GE(contrast(t.faint, ground), 4.5) << std::hex << ground;
}

TEST_P(Themes, coloured_words_read_as_large_text) { // pills, addresses, gains and losses: all of 24 units or more
    const Theme& t = theme();
    for (ImU32 ground : {t.bg_top, t.bg_bottom, over(t.surface, t.bg_top), over(t.surface, t.bg_bottom)})
        for (ImU32 ink : {t.accent2, t.ok, t.warn, t.bad, t.gold, t.silver, t.bronze}) {
            EXPECT_GE(contrast(ink, ground), 3.) << std::hex << ink << " on " << ground;
            EXPECT_GE(contrast(ink, over(fade_to(ink, .16f), ground)), 3.)
                << std::hex << ink << " on its own pill over " << ground;
        }
}

TEST_P(Themes, answers_read_at_both_ends_of_their_gradient) {
    for (const AnswerColor& answer : theme().answer)
        for (ImU32 end : {answer.low, answer.high})
            EXPECT_GE(contrast(answer.ink, end), 3.2) << std::hex << answer.ink << " on " << end;
}

TEST_P(Themes, no_two_answers_look_alike) {
    const Theme& t = theme();
    for (int i = 0; i < 8; i++)
        for (int k = 0; k < i; k++) {
            const ImU32 a = t.answer[i].low, b = t.answer[k].low;
            const auto apart = [&](int shift) {
                return std::abs(static_cast<int>((a >> shift) & 255) - static_cast<int>((b >> shift) & 255));
            };
            EXPECT_GE(apart(0) + apart(8) + apart(16), 60) << i << " and " << k;
        }
}

INSTANTIATE_TEST_SUITE_P(Both, Themes, testing::Values(Scheme::dark, Scheme::light),
                         [](const auto& p) { return p.param == Scheme::dark ? "dark" : "light"; });

TEST_F(Paper, set_scheme_changes_the_theme) {
    EXPECT_TRUE(theme().dark);
    set_scheme(Scheme::light);
    EXPECT_FALSE(theme().dark);
}

TEST(Colours, hex_reads_as_on_the_web) {
    EXPECT_EQ(hex(0x112233), IM_COL32(0x11, 0x22, 0x33, 0xff));
    EXPECT_EQ(hex(0x112233, .5f) >> 24, 128u);
}

TEST(Colours, fade_and_mix_stay_within_bounds) {
    EXPECT_EQ(fade_to(hex(0x112233), 2), hex(0x112233));
    EXPECT_EQ(fade_to(hex(0x112233), -1) >> 24, 0u);
    EXPECT_EQ(mix(hex(0x000000), hex(0xffffff), -1), hex(0x000000));
    EXPECT_EQ(mix(hex(0x000000), hex(0xffffff), 2), hex(0xffffff));
    EXPECT_EQ(mix(hex(0x000000), hex(0xffffff), .5f), hex(0x808080));
}

TEST(Fingerprint, of_the_library_is_that_of_its_users) {
    const kiosk_ui_fingerprint &a = fingerprint(), &b = kFingerprint;
    EXPECT_EQ(a.size, b.size);
    EXPECT_EQ(a.imgui_version, b.imgui_version);
    EXPECT_EQ(a.sizeof_io, b.sizeof_io);
    EXPECT_EQ(a.sizeof_style, b.sizeof_style);
    EXPECT_EQ(a.sizeof_vert, b.sizeof_vert);
    EXPECT_EQ(a.sizeof_idx, b.sizeof_idx);
    EXPECT_EQ(a.sizeof_draw_cmd, b.sizeof_draw_cmd);
    EXPECT_EQ(a.ui_revision, b.ui_revision);
}

TEST(Fingerprint, one_imgui_serves_both_sides) {
    EXPECT_TRUE(ImGui::DebugCheckVersionAndDataLayout(IMGUI_VERSION, sizeof(ImGuiIO), sizeof(ImGuiStyle), sizeof(ImVec2),
                                                      sizeof(ImVec4), sizeof(ImDrawVert), sizeof(ImDrawIdx)));
}

} // namespace
} // namespace kiosk::ui::test
