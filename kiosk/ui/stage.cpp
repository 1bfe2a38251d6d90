#include "kiosk/ui/stage.h"

#include "kiosk/ui/state.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace kiosk::ui {
namespace {

constexpr float kNarrowest = 1440, kWidest = 2560; // units
constexpr float kImguiText = 24;                   // units, of ImGui's own font: the operator's window

std::unique_ptr<State> g_state; // of the one stage of this process; see open_stage

void add_imgui_font(ImFontAtlas& atlas, const std::string& file, float scale) {
    // What Vietnamese and English are written with; ImGui 1.86 bakes these and nothing else.
    static const ImWchar kLetters[] = {0x20,   0x17f,  0x1a0,  0x1b0,  0x300,  0x323, 0x1ea0,
                                       0x1ef9, 0x2010, 0x2026, 0x20ab, 0x20ab, 0};
    ImFontConfig config;
    config.OversampleH = config.OversampleV = 1;
    atlas.AddFontFromFileTTF(file.c_str(), std::floor(kImguiText * scale), &config, kLetters);
}

} // namespace

State& state() {
    IM_ASSERT(g_state && "open_stage comes first");
    return *g_state;
}

bool open() { return g_state != nullptr; }

bool open_stage(const StageOptions& options, const TextureHost& host, ImFontAtlas& atlas, std::string& error) {
    close_stage();
    auto made = std::make_unique<State>();
    made->options = options;
    made->textures = host;
    if (!made->fonts.open(options.font_dir, error))
        return false;
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    add_imgui_font(atlas, made->fonts.plain_file(), options.pixels_per_unit);
    made->glyphs.reserve(atlas, options.pixels_per_unit);
    made->glyphs.begin();
    g_state = std::move(made);
    return true;
}

void close_stage() {
    if (g_state)
        g_state->images.drop_all(g_state->textures);
    g_state.reset();
}

void set_scheme(Scheme scheme) { state().options.scheme = scheme; }
void set_lang(std::string_view lang) { state().options.lang = lang; }

void begin_frame(ImDrawList& list, float width_px, float height_px, double seconds, int window) {
    State& s = state();
    if (window != s.window_number)
        std::swap(s.motion, s.other_motion);
    s.window_number = window;
    s.frame++;
    s.list = &list;
    s.window = {width_px, height_px};
    // The stage is as high as the window, unless that would make it narrower than 4:3 or wider than 64:27: then it is
    // centred, and only the backdrop fills the window.
    s.scale = std::min(height_px / kStageHeight, width_px / kNarrowest);
    s.width = std::clamp(width_px / s.scale, kNarrowest, kWidest);
    s.origin = {std::floor((width_px - s.width * s.scale) / 2), std::floor((height_px - kStageHeight * s.scale) / 2)};
    s.alpha = 1;
    s.offset = {0, 0};
    s.deaf = window != 0;
    s.text_wanted &= s.deaf; // what is typed is the first window's business
    // The window may pad its content; the stage reaches to the edge. What a screen leaves open is closed in end_frame.
    s.clips = list._ClipRectStack.Size;
    list.PushClipRect({0, 0}, s.window, false);
    list.Flags |= ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AntiAliasedLines;
    s.shaper.trim(s.frame);
    s.glyphs.begin_frame(window);
    s.motion.begin_frame(seconds, s.options.still);
}

void end_frame() {
    State& s = state();
    while (s.list && s.list->_ClipRectStack.Size > s.clips)
        s.list->PopClipRect();
    s.glyphs.upload(s.textures);
    if (s.glyphs.starved())
        s.motion.ask(s.motion.now());
    s.motion.end_frame();
    s.list = nullptr;
}

void screen_shown(int window) {
    State& s = state();
    (window == s.window_number ? s.motion : s.other_motion).screen_shown();
    if (window == 0)
        s.gestures.let_go();
}
void hear_keys(bool heard) { state().deaf = !heard; }
bool wants_text() { return g_state && g_state->text_wanted; }
FrameWish frame_wish() { return state().motion.wish(); }

const kiosk_ui_fingerprint& fingerprint() { return kFingerprint; }

} // namespace kiosk::ui
