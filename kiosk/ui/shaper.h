// From UTF-8 to placed glyphs, by HarfBuzz, remembered: a text is shaped once for all sizes.
// Thread: main. Left to right only. Positions are in em, so that one run serves every size.
#pragma once

#include "kiosk/ui/fonts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct hb_buffer_t;

namespace kiosk::ui {

struct ShapedGlyph {
    int face;
    std::uint32_t id;
    std::uint32_t byte; // where its letter begins in the text
    float x, y;         // em, from the run's start on the base line, y down
    float pen;          // em, where the pen stood: x without the glyph's own offset
};

struct Run {
    std::vector<ShapedGlyph> glyphs;
    float width = 0; // em, without tracking
    std::uint64_t used = 0;

    float units(const Type& type) const { // width as drawn
        return width * type.size + (glyphs.empty() ? 0.f : static_cast<float>(glyphs.size() - 1) * type.track);
    }
};

class KIOSK_UI_API Shaper {
public:
    explicit Shaper(Fonts& fonts);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    // The run lives until the next trim(). Any bytes will do: what is no UTF-8 becomes U+FFFD.
    const Run& shape(std::string_view text, Weight weight, bool tabular);
    void trim(std::uint64_t frame); // once a frame; forgets what was not drawn for a while when there is much
    std::size_t size() const { return runs_.size(); }

private:
    struct View {
        std::string_view text;
        Weight weight;
        bool tabular;
    };
    struct Key {
        std::string text;
        Weight weight;
        bool tabular;
        operator View() const { return {text, weight, tabular}; }
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(const View& v) const {
            return std::hash<std::string_view>()(v.text) * 31 + static_cast<std::size_t>(v.weight) * 2 + v.tabular;
        }
    };
    struct Equal {
        using is_transparent = void;
        bool operator()(const View& a, const View& b) const {
            return a.text == b.text && a.weight == b.weight && a.tabular == b.tabular;
        }
    };
    Run shape_now(std::string_view text, Weight weight, bool tabular);
    void add_piece(Run& run, int face, std::string_view text, std::size_t begin, std::size_t end, Weight weight, bool tabular);
    int face_for(std::string_view letter, Weight weight);

    Fonts& fonts_;
    hb_buffer_t* buffer_;
    std::unordered_map<Key, Run, Hash, Equal> runs_;
    std::uint64_t frame_ = 0;
};

} // namespace kiosk::ui
