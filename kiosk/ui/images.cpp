#include "kiosk/ui/images.h"

#include "kiosk/ui/state.h"

#include <stb_image.h>
#include <stb_image_resize.h>

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr int kMostPixels = 24'000'000;
constexpr int kLongestSide = 2048; // px; a photo of a phone is larger than any place we have for it
constexpr std::size_t kBackdrops = 3;
constexpr int kCell = 4; // px; the lights are smooth, so they are computed on a coarse grid

struct Color3 {
    float r, g, b;
};

Color3 split(ImU32 c) {
    return {static_cast<float>(c & 255), static_cast<float>((c >> 8) & 255), static_cast<float>((c >> 16) & 255)};
}

Color3 blend(Color3 a, Color3 b, float t) { return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t}; }

struct Light {
    float x, y, radius; // of the window's width and height; the radius of its height
    int blob;
};
constexpr Light kLights[4] = {{.79f, .02f, .62f, 0}, {.10f, .06f, .56f, 3}, {.04f, 1.06f, .52f, 1}, {1.02f, .88f, .46f, 2}};

Color3 light_at(float x, float y, float aspect, const Theme& theme) { // x, y of the window, 0…1
    Color3 c = blend(split(theme.bg_top), split(theme.bg_bottom), y);
    for (const Light& light : kLights) {
        const float dx = (x - light.x) * aspect / light.radius, dy = (y - light.y) / light.radius, a = 1 - (dx * dx + dy * dy);
        if (a > 0)
            c = blend(c, split(theme.blob[light.blob]), a * a * a * static_cast<float>(theme.blob[light.blob] >> 24) / 255);
    }
    return c;
}

// Jorge Jimenez, "Next generation post processing in Call of Duty": interleaved gradient noise, 0…1.
float noise(int x, int y) {
    const float v = .06711056f * static_cast<float>(x) + .00583715f * static_cast<float>(y);
    const float w = 52.9829189f * (v - std::floor(v));
    return w - std::floor(w);
}

} // namespace

