#include "kiosk/ui/glyphs.h"

#include "kiosk/ui/stage.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kiosk::ui {
namespace {

constexpr int kSprite = 64;                             // px
constexpr float kEmojiHeight = 1.17f, kEmojiTop = .94f; // em, of Noto Color Emoji's picture and its upper edge
constexpr float kCrowded = .5f, kWorthKeeping = .67f;   // of the rectangle; of what is taken

std::uint64_t key_of(int face, std::uint32_t id, int size64, int phase) {
    return static_cast<std::uint64_t>(face) << 56 | static_cast<std::uint64_t>(id & 0xffff) << 32 |
           static_cast<std::uint64_t>(size64) << 4 | static_cast<std::uint64_t>(phase);
}

float shadow_falloff(float d) {
    const float a = d >= 1 ? 0 : 1 - d;
    return a * a * (3 - 2 * a);
}

float glow_falloff(float d) {
    const float a = d >= 1 ? 0 : 1 - d * d;
    return a * a * a;
}

// The average of the pixels of a premultiplied BGRA bitmap that fall on one pixel of a smaller one, as straight RGBA.
void average(const FT_Bitmap& from, float step, int i, int j, unsigned char* out) {
    const int x0 = static_cast<int>(static_cast<float>(i) * step), y0 = static_cast<int>(static_cast<float>(j) * step);
    const int x1 = std::min<int>(static_cast<int>(from.width), static_cast<int>(static_cast<float>(i + 1) * step) + 1);
    const int y1 = std::min<int>(static_cast<int>(from.rows), static_cast<int>(static_cast<float>(j + 1) * step) + 1);
    float sum[4] = {0, 0, 0, 0};
    int count = 0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++, count++)
            for (int c = 0; c < 4; c++)
                sum[c] += from.buffer[y * from.pitch + x * 4 + c];
    if (!count || sum[3] < 1) {
        std::memset(out, 0, 4);
        return;
    }
    const float whole = 255.f / sum[3];
    for (int c = 0; c < 3; c++)
        out[c] = static_cast<unsigned char>(std::min(255.f, sum[2 - c] * whole));
    out[3] = static_cast<unsigned char>(sum[3] / static_cast<float>(count));
}

} // namespace

void GlyphCache::reserve(ImFontAtlas& atlas, float pixels_per_unit) {
    atlas_ = &atlas;
    const bool large = pixels_per_unit > 1.3f;
    atlas.TexDesiredWidth = large ? 4096 : 2048;
    width_ = large ? 4000 : 2000;
    height_ = large ? 1350 : 720;
    rect_id_ = atlas.AddCustomRectRegular(width_, height_);
}

void GlyphCache::begin() {
    unsigned char* pixels = nullptr; // makes ImGui expand the atlas to RGBA, which is ours to write from now on
    int w = 0, h = 0;
    atlas_->GetTexDataAsRGBA32(&pixels, &w, &h);
    const ImFontAtlasCustomRect* rect = atlas_->GetCustomRectByIndex(rect_id_);
    left_ = rect->X, top_ = rect->Y;
    clear();
}

void GlyphCache::begin_frame(int window) {
    afresh_ = full_ || is_crowded_by_the_past();
    last_of_[window] = ++frame_;
    if (afresh_)
        clear();
}

// More than half of the rectangle is taken, and of that more than a third by what no window had a use for in its last frame.
// Windows that draw most of what there is have no better use for the room.
bool GlyphCache::is_crowded_by_the_past() const {
    float taken = 0, wanted = 0;
    for (const auto& [key, kept] : glyphs_) {
        const float area = (kept.glyph.w + 2) * (kept.glyph.h + 2);
        taken += area;
        if (kept.seen == last_of_[0] || kept.seen == last_of_[1])
            wanted += area;
    }
    return taken > kCrowded * static_cast<float>(width_ * height_) && wanted < kWorthKeeping * taken;
}

void GlyphCache::upload(const TextureHost& host) {
    if (dirty_x1_ == dirty_x0_ || !host.update)
        return;
    host.update(atlas_->TexID, left_ + dirty_x0_, top_ + dirty_y0_, dirty_x1_ - dirty_x0_, dirty_y1_ - dirty_y0_,
                pixel(dirty_x0_, dirty_y0_), atlas_->TexWidth * 4);
    dirty_x0_ = dirty_x1_ = dirty_y0_ = dirty_y1_ = 0;
}

const Glyph* GlyphCache::get(int face_index, std::uint32_t id, int size64, int phase) {
    const std::uint64_t key = key_of(face_index, id, size64, phase);
    auto found = glyphs_.find(key);
    if (found == glyphs_.end()) {
        const Face& face = fonts_.face(face_index);
        Glyph glyph;
        const bool drawn =
            face.ft && (face.color ? draw_bitmap(face, id, size64, glyph) : draw_outline(face, id, size64, phase, glyph));
        if (!drawn)
            glyph.w = 0;
        found = glyphs_.emplace(key, Kept{glyph, 0}).first;
    }
    found->second.seen = frame_;
    return found->second.glyph.w > 0 ? &found->second.glyph : nullptr;
}

