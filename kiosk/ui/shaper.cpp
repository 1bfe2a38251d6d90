#include "kiosk/ui/shaper.h"

#include <utf8proc.h>

namespace kiosk::ui {
namespace {

constexpr std::size_t kManyRuns = 3000;
constexpr std::uint64_t kFramesKept = 240;

// The horns of ư and ơ eat into the word space at heavy weights; without this, words of a heading seem to touch.
constexpr float kBoldWordSpace = .055f; // em

struct Letter { // an extended grapheme cluster
    std::size_t end;
    bool pictogram; // asks for the emoji font
};

char32_t next_code_point(std::string_view text, std::size_t& at) {
    utf8proc_int32_t code = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    at += size < 1 ? 1 : static_cast<std::size_t>(size);
    return size < 1 ? U'\uFFFD' : static_cast<char32_t>(code);
}

bool asks_for_emoji(char32_t c) {
    return c == 0xfe0f || c == 0x20e3 || (c >= 0x1f1e6 && c <= 0x1f1ff) || (c >= 0x1f300 && c <= 0x1faff);
}

bool draws_nothing(char32_t c) {
    return c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) || c == 0x200b || c == 0x200c || c == 0x2060;
}

Letter letter_at(std::string_view text, std::size_t begin) {
    utf8proc_int32_t state = 0;
    std::size_t at = begin;
    char32_t before = next_code_point(text, at);
    bool pictogram = asks_for_emoji(before);
    while (at < text.size()) {
        std::size_t next = at;
        const char32_t c = next_code_point(text, next);
        if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before), static_cast<utf8proc_int32_t>(c), &state))
            break;
        pictogram |= asks_for_emoji(c);
        before = c;
        at = next;
    }
    return {at, pictogram};
}

} // namespace

Shaper::Shaper(Fonts& fonts) : fonts_(fonts), buffer_(hb_buffer_create()) {}

Shaper::~Shaper() { hb_buffer_destroy(buffer_); }

const Run& Shaper::shape(std::string_view text, Weight weight, bool tabular) {
    auto found = runs_.find(View{text, weight, tabular});
    if (found == runs_.end())
        found = runs_.emplace(Key{std::string(text), weight, tabular}, shape_now(text, weight, tabular)).first;
    found->second.used = frame_;
    return found->second;
}

void Shaper::trim(std::uint64_t frame) {
    frame_ = frame;
    if (runs_.size() > kManyRuns)
        std::erase_if(runs_, [&](const auto& entry) { return entry.second.used + kFramesKept < frame; });
    if (runs_.size() > 4 * kManyRuns) // counters that never repeat, at many frames a second
        runs_.clear();
}

// Cut the text into pieces of one face each, never within a letter, and shape every piece.
Run Shaper::shape_now(std::string_view text, Weight weight, bool tabular) {
    Run run;
    std::size_t piece = 0;
    int piece_face = -1;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        int face = letter.pictogram && fonts_.emoji() >= 0 ? fonts_.emoji() : face_for(text.substr(at, letter.end - at), weight);
        if (text[at] == ' ' && piece_face >= 0 && piece_face != fonts_.emoji())
            face = piece_face; // a space does not end a piece
        if (piece_face >= 0 && face != piece_face) {
            add_piece(run, piece_face, text, piece, at, weight, tabular);
            piece = at;
        }
        piece_face = face;
        at = letter.end;
    }
    if (piece_face >= 0)
        add_piece(run, piece_face, text, piece, text.size(), weight, tabular);
    return run;
}

void Shaper::add_piece(Run& run, int face_index, std::string_view text, std::size_t begin, std::size_t end, Weight weight,
                       bool tabular) {
    const Face& face = fonts_.face(face_index);
    if (!face.hb)
        return;
    hb_buffer_clear_contents(buffer_);
    hb_buffer_add_utf8(buffer_, text.data(), static_cast<int>(text.size()), static_cast<unsigned>(begin),
                       static_cast<int>(end - begin));
    hb_buffer_set_direction(buffer_, HB_DIRECTION_LTR);
    hb_buffer_guess_segment_properties(buffer_);
    hb_buffer_set_language(buffer_, hb_language_from_string("vi", 2));
    hb_feature_t features[2] = {{HB_TAG('k', 'e', 'r', 'n'), tabular ? 0u : 1u, 0, static_cast<unsigned>(-1)},
                                {HB_TAG('l', 'i', 'g', 'a'), tabular ? 0u : 1u, 0, static_cast<unsigned>(-1)}};
    hb_shape(face.hb, buffer_, features, 2);

    unsigned count = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer_, &count);
    const hb_glyph_position_t* at = hb_buffer_get_glyph_positions(buffer_, &count);
    run.glyphs.reserve(run.glyphs.size() + count);
    for (unsigned i = 0; i < count; i++) {
        const char letter = text[info[i].cluster];
        float advance = static_cast<float>(at[i].x_advance) / face.upem, dx = static_cast<float>(at[i].x_offset) / face.upem;
        if (letter == ' ' && weight >= Weight::bold)
            advance += kBoldWordSpace;
        if (tabular && letter >= '0' && letter <= '9' && face.digit > 0) { // the web cuts of the font lack "tnum"
            dx += (face.digit - advance) / 2;
            advance = face.digit;
        }
        run.glyphs.push_back({face_index, info[i].codepoint, info[i].cluster, run.width + dx,
                              -static_cast<float>(at[i].y_offset) / face.upem, run.width});
        run.width += advance;
    }
}

int Shaper::face_for(std::string_view letter, Weight weight) {
    const auto& chain = fonts_.chain(weight);
    for (int index : chain) {
        const Face& face = fonts_.face(index);
        bool covers = face.hb != nullptr;
        for (std::size_t at = 0; covers && at < letter.size();) {
            const char32_t c = next_code_point(letter, at);
            hb_codepoint_t glyph;
            covers = draws_nothing(c) || c < 0x20 || hb_font_get_nominal_glyph(face.hb, c, &glyph);
        }
        if (covers)
            return index;
    }
    // No font has the whole letter; perhaps one composes it (NFD), else its box is drawn.
    std::size_t at = 0;
    const char32_t base = next_code_point(letter, at);
    for (int index : chain)
        if (hb_codepoint_t glyph; fonts_.face(index).hb && hb_font_get_nominal_glyph(fonts_.face(index).hb, base, &glyph))
            return index;
    return chain.front();
}

} // namespace kiosk::ui