std::vector<std::uint32_t> paint_backdrop(int w, int h, const Theme& theme) {
    const int columns = w / kCell + 2, rows = h / kCell + 2;
    const float aspect = static_cast<float>(w) / static_cast<float>(h);
    std::vector<Color3> grid(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    for (int j = 0; j < rows; j++)
        for (int i = 0; i < columns; i++)
            grid[static_cast<std::size_t>(j * columns + i)] =
                light_at(static_cast<float>(i * kCell) / static_cast<float>(w),
                         static_cast<float>(j * kCell) / static_cast<float>(h), aspect, theme);

    constexpr int kTile = 64;
    std::vector<float> dither(kTile * kTile);
    for (int y = 0; y < kTile; y++)
        for (int x = 0; x < kTile; x++)
            dither[static_cast<std::size_t>(y * kTile + x)] = noise(x, y);

    std::vector<std::uint32_t> out(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
    std::vector<Color3> line(static_cast<std::size_t>(columns));
    for (int y = 0; y < h; y++) {
        const Color3* above = &grid[static_cast<std::size_t>(y / kCell * columns)];
        for (int i = 0; i < columns; i++)
            line[static_cast<std::size_t>(i)] = blend(above[i], above[columns + i], static_cast<float>(y % kCell) / kCell);
        std::uint32_t* to = &out[static_cast<std::size_t>(y) * static_cast<std::size_t>(w)];
        const float* grain = &dither[static_cast<std::size_t>(y % kTile * kTile)];
        for (int x = 0; x < w; x++) {
            const Color3* left = &line[static_cast<std::size_t>(x / kCell)];
            const Color3 c = blend(left[0], left[1], static_cast<float>(x % kCell) / kCell);
            const float d = grain[x % kTile];
            to[x] = 0xff000000 | static_cast<std::uint32_t>(std::min(255.f, c.b + d)) << 16 |
                    static_cast<std::uint32_t>(std::min(255.f, c.g + d)) << 8 |
                    static_cast<std::uint32_t>(std::min(255.f, c.r + d));
        }
    }
    return out;
}

Image* Images::get(std::string_view path, const TextureHost& host) {
    auto [found, fresh] = by_path_.try_emplace(std::string(path));
    if (!fresh)
        return found->second.get();
    int w = 0, h = 0, channels = 0;
    unsigned char* pixels = stbi_load(found->first.c_str(), &w, &h, &channels, 4);
    return keep(found->second, pixels, w, h, host);
}

Image* Images::get(std::string_view name, std::string_view bytes, const TextureHost& host) {
    auto [found, fresh] = by_path_.try_emplace("memory:" + std::string(name));
    if (!fresh)
        return found->second.get();
    int w = 0, h = 0, channels = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto size = static_cast<int>(bytes.size());
    // A small file may unpack to more than the machine has: look at its size first.
    const bool sane = stbi_info_from_memory(data, size, &w, &h, &channels) && w <= kMostPixels / std::max(h, 1);
    return keep(found->second, sane ? stbi_load_from_memory(data, size, &w, &h, &channels, 4) : nullptr, w, h, host);
}

Image* Images::keep(std::unique_ptr<Image>& place, unsigned char* pixels, int w, int h, const TextureHost& host) {
    if (!pixels || !host.make) {
        stbi_image_free(pixels);
        return nullptr;
    }
    std::vector<unsigned char> smaller;
    const unsigned char* wanted = pixels;
    if (std::max(w, h) > kLongestSide) {
        const float k = static_cast<float>(kLongestSide) / static_cast<float>(std::max(w, h));
        const int sw = std::max(1, static_cast<int>(static_cast<float>(w) * k)),
                  sh = std::max(1, static_cast<int>(static_cast<float>(h) * k));
        smaller.resize(static_cast<std::size_t>(sw) * static_cast<std::size_t>(sh) * 4);
        stbir_resize_uint8(pixels, w, h, 0, smaller.data(), sw, sh, 0, 4);
        wanted = smaller.data(), w = sw, h = sh;
    }
    place = std::make_unique<Image>(Image{host.make(w, h, wanted, true), static_cast<float>(w), static_cast<float>(h)});
    stbi_image_free(pixels);
    return place.get();
}

ImTextureID Images::backdrop(int w, int h, const Theme& theme, const TextureHost& host) {
    turn_++;
    for (Backdrop& b : backdrops_)
        if (b.w == w && b.h == h && b.dark == theme.dark) {
            b.used = turn_;
            return b.texture;
        }
    if (!host.make || w <= 0 || h <= 0)
        return nullptr;
    if (backdrops_.size() >= kBackdrops && host.drop) {
        auto oldest = std::min_element(backdrops_.begin(), backdrops_.end(),
                                       [](const Backdrop& a, const Backdrop& b) { return a.used < b.used; });
        host.drop(oldest->texture);
        backdrops_.erase(oldest);
    }
    const auto pixels = paint_backdrop(w, h, theme);
    backdrops_.push_back({w, h, theme.dark, turn_, host.make(w, h, pixels.data(), true)});
    return backdrops_.back().texture;
}

void Images::drop_all(const TextureHost& host) {
    if (host.drop) {
        for (const Backdrop& b : backdrops_)
            host.drop(b.texture);
        for (const auto& entry : by_path_)
            if (entry.second)
                host.drop(entry.second->texture);
    }
    backdrops_.clear();
    by_path_.clear();
}

Image* image(std::string_view path) { return state().images.get(path, state().textures); }

Image* image_of(std::string_view name, std::string_view bytes) { return state().images.get(name, bytes, state().textures); }

ImVec2 image_size(const Image& picture) { return {picture.w, picture.h}; }

void draw_image(const Image& picture, float x, float y, float w, float h, float radius) {
    State& s = state();
    const float own = picture.w / picture.h, place = w / h;
    ImVec2 uv0{0, 0}, uv1{1, 1}; // "cover": the middle part that fills the place
    if (own > place)
        uv0.x = (1 - place / own) / 2, uv1.x = 1 - uv0.x;
    else
        uv0.y = (1 - own / place) / 2, uv1.y = 1 - uv0.y;
    s.list->AddImageRounded(picture.texture, s.px(x, y), s.px(x + w, y + h), uv0, uv1, s.ink(IM_COL32_WHITE), radius * s.scale);
}

void backdrop() {
    State& s = state();
    const Theme& t = theme();
    const ImTextureID texture = s.images.backdrop(static_cast<int>(s.window.x), static_cast<int>(s.window.y), t, s.textures);
    if (texture)
        s.list->AddImage(texture, {0, 0}, s.window, {0, 0}, {1, 1}, s.ink(IM_COL32_WHITE)); // a Fade of it hides an edge
    else
        s.list->AddRectFilledMultiColor({0, 0}, s.window, t.bg_top, t.bg_top, t.bg_bottom, t.bg_bottom);
}

} // namespace kiosk::ui