bool GlyphCache::draw_outline(const Face& face, std::uint32_t id, int size64, int phase, Glyph& out) {
    FT_Set_Char_Size(face.ft, 0, size64, 72, 72);
    if (FT_Load_Glyph(face.ft, id, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP))
        return false;
    FT_GlyphSlot slot = face.ft->glyph;
    FT_Outline_Translate(&slot->outline, phase * 16, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL))
        return false;
    const FT_Bitmap& bitmap = slot->bitmap;
    const int w = static_cast<int>(bitmap.width), h = static_cast<int>(bitmap.rows);
    Spot spot;
    if (!w || !h || !place(w, h, spot))
        return false;
    for (int y = 0; y < h; y++) {
        unsigned char* to = pixel(spot.x, spot.y + y);
        for (int x = 0; x < w; x++, to += 4) {
            to[0] = to[1] = to[2] = 255;
            to[3] = bitmap.buffer[y * bitmap.pitch + x];
        }
    }
    out.x0 = static_cast<float>(slot->bitmap_left), out.y0 = static_cast<float>(-slot->bitmap_top);
    out.w = static_cast<float>(w), out.h = static_cast<float>(h);
    set_uv(spot, w, h, out.uv0, out.uv1);
    return true;
}

bool GlyphCache::draw_bitmap(const Face& face, std::uint32_t id, int size64, Glyph& out) {
    if (face.ft->num_fixed_sizes)
        FT_Select_Size(face.ft, 0);
    if (FT_Load_Glyph(face.ft, id, FT_LOAD_COLOR) || face.ft->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_BGRA)
        return false;
    const FT_Bitmap& bitmap = face.ft->glyph->bitmap;
    const float em = static_cast<float>(size64) / 64, scale = em * kEmojiHeight / static_cast<float>(bitmap.rows);
    const int w = static_cast<int>(std::ceil(static_cast<float>(bitmap.width) * scale)),
              h = static_cast<int>(std::ceil(em * kEmojiHeight));
    Spot spot;
    if (!place(w, h, spot))
        return false;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            average(bitmap, 1 / scale, x, y, pixel(spot.x + x, spot.y + y));
    out.y0 = std::round(-em * kEmojiTop), out.w = static_cast<float>(w), out.h = static_cast<float>(h), out.color = true;
    set_uv(spot, w, h, out.uv0, out.uv1);
    return true;
}

// One pixel of air around each glyph so that neighbours do not bleed into it.
bool GlyphCache::place(int w, int h, Spot& spot) {
    stbrp_rect rect{0, w + 2, h + 2, 0, 0, 0};
    if (!stbrp_pack_rects(&packer_, &rect, 1)) {
        full_ = true;
        return false;
    }
    spot = {rect.x + 1, rect.y + 1};
    touch(spot, w, h);
    return true;
}

unsigned char* GlyphCache::pixel(int x, int y) {
    const std::size_t index =
        static_cast<std::size_t>(top_ + y) * static_cast<std::size_t>(atlas_->TexWidth) + static_cast<std::size_t>(left_ + x);
    return reinterpret_cast<unsigned char*>(atlas_->TexPixelsRGBA32 + index);
}

void GlyphCache::touch(Spot spot, int w, int h) {
    if (dirty_x1_ == dirty_x0_)
        dirty_x0_ = spot.x, dirty_y0_ = spot.y, dirty_x1_ = spot.x + w, dirty_y1_ = spot.y + h;
    dirty_x0_ = std::min(dirty_x0_, spot.x), dirty_y0_ = std::min(dirty_y0_, spot.y);
    dirty_x1_ = std::max(dirty_x1_, spot.x + w), dirty_y1_ = std::max(dirty_y1_, spot.y + h);
}

void GlyphCache::set_uv(Spot spot, int w, int h, ImVec2& uv0, ImVec2& uv1) const {
    const ImVec2 unit = atlas_->TexUvScale;
    uv0 = {static_cast<float>(left_ + spot.x) * unit.x, static_cast<float>(top_ + spot.y) * unit.y};
    uv1 = {static_cast<float>(left_ + spot.x + w) * unit.x, static_cast<float>(top_ + spot.y + h) * unit.y};
}

void GlyphCache::clear() {
    for (int y = 0; y < height_; y++)
        std::memset(pixel(0, y), 0, static_cast<std::size_t>(width_) * 4);
    glyphs_.clear();
    nodes_.resize(static_cast<std::size_t>(width_));
    stbrp_init_target(&packer_, width_, height_, nodes_.data(), width_);
    full_ = false;
    touch({0, 0}, width_, height_);
    shadow_ = make_sprite(shadow_falloff);
    glow_ = make_sprite(glow_falloff);
}

Sprite GlyphCache::make_sprite(float (*falloff)(float)) {
    Spot spot{};
    place(kSprite, kSprite, spot);
    for (int y = 0; y < kSprite; y++)
        for (int x = 0; x < kSprite; x++) {
            constexpr float kHalf = kSprite / 2.f;
            const float dx = (static_cast<float>(x) + .5f - kHalf) / kHalf, dy = (static_cast<float>(y) + .5f - kHalf) / kHalf;
            unsigned char* to = pixel(spot.x + x, spot.y + y);
            to[0] = to[1] = to[2] = 255;
            to[3] = static_cast<unsigned char>(falloff(std::sqrt(dx * dx + dy * dy)) * 255 + .5f);
        }
    Sprite sprite;
    set_uv(spot, kSprite, kSprite, sprite.uv0, sprite.uv1);
    const ImVec2 half = {atlas_->TexUvScale.x / 2, atlas_->TexUvScale.y / 2}; // sample within, never the neighbour
    sprite.uv0 = {sprite.uv0.x + half.x, sprite.uv0.y + half.y}, sprite.uv1 = {sprite.uv1.x - half.x, sprite.uv1.y - half.y};
    return sprite;
}

} // namespace kiosk::ui
