// SDL_Renderer, for machines whose OpenGL is older than 3.0 or missing. The Debian package of Dear ImGui has no back end
// for it, but its triangles are just what SDL_RenderGeometryRaw takes.
#include "kiosk/screen/painter.h"

#include <SDL.h>
#include <backends/imgui_impl_sdl.h>

#include <cstring>

namespace kiosk::screen {
namespace {

class SdlPainter final : public Painter {
public:
    Status open(const WindowShape& shape, bool software) {
        window_ = SDL_CreateWindow(shape.title.c_str(), shape.x, shape.y, shape.w, shape.h, shape.flags);
        if (!window_) return Error{Kind::unavailable, SDL_GetError()};
        renderer_ = SDL_CreateRenderer(window_, -1,
                                       software ? SDL_RENDERER_SOFTWARE : SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
        if (!renderer_) return Error{Kind::unavailable, SDL_GetError()};
        SDL_RendererInfo info{};
        if (SDL_GetRendererInfo(renderer_, &info) != 0) return Error{Kind::unavailable, SDL_GetError()};
        if (!(info.flags & SDL_RENDERER_TARGETTEXTURE))
            return Error{Kind::unavailable, "the renderer cannot draw into a texture"};
        software_ = info.flags & SDL_RENDERER_SOFTWARE;
        name_ = std::string("SDL_Renderer ") + info.name;
        platform_open_ = ImGui_ImplSDL2_InitForSDLRenderer(window_);
        if (!platform_open_) return Error{Kind::unavailable, "Dear ImGui cannot use this window"};
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        return {};
    }

    ~SdlPainter() override {
        if (platform_open_) ImGui_ImplSDL2_Shutdown();
        if (renderer_) SDL_DestroyRenderer(renderer_); // and with it every texture
        if (window_) SDL_DestroyWindow(window_);
    }

    SDL_Window* window() const override { return window_; }
    bool software() const override { return software_; }
    const std::string& name() const override { return name_; }
    void drawable_size(int& w, int& h) const override { SDL_GetRendererOutputSize(renderer_, &w, &h); }

    Status resize(int w, int h) override {
        if (canvas_) SDL_DestroyTexture(canvas_);
        canvas_ = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET, w, h);
        if (!canvas_) return Error{Kind::unavailable, SDL_GetError()};
        SDL_SetTextureBlendMode(canvas_, SDL_BLENDMODE_NONE);
        w_ = w;
        h_ = h;
        SDL_SetRenderTarget(renderer_, canvas_);
        SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
        SDL_RenderClear(renderer_);
        return {};
    }

    void upload_atlas(ImFontAtlas& atlas) override {
        unsigned char* rgba = nullptr;
        int w = 0, h = 0;
        atlas.GetTexDataAsRGBA32(&rgba, &w, &h);
        if (atlas_) SDL_DestroyTexture(atlas_);
        atlas_ = new_texture(w, h, rgba, true);
        atlas.SetTexID(atlas_);
    }

    void new_frame() override {}

    void paint(ImDrawData& data, const PixelRect* only) override {
        if (only) clip_to(data, *only);
        SDL_SetRenderTarget(renderer_, canvas_);
        clear(only ? *only : PixelRect{0, 0, w_, h_});
        for (int i = 0; i < data.CmdListsCount; ++i) {
            const ImDrawList& list = *data.CmdLists[i];
            for (const auto& command : list.CmdBuffer)
                if (!command.UserCallback && command.ElemCount > 0) paint(list, command);
        }
        SDL_RenderSetClipRect(renderer_, nullptr);
    }

    void present() override {
        SDL_SetRenderTarget(renderer_, nullptr);
        SDL_RenderCopy(renderer_, canvas_, nullptr, nullptr);
        SDL_RenderPresent(renderer_);
    }

    ImTextureID make_texture(int w, int h, const void* rgba, bool linear) override { return new_texture(w, h, rgba, linear); }

    void update_texture(ImTextureID id, int x, int y, int w, int h, const void* rgba, int stride_bytes) override {
        const SDL_Rect part{x, y, w, h};
        SDL_UpdateTexture(static_cast<SDL_Texture*>(id), &part, rgba, stride_bytes);
    }

    void drop_texture(ImTextureID id) override { SDL_DestroyTexture(static_cast<SDL_Texture*>(id)); }

    Status read_rgb(std::vector<std::uint8_t>& out) const override {
        out.resize(static_cast<std::size_t>(w_) * static_cast<std::size_t>(h_) * 3);
        SDL_SetRenderTarget(renderer_, canvas_);
        if (SDL_RenderReadPixels(renderer_, nullptr, SDL_PIXELFORMAT_RGB24, out.data(), w_ * 3) != 0)
            return Error{Kind::unavailable, SDL_GetError()};
        return {};
    }

private:
    void clear(const PixelRect& r) {
        const SDL_Rect part{r.x, r.y, r.w, r.h};
        SDL_SetRenderDrawBlendMode(renderer_, SDL_BLENDMODE_NONE);
        SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
        SDL_RenderFillRect(renderer_, &part);
    }

    void paint(const ImDrawList& list, const ImDrawCmd& command) {
        const auto& box = command.ClipRect;
        const SDL_Rect clip{static_cast<int>(box.x), static_cast<int>(box.y), static_cast<int>(box.z) - static_cast<int>(box.x),
                            static_cast<int>(box.w) - static_cast<int>(box.y)};
        if (clip.w <= 0 || clip.h <= 0) return;
        SDL_RenderSetClipRect(renderer_, &clip);
        const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
        static_assert(sizeof vertex->col == sizeof(SDL_Color) && sizeof(ImDrawIdx) == 2);
        SDL_RenderGeometryRaw(renderer_, static_cast<SDL_Texture*>(command.GetTexID()), &vertex->pos.x, sizeof(ImDrawVert),
                              reinterpret_cast<const SDL_Color*>(&vertex->col), sizeof(ImDrawVert), &vertex->uv.x,
                              sizeof(ImDrawVert), list.VtxBuffer.Size - static_cast<int>(command.VtxOffset),
                              list.IdxBuffer.Data + command.IdxOffset, static_cast<int>(command.ElemCount), sizeof(ImDrawIdx));
    }

    SDL_Texture* new_texture(int w, int h, const void* rgba, bool linear) {
        SDL_Texture* texture = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_STATIC, w, h);
        if (!texture) return nullptr; // SDL draws plain triangles then: uncomely, and alive
        if (rgba) SDL_UpdateTexture(texture, nullptr, rgba, w * 4);
        SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
        SDL_SetTextureScaleMode(texture, linear ? SDL_ScaleModeLinear : SDL_ScaleModeNearest);
        return texture;
    }

    SDL_Window* window_ = nullptr;
    SDL_Renderer* renderer_ = nullptr;
    SDL_Texture *canvas_ = nullptr, *atlas_ = nullptr;
    std::string name_;
    bool software_ = false, platform_open_ = false;
    int w_ = 0, h_ = 0; // of the canvas
};

} // namespace

Result<std::unique_ptr<Painter>> open_sdl_painter(const WindowShape& shape, bool software) {
    auto painter = std::make_unique<SdlPainter>();
    if (auto opened = painter->open(shape, software); !opened) return opened.error();
    return std::unique_ptr<Painter>(std::move(painter));
}

} // namespace kiosk::screen
