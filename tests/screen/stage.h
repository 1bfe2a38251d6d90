// A stage without a window system, for tests that look at pixels.
#pragma once

#include "kiosk/screen/window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::screen {

inline WindowOptions small_stage(int w = 960, int h = 540) {
    WindowOptions options;
    options.offscreen = true;
    options.fullscreen = false;
    options.w = w;
    options.h = h;
    options.text = [](std::string_view key) { return key; };
    return options;
}

inline std::unique_ptr<Window> open_stage_or_fail(WindowOptions options) {
    auto window = Window::open(std::move(options));
    if (!window) {
        ADD_FAILURE() << window.error().sentence;
        std::abort(); // every line after this needs one
    }
    return std::move(*window);
}

// The last picture, asked by place.
struct Pixels {
    int w, h;
    std::vector<std::uint8_t> rgb;

    explicit Pixels(const Window& window) : w(window.width()), h(window.height()) {
        auto read = window.read_rgb();
        EXPECT_TRUE(read) << (read ? "" : read.error().sentence);
        if (read) rgb = std::move(*read);
        else rgb.assign(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3, 0);
    }
    std::uint32_t at(int x, int y) const { // 0xRRGGBB
        const auto i = (static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x)) * 3;
        return static_cast<std::uint32_t>(rgb[i]) << 16 | static_cast<std::uint32_t>(rgb[i + 1]) << 8 | rgb[i + 2];
    }
    std::size_t colours_in(int x, int y, int width, int height) const {
        std::vector<char> seen(1u << 24); // by colour: to sort two million pixels took most of the instrumented tests' time
        std::size_t count = 0;
        for (int j = y; j < y + height; ++j)
            for (int i = x; i < x + width; ++i) {
                char& known = seen[at(i, j)];
                count += known == 0;
                known = 1;
            }
        return count;
    }
};

// A screen of one colour, 0xRRGGBB.
inline DrawScreen filled(std::uint32_t rgb) {
    return [rgb] {
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, size, ui::hex(rgb));
        return FrameOutcome::drawn;
    };
}

} // namespace kiosk::screen
