#include "kiosk/screen/operator.h"

#include <kiosk/ui.h>

#include <algorithm>

namespace kiosk::screen {

using namespace kiosk::ui;

// ---------------------------------------------------------------- states

void Operator::summon(Ms now) { open(now) ? close() : become(State::asking, now); }

void Operator::close() {
    forget_pin();
    state_ = State::closed;
    leave_asked_ = false;
}

void Operator::become(State state, Ms now) {
    forget_pin();
    state_ = state;
    touched_ = now;
    leave_asked_ = false;
}

bool Operator::open(Ms now) {
    if (state_ != State::closed && now - touched_ >= kIdle) close();
    return state_ != State::closed;
}

void Operator::verdict(PinVerdict verdict, Ms now) {
    if (state_ != State::checking) return; // closed in the meantime: a late "accepted" must not open it again
    switch (verdict) {
    case PinVerdict::accepted: return become(State::unlocked, now);
    case PinVerdict::refused: return become(State::refused, now);
    case PinVerdict::locked: return become(State::locked, now);
    }
}

bool Operator::take(const Input& input, Ms now) {
    if (input.key == Key::quit) return false;
    if (input.key == Key::escape) return summon(now), true;
    if (!open(now)) return false;
    touched_ = now;
    if (state_ == State::unlocked) return input.key == Key::digit || input.key == Key::erase || input.key == Key::enter;
    if (input.key == Key::digit) press_digit(input.digit);
    if (input.key == Key::erase) erase();
    if (input.key == Key::enter) submit();
    return true;
}

void Operator::press_digit(int digit) {
    if (state_ == State::refused) state_ = State::asking;
    if (state_ == State::asking && pin_.size() < kMaxDigits) pin_ += static_cast<char>('0' + digit);
}

void Operator::erase() {
    if (!pin_.empty()) pin_.pop_back();
}

void Operator::submit() {
    if (state_ != State::asking || pin_.empty()) return;
    std::string pin = pin_;
    forget_pin();
    state_ = State::checking; // before the call: the verdict may come within it
    actions_.verify(pin);
    std::fill(pin.begin(), pin.end(), '\0');
}

void Operator::forget_pin() {
    std::fill(pin_.begin(), pin_.end(), '\0');
    pin_.clear();
}

// ---------------------------------------------------------------- pictures

void Operator::draw(Ms now) {
    if (!open(now)) return;
    state_ == State::unlocked ? draw_panel(now) : draw_keypad(now);
    if (state_ != State::closed) need_frame(static_cast<float>(std::max<Ms>(1, touched_ + kIdle - now)) / 1000.f);
}

void Operator::draw_keypad(Ms now) {
    const Theme& t = theme();
    constexpr float kKey = 156, kKeyH = 100, kGap = 18, kPad = 44;
    const float w = 3 * kKey + 2 * kGap + 2 * kPad, h = 830;
    const float x = (stage_width() - w) / 2, y = (kStageHeight - h) / 2, cx = x + w / 2;

    rect(0, 0, stage_width(), kStageHeight, 0, fade_to(t.bg_bottom, .84f));
    card(x, y, w, h);
    badge(cx, y + 84, 88, Icon::lock, t.accent, t.accent2);
    text_mid(cx, y + 172, tr("operator.title"), type::h3, t.text, Align::center);

    const bool bad = state_ == State::refused || state_ == State::locked;
    const char* key = state_ == State::refused    ? "operator.refused"
                      : state_ == State::locked   ? "operator.locked"
                      : state_ == State::checking ? "operator.checking"
                                                  : "operator.hint";
    fit(x + kPad, y + 202, w - 2 * kPad, 44, tr(key), {26, Weight::medium, 1.2f}, 24, bad ? t.bad : t.muted, Align::center);

    // One dot per digit typed; empty places show where they go.
    const std::size_t places = std::max<std::size_t>(pin_.size(), 6);
    const float step = std::min(44.f, (w - 2 * kPad) / static_cast<float>(places));
    for (std::size_t i = 0; i < places; ++i) {
        const float dot = cx + (static_cast<float>(i) - static_cast<float>(places - 1) / 2) * step;
        circle(dot, y + 278, i < pin_.size() ? 11.f : 8.f, i < pin_.size() ? t.accent2 : fade_to(t.text, .18f));
    }

    const Icon back = Icon::backspace, tick = Icon::check, cross = Icon::cross;
    const float top = y + 326;
    for (int place = 0; place < 12; ++place) {
        const float kx = x + kPad + static_cast<float>(place % 3) * (kKey + kGap);
        const float ky = top + static_cast<float>(place / 3) * (kKeyH + kGap);
        const std::string id = "operator.key" + std::to_string(place);
        bool tapped = false;
        if (place == 9) {
            if ((tapped = button(id, kx, ky, kKey, kKeyH, "", &back, false))) erase();
        } else if (place == 11) {
            if ((tapped = button(id, kx, ky, kKey, kKeyH, "", &tick, !pin_.empty()))) submit();
        } else {
            const int digit = place == 10 ? 0 : place + 1;
            if ((tapped = button(id, kx, ky, kKey, kKeyH, std::to_string(digit), nullptr, false))) press_digit(digit);
        }
        if (tapped) {
            touched_ = now;
            need_frame();
        }
    }
    if (hit("operator.close", x + w - 84, y + 20, 64, 64)) close();
    icon(x + w - 52, y + 52, 34, cross, t.muted, true);
}

void Operator::draw_panel(Ms now) {
    const Theme& t = theme();
    constexpr float kH = 190, kButtonH = 92, kPad = 32, kClose = 76;
    const float w = std::min(stage_width() - 2 * t.margin, 1480.f), x = (stage_width() - w) / 2, y = kStageHeight - kH - 40;

    if (!stick_.stick.empty()) draw_stick(now, x, y - 24, w);
    shadow(x, y, w, kH, t.radius_l, 60, 18, 1);
    rect(x, y, w, kH, t.radius_l, mix(t.bg_top, t.surface_raised | 0xff000000, .8f));
    outline(x, y, w, kH, t.radius_l, t.accent, 3);
    icon(x + kPad + 14, y + 44, 30, Icon::shield, t.accent2);
    const float title_w = text_mid(x + kPad + 42, y + 44, tr("operator.panel"), type::label, t.text);
    const float hint_x = x + kPad + 42 + title_w + 28;
    text_cut(hint_x, y + 44, x + w - kPad - kClose - hint_x, tr("operator.closes"), type::caption, t.muted);

    struct Button {
        const char* id;
        const char* word;
        Icon icon;
        const std::function<void()>& act;
    };
    const Button buttons[] = {
        {"operator.next", "operator.next", Icon::arrow_right, actions_.next},
        {"operator.pause", "operator.pause", Icon::pause, actions_.pause},
        {"operator.home", "operator.home", Icon::home, actions_.home},
        {"operator.leave", leave_asked_ ? "operator.leave_sure" : "operator.leave", Icon::lock, actions_.leave}};
    const float gap = 20, bw = (w - 2 * kPad - 3 * gap) / 4;
    for (int i = 0; i < 4; ++i) {
        const Button& b = buttons[i];
        const bool leave = i == 3, sure = leave && leave_asked_;
        if (!button(b.id, x + kPad + static_cast<float>(i) * (bw + gap), y + 76, bw, kButtonH, tr(b.word),
                    sure ? nullptr : &b.icon, i == 0))
            continue;
        touched_ = now;
        need_frame();
        const bool act = !leave || leave_asked_; // leaving takes two touches
        leave_asked_ = leave && !leave_asked_;
        if (act) b.act();
        if (i == 2) close(); // home is seen better without us
    }
    if (hit("operator.close", x + w - kPad - 52, y + 14, 64, 60)) close();
    icon(x + w - kPad - 20, y + 44, 30, Icon::cross, t.muted, true);
}

} // namespace kiosk::screen
