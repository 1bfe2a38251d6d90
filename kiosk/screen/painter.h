// What the window needs of a way to draw: a canvas that keeps the last picture, textures, and a copy to the screen.
// Two kinds: OpenGL 3 and SDL_Renderer. Inside of kiosk/screen only.
// Thread: main. A painter makes its SDL window itself, because the window's flags depend on it, and destroys it last.
#pragma once

#include "kiosk/base/result.h"

#include <imgui.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct SDL_Window;

namespace kiosk::screen {

struct PixelRect {
    int x = 0, y = 0, w = 0, h = 0; // px, y down
    bool empty() const { return w <= 0 || h <= 0; }
    bool operator==(const PixelRect&) const = default;
};

struct WindowShape {
    std::string title;
    int x = 0, y = 0, w = 0, h = 0; // SDL's window coordinates
    std::uint32_t flags = 0;        // SDL_WINDOW_…; the painter adds its own
};

enum class Canvas : std::uint8_t { first, second }; // the kiosk's own window, and one on a second display

class Painter {
public:
    virtual ~Painter() = default;
    // A second window, which shares every texture. Kind::unavailable where this way of drawing has one only.
    virtual Status open_second(const WindowShape&) { return Error{Kind::unavailable, "only OpenGL draws a second window"}; }
    virtual void close_second() {}
    // Which of the two all that follows is about: window, sizes, paint, present, read. The first, unless said otherwise.
    virtual void aim(Canvas) {}
    virtual SDL_Window* window() const = 0;
    virtual bool software() const = 0;
    virtual const std::string& name() const = 0;

    virtual void drawable_size(int& w, int& h) const = 0; // px
    virtual Status resize(int w, int h) = 0;              // a new, black canvas
    virtual void upload_atlas(ImFontAtlas&) = 0;          // may be called again when the atlas was rebuilt
    virtual void new_frame() = 0;                         // before ImGui::NewFrame
    // Draw into the canvas; with `only`, nothing outside of that rectangle changes.
    virtual void paint(ImDrawData&, const PixelRect* only) = 0;
    virtual void present() = 0; // canvas to screen

    // Textures live until dropped, at most as long as the painter. RGBA, 4 bytes a pixel, rows from the top.
    virtual ImTextureID make_texture(int w, int h, const void* rgba, bool linear) = 0;
    virtual void update_texture(ImTextureID, int x, int y, int w, int h, const void* rgba, int stride_bytes) = 0;
    virtual void drop_texture(ImTextureID) = 0;
    virtual Status read_rgb(std::vector<std::uint8_t>& out) const = 0; // the canvas, rows from the top
};

// The ImGui context must exist and be current. Kind::unavailable with SDL's reason.
Result<std::unique_ptr<Painter>> open_gl_painter(const WindowShape&);
Result<std::unique_ptr<Painter>> open_sdl_painter(const WindowShape&, bool software);

// Narrow every drawing command to `only`; those outside of it draw nothing.
void clip_to(ImDrawData&, const PixelRect& only);

} // namespace kiosk::screen
