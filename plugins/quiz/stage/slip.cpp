#include "stage/slip.h"

#include <kiosk/ui.h>

#include <algorithm>

namespace quiz {

namespace ui = kiosk::ui;

bool draw_slip(const SlipView& view) {
    const auto& theme = ui::theme();
    const float width = ui::stage_width(), margin = theme.margin;
    ui::backdrop();
    const std::string place =
        ui::tr(view.shared ? "prizes.slip.shared" : "prizes.slip.place", {std::to_string(view.place)});
    const float top = ui::header(ui::tr("prizes.slip.title"), view.name + " · " + place, ui::Icon::trophy, theme.gold, theme.warn) + 40;

    // A paper slip: white in every theme, so that a photo of it can be read back.
    const float button_h = 104, bottom = ui::kStageHeight - margin - button_h - 40;
    const float slip_w = std::min(width - 2 * margin, 1500.f), x = (width - slip_w) / 2, h = bottom - top;
    const ImU32 paper = ui::hex(0xffffff), ink = ui::hex(0x10142e), soft = ui::hex(0x4a5384);
    {
        const float shown = ui::appear(1);
        const ui::Fade fade(shown, 0, 40 * (1 - shown));
        ui::shadow(x, top, slip_w, h, theme.radius_l);
        ui::rect(x, top, slip_w, h, theme.radius_l, paper);
        const float code_side = std::min(h - 96, slip_w * .38f), qr_x = x + slip_w - code_side - 56;
        ui::qr(qr_x, top + (h - code_side) / 2, code_side, view.address);
        const float text_x = x + 72, text_w = qr_x - text_x - 56;
        ui::fit(text_x, top + 56, text_w, 130, view.prize, ui::type::h1, 42, ink, ui::Align::left, .5f);
        ui::fit(text_x, top + 200, text_w, 190, view.code, ui::Type{140, ui::Weight::black, 1.05f, 2, true}, 58, ink, ui::Align::left, .5f);
        ui::paragraph(text_x, top + 420, text_w, ui::tr("prizes.slip.show"), ui::type::lead, soft, {.max_lines = 5});
    }
    const float button_w = std::min(width - 2 * margin, 760.f);
    return ui::button("quiz.slip.leave", (width - button_w) / 2, ui::kStageHeight - margin - button_h, button_w, button_h,
                      ui::tr("prizes.slip.leave"));
}

} // namespace quiz
