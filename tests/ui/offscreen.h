// A window that nobody sees: OpenGL 3 by EGL, no X server. Draws one frame of a stage and hands back its pixels.
// Used by the gallery and by tests. Thread: main. One at a time (ImGui has one current context).
#pragma once

#include "kiosk/ui/stage.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::ui::test {

struct Picture {
    int w = 0, h = 0;
    std::vector<std::uint32_t> pixels; // RGBA, row by row from the top
    std::uint32_t at(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x)];
    }
    bool save(const std::string& path) const;
};

struct FrameCost {
    int draw_calls = 0, vertices = 0;
    double build_ms = 0, render_ms = 0;
};

class Offscreen {
public:
    // Null with a sentence in `error` where there is no OpenGL, or no font.
    static std::unique_ptr<Offscreen> make(int w, int h, const StageOptions&, std::string& error);
    ~Offscreen();

    // Draws at `seconds` of the stage's clock, as often as the stage asks for at once (at most five times).
    Picture draw(const std::function<void()>& scene, double seconds = 0);
    const FrameCost& cost() const { return cost_; }

private:
    Offscreen() = default;
    void frame(const std::function<void()>& scene, double seconds);
    struct Gl;
    std::unique_ptr<Gl> gl_;
    int w_ = 0, h_ = 0;
    FrameCost cost_;
};

StageOptions stage_options(int h, Scheme scheme, const std::string& lang = "vi"); // with the fonts of this build, a still picture

} // namespace kiosk::ui::test
