// The inside of a window, shared by window.cpp (opening, drawing) and window_events.cpp (waiting). Inside of kiosk/screen only.
#pragma once

#include "kiosk/screen/pacing.h"
#include "kiosk/screen/painter.h"
#include "kiosk/screen/second_window.h"
#include "kiosk/screen/window.h"

#include <SDL.h>
#include <imgui.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::screen {

// Begun before the window and ended after it, by the order of State's members.
struct VideoSystem {
    bool open = false;
    Status start(bool offscreen) {
        SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); // SIGTERM is the program's business, not a "window closed"
        SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
        SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
        SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); // the first tap counts
        SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "1");       // a finger is a pointer to the screens; not the other way round,
        SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");       // or each click came twice
        SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
        if (offscreen) SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "offscreen", SDL_HINT_OVERRIDE);
        open = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
        const std::string why = open ? "" : SDL_GetError();
        if (offscreen) SDL_ResetHint(SDL_HINT_VIDEODRIVER);
        if (!open) return Error{Kind::unavailable, "no display: " + why};
        SDL_DisableScreenSaver();
        SDL_StopTextInput(); // an input method (Telex, VNI) would swallow the clicker's and the PIN's keys
        return {};
    }
    ~VideoSystem() {
        if (open) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
};

struct ImGuiSystem {
    ImGuiContext* context = nullptr;
    void start() {
        context = ImGui::CreateContext();
        auto& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange; // the pointer is ours: hidden when idle
        auto& style = ImGui::GetStyle();
        style.WindowPadding = {0, 0};
        style.WindowBorderSize = 0;
        style.WindowMinSize = {1, 1};
        style.CircleTessellationMaxError = .15f;
    }
    ~ImGuiSystem() {
        if (context) ImGui::DestroyContext(context);
    }
};

struct OpenStage {
    bool open = false;
    ~OpenStage() {
        if (open) ui::close_stage();
    }
};
// Members in the order they are made; they go in the reverse order.
struct Window::State {
    WindowOptions options;
    VideoSystem video;
    ImGuiSystem imgui;
    std::unique_ptr<Painter> painter;
    OpenStage stage;
    std::unique_ptr<SecondWindow> second;
    std::string second_trouble;
    PixelRect place;                            // with two displays: where the first window was put
    bool swapped = false, displays_new = false; // by F9; since the last wait()

    std::uint32_t wake_event = 0;
    std::atomic<bool> woken{false}; // any thread: a wake event is on its way

    int display = 0; // fullscreen
    int w = 0, h = 0; // px, of the canvas
    Pacing pacing;
    double pointer_moved = 0;                // seconds
    bool pointer_hidden = false;
    std::vector<Input> inputs;
    bool touched = false, pressed = false;   // in the last wait; now
    std::uint64_t frames = 0, partial_frames = 0;
    std::uint64_t started = SDL_GetPerformanceCounter();

    double now() const { // seconds since open: the clock that motion follows
        return static_cast<double>(SDL_GetPerformanceCounter() - started) / static_cast<double>(SDL_GetPerformanceFrequency());
    }
    SDL_Window* sdl() const { return painter->window(); }

    Status open();
    Status fit_canvas();
    void put_on_display(int on_display);
    void arrange_two();
    void open_or_move_second(const PixelRect&);
    void handle(const SDL_Event&);
    void notice_touch(const SDL_Event&);
    void listen(bool for_text);
    void show_pointer(bool);
    void hide_idle_pointer();
    std::string draw_into_imgui(const DrawScreen&, const std::function<void()>& overlay);
};

} // namespace kiosk::screen
