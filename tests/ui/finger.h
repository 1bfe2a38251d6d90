// A stage and a finger on it: synthetic touches through Dear ImGui's IO, in stage units. One frame per step.
#pragma once

#include "tests/ui/paper.h"

#include <functional>
#include <utility>

namespace kiosk::ui::test {

class Finger : public Paper {
protected:
    void SetUp() override {
        StageOptions options = stage_options(1080, Scheme::dark);
        options.still = false;
        open_it(options);
        ImGuiIO& io = ImGui::GetIO();
        for (const ImGuiKey key : {ImGuiKey_Backspace, ImGuiKey_Enter, ImGuiKey_KeyPadEnter}) io.KeyMap[key] = 100 + key;
    }

    void frame(double passed = 1 / 60.) { // the screen once more
        at_ += passed;
        draw(
            [this] {
                ImGui::SetNextWindowPos({0, 0});
                ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
                ImGui::Begin("stage", nullptr,
                             ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
                screen_();
                ImGui::End();
            },
            at_);
    }
    void shows(std::function<void()> screen) {
        screen_ = std::move(screen);
        frame(), frame();
    }
    void touch(float x, float y) {
        ImGui::GetIO().MousePos = {x, y};
        frame();
        ImGui::GetIO().MouseDown[0] = true;
        frame();
    }
    void move_to(float x, float y, double passed = 1 / 60.) {
        ImGui::GetIO().MousePos = {x, y};
        frame(passed);
    }
    void lift() {
        ImGui::GetIO().MouseDown[0] = false;
        frame();
    }
    void tap(float x, float y) { touch(x, y), lift(); }
    void drag(float x0, float y0, float x1, float y1, int steps = 6) {
        touch(x0, y0);
        for (int i = 1; i <= steps; i++)
            move_to(x0 + (x1 - x0) * static_cast<float>(i) / static_cast<float>(steps),
                    y0 + (y1 - y0) * static_cast<float>(i) / static_cast<float>(steps));
        lift();
    }
    int frames_until_still() {
        int frames = 0;
        while (frame_wish().at < 1e20 && frames++ < 1000) frame(std::max(1 / 60., frame_wish().at - at_));
        return frames;
    }

    double at_ = 10;

private:
    std::function<void()> screen_ = [] {};
};

} // namespace kiosk::ui::test
