// A plugin's frames in a real window, drawn without a window system.
#include "kiosk/screen/window.h"
#include "tests/plugin/house.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace kiosk::plugin {
namespace {

using testing::HasSubstr;

class PluginOnScreen : public testing::Test {
protected:
    void open_window() {
        screen::WindowOptions options;
        options.fullscreen = false;
        options.offscreen = options.still = true;
        options.w = 640;
        options.h = 360;
        auto opened = screen::Window::open(options);
        ASSERT_TRUE(opened) << opened.error().sentence;
        window_ = std::move(*opened);
    }
    // As the program does it.
    Status frame(Plugin& plugin) {
        window_->invalidate();
        auto drawn = window_->draw([&] { return plugin.draw() ? screen::FrameOutcome::drawn : screen::FrameOutcome::failed; });
        plugin.frame_over(drawn);
        return drawn;
    }

    std::unique_ptr<screen::Window> window_;
};

TEST_F(PluginOnScreen, HelloDrawsItsLine) {
    House house({"hello"});
    ASSERT_EQ(house.failure("hello"), "");
    open_window();
    auto& hello = *house.plugin("hello");
    ASSERT_TRUE(hello.start("hello"));
    ASSERT_TRUE(frame(hello));
    const auto pixels = window_->read_rgb();
    ASSERT_TRUE(pixels);
    // The line of text stands in the middle band of the picture; above it there is only the backdrop.
    const auto brightest_in_rows = [&](int from, int to) {
        return *std::max_element(pixels->begin() + from * 640 * 3, pixels->begin() + to * 640 * 3);
    };
    EXPECT_GT(brightest_in_rows(150, 210), 200);
    EXPECT_LT(brightest_in_rows(10, 90), 200);
}

TEST_F(PluginOnScreen, OneThatLeavesAWindowOpenIsCaughtAndAnotherGoesOn) {
    House house({"window-open", "hello"});
    open_window();
    auto& careless = *house.plugin("window-open");
    ASSERT_TRUE(careless.start("main"));
    for (int i = 0; i < kFailedFramesAllowed; ++i) EXPECT_FALSE(frame(careless));
    EXPECT_FALSE(careless.screens_work());
    EXPECT_TRUE(house.log.names("window-open", "ten frames in a row"));

    auto& hello = *house.plugin("hello");
    ASSERT_TRUE(hello.start("hello"));
    EXPECT_TRUE(frame(hello)) << "Dear ImGui is in order again";
}

TEST_F(PluginOnScreen, OneThatThrowsInDrawLeavesDearImGuiInOrder) {
    House house({"draw-throws", "hello"});
    open_window();
    auto& thrower = *house.plugin("draw-throws");
    ASSERT_TRUE(thrower.start("main"));
    EXPECT_FALSE(frame(thrower));
    EXPECT_THAT(thrower.trouble(), HasSubstr("draw threw"));
    auto& hello = *house.plugin("hello");
    ASSERT_TRUE(hello.start("hello"));
    EXPECT_TRUE(frame(hello));
}

} // namespace
} // namespace kiosk::plugin
