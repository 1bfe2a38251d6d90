// The kiosk's window: opens it, waits for something to happen, and draws a frame only when one is wished for.
//
// A turn of the program's loop, in words:
//     inputs = window->wait(until my own next time)     sleeps; zero CPU while the screen is still
//     … act on the inputs, on what other threads posted, on timers …
//     if (window->frame_due()) window->draw(screen)     only when something asked for it
//
// Thread.     Main, except wake(). All windows, textures and the Dear ImGui context live and die on main.
// Ownership.  A Window owns the SDL window, the painter (OpenGL or SDL_Renderer), the ImGui context and the stage of
//             kiosk/ui. One Window at a time, because the stage is one per process; the window on a second display
//             (second_window.h) is part of it.
// Units.      Window sizes in pixels; time in ms of SDL's monotonic clock, inside only.
// Painters.   OpenGL 3 first (on llvmpipe too), then accelerated SDL_Renderer, then SDL's software renderer.
//             Each keeps the last picture in a canvas of its own, so that a countdown redraws its rectangle only,
//             an uncovered window costs a copy, and a failed frame is never seen.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/ui/stage.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::screen {

struct WindowOptions {
    bool fullscreen = true;   // on `display`; w and h are then ignored
    int w = 1920, h = 1080;   // pixels, 320…7680
    int display = -1;         // -1: the last one, where the projector is
    struct Two {              // one display to be touched, another to be looked at; -1: "auto"
        int kiosk = -1, stage = -1;
    };
    std::optional<Two> two; // fullscreen only; while there is one display, all is as without it
    bool offscreen = false;   // no window system at all (SDL's "offscreen" driver): pictures and tests
    bool still = false;       // motion is at its end at once: pictures
    std::optional<bool> reduced; // see ui::StageOptions
    std::string title = "Kiosk Số";
    std::string font_dir;     // see ui::StageOptions
    ui::Scheme scheme = ui::Scheme::dark;
    std::string lang = "vi";
    std::function<std::string_view(std::string_view key)> text; // content/i18n, in the language of the moment
    enum class Painter : std::uint8_t { best, opengl, sdl, sdl_software } painter = Painter::best; // others for tests
};

// What people did, as plain values. A key that is held down counts once.
enum class Key : std::uint8_t {
    next,         // space, right arrow, page down: the clicker's forward key
    pause,        // P
    escape,       // Esc: ask for the PIN
    digit,        // 0…9, both rows
    erase,        // backspace, delete
    enter,
    move_display, // F9: to the next display
    quit          // the window was closed; never in fullscreen, where only the operator leaves
};
struct Input {
    Key key;
    int digit = 0; // of Key::digit
};

// What a screen's draw came to. A plugin's exceptions end at its own border and arrive here as `failed`.
enum class FrameOutcome : std::uint8_t { drawn, failed };
using DrawScreen = std::function<FrameOutcome()>;

class Window {
public:
    // Kind::unavailable where there is no display or no painter; Kind::not_found where no font is.
    static Result<std::unique_ptr<Window>> open(WindowOptions);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // [any] End the present or the next wait at once. Cheap, never blocks; many calls before that cost one event.
    void wake();

    // Sleep until somebody does something, wake() is called, a frame is due, or `at_most` ms are over (negative: no
    // limit of its own). Returns the keys in the order they were pressed; usually none.
    const std::vector<Input>& wait(Ms at_most);

    // In the last wait: somebody touched, clicked, scrolled or pressed a key. A mouse that is only pushed is no touch.
    bool touched() const;
    bool pressed() const; // now: a finger is on the screen, a button is down

    // Something that the screen shows has changed: one frame is due.
    void invalidate();
    // Another screen is on: its things appear in order, and one frame is due.
    void screen_shown();
    // Is a frame due now? Never while the window is hidden or minimised.
    bool frame_due() const;
    // Ms until the next frame is due, 0 for now, negative for "when something changes". wait() already heeds it.
    Ms next_frame() const;

    // Draw a frame: `screen`, and over it `overlay` when there is one; the screen then gets no touches.
    // Error (Kind::internal, what was left open) when the screen said `failed` or left ImGui's stacks unbalanced: they
    // are recovered, the picture before stays, and the frame is due again in 100 ms. The caller counts.
    Status draw(const DrawScreen& screen, const std::function<void()>& overlay = {});

    // The window on a second display, which comes and goes with it, in wait(): only looked at, never touched. What its frames
    // come to is said as by draw(). Not there: nothing is ever due.
    bool has_second() const;
    bool second_due() const;
    Status draw_second(const DrawScreen& screen);
    void invalidate_second();
    void second_shown(); // another screen is on there
    const std::string& second_trouble() const; // why it is not there although a display is; empty: no trouble

    void set_scheme(ui::Scheme);
    void set_lang(std::string_view);
    void move_to_next_display(); // fullscreen only; with two windows they change places

    bool software() const; // no GPU: llvmpipe, softpipe, or SDL's software renderer
    std::string_view painter() const; // "OpenGL llvmpipe (LLVM 15.0.6, 256 bits)", for the log and /healthz
    int width() const;     // px
    int height() const;
    std::uint64_t frames() const;         // drawn since open
    std::uint64_t partial_frames() const; // of these, those that redrew a countdown's rectangle only

    // The last picture, rows from the top, 3 bytes a pixel.
    Result<std::vector<std::uint8_t>> read_rgb() const;
    Status save_png(const std::string& path) const;

private:
    Window();
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace kiosk::screen
