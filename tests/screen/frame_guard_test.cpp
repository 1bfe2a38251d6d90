#include "kiosk/screen/frame_guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <functional>
#include <string>

namespace kiosk::screen {
namespace {

using testing::HasSubstr;

// Dear ImGui with no window behind it, in the middle of a frame. ImGui stops the program when the frame ends with
// something left open, so that a test that gets to the end has proved the recovery.
class FrameGuardTest : public testing::Test {
protected:
    void SetUp() override {
        context_ = ImGui::CreateContext();
        auto& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {640, 360};
        io.Fonts->AddFontDefault();
        io.Fonts->Build();
        begin();
    }
    void TearDown() override { ImGui::DestroyContext(context_); }

    void begin() {
        ImGui::NewFrame();
        ImGui::Begin("stage");
    }
    std::string after(const std::function<void()>& screen) {
        FrameGuard guard;
        screen();
        std::string said = guard.recover();
        if (!guard.stage_lost()) ImGui::End();
        ImGui::Render();
        begin(); // the next frame starts clean
        EXPECT_STREQ(ImGui::GetCurrentWindow()->Name, "stage");
        EXPECT_EQ(GImGui->CurrentWindowStack.Size, 2);
        ImGui::End();
        ImGui::Render();
        return said;
    }

    ImGuiContext* context_ = nullptr;
};

TEST_F(FrameGuardTest, AScreenThatTidiesUpIsNotToldOf) {
    EXPECT_EQ(after([] {
                  ImGui::Begin("a");
                  ImGui::PushID(1);
                  ImGui::PopID();
                  ImGui::End();
              }),
              "");
}

TEST_F(FrameGuardTest, AWindowLeftOpen) { EXPECT_THAT(after([] { ImGui::Begin("lost"); }), HasSubstr("lost")); }

TEST_F(FrameGuardTest, AChildWithinAWindowLeftOpen) {
    EXPECT_THAT(after([] {
                    ImGui::Begin("outer");
                    ImGui::BeginChild("inner");
                    ImGui::BeginGroup();
                }),
                HasSubstr("outer"));
}

TEST_F(FrameGuardTest, IdsStylesColoursFontsAndFlagsLeftOpen) {
    const std::string said = after([] {
        ImGui::PushID(7);
        ImGui::PushStyleColor(ImGuiCol_Text, 0xffffffffu);
        ImGui::PushStyleVar(ImGuiStyleVar_Alpha, .5f);
        ImGui::PushFont(ImGui::GetFont());
        ImGui::PushAllowKeyboardFocus(false);
        ImGui::BeginDisabled();
    });
    EXPECT_NE(said, "");
    EXPECT_EQ(GImGui->FontStack.Size, 0);
    EXPECT_FLOAT_EQ(ImGui::GetStyle().Alpha, 1);
}

TEST_F(FrameGuardTest, AClipLeftOpenDoesNotCutTheNextScreen) {
    EXPECT_THAT(after([] { ImGui::PushClipRect({0, 0}, {10, 10}, true); }), HasSubstr("clip"));
}

TEST_F(FrameGuardTest, ATableLeftOpen) {
    EXPECT_NE(after([] {
                  ImGui::BeginTable("t", 2);
                  ImGui::TableNextColumn();
              }),
              "");
}

TEST_F(FrameGuardTest, TheStageEndedByTheScreen) {
    EXPECT_THAT(after([] { ImGui::End(); }), HasSubstr("stage"));
}

TEST_F(FrameGuardTest, TheStageEndedAndAnotherWindowBegun) {
    const std::string said = after([] {
        ImGui::End();
        ImGui::Begin("impostor");
    });
    EXPECT_THAT(said, HasSubstr("impostor"));
}

TEST_F(FrameGuardTest, AThousandLeftOpenAreToldOfInAFewWords) {
    const std::string said = after([] {
        for (int i = 0; i < 1000; ++i) ImGui::PushID(i);
    });
    EXPECT_LT(said.size(), 700u);
    EXPECT_NE(said, "");
}

} // namespace
} // namespace kiosk::screen
