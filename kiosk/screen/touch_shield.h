// While one lives, what is drawn feels neither pointer nor touch: the screen below an overlay.
// Thread: main, inside an ImGui frame.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <iterator>

namespace kiosk::screen {

class TouchShield {
public:
    explicit TouchShield(bool up) : up_(up) {
        if (!up_) return;
        auto& io = ImGui::GetIO();
        pos_ = io.MousePos;
        std::copy(std::begin(io.MouseClicked), std::end(io.MouseClicked), clicked_);
        std::copy(std::begin(io.MouseReleased), std::end(io.MouseReleased), released_);
        io.MousePos = {-FLT_MAX, -FLT_MAX};
        std::fill(std::begin(io.MouseClicked), std::end(io.MouseClicked), false);
        std::fill(std::begin(io.MouseReleased), std::end(io.MouseReleased), false);
    }
    ~TouchShield() {
        if (!up_) return;
        auto& io = ImGui::GetIO();
        io.MousePos = pos_;
        std::copy(std::begin(clicked_), std::end(clicked_), io.MouseClicked);
        std::copy(std::begin(released_), std::end(released_), io.MouseReleased);
    }
    TouchShield(const TouchShield&) = delete;
    TouchShield& operator=(const TouchShield&) = delete;

private:
    static constexpr std::size_t kButtons = std::size(decltype(ImGuiIO::MouseClicked){});
    bool up_;
    ImVec2 pos_;
    bool clicked_[kButtons]{}, released_[kButtons]{};
};

} // namespace kiosk::screen
