// The card above the operator's bar while a USB stick is plugged in: its files, each taken with one touch, and the results
// copied onto it.
#include "kiosk/screen/operator.h"

#include <kiosk/ui.h>

#include <algorithm>

namespace kiosk::screen {

using namespace kiosk::ui;

namespace {

constexpr std::size_t kMostFiles = 5; // more stand on the staff page
constexpr float kStickPad = 32, kHead = 92, kRow = 96, kButtonW = 250, kButtonH = 72;

} // namespace

void Operator::draw_stick(Ms now, float x, float bottom, float w) {
    const Theme& t = theme();
    const std::size_t rows = std::min(stick_.files.size(), kMostFiles);
    const float h = kHead + static_cast<float>(std::max<std::size_t>(rows, 1)) * kRow + 20, y = bottom - h;
    shadow(x, y, w, h, t.radius_l, 60, 18, 1);
    rect(x, y, w, h, t.radius_l, mix(t.bg_top, t.surface_raised | 0xff000000, .8f));
    outline(x, y, w, h, t.radius_l, t.stroke, 2);

    const float cy = y + kHead / 2 + 4, copy_w = 400;
    icon(x + kStickPad + 14, cy, 30, Icon::book, t.accent2);
    text_cut(x + kStickPad + 42, cy, w - 2 * kStickPad - 60 - copy_w, tr("operator.stick", {stick_.stick}), type::label, t.text);
    if (!stick_.copied.empty()) {
        fit(x + w - kStickPad - copy_w, cy - 36, copy_w, 72, stick_.copied, type::caption, 22, t.muted, Align::right, .5f);
    } else if (button("operator.copy", x + w - kStickPad - copy_w, cy - kButtonH / 2, copy_w, kButtonH, tr("operator.copy"), nullptr,
                      false)) {
        touched_ = now;
        if (actions_.copy_results) actions_.copy_results();
        need_frame();
    }
    if (rows == 0) text_mid(x + kStickPad, y + kHead + kRow / 2, tr("operator.stick_empty"), type::lead, t.muted);

    std::string chosen;
    for (std::size_t i = 0; i < rows; ++i) {
        const StickFile& file = stick_.files[i];
        const float top = y + kHead + static_cast<float>(i) * kRow, mid = top + kRow / 2;
        line(x + kStickPad, top, x + w - kStickPad, top, t.stroke, 2);
        const bool reading = file.line.empty() && !file.taken;
        const Icon mark = file.taken ? Icon::check : reading ? Icon::clock : file.usable ? Icon::info : Icon::warning;
        icon(x + kStickPad + 14, mid, 30, mark, file.taken ? t.ok : file.usable || reading ? t.accent2 : t.warn);
        const float left = x + kStickPad + 42, room = w - 2 * kStickPad - 42 - kButtonW - 24;
        text_cut(left, mid - 18, room, file.name, type::label, t.text);
        text_cut(left, mid + 20, room, reading ? tr("operator.reading") : std::string_view(file.line), type::caption, t.muted);
        if (file.taken) {
            text_mid(x + w - kStickPad, mid, tr("operator.taken"), type::label, t.ok, Align::right);
        } else if (file.usable && button("operator.take" + std::to_string(i), x + w - kStickPad - kButtonW, mid - kButtonH / 2,
                                         kButtonW, kButtonH, tr("operator.take"), nullptr, true)) {
            chosen = file.name;
        }
    }
    if (chosen.empty()) return;
    touched_ = now;
    need_frame();
    if (actions_.take_file) actions_.take_file(chosen); // may change stick_
}

} // namespace kiosk::screen
