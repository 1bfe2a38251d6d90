#include "kiosk/screen/frame_guard.h"

#include <imgui_internal.h>

#include <cstdarg>
#include <cstdio>

namespace kiosk::screen {

FrameGuard::FrameGuard()
    : stage_(ImGui::GetCurrentWindow()), windows_(GImGui->CurrentWindowStack.Size), ids_(stage_->IDStack.Size),
      colors_(GImGui->ColorStack.Size), vars_(GImGui->StyleVarStack.Size), fonts_(GImGui->FontStack.Size),
      flags_(GImGui->ItemFlagsStack.Size), clips_(stage_->DrawList->_ClipRectStack.Size),
      textures_(stage_->DrawList->_TextureIdStack.Size) {}

std::string FrameGuard::recover() {
    close_windows();
    if (!stage_lost_) {
        ImGui::ErrorCheckEndWindowRecover(&FrameGuard::on_recovered, this);
        pop_stacks();
        restore_draw_list();
    }
    return sentence_;
}

void FrameGuard::close_windows() {
    ImGuiContext& g = *GImGui;
    const auto close_top = [&] {
        ImGui::ErrorCheckEndWindowRecover(&FrameGuard::on_recovered, this);
        const bool child = g.CurrentWindow->Flags & ImGuiWindowFlags_ChildWindow;
        note("window \"%s\"", g.CurrentWindow->Name);
        child ? ImGui::EndChild() : ImGui::End();
    };
    while (g.CurrentWindowStack.Size > windows_) close_top();
    if (g.CurrentWindowStack.Size == windows_ && g.CurrentWindow == stage_) return;
    // The screen ended the stage, and perhaps began another window in its place.
    stage_lost_ = true;
    note("the stage's own window was ended");
    while (g.CurrentWindowStack.Size >= windows_) close_top();
}

void FrameGuard::pop_stacks() {
    ImGuiContext& g = *GImGui;
    // ImGui's own recovery knows most of these; it counts from the window's Begin and leaves out fonts and flags.
    for (; stage_->IDStack.Size > ids_; ImGui::PopID()) note("an ID");
    for (; g.ColorStack.Size > colors_; ImGui::PopStyleColor()) note("a colour");
    for (; g.StyleVarStack.Size > vars_; ImGui::PopStyleVar()) note("a style");
    for (; g.FontStack.Size > fonts_; ImGui::PopFont()) note("a font");
    for (; g.ItemFlagsStack.Size > flags_; ImGui::PopItemFlag()) note("an item flag");
}

void FrameGuard::restore_draw_list() {
    ImDrawList& list = *stage_->DrawList;
    if (list._Splitter._Count > 1) {
        note("split channels");
        list.ChannelsMerge();
    }
    for (; list._ClipRectStack.Size > clips_; ImGui::PopClipRect()) note("a clip");
    for (; list._TextureIdStack.Size > textures_; list.PopTextureID()) note("a texture");
    list.PathClear();
}

void FrameGuard::note(const char* format, ...) {
    char what[160];
    va_list args;
    va_start(args, format);
    std::vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (sentence_.size() > 400) return; // a screen that leaves a thousand open is told of a few
    sentence_ += sentence_.empty() ? "left open: " : ", ";
    sentence_ += what;
}

void FrameGuard::on_recovered(void* user, const char* format, ...) {
    char what[160];
    va_list args;
    va_start(args, format);
    std::vsnprintf(what, sizeof what, format, args);
    va_end(args);
    static_cast<FrameGuard*>(user)->note("%s", what);
}

} // namespace kiosk::screen
