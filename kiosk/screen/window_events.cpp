// What a window hears: the sleep of the loop, keys, fingers, and what happens to the window itself.
#include "kiosk/screen/displays.h"
#include "kiosk/screen/keys.h"
#include "kiosk/screen/window_state.h"

#include <backends/imgui_impl_sdl.h>

#include <algorithm>

namespace kiosk::screen {
namespace {

constexpr double kCursorIdle = 3; // seconds

// Of the pointer and the window itself; keys are everybody's, whichever window has the focus.
bool is_of_window(const SDL_Event& event, std::uint32_t number) {
    switch (event.type) {
    case SDL_WINDOWEVENT: return event.window.windowID == number;
    case SDL_MOUSEMOTION: return event.motion.windowID == number;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return event.button.windowID == number;
    case SDL_MOUSEWHEEL: return event.wheel.windowID == number;
    default: return false;
    }
}
// What happens to either window.
void follow(const SDL_WindowEvent& event, Pacing& pacing) {
    switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED: pacing.invalidate(); break; // drawing fits the canvas
    case SDL_WINDOWEVENT_EXPOSED: pacing.uncover(); break;
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED: pacing.hide(true); break;
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_MAXIMIZED:
        pacing.hide(false);
        pacing.uncover();
        break;
    default: break;
    }
}

} // namespace

void Window::wake() {
    if (state_->woken.exchange(true)) return;
    SDL_Event event{};
    event.type = state_->wake_event;
    if (SDL_PushEvent(&event) < 0) state_->woken = false; // the queue is full, so main is awake already
}

const std::vector<Input>& Window::wait(Ms at_most) {
    auto& s = *state_;
    s.inputs.clear();
    s.touched = false;
    Ms sleep = at_most;
    const auto no_later_than = [&](Ms ms) { sleep = sleep < 0 ? ms : std::min(sleep, ms); };
    if (const Ms frame = next_frame(); frame >= 0) no_later_than(frame);
    if (const Ms frame = s.second ? s.second->pacing.next(s.now()) : -1; frame >= 0) no_later_than(frame);
    if (s.options.fullscreen && !s.pointer_hidden)
        no_later_than(static_cast<Ms>(std::max(0., s.pointer_moved + kCursorIdle - s.now()) * 1000) + 1);

    SDL_Event event;
    const int timeout = sleep < 0 ? -1 : static_cast<int>(std::min<Ms>(sleep, 3'600'000));
    for (bool got = SDL_WaitEventTimeout(&event, timeout) != 0; got; got = SDL_PollEvent(&event) != 0) s.handle(event);
    if (s.displays_new) s.arrange_two();
    s.hide_idle_pointer();
    if (s.second) s.second->present_if_uncovered();
    if (s.pacing.take_uncovered()) s.painter->present();
    return s.inputs;
}

void Window::State::handle(const SDL_Event& event) {
    if (event.type == wake_event) {
        woken = false; // before the caller empties its queues: what comes later wakes again
        return;
    }
    if (options.two && displays_changed(event)) displays_new = true;
    if (second && is_of_window(event, second->number())) {
        if (event.type == SDL_WINDOWEVENT) follow(event.window, second->pacing);
        return; // nobody touches it
    }
    ImGui_ImplSDL2_ProcessEvent(&event);
    notice_touch(event);
    switch (event.type) {
    case SDL_QUIT: // a window manager's close, too; no way out of fullscreen but the operator's PIN
        if (!options.fullscreen) inputs.push_back({Key::quit});
        break;
    case SDL_WINDOWEVENT:
        follow(event.window, pacing);
        if (event.window.event == SDL_WINDOWEVENT_LEAVE) pacing.invalidate(); // nothing is under the pointer any more
        break;
    case SDL_DISPLAYEVENT:
        if (options.fullscreen && !options.two) put_on_display(options.display < 0 ? -1 : display);
        break;
    case SDL_KEYDOWN:
        if (ui::wants_text()) pacing.invalidate(2);
        if (const auto input = input_of(event.key); input && !(ui::wants_text() && writes(event.key))) inputs.push_back(*input);
        break;
    case SDL_TEXTINPUT:
        if (ui::wants_text()) pacing.invalidate();
        break;
    case SDL_MOUSEMOTION:
        if (event.motion.which != SDL_TOUCH_MOUSEID) show_pointer(true);
        pacing.invalidate();
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: pacing.invalidate(2); break; // a tap is two frames to ImGui: pressed, and let go
    case SDL_MOUSEWHEEL: pacing.invalidate(); break;
    case SDL_RENDER_TARGETS_RESET: pacing.invalidate(); break;
    default: break;
    }
}

void Window::State::notice_touch(const SDL_Event& event) {
    const bool button = event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP; // fingers come as a mouse, too
    if (button) pressed = event.type == SDL_MOUSEBUTTONDOWN;
    touched = touched || button || event.type == SDL_MOUSEWHEEL || event.type == SDL_KEYDOWN ||
              (event.type == SDL_MOUSEMOTION && event.motion.state != 0);
}

// Only while a keyboard is on the screen: at any other time an input method would swallow the clicker's keys.
void Window::State::listen(bool for_text) {
    if (for_text == (SDL_IsTextInputActive() == SDL_TRUE)) return;
    for_text ? SDL_StartTextInput() : SDL_StopTextInput();
}

void Window::State::show_pointer(bool shown) {
    pointer_moved = now();
    if (pointer_hidden == !shown) return;
    pointer_hidden = !shown;
    SDL_ShowCursor(shown ? SDL_ENABLE : SDL_DISABLE);
}

void Window::State::hide_idle_pointer() {
    if (options.fullscreen && !pointer_hidden && now() - pointer_moved >= kCursorIdle) show_pointer(false);
}

} // namespace kiosk::screen
