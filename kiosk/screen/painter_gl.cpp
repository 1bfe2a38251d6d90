// OpenGL 3.0 through Dear ImGui's own back end, into a framebuffer object of ours that is copied to the window. The copy
// is what makes drawing a part safe: after a swap, the window's own back buffer holds nothing that one may count on.
//
// The canvas is kept as Mesa keeps a window: top row first, blue before red. OpenGL's own way is the reverse of both, and
// then the copy turns and converts every pixel, which without a GPU is most of a countdown's cost (1920×1080, ten ticks a
// second: 16 % of a core instead of 5 %). So the drawing is mirrored before it is painted, and the copy mirrors it back: to
// Mesa the two cancel out, and it copies rows.
#include "kiosk/screen/painter.h"

#include <SDL.h>
#include <SDL_opengl.h>
#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl.h>

#include <algorithm>
#include <cstring>

namespace kiosk::screen {
namespace {

// The few functions that we call beside ImGui's back end, which has a loader of its own.
struct GlCalls {
    decltype(&glBindTexture) bind_texture;
    decltype(&glClear) clear;
    decltype(&glClearColor) clear_color;
    decltype(&glDeleteTextures) delete_textures;
    decltype(&glDisable) disable;
    decltype(&glEnable) enable;
    decltype(&glGenTextures) gen_textures;
    decltype(&glGetString) get_string;
    decltype(&glPixelStorei) pixel_store;
    decltype(&glReadPixels) read_pixels;
    decltype(&glScissor) scissor;
    decltype(&glTexImage2D) tex_image;
    decltype(&glTexParameteri) tex_parameter;
    decltype(&glTexSubImage2D) tex_sub_image;
    PFNGLBINDFRAMEBUFFERPROC bind_framebuffer;
    PFNGLBLITFRAMEBUFFERPROC blit_framebuffer;
    PFNGLCHECKFRAMEBUFFERSTATUSPROC check_framebuffer;
    PFNGLDELETEFRAMEBUFFERSPROC delete_framebuffers;
    PFNGLFRAMEBUFFERTEXTURE2DPROC framebuffer_texture;
    PFNGLGENFRAMEBUFFERSPROC gen_framebuffers;

    bool load() {
        const auto get = [](auto& call, const char* name) {
            void* address = SDL_GL_GetProcAddress(name);
            std::memcpy(&call, &address, sizeof call); // a function pointer out of a void*, as dlsym's manual has it
            return call != nullptr;
        };
        return get(bind_texture, "glBindTexture") && get(clear, "glClear") && get(clear_color, "glClearColor") &&
               get(delete_textures, "glDeleteTextures") && get(disable, "glDisable") && get(enable, "glEnable") &&
               get(gen_textures, "glGenTextures") && get(get_string, "glGetString") && get(pixel_store, "glPixelStorei") &&
               get(read_pixels, "glReadPixels") && get(scissor, "glScissor") && get(tex_image, "glTexImage2D") &&
               get(tex_parameter, "glTexParameteri") && get(tex_sub_image, "glTexSubImage2D") &&
               get(bind_framebuffer, "glBindFramebuffer") && get(blit_framebuffer, "glBlitFramebuffer") &&
               get(check_framebuffer, "glCheckFramebufferStatus") && get(delete_framebuffers, "glDeleteFramebuffers") &&
               get(framebuffer_texture, "glFramebufferTexture2D") && get(gen_framebuffers, "glGenFramebuffers");
    }
};

ImTextureID id_of(GLuint texture) { return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)); }
// Upside down: see the top of this file.
void mirror(ImDrawData& data, float h) {
    for (int i = 0; i < data.CmdListsCount; ++i) {
        for (auto& vertex : data.CmdLists[i]->VtxBuffer) vertex.pos.y = h - vertex.pos.y;
        for (auto& command : data.CmdLists[i]->CmdBuffer)
            command.ClipRect = {command.ClipRect.x, h - command.ClipRect.w, command.ClipRect.z, h - command.ClipRect.y};
    }
}

GLuint texture_of(ImTextureID id) { return static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(id)); }

class GlPainter final : public Painter {
public:
    Status open(const WindowShape& shape) {
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
        SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0); // neither is used; without them llvmpipe has less memory to touch
        SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
        SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
        View& view = views_[0];
        view.window = SDL_CreateWindow(shape.title.c_str(), shape.x, shape.y, shape.w, shape.h, shape.flags | SDL_WINDOW_OPENGL);
        if (!view.window) return Error{Kind::unavailable, SDL_GetError()};
        context_ = SDL_GL_CreateContext(view.window);
        if (!context_ || SDL_GL_MakeCurrent(view.window, context_) != 0) return Error{Kind::unavailable, SDL_GetError()};
        if (!gl_.load()) return Error{Kind::unavailable, "the OpenGL driver lacks framebuffer objects"};

