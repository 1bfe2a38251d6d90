// Glyphs as pixels, drawn by FreeType when first needed into one rectangle of the ImGui atlas: text, shapes and shadows
// share one texture and so one draw call. Two soft sprites for shadows and glows lie there too.
// Thread: main. A crowded rectangle is emptied between two frames once much of it is of screens that are gone, so that a page's
// letters find room beside those of the page before. Should a frame need more than there is room for, its last new glyphs stay
// out, and the next frame starts afresh.
#pragma once

#include "kiosk/ui/fonts.h"

#include <stb_rect_pack.h>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kiosk::ui {

struct TextureHost;

struct Glyph {
    float x0 = 0, y0 = 0, w = 0, h = 0; // px, from the pen on the base line
    ImVec2 uv0, uv1;
    bool color = false; // keep its own colour
};

struct Sprite {
    ImVec2 uv0, uv1;
};

class GlyphCache {
public:
    explicit GlyphCache(Fonts& fonts) : fonts_(fonts) {}

    void reserve(ImFontAtlas& atlas, float pixels_per_unit); // before the atlas is built
    void begin();                                            // after it is built
    void begin_frame(int window);                            // 0, or 1 on a second display
    void upload(const TextureHost& host);

    // Null for a glyph that draws nothing (a space) or found no room. `size64` is the em in 1/64 px, `phase` quarters of a pixel.
    const Glyph* get(int face, std::uint32_t id, int size64, int phase);
    Sprite shadow() const { return shadow_; }
    Sprite glow() const { return glow_; }
    // Glyphs of this frame found no room, and would in an empty rectangle: another frame is worth it.
    bool starved() const { return full_ && !afresh_; }

private:
    struct Kept {
        Glyph glyph;
        std::uint64_t seen; // the frame that drew it last
    };
    struct Spot {
        int x, y;
    };
    bool place(int w, int h, Spot& spot);
    bool is_crowded_by_the_past() const;
    unsigned char* pixel(int x, int y);
    void touch(Spot spot, int w, int h);
    void set_uv(Spot spot, int w, int h, ImVec2& uv0, ImVec2& uv1) const;
    void clear();
    Sprite make_sprite(float (*falloff)(float distance));
    bool draw_outline(const Face& face, std::uint32_t id, int size64, int phase, Glyph& out);
    bool draw_bitmap(const Face& face, std::uint32_t id, int size64, Glyph& out);

    Fonts& fonts_;
    ImFontAtlas* atlas_ = nullptr;
    int rect_id_ = -1, left_ = 0, top_ = 0, width_ = 0, height_ = 0; // the rectangle in the atlas, px
    stbrp_context packer_{};
    std::vector<stbrp_node> nodes_; // the packer's
    std::unordered_map<std::uint64_t, Kept> glyphs_;
    Sprite shadow_, glow_;
    std::uint64_t frame_ = 0, last_of_[2] = {0, 0}; // the number of this frame, and of each window's last one
    bool full_ = false, afresh_ = false;            // in this frame
    int dirty_x0_ = 0, dirty_y0_ = 0, dirty_x1_ = 0, dirty_y1_ = 0; // empty when x1 == x0
};

} // namespace kiosk::ui
