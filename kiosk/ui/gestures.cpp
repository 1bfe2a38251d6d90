#include "kiosk/ui/gestures.h"

#include "kiosk/ui/state.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr float kFriction = .28f, kSpring = .055f; // s until half of the speed, or of what is beyond an end, is gone
constexpr float kSlowest = 25, kFastest = 9000;    // units/s
constexpr double kRested = .09;                    // s; a finger that lies still before it lifts throws nothing
constexpr float kWheelStep = 120;                  // units
constexpr float kPageDistance = 90;                // units; a shorter way was no wish for the next page
constexpr float kBarWidth = 8, kShortestBar = 60;

struct Pointer {
    bool there = false;
    float x = 0, y = 0; // units
};

Pointer pointer() {
    const State& s = state();
    const ImVec2 at = ImGui::GetIO().MousePos;
    if (!ImGui::IsMousePosValid(&at)) return {};
    return {true, (at.x - s.origin.x) / s.scale - s.offset.x, (at.y - s.origin.y) / s.scale - s.offset.y};
}

bool within(const Pointer& p, float x, float y, float w, float h) {
    return p.there && p.x >= x && p.y >= y && p.x < x + w && p.y < y + h;
}

// Beyond its ends the content follows ever less.
float softened(float offset, float most, float h) {
    const auto rubber = [h](float far) { return far / (2 + far / (h * .35f)); };
    return offset < 0 ? -rubber(-offset) : offset > most ? most + rubber(offset - most) : offset;
}

void follow(Scroller& s, const Pointer& p, float most, float h, double now) {
    const float moved = s.grabbed_y - p.y;
    if (std::fabs(moved) > kTapSlop) s.dragged = true;
    if (!s.dragged) return;
    ImGui::ClearActiveID();
    const float before = s.offset;
    s.offset = softened(s.grabbed_offset + moved, most, h);
    if (std::fabs(p.y - s.last_y) > .5f) {
        const double passed = std::max(now - s.moved_at, .004);
        const float speed = static_cast<float>((s.offset - before) / passed);
        s.speed = std::clamp(s.speed * .35f + speed * .65f, -kFastest, kFastest);
        s.moved_at = now;
        s.last_y = p.y;
    }
}

void glide(Scroller& s, float most, double passed) {
    const float dt = static_cast<float>(std::clamp(passed, 0., .05));
    const float end = std::clamp(s.offset, 0.f, most), beyond = s.offset - end;
    s.offset += s.speed * dt;
    s.speed *= std::exp2(-dt / (beyond != 0 ? kSpring / 2 : kFriction));
    if (std::fabs(s.speed) < kSlowest) s.speed = 0;
    if (s.speed == 0 && beyond != 0) {
        s.offset = end + beyond * std::exp2(-dt / kSpring);
        if (std::fabs(s.offset - end) < .5f) s.offset = end;
    }
}

void draw_bar(const Scroller& s, float x, float y, float h, float most) {
    const float length = std::max(kShortestBar, h * h / (h + most));
    const float at = y + (h - length) * std::clamp(s.offset / most, 0.f, 1.f);
    rect(x, at, kBarWidth, length, kBarWidth / 2, fade_to(theme().text, s.held && s.dragged ? .42f : .2f));
}

} // namespace

void Gestures::let_go() {
    for (auto& [id, each] : scrollers_) each.held = each.dragged = false, each.speed = 0;
    swipers_.clear();
}

float scroll(std::string_view id, float x, float y, float w, float h, float content_h) {
    State& state = ui::state();
    Scroller& s = state.gestures.scroller(id);
    const float most = std::max(0.f, content_h - h);
    if (state.window_number != 0) return std::clamp(s.offset, 0.f, most); // nobody touches there
    const double now = state.motion.now(), passed = now - s.at;
    s.at = now;
    if (!ImGui::GetCurrentContext() || state.options.still || most <= 0) {
        s.held = s.dragged = false, s.speed = 0;
        s.offset = std::clamp(s.offset, 0.f, most);
        if (most > 0) draw_bar(s, x + w + kBarWidth, y, h, most);
        return s.offset;
    }

    const ImGuiIO& io = ImGui::GetIO();
    const Pointer p = pointer();
    if (io.MouseClicked[0] && within(p, x, y, w, h)) {
        const bool moving = s.speed != 0; // a touch that stops the motion is no tap either
        s = {s.offset, 0, true, moving, p.y, s.offset, p.y, now, now};
    }
    if (s.held) {
        if (p.there) follow(s, p, most, h, now);
        if (!io.MouseDown[0] || !p.there) {
            if (!p.there || now - s.moved_at > kRested) s.speed = 0;
            s.held = s.dragged = false;
        }
    } else {
        if (io.MouseWheel != 0 && within(p, x, y, w, h)) {
            s.offset = std::clamp(s.offset - io.MouseWheel * kWheelStep, 0.f, most);
            s.speed = 0;
        }
        glide(s, most, passed);
    }
    if (!s.held && (s.speed != 0 || s.offset < 0 || s.offset > most)) state.motion.ask(now);
    draw_bar(s, x + w + kBarWidth, y, h, most);
    return s.offset;
}

void scroll_to(std::string_view id, float offset) {
    Scroller& s = state().gestures.scroller(id);
    s = {std::max(0.f, offset)};
    s.at = state().motion.now();
}

int swipe(std::string_view id, float x, float y, float w, float h) {
    State& state = ui::state();
    Swiper& s = state.gestures.swiper(id);
    if (!ImGui::GetCurrentContext() || state.window_number != 0) return 0;
    const ImGuiIO& io = ImGui::GetIO();
    const Pointer p = pointer();
    if (io.MouseClicked[0] && within(p, x, y, w, h)) s = {true, false, p.x, p.y};
    if (!s.held) return 0;
    const float dx = p.x - s.x, dy = p.y - s.y;
    if (p.there && std::fabs(dx) > kTapSlop && std::fabs(dx) > std::fabs(dy)) s.dragged = true;
    if (s.dragged) ImGui::ClearActiveID();
    if (io.MouseDown[0] && p.there) return 0;
    const bool page = p.there && s.dragged && std::fabs(dx) >= kPageDistance && std::fabs(dx) > 1.5f * std::fabs(dy);
    s = {};
    return !page ? 0 : dx < 0 ? -1 : 1;
}

} // namespace kiosk::ui