        const auto* renderer = reinterpret_cast<const char*>(gl_.get_string(GL_RENDERER));
        name_ = std::string("OpenGL ") + (renderer ? renderer : "?");
        for (const char* without_gpu : {"llvmpipe", "softpipe", "swrast", "SWR"})
            software_ = software_ || name_.find(without_gpu) != std::string::npos;
        SDL_GL_SetSwapInterval(software_ ? 0 : 1);

        platform_open_ = ImGui_ImplSDL2_InitForOpenGL(view.window, context_);
        renderer_open_ = platform_open_ && ImGui_ImplOpenGL3_Init("#version 130");
        if (!renderer_open_) return Error{Kind::unavailable, "Dear ImGui cannot use this OpenGL"};
        return {};
    }

    ~GlPainter() override {
        if (renderer_open_) ImGui_ImplOpenGL3_Shutdown();
        if (platform_open_) ImGui_ImplSDL2_Shutdown();
        drop_canvas(views_[0]);
        drop_canvas(views_[1]);
        if (!textures_.empty()) gl_.delete_textures(static_cast<GLsizei>(textures_.size()), textures_.data());
        if (context_) SDL_GL_DeleteContext(context_);
        for (const View& view : views_)
            if (view.window) SDL_DestroyWindow(view.window);
    }

    Status open_second(const WindowShape& shape) override {
        close_second();
        View& view = views_[1];
        view.window = SDL_CreateWindow(shape.title.c_str(), shape.x, shape.y, shape.w, shape.h, shape.flags | SDL_WINDOW_OPENGL);
        if (!view.window) return Error{Kind::unavailable, SDL_GetError()};
        const bool shared = SDL_GL_MakeCurrent(view.window, context_) == 0;
        if (shared) SDL_GL_SetSwapInterval(software_ ? 0 : 1);
        const std::string why = shared ? "" : SDL_GetError();
        make_current(views_[0]);
        // Two windows that both wait for their display draw at half the pace: whoever touches must not wait.
        SDL_GL_SetSwapInterval(0);
        if (shared) return {};
        close_second();
        return Error{Kind::unavailable, why};
    }

    void close_second() override {
        View& view = views_[1];
        if (!view.window) return;
        make_current(views_[0]);
        drop_canvas(view);
        SDL_DestroyWindow(view.window);
        view = {};
        SDL_GL_SetSwapInterval(software_ ? 0 : 1);
    }

    void aim(Canvas canvas) override { aimed_ = canvas == Canvas::second && views_[1].window ? 1 : 0; }

    SDL_Window* window() const override { return view().window; }
    bool software() const override { return software_; }
    const std::string& name() const override { return name_; }
    void drawable_size(int& w, int& h) const override { SDL_GL_GetDrawableSize(view().window, &w, &h); }

    Status resize(int w, int h) override {
        View& view = views_[aimed_];
        drop_canvas(view);
        view.canvas = new_texture(w, h, nullptr, false, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV);
        gl_.gen_framebuffers(1, &view.framebuffer);
        gl_.bind_framebuffer(GL_FRAMEBUFFER, view.framebuffer);
        gl_.framebuffer_texture(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, view.canvas, 0);
        if (gl_.check_framebuffer(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
            return Error{Kind::unavailable, "the OpenGL driver refuses a canvas of this size"};
        view.w = w;
        view.h = h;
        clear({0, 0, w, h});
        return {};
    }

    // The back end builds the atlas, makes its texture and writes the texture's id into the atlas.
    void upload_atlas(ImFontAtlas&) override {
        ImGui_ImplOpenGL3_DestroyDeviceObjects();
        ImGui_ImplOpenGL3_CreateDeviceObjects();
    }

    void new_frame() override { ImGui_ImplOpenGL3_NewFrame(); }

    void paint(ImDrawData& data, const PixelRect* only) override {
        gl_.bind_framebuffer(GL_FRAMEBUFFER, view().framebuffer);
        if (only) clip_to(data, *only);
        clear(only ? *only : PixelRect{0, 0, view().w, view().h});
        mirror(data, static_cast<float>(view().h));
        ImGui_ImplOpenGL3_RenderDrawData(&data);
    }

    void present() override {
        const auto& [window, canvas, framebuffer, w, h] = view();
        make_current(view());
        gl_.bind_framebuffer(GL_READ_FRAMEBUFFER, framebuffer);
        gl_.bind_framebuffer(GL_DRAW_FRAMEBUFFER, 0);
        gl_.disable(GL_SCISSOR_TEST);
        gl_.blit_framebuffer(0, h, w, 0, 0, 0, w, h, GL_COLOR_BUFFER_BIT, GL_NEAREST);
        SDL_GL_SwapWindow(window);
        make_current(views_[0]);
    }

    ImTextureID make_texture(int w, int h, const void* rgba, bool linear) override {
        textures_.push_back(new_texture(w, h, rgba, linear));
        return id_of(textures_.back());
    }

    void update_texture(ImTextureID id, int x, int y, int w, int h, const void* rgba, int stride_bytes) override {
        gl_.bind_texture(GL_TEXTURE_2D, texture_of(id));
        gl_.pixel_store(GL_UNPACK_ROW_LENGTH, stride_bytes / 4);
        gl_.tex_sub_image(GL_TEXTURE_2D, 0, x, y, w, h, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
        gl_.pixel_store(GL_UNPACK_ROW_LENGTH, 0);
    }

    void drop_texture(ImTextureID id) override {
        const GLuint texture = texture_of(id);
        if (std::erase(textures_, texture) > 0) gl_.delete_textures(1, &texture);
    }

    Status read_rgb(std::vector<std::uint8_t>& out) const override {
        out.resize(static_cast<std::size_t>(view().w) * static_cast<std::size_t>(view().h) * 3);
        gl_.bind_framebuffer(GL_READ_FRAMEBUFFER, view().framebuffer);
        gl_.pixel_store(GL_PACK_ALIGNMENT, 1);
        gl_.read_pixels(0, 0, view().w, view().h, GL_RGB, GL_UNSIGNED_BYTE, out.data()); // the top row comes first, see above
        return {};
    }

private:
    struct View {
        SDL_Window* window = nullptr;
        GLuint canvas = 0, framebuffer = 0;
        int w = 0, h = 0; // of the canvas
    };

    const View& view() const { return views_[aimed_]; }

    // Framebuffers and textures are the context's: only presenting needs the window's turn.
    void make_current(const View& view) {
        if (SDL_GL_GetCurrentWindow() != view.window) SDL_GL_MakeCurrent(view.window, context_);
    }

    void drop_canvas(View& view) {
        if (view.framebuffer) gl_.delete_framebuffers(1, &view.framebuffer);
        if (view.canvas) gl_.delete_textures(1, &view.canvas);
        view.framebuffer = view.canvas = 0;
    }

    GLuint new_texture(int w, int h, const void* pixels, bool linear, GLenum format = GL_RGBA, GLenum type = GL_UNSIGNED_BYTE) {
        GLuint texture = 0;
        gl_.gen_textures(1, &texture);
        gl_.bind_texture(GL_TEXTURE_2D, texture);
        const GLint filter = linear ? GL_LINEAR : GL_NEAREST;
        gl_.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
        gl_.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
        gl_.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        gl_.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        gl_.pixel_store(GL_UNPACK_ROW_LENGTH, 0);
        gl_.tex_image(GL_TEXTURE_2D, 0, GL_RGBA, w, h, 0, format, type, pixels); // unsized: Mesa then follows `format`
        return texture;
    }

    void clear(const PixelRect& r) { // of the framebuffer that is bound
        gl_.enable(GL_SCISSOR_TEST);
        gl_.scissor(r.x, r.y, r.w, r.h);
        gl_.clear_color(0, 0, 0, 1);
        gl_.clear(GL_COLOR_BUFFER_BIT);
        gl_.disable(GL_SCISSOR_TEST);
    }

    GlCalls gl_{};
    View views_[2];
    int aimed_ = 0;
    SDL_GLContext context_ = nullptr;
    std::string name_;
    bool software_ = false, platform_open_ = false, renderer_open_ = false;
    std::vector<GLuint> textures_;
};

} // namespace

Result<std::unique_ptr<Painter>> open_gl_painter(const WindowShape& shape) {
    auto painter = std::make_unique<GlPainter>();
    if (auto opened = painter->open(shape); !opened) return opened.error();
    return std::unique_ptr<Painter>(std::move(painter));
}

void clip_to(ImDrawData& data, const PixelRect& only) {
    const ImVec4 box(static_cast<float>(only.x), static_cast<float>(only.y), static_cast<float>(only.x + only.w),
                     static_cast<float>(only.y + only.h));
    for (int list = 0; list < data.CmdListsCount; ++list) {
        for (auto& command : data.CmdLists[list]->CmdBuffer) {
            auto& clip = command.ClipRect;
            clip = {std::max(clip.x, box.x), std::max(clip.y, box.y), std::min(clip.z, box.z), std::min(clip.w, box.w)};
            if (clip.z > clip.x && clip.w > clip.y) continue;
            clip = {box.x, box.y, box.x, box.y}; // an inverted rectangle is an error to OpenGL, an empty one is not
            command.ElemCount = 0;
        }
    }
}

} // namespace kiosk::screen
