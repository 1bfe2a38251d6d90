// The window on a second display: a stage that people look at and nobody touches.
//
// It shares painter, fonts and glyphs with the kiosk's own window, and has a Dear ImGui context of its own, because a frame in
// which a button is not drawn lets go of the finger on it. Its context knows no pointer and no keys.
// Thread: main. Owned by Window, which hands it the events that bear its number. Inside of kiosk/screen only.
#pragma once

#include "kiosk/screen/pacing.h"
#include "kiosk/screen/painter.h"
#include "kiosk/screen/window.h"

#include <cstdint>
#include <memory>
#include <string>

struct ImGuiContext;

namespace kiosk::screen {

// Of the one Dear ImGui window that a stage is, in either window.
inline constexpr ImGuiWindowFlags kStageFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                                ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                                ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                                ImGuiWindowFlags_NoScrollWithMouse;

class SecondWindow {
public:
    // Over that display. Kind::unavailable where the painter draws one window only, or SDL opens none.
    // `painter` and the ImGui context that is current outlive it.
    static Result<std::unique_ptr<SecondWindow>> open(Painter& painter, const PixelRect& place, const std::string& title);
    ~SecondWindow();
    SecondWindow(const SecondWindow&) = delete;
    SecondWindow& operator=(const SecondWindow&) = delete;

    void move(const PixelRect& place); // the display is elsewhere now, or has another size
    std::uint32_t number() const { return number_; } // SDL's
    void present_if_uncovered();

    Pacing pacing;
    // As Window::draw; `now` is the window's clock, seconds.
    Status draw(const DrawScreen&, double now);

private:
    explicit SecondWindow(Painter& painter) : painter_(painter) {}
    Status fit_canvas();
    std::string draw_into_imgui(const DrawScreen&, double now);

    Painter& painter_;
    ImGuiContext* context_ = nullptr;
    PixelRect place_;
    std::uint32_t number_ = 0;
    int w_ = 0, h_ = 0;
    double drawn_at_ = -1;
};

} // namespace kiosk::screen
