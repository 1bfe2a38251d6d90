// The font files of the stage and the order in which they are asked for a letter.
// Thread: main. Owns the FreeType and HarfBuzz faces; files are opened when a letter first needs them.
#pragma once

#include <kiosk/ui.h>

#include <hb.h>

#include <memory>
#include <string>
#include <vector>

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace kiosk::ui {

struct Face {
    FT_FaceRec_* ft = nullptr; // null: the file is not there or is no font
    hb_font_t* hb = nullptr;   // scaled to `upem` units per em
    float upem = 1000;
    float ascent = .9f, descent = .25f, cap = .7f; // em, descent positive
    float digit = 0;                               // em, the cell of a tabular digit
    bool color = false;                            // bitmaps of its own colour (emoji)
};

enum class IconSet : std::uint8_t { none, phosphor, material };

class KIOSK_UI_API Fonts {
public:
    Fonts();
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    // Look for the text fonts in `dir`, then where Debian keeps its own. False with a sentence where there is none.
    bool open(const std::string& dir, std::string& error);

    const Face& face(int index);
    const std::vector<int>& chain(Weight weight) const { return chains_[static_cast<std::size_t>(weight)]; }
    const Face& first(Weight weight) { return face(chain(weight).front()); } // its measures set the line
    int emoji() const { return emoji_; }                                     // -1: none
    int icons(bool bold) const { return bold ? icon_bold_ : icon_fill_; }    // -1: none
    IconSet icon_set() const { return icon_set_; }
    const std::string& plain_file() const; // the regular cut, for ImGui's own text

private:
    struct Slot {
        std::string path;
        bool color = false, tried = false;
        Face face;
    };
    int add(const std::string& path, bool color = false); // -1 where there is no such file

    FT_LibraryRec_* library_ = nullptr;
    std::vector<std::unique_ptr<Slot>> slots_;
    std::vector<int> chains_[5];
    int emoji_ = -1, icon_fill_ = -1, icon_bold_ = -1;
    IconSet icon_set_ = IconSet::none;
};

} // namespace kiosk::ui
