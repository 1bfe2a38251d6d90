// What the library knows while a stage is open: one State per process, made by open_stage, gone with close_stage.
// Thread: main. The parts below it (fonts, shaper, glyphs, motion) know nothing of each other except through here.
#pragma once

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/gestures.h"
#include "kiosk/ui/glyphs.h"
#include "kiosk/ui/images.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/qr.h"
#include "kiosk/ui/shaper.h"
#include "kiosk/ui/stage.h"

namespace kiosk::ui {

struct State {
    StageOptions options;
    TextureHost textures;
    Fonts fonts;
    Shaper shaper{fonts};
    GlyphCache glyphs{fonts};
    Motion motion;      // of the window that is being drawn, or was drawn last
    Motion other_motion; // of the other window
    int window_number = 0;
    Images images;
    QrCodes qr_codes;
    Gestures gestures;
    double next_erase = 0; // while backspace is held down, seconds

    // This frame.
    ImDrawList* list = nullptr;
    float scale = 1;    // pixels per unit
    float width = 1920; // of the stage, units
    ImVec2 origin;      // of the stage, pixels
    ImVec2 window;      // pixels
    std::uint64_t frame = 0;
    int clips = 0; // of the draw list, when the frame began
    bool text_wanted = false; // a keyboard was drawn that hears
    bool deaf = false;        // what is drawn lies below an overlay: its keyboard hears nothing

    // Of the scopes that are open.
    float alpha = 1;
    ImVec2 offset; // units

    ImVec2 px(float x, float y) const { return {origin.x + (x + offset.x) * scale, origin.y + (y + offset.y) * scale}; }
    ImU32 ink(ImU32 color) const { return alpha >= 1 ? color : fade_to(color, alpha); }
};

State& state(); // must be open
bool open();    // is it?

} // namespace kiosk::ui
