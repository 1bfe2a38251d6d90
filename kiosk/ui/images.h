// Textures beside the atlas: pictures by path, and the backdrop as one pre-rendered picture per window size.
// Thread: main. Textures belong to the window; they are dropped with close_stage where it offers that.
#pragma once

#include "kiosk/ui/stage.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::ui {

struct Image {
    ImTextureID texture;
    float w, h; // px
};

class Images {
public:
    Image* get(std::string_view path, const TextureHost& host); // nullptr: cannot be read; also remembered
    Image* get(std::string_view name, std::string_view bytes, const TextureHost& host); // the same, decoded from memory
    // The backdrop of a window of that size. Two windows have two; of others the one longest unused makes room.
    ImTextureID backdrop(int w, int h, const Theme& theme, const TextureHost& host);
    void drop_all(const TextureHost& host);

private:
    struct Backdrop {
        int w, h;
        bool dark;
        std::uint64_t used;
        ImTextureID texture;
    };
    Image* keep(std::unique_ptr<Image>& place, unsigned char* pixels, int w, int h, const TextureHost& host); // frees pixels

    std::unordered_map<std::string, std::unique_ptr<Image>> by_path_; // or by name
    std::vector<Backdrop> backdrops_;
    std::uint64_t turn_ = 0;
};

// RGBA pixels of the backdrop: a vertical gradient with four soft lights, dithered so that no bands show.
KIOSK_UI_API std::vector<std::uint32_t> paint_backdrop(int w, int h, const Theme& theme);

} // namespace kiosk::ui
