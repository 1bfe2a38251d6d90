#include "kiosk/ui/fonts.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ot.h>

#include <filesystem>

namespace kiosk::ui {
namespace {

std::string debian(const std::string& path) { return "/usr/share/fonts/" + path; }

void measure_letters(Face& face) {
    if (!FT_Load_Char(face.ft, 'H', FT_LOAD_NO_SCALE))
        face.cap = static_cast<float>(face.ft->glyph->metrics.height) / face.upem;
    // The mean of 0 and 2…9: the widest would tear numbers apart, and sidebearings take up what 4 and 0 have more.
    float sum = 0;
    for (FT_ULong c : {'0', '2', '3', '4', '5', '6', '7', '8', '9'})
        if (!FT_Load_Char(face.ft, c, FT_LOAD_NO_SCALE))
            sum += static_cast<float>(face.ft->glyph->metrics.horiAdvance);
    face.digit = sum / 9 / face.upem;
}

} // namespace

Fonts::Fonts() { FT_Init_FreeType(&library_); }

Fonts::~Fonts() {
    for (auto& slot : slots_) {
        if (slot->face.hb)
            hb_font_destroy(slot->face.hb);
        if (slot->face.ft)
            FT_Done_Face(slot->face.ft);
    }
    FT_Done_FreeType(library_);
}

bool Fonts::open(const std::string& dir, std::string& error) {
    static constexpr const char* kCuts[5] = {"Regular", "Medium", "SemiBold", "Bold", "ExtraBold"};
    emoji_ = add(debian("truetype/noto/NotoColorEmoji.ttf"), true);
    for (std::size_t i = 0; i < 5; i++) {
        const std::string cut = kCuts[i];
        const std::string noto = i >= 2 ? "Bold" : "Regular";
        auto& chain = chains_[i];
        for (const std::string& path : {dir + "/BeVietnamPro-" + cut + ".ttf", debian("opentype/inter/Inter-" + cut + ".otf"),
                                        debian("truetype/noto/NotoSans-" + noto + ".ttf"),
                                        debian("truetype/dejavu/DejaVuSans") + (i >= 2 ? "-Bold" : "") + ".ttf",
                                        debian("truetype/noto/NotoSansSymbols2-Regular.ttf")})
            if (const int slot = add(path); slot >= 0)
                chain.push_back(slot);
        while (!chain.empty() && !face(chain.front()).ft) // a file that is no font
            chain.erase(chain.begin());
        if (chain.empty()) {
            error = "No text font found: neither Be Vietnam Pro in \"" + dir +
                    "\" nor fonts-inter, fonts-noto-core or fonts-dejavu-core.";
            return false;
        }
        if (emoji_ >= 0)
            chain.push_back(emoji_);
    }
    icon_fill_ = add(dir + "/Phosphor-Fill.ttf"), icon_bold_ = add(dir + "/Phosphor-Bold.ttf");
    if (icon_fill_ >= 0 && icon_bold_ >= 0) {
        icon_set_ = IconSet::phosphor;
        return true;
    }
    icon_fill_ = icon_bold_ = add(debian("truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf"));
    if (icon_fill_ >= 0)
        icon_set_ = IconSet::material;
    return true;
}

const Face& Fonts::face(int index) {
    Slot& slot = *slots_[static_cast<std::size_t>(index)];
    if (slot.tried)
        return slot.face;
    slot.tried = true;
    Face face;
    face.color = slot.color;
    if (FT_New_Face(library_, slot.path.c_str(), 0, &face.ft))
        return slot.face;
    hb_blob_t* blob = hb_blob_create_from_file(slot.path.c_str());
    hb_face_t* parsed = hb_face_create(blob, 0);
    face.hb = hb_font_create(parsed);
    face.upem = static_cast<float>(hb_face_get_upem(parsed));
    hb_font_set_scale(face.hb, static_cast<int>(face.upem), static_cast<int>(face.upem));
    hb_face_destroy(parsed);
    hb_blob_destroy(blob);
    if (!face.color) {
        face.ascent = static_cast<float>(face.ft->ascender) / face.upem;
        face.descent = -static_cast<float>(face.ft->descender) / face.upem;
        measure_letters(face);
    }
    slot.face = face;
    return slot.face;
}

const std::string& Fonts::plain_file() const { return slots_[static_cast<std::size_t>(chains_[0].front())]->path; }

int Fonts::add(const std::string& path, bool color) {
    for (std::size_t i = 0; i < slots_.size(); i++)
        if (slots_[i]->path == path)
            return static_cast<int>(i);
    std::error_code none;
    if (!std::filesystem::is_regular_file(path, none))
        return -1;
    slots_.push_back(std::make_unique<Slot>());
    slots_.back()->path = path;
    slots_.back()->color = color;
    return static_cast<int>(slots_.size()) - 1;
}

} // namespace kiosk::ui
