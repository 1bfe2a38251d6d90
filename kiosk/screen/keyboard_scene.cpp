#include "kiosk/screen/keyboard_scene.h"

#include <kiosk/ui.h>

namespace kiosk::screen {

using namespace kiosk::ui;

void draw_keyboard_scene() {
    const Theme& t = theme();
    TextEntry name{"Nguyễn Thị Thuỳ "};
    backdrop();
    const float w = stage_width() - 2 * t.margin;
    const float top = header(tr("keyboard.sample"), tr("keyboard.sample_hint"), Icon::user, t.accent, t.accent2);
    text_field(t.margin, top + 24, w, 132, name, tr("keyboard.sample_hint"));
    keyboard("sample", t.margin, kStageHeight - t.margin - 620, w, 620, name);
}

} // namespace kiosk::screen
