// The kiosk's side of libkiosk-ui: what the window calls around a screen's draw. Not installed; plugins never see it.
// Thread: main. One Stage state per process; with two windows, begin_frame/end_frame are called for each in turn, each with
// its own Dear ImGui context current; the contexts share the font atlas.
#pragma once

#include <kiosk/ui.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ui {

enum class Scheme { dark, light };

// Textures are the window's business (OpenGL or SDL_Renderer); the library asks for them through these.
struct TextureHost {
    std::function<ImTextureID(int w, int h, const void* rgba, bool linear)> make;
    std::function<void(ImTextureID, int x, int y, int w, int h, const void* rgba, int stride_bytes)> update;
    std::function<void(ImTextureID)> drop; // may be empty: then textures stay until the program ends
};

struct StageOptions {
    std::string font_dir; // holds BeVietnamPro-*.ttf and Phosphor*.ttf, or is empty: Debian's fonts are used
    Scheme scheme = Scheme::dark;
    float pixels_per_unit = 1;                                  // window height ÷ 1080
    bool software = false;                                      // no GPU: rings tick at 10 fps
    std::optional<bool> reduced;                                // as little motion as possible; not said: where there is no GPU
    bool still = false;                                         // a picture: tweens and appear() are at their end at once
    std::function<std::string_view(std::string_view key)> text; // content/i18n in the stage's language
    std::string lang = "vi";
};

// Load fonts and reserve the glyph rectangle in the atlas. False with a sentence in `error` where no font is found.
KIOSK_UI_API bool open_stage(const StageOptions&, const TextureHost&, ImFontAtlas&, std::string& error);
KIOSK_UI_API void close_stage();
KIOSK_UI_API void set_scheme(Scheme);
KIOSK_UI_API void set_lang(std::string_view lang);

// A frame: between ImGui::NewFrame and ImGui::Render. `seconds` is the clock that motion follows.
// `window` is 0 for the one that people touch, 1 for a second one that they only look at: each has its own motion.
KIOSK_UI_API void begin_frame(ImDrawList&, float width_px, float height_px, double seconds, int window = 0);
KIOSK_UI_API void end_frame(); // uploads new glyphs
KIOSK_UI_API void screen_shown(int window = 0);
// Until the next call, keyboards that are drawn hear no keys: the screen below an overlay.
KIOSK_UI_API void hear_keys(bool);
// Somebody may be typing: the last frame drew a keyboard that hears. Keys that write are its own then.
KIOSK_UI_API bool wants_text();

// When the next frame of the window drawn last is wanted, in the clock of begin_frame; a very large number for "when something changes".
// `dirty` is the rectangle in pixels that this frame would change, when the whole want is a countdown; else empty.
struct FrameWish {
    double at;
    bool partial = false;
    float x = 0, y = 0, w = 0, h = 0; // px
    double whole = 1e30; // of a partial one: when a whole frame is wanted
};
KIOSK_UI_API FrameWish frame_wish();
// As need_frame, where nothing outside of this rectangle (units) will look different: without a GPU only that is drawn then.
KIOSK_UI_API void need_part(float x, float y, float w, float h, float in_seconds = 0);

KIOSK_UI_API void style_imgui(float scale); // ImGui's own widgets in the same clothes

// What this library was built against, to hold against what a plugin was.
KIOSK_UI_API const kiosk_ui_fingerprint& fingerprint();

} // namespace kiosk::ui
