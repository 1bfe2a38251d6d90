#include "tests/ui/paper.h"

#include "kiosk/ui/qr.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace kiosk::ui::test {
namespace {

constexpr std::string_view kAddress = "HTTP://192.168.1.20:8080/7K4Q";

class QrTest : public Paper {};

TEST_F(QrTest, an_upper_case_address_stays_at_25_modules) {
    // 29 letters of QR's alphanumeric set fit into version 2 at level M (38): larger modules, read from farther away.
    ImDrawList& list = draw([] { qr(100, 100, 400, kAddress); });
    float module = 1e9f, left = 1e9f, right = 0;
    for (int i = 0; i < list.VtxBuffer.Size; i += 1)
        if (list.VtxBuffer[i].col != IM_COL32_WHITE && list.VtxBuffer[i].col >> 24 == 255) {
            left = std::min(left, list.VtxBuffer[i].pos.x);
            right = std::max(right, list.VtxBuffer[i].pos.x);
        }
    module = std::floor(400.f / (25 + 2 * kQuietZone));
    EXPECT_FLOAT_EQ(right - left, 25 * module);
}

TEST_F(QrTest, modules_are_whole_pixels_and_the_quiet_zone_is_kept_at_every_window_size) {
    for (const ImVec2 window : {ImVec2(1920, 1080), ImVec2(1366, 768), ImVec2(1024, 768), ImVec2(3840, 2160), ImVec2(1280, 720)})
        for (float size : {288.f, 333.3f, 700.f}) {
            ImDrawList& list = draw([&] { qr(101.7f, 55.3f, size, kAddress); }, 0, window.x, window.y);
            float white_x0 = 1e9f, white_x1 = 0, white_y0 = 1e9f, white_y1 = 0, x0 = 1e9f, x1 = 0, y0 = 1e9f, y1 = 0;
            for (const ImDrawVert& v : list.VtxBuffer) {
                if (v.col >> 24 != 255)
                    continue; // the rim of the anti-aliased square
                const bool white = v.col == IM_COL32_WHITE;
                if (!white) {
                    EXPECT_EQ(v.pos.x, std::floor(v.pos.x));
                    EXPECT_EQ(v.pos.y, std::floor(v.pos.y));
                }
                float &a = white ? white_x0 : x0, &b = white ? white_x1 : x1, &c = white ? white_y0 : y0,
                      &d = white ? white_y1 : y1;
                a = std::min(a, v.pos.x), b = std::max(b, v.pos.x), c = std::min(c, v.pos.y), d = std::max(d, v.pos.y);
            }
            const float module = (x1 - x0) / 25;
            EXPECT_EQ(module, std::floor(module));
            EXPECT_EQ(x1 - x0, y1 - y0);
            EXPECT_GE(module, 3);
            for (float zone : {x0 - white_x0, white_x1 - x1, y0 - white_y0, white_y1 - y1})
                EXPECT_GE(zone + .51f, kQuietZone * module) << window.x << " " << size;
        }
}

TEST_F(QrTest, it_is_dark_on_white_in_both_themes) { // inverted codes never decode
    for (Scheme scheme : {Scheme::dark, Scheme::light}) {
        set_scheme(scheme);
        ImDrawList& list = draw([] { qr(100, 100, 400, kAddress); });
        EXPECT_EQ(list.VtxBuffer[0].col & 0xffffff, 0xffffffu);
        const ImU32 dark = list.VtxBuffer[list.VtxBuffer.Size - 1].col;
        EXPECT_LT((dark & 255) + ((dark >> 8) & 255) + ((dark >> 16) & 255), 120u);
    }
}

TEST_F(QrTest, a_text_too_long_for_any_code_leaves_a_white_square) {
    ImDrawList& list = draw([] { qr(100, 100, 400, std::string(8000, 'x')); });
    for (const ImDrawVert& v : list.VtxBuffer)
        EXPECT_EQ(v.col & 0xffffff, 0xffffffu);
}

TEST_F(QrTest, the_card_measures_what_it_draws) {
    draw([] {
        for (float w : {280.f, 396.f, 560.f}) {
            EXPECT_FLOAT_EQ(join_card(0, 0, w, kAddress, "7K4Q", false), join_card(0, 0, w, kAddress, "7K4Q", true));
            EXPECT_LT(join_card(0, 0, w, kAddress, "", false), join_card(0, 0, w, kAddress, "7K4Q", false));
        }
    });
}

// What a phone sees: real pixels, read back by zbar.
TEST(QrPicture, a_phone_reads_the_join_card_on_every_screen) {
    if (std::system("command -v zbarimg >/dev/null"))
        GTEST_SKIP() << "zbarimg is not installed (zbar-tools)";
    struct Screen {
        int w, h;
        Scheme scheme;
    };
    for (const Screen screen :
         {Screen{1920, 1080, Scheme::dark}, Screen{1024, 768, Scheme::light}, Screen{1366, 768, Scheme::dark}}) {
        std::string error;
        auto stage = Offscreen::make(screen.w, screen.h, stage_options(screen.h, screen.scheme), error);
        if (!stage)
            GTEST_SKIP() << "no OpenGL here: " << error;
        const Picture picture = stage->draw([] {
            backdrop();
            join_card(stage_width() - 468, 200, 396, kAddress, "7K4Q");
        });
        const auto path = std::filesystem::temp_directory_path() / ("kiosk-qr-" + std::to_string(screen.w) + ".png");
        ASSERT_TRUE(picture.save(path.string()));
        const std::string command = "zbarimg -q --raw --nodbus -Sdisable -Sqrcode.enable " + path.string();
        FILE* reader = popen(command.c_str(), "r");
        ASSERT_NE(reader, nullptr);
        char read[256] = {};
        const std::size_t size = std::fread(read, 1, sizeof read - 1, reader);
        EXPECT_EQ(pclose(reader), 0);
        std::filesystem::remove(path);
        EXPECT_EQ(std::string(read, size), std::string(kAddress) + "\n") << screen.w;
    }
}

} // namespace
} // namespace kiosk::ui::test
