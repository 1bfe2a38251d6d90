#include "kiosk/screen/window.h"

#include "kiosk/screen/displays.h"
#include "kiosk/screen/frame_guard.h"
#include "kiosk/screen/picture.h"
#include "kiosk/screen/touch_shield.h"
#include "kiosk/screen/window_state.h"

#include <backends/imgui_impl_sdl.h>

#include <algorithm>
#include <utility>

namespace kiosk::screen {
namespace {

Result<std::unique_ptr<Painter>> open_best_painter(const WindowShape& shape, WindowOptions::Painter wanted) {
    using Wanted = WindowOptions::Painter;
    std::string why;
    const auto attempt = [&](Wanted kind, auto&& opener) -> std::unique_ptr<Painter> {
        if (wanted != Wanted::best && wanted != kind) return nullptr;
        auto painter = opener();
        if (painter) return std::move(*painter);
        why += (why.empty() ? "" : "; ") + painter.error().sentence;
        return nullptr;
    };
    if (auto gl = attempt(Wanted::opengl, [&] { return open_gl_painter(shape); })) return gl;
    if (auto sdl = attempt(Wanted::sdl, [&] { return open_sdl_painter(shape, false); })) return sdl;
    if (auto soft = attempt(Wanted::sdl_software, [&] { return open_sdl_painter(shape, true); })) return soft;
    return Error{Kind::unavailable, "nothing here can draw a window: " + why};
}
} // namespace

// ---------------------------------------------------------------- opening

Window::Window() : state_(std::make_unique<State>()) {}
Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::open(WindowOptions options) {
    std::unique_ptr<Window> window(new Window);
    window->state_->options = std::move(options);
    if (auto opened = window->state_->open(); !opened) return opened.error();
    return window;
}

Status Window::State::open() {
    options.w = std::clamp(options.w, 320, 7680);
    options.h = std::clamp(options.h, 240, 4320);
    if (auto started_video = video.start(options.offscreen); !started_video) return started_video;
    wake_event = SDL_RegisterEvents(1);
    if (wake_event == static_cast<std::uint32_t>(-1)) return Error{Kind::internal, "SDL has no event number left"};

    imgui.start();
    if (const int count = SDL_GetNumVideoDisplays(); options.two && count > 1)
        options.display = arrange(count, options.two->kiosk, options.two->stage).kiosk;
    display = display_or_last(options.display);
    const WindowShape shape = options.fullscreen ? shape_of_display(display, options.title)
                                                 : WindowShape{options.title,
                                                               static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(display)),
                                                               static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(display)),
                                                               options.w,
                                                               options.h,
                                                               SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI};
    auto opened = open_best_painter(shape, options.painter);
    if (!opened) return opened.error();
    painter = std::move(*opened);
    pacing.use_software(painter->software());
    if (auto fitted = fit_canvas(); !fitted) return fitted;

    ui::StageOptions stage_options;
    stage_options.font_dir = options.font_dir;
    stage_options.scheme = options.scheme;
    stage_options.pixels_per_unit = static_cast<float>(h) / ui::kStageHeight;
    stage_options.software = painter->software();
    stage_options.reduced = options.reduced;
    stage_options.still = options.still;
    stage_options.text = options.text;
    stage_options.lang = options.lang;
    const ui::TextureHost textures{[this](int width, int height, const void* rgba, bool linear) {
                                       return painter->make_texture(width, height, rgba, linear);
                                   },
                                   [this](ImTextureID id, int x, int y, int width, int height, const void* rgba, int stride) {
                                       painter->update_texture(id, x, y, width, height, rgba, stride);
                                   },
                                   [this](ImTextureID id) { painter->drop_texture(id); }};
    std::string why;
    stage.open = ui::open_stage(stage_options, textures, *ImGui::GetIO().Fonts, why);
    if (!stage.open) return Error{Kind::not_found, why};
    painter->upload_atlas(*ImGui::GetIO().Fonts);
    if (options.fullscreen) {
        show_pointer(false);
        SDL_SetWindowKeyboardGrab(sdl(), SDL_TRUE); // Alt+F4, Alt+Tab and the like come to us, who have no use for them
    }
    if (options.two) watch_displays(sdl());
    arrange_two();
    return {};
}

// The canvas follows the window: a resize, another display, another scale.
Status Window::State::fit_canvas() {
    int new_w = 0, new_h = 0;
    painter->drawable_size(new_w, new_h);
    if (new_w <= 0 || new_h <= 0 || (new_w == w && new_h == h)) return {};
    pacing.invalidate();
    if (auto resized = painter->resize(new_w, new_h); !resized) return resized;
    w = new_w;
    h = new_h;
    return {};
}

void Window::State::put_on_display(int on_display) {
    display = display_or_last(on_display);
    move_to_display(sdl(), display);
    pacing.invalidate();
}

// ---------------------------------------------------------------- a second display

// As long as there are two displays, each has its window; with one, the first window is all there is.
void Window::State::arrange_two() {
    displays_new = false;
    if (!options.two || !options.fullscreen) return;
    const auto places = display_places(sdl());
    if (places.empty()) return; // a moment between two modes; another notice follows
    auto whose = arrange(static_cast<int>(places.size()), options.two->kiosk, options.two->stage);
    if (whose.stage < 0) {
        second.reset();
        if (place.empty()) return; // there never were two
    } else {
        if (swapped) std::swap(whose.kiosk, whose.stage);
        open_or_move_second(places[static_cast<std::size_t>(whose.stage)]);
    }
    if (const auto& wanted = places[static_cast<std::size_t>(whose.kiosk)]; wanted != place) {
        place = wanted;
        move_to_place(sdl(), place);
    }
    pacing.invalidate();
}

