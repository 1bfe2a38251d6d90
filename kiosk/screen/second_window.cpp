#include "kiosk/screen/second_window.h"

#include "kiosk/screen/displays.h"
#include "kiosk/screen/frame_guard.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>

namespace kiosk::screen {
namespace {

// While one lives, Dear ImGui and the painter are those of the second window.
class Turned {
public:
    Turned(Painter& painter, ImGuiContext* context) : painter_(painter), before_(ImGui::GetCurrentContext()) {
        painter_.aim(Canvas::second);
        if (context) ImGui::SetCurrentContext(context);
    }
    ~Turned() {
        ImGui::SetCurrentContext(before_);
        painter_.aim(Canvas::first);
    }
    Turned(const Turned&) = delete;
    Turned& operator=(const Turned&) = delete;

private:
    Painter& painter_;
    ImGuiContext* before_;
};

} // namespace

Result<std::unique_ptr<SecondWindow>> SecondWindow::open(Painter& painter, const PixelRect& place, const std::string& title) {
    std::unique_ptr<SecondWindow> made(new SecondWindow(painter));
    if (auto opened = painter.open_second(shape_of_place(place, title)); !opened) return opened.error();
    made->place_ = place;
    made->pacing.use_software(painter.software());
    ImGuiContext* const first = ImGui::GetCurrentContext();
    made->context_ = ImGui::CreateContext(ImGui::GetIO().Fonts);
    const ImGuiStyle style = ImGui::GetStyle();
    ImGui::SetCurrentContext(made->context_);
    ImGui::GetStyle() = style;
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().LogFilename = nullptr;
    ImGui::SetCurrentContext(first);
    {
        const Turned turned(painter, nullptr);
        made->number_ = SDL_GetWindowID(painter.window());
    }
    if (auto fitted = made->fit_canvas(); !fitted) return fitted.error();
    return made;
}

SecondWindow::~SecondWindow() {
    if (context_) {
        ImGuiContext* const first = ImGui::GetCurrentContext();
        ImGui::DestroyContext(context_); // the atlas is the first one's
        ImGui::SetCurrentContext(first);
    }
    painter_.close_second();
}

void SecondWindow::move(const PixelRect& place) {
    if (place == place_) return;
    place_ = place;
    const Turned turned(painter_, nullptr);
    move_to_place(painter_.window(), place);
    pacing.invalidate();
}

Status SecondWindow::fit_canvas() {
    const Turned turned(painter_, nullptr);
    int w = 0, h = 0;
    painter_.drawable_size(w, h);
    if (w <= 0 || h <= 0 || (w == w_ && h == h_)) return {};
    pacing.invalidate();
    if (auto resized = painter_.resize(w, h); !resized) return resized;
    w_ = w;
    h_ = h;
    return {};
}

void SecondWindow::present_if_uncovered() {
    if (!pacing.take_uncovered()) return;
    const Turned turned(painter_, nullptr);
    painter_.present();
}

Status SecondWindow::draw(const DrawScreen& screen, double now) {
    if (auto fitted = fit_canvas(); !fitted) {
        pacing.failed(now);
        return fitted;
    }
    const bool may_be_partial = pacing.only_a_part();
    PixelRect part = pacing.part();
    painter_.new_frame(); // the first context's: it holds the back end
    std::string fault;
    ImDrawData* picture = nullptr;
    ui::FrameWish wish{};
    {
        ImGuiContext* const first = ImGui::GetCurrentContext();
        ImGui::SetCurrentContext(context_);
        fault = draw_into_imgui(screen, now);
        wish = ui::frame_wish();
        picture = ImGui::GetDrawData();
        ImGui::SetCurrentContext(first);
    }
    if (!fault.empty()) {
        pacing.failed(now);
        return Error{Kind::internal, fault};
    }
    pacing.drawn(now, wish, w_, h_);
    const bool partial = may_be_partial && pacing.wish_is_partial();
    if (partial) {
        part = united(part, pacing.part());
        pacing.painted_a_part();
    }
    const Turned turned(painter_, nullptr);
    painter_.paint(*picture, partial ? &part : nullptr);
    painter_.present();
    return {};
}

std::string SecondWindow::draw_into_imgui(const DrawScreen& screen, double now) {
    auto& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(w_), static_cast<float>(h_)};
    io.DisplayFramebufferScale = {1, 1};
    io.DeltaTime = static_cast<float>(std::clamp(now - drawn_at_, 1e-4, 1.));
    drawn_at_ = now;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("stage", nullptr, kStageFlags);
    ui::begin_frame(*ImGui::GetWindowDrawList(), io.DisplaySize.x, io.DisplaySize.y, now, 1);
    FrameGuard guard;
    const FrameOutcome outcome = screen();
    std::string fault = guard.recover();
    if (outcome == FrameOutcome::failed) fault = "the screen could not draw itself" + (fault.empty() ? "" : "; " + fault);
    ui::end_frame();
    if (!guard.stage_lost()) ImGui::End();
    ImGui::Render();
    return fault;
}

} // namespace kiosk::screen
