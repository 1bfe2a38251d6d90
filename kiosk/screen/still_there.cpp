#include "kiosk/screen/still_there.h"

#include <kiosk/ui.h>

#include <algorithm>

namespace kiosk::screen {

using namespace kiosk::ui;

namespace {

// "K7Q MP3 XAB": three letters at a time are read without losing one's place.
std::string in_threes(const std::string& code) {
    std::string shown;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 3 == 0) shown += ' ';
        shown += code[i];
    }
    return shown;
}

} // namespace

void draw_still_there(const StillThereView& view) {
    const Theme& t = theme();
    const bool with_code = !view.code.empty();
    const float w = std::min(stage_width() - 2 * t.margin, 1400.f), pad = 64, in = w - 2 * pad;
    const float ring = 104, top_h = 2 * ring + 32, button_h = 168, code_h = with_code ? 300.f : 0.f;
    const float h = pad + top_h + 44 + button_h + (with_code ? 48 + code_h : 0.f) + pad;
    const float x = (stage_width() - w) / 2, y = (kStageHeight - h) / 2, left = x + pad;

    rect(0, 0, stage_width(), kStageHeight, 0, fade_to(t.bg_bottom, .88f));
    shadow(x, y, w, h, t.radius_l, 60, 18);
    rect(x, y, w, h, t.radius_l, mix(t.bg_top, t.surface_raised | 0xff000000, t.dark ? .75f : 1.f) | 0xff000000);
    outline(x, y, w, h, t.radius_l, t.stroke, 3);

    float at = y + pad;
    countdown(left + ring + 16, at + top_h / 2, ring, view.seconds_left, view.seconds_total);
    const float words_x = left + 2 * ring + 84, words_w = x + w - pad - words_x;
    const std::string title = view.name.empty() ? std::string(tr("visitor.still_there"))
                                                : view.name + ", " + std::string(tr("visitor.still_there_named"));
    fit(words_x, at - 6, words_w, 140, title, {72, Weight::black, 1.1f, -1.f}, 44, t.text, Align::left, 1);
    paragraph(words_x, at + 148, words_w, tr("visitor.still_why"), {34, Weight::regular, 1.32f}, t.muted, {Align::left, 2, true});
    at += top_h + 44;

    const Icon hand = Icon::hand_tap;
    button("still-there", left, at, in, button_h, tr("visitor.still_here"), &hand);
    at += button_h;
    if (!with_code) return;

    at += 48;
    line(left, at - 24, left + in, at - 24, t.stroke, 2);
    qr(left, at, code_h, view.url);
    const float cx = left + code_h + 48, cw = left + in - cx;
    fit(cx, at + 4, cw, 92, tr("visitor.still_code"), {40, Weight::semibold, 1.2f}, 30, t.text, Align::left, 0);
    fit(cx, at + 104, cw, 116, in_threes(view.code), {104, Weight::black, 1.1f, 4.f, true}, 60, t.accent2);
    text_cut(cx, at + 258, cw, tr("visitor.still_code_until"), {30, Weight::medium, 1.2f}, t.muted);
}

} // namespace kiosk::screen
