#include "kiosk/ui/paint.h"
#include "kiosk/ui/state.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

struct Dice { // xorshift32: the same piece falls the same way in every frame
    std::uint32_t state;
    float roll() { // 0…1
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return static_cast<float>(state & 0xffff) / 65535.f;
    }
};

} // namespace

void confetti(float x, float y, float w, float h, int pieces, float seconds_gone) {
    State& s = state();
    const Theme& t = theme();
    if (h <= 0 || w <= 0)
        return;
    const ImU32 colors[6] = {t.accent, t.accent2, t.answer[0].high, t.answer[2].high, t.ok, t.answer[1].high};
    for (int i = 0; i < pieces; i++) {
        Dice dice{static_cast<std::uint32_t>(i) * 2654435761u + 97};
        dice.roll();
        const float speed = 40 + dice.roll() * 60, size = 7 + dice.roll() * 10, swing = dice.roll() * 2 * kPi,
                    spin = 1 + dice.roll() * 2;
        const float px = x + dice.roll() * w + std::sin(seconds_gone * 1.3f + swing) * 22;
        const float py = y + std::fmod(dice.roll() * h + std::max(seconds_gone, 0.f) * speed, h);
        const float near_edge = std::min({1.f, (py - y) / 120, (y + h - py) / 160});
        const ImU32 color = s.ink(fade_to(colors[i % 6], .85f * std::max(0.f, near_edge)));
        if (!(color >> 24))
            continue;
        const float angle = seconds_gone * spin + swing, ca = std::cos(angle) * size * s.scale,
                    sa = std::sin(angle) * size * s.scale;
        const float k = .6f * (.35f + .65f * std::fabs(std::sin(seconds_gone * 2 + swing))); // seen more or less from its edge
        const ImVec2 o = s.px(px, py);
        s.list->AddQuadFilled({o.x + ca - sa * k, o.y + sa + ca * k}, {o.x - ca - sa * k, o.y - sa + ca * k},
                              {o.x - ca + sa * k, o.y - sa - ca * k}, {o.x + ca + sa * k, o.y + sa - ca * k}, color);
    }
}

} // namespace kiosk::ui
