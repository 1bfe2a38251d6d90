// Around a screen's draw: what it leaves open in Dear ImGui (windows, IDs, styles, clips …) is closed again and told of,
// because ImGui itself would stop the program at the end of the frame.
// Not caught: closing more than was opened; ImGui stops the program on the spot, and the kiosk's crash-loop rule takes over.
// Thread: main, between ImGui::Begin of the stage and its End.
#pragma once

#include <imgui.h>

#include <string>

struct ImGuiWindow;

namespace kiosk::screen {

class FrameGuard {
public:
    FrameGuard(); // the stage's window is ImGui's current one
    // Close what was left open. Empty when nothing was; else one sentence.
    std::string recover();
    // The screen has ended the stage's own window: there is nothing more to draw into in this frame.
    bool stage_lost() const { return stage_lost_; }

private:
    void note(const char* format, ...) IM_FMTARGS(2);
    static void on_recovered(void* user, const char* format, ...) IM_FMTARGS(2);
    void close_windows();
    void pop_stacks();
    void restore_draw_list();

    ImGuiWindow* stage_;
    int windows_, ids_, colors_, vars_, fonts_, flags_, clips_, textures_; // how deep each stack was
    bool stage_lost_ = false;
    std::string sentence_;
};

} // namespace kiosk::screen