void Window::State::open_or_move_second(const PixelRect& where) {
    if (second) return second->move(where);
    auto opened = SecondWindow::open(*painter, where, options.title);
    second_trouble = opened ? "" : opened.error().sentence;
    if (!opened) return; // the kiosk goes on with one
    second = std::move(*opened);
    SDL_RaiseWindow(sdl()); // keys go where people touch
}

bool Window::has_second() const { return state_->second != nullptr; }
bool Window::second_due() const { return state_->second && state_->second->pacing.next(state_->now()) == 0; }
Status Window::draw_second(const DrawScreen& screen) {
    return state_->second ? state_->second->draw(screen, state_->now()) : Status{};
}
void Window::invalidate_second() {
    if (state_->second) state_->second->pacing.invalidate();
}
void Window::second_shown() {
    ui::screen_shown(1);
    invalidate_second();
}
const std::string& Window::second_trouble() const { return state_->second_trouble; }

// ---------------------------------------------------------------- drawing

Status Window::draw(const DrawScreen& screen, const std::function<void()>& overlay) {
    auto& s = *state_;
    if (auto fitted = s.fit_canvas(); !fitted) {
        s.pacing.failed(s.now());
        return fitted;
    }
    const bool may_be_partial = s.pacing.only_a_part() && !overlay;
    PixelRect part = s.pacing.part();

    const double began = s.now();
    const std::string fault = s.draw_into_imgui(screen, overlay);
    if (!fault.empty()) {
        s.pacing.failed(s.now());
        return Error{Kind::internal, fault};
    }
    s.listen(ui::wants_text());
    const ui::FrameWish wish = ui::frame_wish();
    s.pacing.drawn(began, wish, s.w, s.h);
    const bool partial = may_be_partial && s.pacing.wish_is_partial();
    if (partial) {
        part = united(part, s.pacing.part());
        s.pacing.painted_a_part();
    }
    s.painter->paint(*ImGui::GetDrawData(), partial ? &part : nullptr);
    s.painter->present();
    s.frames++;
    s.partial_frames += partial;
    return {};
}

// One ImGui frame. Returns what the screen did wrong, or nothing.
std::string Window::State::draw_into_imgui(const DrawScreen& screen, const std::function<void()>& overlay) {
    painter->new_frame();
    ImGui_ImplSDL2_NewFrame();
    auto& io = ImGui::GetIO();
    // SDL counts in points and the canvas in pixels; ImGui is told pixels, so that letters are cut at their real size.
    const ImVec2 pixels_per_point(static_cast<float>(w) / std::max(1.f, io.DisplaySize.x),
                                  static_cast<float>(h) / std::max(1.f, io.DisplaySize.y));
    if (io.MousePos.x > -1e30f) io.MousePos = {io.MousePos.x * pixels_per_point.x, io.MousePos.y * pixels_per_point.y};
    io.DisplaySize = {static_cast<float>(w), static_cast<float>(h)};
    io.DisplayFramebufferScale = {1, 1};
    ImGui::NewFrame();

    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("stage", nullptr, kStageFlags);
    ui::begin_frame(*ImGui::GetWindowDrawList(), io.DisplaySize.x, io.DisplaySize.y, now());

    FrameGuard guard;
    FrameOutcome outcome = FrameOutcome::drawn;
    {
        const TouchShield shield(static_cast<bool>(overlay));
        ui::hear_keys(!overlay);
        outcome = screen();
    }
    std::string fault = guard.recover();
    if (outcome == FrameOutcome::failed) fault = "the screen could not draw itself" + (fault.empty() ? "" : "; " + fault);
    if (fault.empty() && overlay) overlay();

    ui::end_frame();
    if (!guard.stage_lost()) ImGui::End();
    ImGui::Render();
    return fault;
}

// ---------------------------------------------------------------- the rest

bool Window::touched() const { return state_->touched; }
bool Window::pressed() const { return state_->pressed; }
void Window::invalidate() { state_->pacing.invalidate(); }
void Window::screen_shown() {
    ui::screen_shown();
    invalidate();
}
Ms Window::next_frame() const { return state_->pacing.next(state_->now()); }
bool Window::frame_due() const { return next_frame() == 0; }

void Window::set_scheme(ui::Scheme scheme) {
    ui::set_scheme(scheme);
    invalidate();
    invalidate_second();
}
void Window::set_lang(std::string_view lang) {
    ui::set_lang(lang);
    invalidate();
}
void Window::move_to_next_display() {
    if (!state_->options.fullscreen) return;
    if (state_->options.two && state_->second) {
        state_->swapped = !state_->swapped;
        return state_->arrange_two();
    }
    state_->options.display = (state_->display + 1) % std::max(1, SDL_GetNumVideoDisplays());
    state_->put_on_display(state_->options.display);
}

bool Window::software() const { return state_->painter->software(); }
std::string_view Window::painter() const { return state_->painter->name(); }
int Window::width() const { return state_->w; }
int Window::height() const { return state_->h; }
std::uint64_t Window::frames() const { return state_->frames; }
std::uint64_t Window::partial_frames() const { return state_->partial_frames; }

Result<std::vector<std::uint8_t>> Window::read_rgb() const {
    std::vector<std::uint8_t> rgb;
    if (auto read = state_->painter->read_rgb(rgb); !read) return read.error();
    return rgb;
}

Status Window::save_png(const std::string& path) const {
    const auto rgb = read_rgb();
    if (!rgb) return rgb.error();
    return write_png(path, width(), height(), *rgb);
}

} // namespace kiosk::screen
