#include "kiosk/screen/home.h"
#include "kiosk/screen/picture.h"
#include "tests/screen/stage.h"

#include <gtest/gtest.h>
#include <png.h>

#include <filesystem>

namespace kiosk::screen {
namespace {

struct ReadBack {
    int w = 0, h = 0;
    std::vector<std::uint8_t> rgb;

    explicit ReadBack(const std::string& path) {
        png_image image{};
        image.version = PNG_IMAGE_VERSION;
        EXPECT_TRUE(png_image_begin_read_from_file(&image, path.c_str())) << image.message;
        image.format = PNG_FORMAT_RGB;
        rgb.resize(PNG_IMAGE_SIZE(image));
        EXPECT_TRUE(png_image_finish_read(&image, nullptr, rgb.data(), 0, nullptr)) << image.message;
        w = static_cast<int>(image.width);
        h = static_cast<int>(image.height);
    }
};

std::string scratch(const char* name) { return (std::filesystem::path(testing::TempDir()) / name).string(); }

TEST(Picture, OfAScreenHasItsSizeAndContent) {
    PictureOptions options;
    options.w = 1024;
    options.h = 768;
    options.text = [](std::string_view key) { return key; };
    HomeView view;
    view.event_name = "Ngày hội";
    view.tiles.resize(4);
    const std::string path = scratch("kiosk-home.png");
    const auto saved = save_picture(options, [&] { return draw_home(view, 0), FrameOutcome::drawn; }, path);
    ASSERT_TRUE(saved) << saved.error().sentence;
    const ReadBack picture(path);
    EXPECT_EQ(picture.w, 1024);
    EXPECT_EQ(picture.h, 768);
    std::vector<int> seen(256);
    for (const auto value : picture.rgb) seen[value]++;
    EXPECT_GT(std::count_if(seen.begin(), seen.end(), [](int n) { return n > 0; }), 60);
    std::filesystem::remove(path);
}

TEST(Picture, TwoOfTheSameScreenAreTheSame) {
    PictureOptions options;
    options.w = 640;
    options.h = 360;
    options.text = [](std::string_view key) { return key; };
    std::vector<std::uint8_t> first;
    for (int i = 0; i < 2; ++i) {
        const std::string path = scratch("kiosk-twice.png");
        HomeView view;
        view.event_name = "Ngày hội";
        view.tiles.resize(2);
        ASSERT_TRUE(save_picture(options, [&] { return draw_home(view, 0), FrameOutcome::drawn; }, path));
        if (i == 0) first = ReadBack(path).rgb;
        else EXPECT_EQ(ReadBack(path).rgb, first);
        std::filesystem::remove(path);
    }
}

TEST(Picture, OfAScreenThatFailsIsNotWritten) {
    PictureOptions options;
    options.w = 320;
    options.h = 240;
    const std::string path = scratch("kiosk-none.png");
    EXPECT_FALSE(save_picture(options, [] { return FrameOutcome::failed; }, path));
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Picture, WhereNothingCanBeWrittenSaysWhere) {
    const auto saved = write_png("/nowhere/at/all.png", 1, 1, {0, 0, 0});
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, Kind::unavailable);
    EXPECT_NE(saved.error().sentence.find("/nowhere/at/all.png"), std::string::npos);
    EXPECT_FALSE(write_png(scratch("short.png"), 2, 2, {0, 0, 0})) << "pixels for one, size of four";
}

} // namespace
} // namespace kiosk::screen
