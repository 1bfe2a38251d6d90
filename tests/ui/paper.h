// A stage without a window: real fonts, real layout, textures that nobody sees. Tests speak through it.
#pragma once

#include "kiosk/ui/stage.h"
#include "tests/ui/offscreen.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace kiosk::ui::test {

class Paper : public testing::Test {
protected:
    void SetUp() override { open_it(stage_options(1080, Scheme::dark)); }
    void TearDown() override {
        list_.reset();
        close_stage();
        if (imgui_)
            ImGui::DestroyContext(imgui_);
    }

    void open_it(StageOptions options) {
        list_.reset();
        close_stage();
        if (imgui_)
            ImGui::DestroyContext(imgui_);
        imgui_ = ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        int made = 0;
        const TextureHost host{[made](int, int, const void*, bool) mutable {
                                   return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(100 + made++));
                               },
                               [this](ImTextureID, int, int, int, int, const void*, int) { uploads_++; },
                               {}};
        std::string error;
        ASSERT_TRUE(open_stage(options, host, *ImGui::GetIO().Fonts, error)) << error;
        ImGui::GetIO().Fonts->TexID = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(1));
        list_ = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
    }

    // One frame of w × h pixels.
    ImDrawList& draw(const std::function<void()>& scene, double at = 0, float w = 1920, float h = 1080) {
        ImGui::GetIO().DisplaySize = {w, h};
        ImGui::GetIO().DeltaTime = 1 / 60.f;
        ImGui::NewFrame();
        list_->_ResetForNewFrame();
        list_->PushTextureID(ImGui::GetIO().Fonts->TexID);
        list_->PushClipRect({0, 0}, {w, h});
        begin_frame(*list_, w, h, at);
        scene();
        end_frame();
        ImGui::EndFrame();
        return *list_;
    }

    int uploads_ = 0;

private:
    ImGuiContext* imgui_ = nullptr;
    std::unique_ptr<ImDrawList> list_;
};

} // namespace kiosk::ui::test
