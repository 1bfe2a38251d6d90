#include "tests/ui/offscreen.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_opengl.h>
#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl.h>
#include <stb_image_write.h>

#include <chrono>
#include <cstdlib>

namespace kiosk::ui::test {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

template <class Function> void load(Function& function, const char* name) {
    function = reinterpret_cast<Function>(SDL_GL_GetProcAddress(name));
}

} // namespace

struct Offscreen::Gl {
    SDL_Window* window = nullptr;
    SDL_GLContext context = nullptr;
    ImGuiContext* imgui = nullptr;
    bool backend = false, stage = false;

    void(APIENTRY* gen_textures)(GLsizei, GLuint*) = nullptr;
    void(APIENTRY* delete_textures)(GLsizei, const GLuint*) = nullptr;
    void(APIENTRY* bind_texture)(GLenum, GLuint) = nullptr;
    void(APIENTRY* tex_parameter)(GLenum, GLenum, GLint) = nullptr;
    void(APIENTRY* tex_image)(GLenum, GLint, GLint, GLsizei, GLsizei, GLint, GLenum, GLenum, const void*) = nullptr;
    void(APIENTRY* tex_sub_image)(GLenum, GLint, GLint, GLint, GLsizei, GLsizei, GLenum, GLenum, const void*) = nullptr;
    void(APIENTRY* pixel_store)(GLenum, GLint) = nullptr;
    void(APIENTRY* viewport)(GLint, GLint, GLsizei, GLsizei) = nullptr;
    void(APIENTRY* finish)() = nullptr;
    void(APIENTRY* read_pixels)(GLint, GLint, GLsizei, GLsizei, GLenum, GLenum, void*) = nullptr;

    void load_all() {
        load(gen_textures, "glGenTextures"), load(delete_textures, "glDeleteTextures"), load(bind_texture, "glBindTexture");
        load(tex_parameter, "glTexParameteri"), load(tex_image, "glTexImage2D"), load(tex_sub_image, "glTexSubImage2D");
        load(pixel_store, "glPixelStorei"), load(viewport, "glViewport"), load(finish, "glFinish"),
            load(read_pixels, "glReadPixels");
    }

    ImTextureID make(int w, int h, const void* rgba, bool linear) {
        GLuint id = 0;
        gen_textures(1, &id);
        bind_texture(GL_TEXTURE_2D, id);
        tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, linear ? GL_LINEAR : GL_NEAREST);
        tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, linear ? GL_LINEAR : GL_NEAREST);
        pixel_store(GL_UNPACK_ROW_LENGTH, 0);
        tex_image(GL_TEXTURE_2D, 0, GL_RGBA, w, h, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
        return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(id));
    }

    static GLuint id_of(ImTextureID texture) { return static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(texture)); }
};

bool Picture::save(const std::string& path) const { return stbi_write_png(path.c_str(), w, h, 4, pixels.data(), w * 4) != 0; }

std::unique_ptr<Offscreen> Offscreen::make(int w, int h, const StageOptions& options, std::string& error) {
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    if (SDL_Init(SDL_INIT_VIDEO)) {
        error = SDL_GetError();
        return nullptr;
    }
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
    std::unique_ptr<Offscreen> made(new Offscreen);
    made->gl_ = std::make_unique<Gl>();
    made->w_ = w, made->h_ = h;
    Gl& gl = *made->gl_;
    gl.window = SDL_CreateWindow("offscreen", 0, 0, w, h, SDL_WINDOW_OPENGL);
    gl.context = gl.window ? SDL_GL_CreateContext(gl.window) : nullptr;
    if (!gl.context) {
        error = SDL_GetError();
        return nullptr;
    }
    gl.load_all();
    gl.imgui = ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    const TextureHost host{[&gl](int tw, int th, const void* rgba, bool linear) { return gl.make(tw, th, rgba, linear); },
                           [&gl](ImTextureID texture, int x, int y, int tw, int th, const void* rgba, int stride) {
                               gl.bind_texture(GL_TEXTURE_2D, Gl::id_of(texture));
                               gl.pixel_store(GL_UNPACK_ROW_LENGTH, stride / 4);
                               gl.tex_sub_image(GL_TEXTURE_2D, 0, x, y, tw, th, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
                               gl.pixel_store(GL_UNPACK_ROW_LENGTH, 0);
                           },
                           [&gl](ImTextureID texture) {
                               const GLuint id = Gl::id_of(texture);
                               gl.delete_textures(1, &id);
                           }};
    gl.stage = open_stage(options, host, *ImGui::GetIO().Fonts, error);
    if (!gl.stage)
        return nullptr;
    gl.backend = ImGui_ImplSDL2_InitForOpenGL(gl.window, gl.context) && ImGui_ImplOpenGL3_Init("#version 130");
    if (!gl.backend) {
        error = "ImGui cannot use this OpenGL.";
        return nullptr;
    }
    style_imgui(options.pixels_per_unit);
    return made;
}

Offscreen::~Offscreen() {
    if (gl_->stage)
        close_stage();
    if (gl_->backend) {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplSDL2_Shutdown();
    }
    if (gl_->imgui)
        ImGui::DestroyContext(gl_->imgui);
    if (gl_->context)
        SDL_GL_DeleteContext(gl_->context);
    if (gl_->window)
        SDL_DestroyWindow(gl_->window);
    SDL_Quit();
}

Picture Offscreen::draw(const std::function<void()>& scene, double seconds) {
    for (int i = 0; i < 5; i++) {
        frame(scene, seconds);
        if (frame_wish().at > seconds)
            break;
    }
    Picture out{w_, h_, std::vector<std::uint32_t>(static_cast<std::size_t>(w_) * static_cast<std::size_t>(h_))};
    std::vector<std::uint32_t> upside_down(out.pixels.size());
    gl_->read_pixels(0, 0, w_, h_, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.data());
    const std::size_t row = static_cast<std::size_t>(w_);
    for (std::size_t y = 0; y < static_cast<std::size_t>(h_); y++)
        for (std::size_t x = 0; x < row; x++)
            out.pixels[y * row + x] = upside_down[(static_cast<std::size_t>(h_) - 1 - y) * row + x] | 0xff000000;
    return out;
}

void Offscreen::frame(const std::function<void()>& scene, double seconds) {
    const auto began = Clock::now();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
    ImGui::GetIO().DisplaySize = {static_cast<float>(w_), static_cast<float>(h_)};
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("stage", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    begin_frame(*ImGui::GetWindowDrawList(), static_cast<float>(w_), static_cast<float>(h_), seconds);
    scene();
    end_frame();
    ImGui::End();
    ImGui::Render();
    cost_ = {};
    const ImDrawData* data = ImGui::GetDrawData();
    for (int i = 0; i < data->CmdListsCount; i++)
        cost_.draw_calls += data->CmdLists[i]->CmdBuffer.Size;
    cost_.vertices = data->TotalVtxCount;
    cost_.build_ms = ms_since(began);
    const auto rendering = Clock::now();
    gl_->viewport(0, 0, w_, h_);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    gl_->finish();
    cost_.render_ms = ms_since(rendering);
}

StageOptions stage_options(int h, Scheme scheme, const std::string& lang) {
    StageOptions options;
    const char* fonts = std::getenv("KIOSK_FONTS");
    options.font_dir = fonts ? fonts : KIOSK_FONT_DIR;
    options.scheme = scheme;
    options.pixels_per_unit = static_cast<float>(h) / kStageHeight;
    options.software = true;
    options.still = true;
    options.lang = lang;
    return options;
}

} // namespace kiosk::ui::test
