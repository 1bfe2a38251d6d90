#include "kiosk/ui/paint.h"
#include "kiosk/ui/state.h"

#include <cmath>

namespace kiosk::ui {
namespace {

struct Pictogram {
    Icon icon;
    std::string_view name;  // in manifests and content
    std::uint32_t phosphor; // @phosphor-icons/web 2.1
    std::uint32_t material; // Debian's fonts-material-design-icons-iconfont
};

// In the order of Icon: the table is looked up by position.
constexpr Pictogram kPictograms[] = {
    {Icon::question, "question", 0xe3e8, 0xe887},
    {Icon::lightning, "lightning", 0xe2de, 0xea0b},
    {Icon::star, "star", 0xe46a, 0xe838},
    {Icon::trophy, "trophy", 0xe67e, 0xea23},
    {Icon::crown, "crown", 0xe614, 0xe7af},
    {Icon::users, "users", 0xe4d6, 0xe7fb},
    {Icon::user, "user", 0xe4c2, 0xe7fd},
    {Icon::check, "check", 0xe182, 0xe5ca},
    {Icon::cross, "cross", 0xe4f6, 0xe5cd},
    {Icon::clock, "clock", 0xe19a, 0xe8b5},
    {Icon::pause, "pause", 0xe39e, 0xe034},
    {Icon::play, "play", 0xe3d0, 0xe037},
    {Icon::wifi, "wifi", 0xe4ea, 0xe63e},
    {Icon::wifi_off, "wifi_off", 0xe4f2, 0xe648},
    {Icon::warning, "warning", 0xe4e0, 0xe002},
    {Icon::info, "info", 0xe2ce, 0xe88e},
    {Icon::qr, "qr", 0xe3e6, 0xef6b},
    {Icon::phone, "phone", 0xe1e0, 0xe32c},
    {Icon::arrow_right, "arrow_right", 0xe06c, 0xe5c8},
    {Icon::arrow_up, "arrow_up", 0xe08e, 0xe5d8},
    {Icon::arrow_down, "arrow_down", 0xe03e, 0xe5db},
    {Icon::minus, "minus", 0xe32a, 0xe15b},
    {Icon::building, "building", 0xe102, 0xe0af},
    {Icon::medal, "medal", 0xe320, 0xea3f},
    {Icon::chart, "chart", 0xe150, 0xe26b},
    {Icon::sparkle, "sparkle", 0xe6a2, 0xe65f},
    {Icon::lock, "lock", 0xe2fa, 0xe897},
    {Icon::list, "list", 0xe2f0, 0xe896},
    {Icon::confetti, "confetti", 0xe81a, 0xea65},
    {Icon::book, "book", 0xe0e6, 0xea19},
    {Icon::storefront, "storefront", 0xe470, 0xea12},
    {Icon::plant, "plant", 0xebae, 0xea35},
    {Icon::graduation, "graduation", 0xe62c, 0xe80c},
    {Icon::flask, "flask", 0xe79e, 0xea4b},
    {Icon::heart, "heart", 0xe2a8, 0xe87d},
    {Icon::map_pin, "map_pin", 0xe316, 0xe55f},
    {Icon::backspace, "backspace", 0xe0ae, 0xe14a},
    {Icon::globe, "globe", 0xe288, 0xe80b},
    {Icon::speaker, "speaker", 0xe44a, 0xe050},
    {Icon::text_size, "text_size", 0xe6ee, 0xe262},
    {Icon::home, "home", 0xe2c2, 0xe88a},
    {Icon::hand_tap, "hand_tap", 0xec90, 0xe913},
    {Icon::shield, "shield", 0xe40c, 0xe8e8},
    {Icon::money, "money", 0xe588, 0xef63},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(kPictograms); i++)
        if (static_cast<std::size_t>(kPictograms[i].icon) != i)
            return false;
    return std::size(kPictograms) == static_cast<std::size_t>(Icon::money) + 1;
}
static_assert(in_order(), "kPictograms follows Icon");

// Line drawings that the filled cut would thicken into blots.
bool is_line(Icon icon) {
    return icon == Icon::check || icon == Icon::cross || icon == Icon::minus || icon == Icon::arrow_right ||
           icon == Icon::arrow_up || icon == Icon::arrow_down || icon == Icon::list || icon == Icon::wifi;
}

// No pictograms on this machine: those that carry a meaning of their own are drawn, a dot holds the place of the others.
void draw_without_font(float cx, float cy, float size, Icon which, ImU32 color) {
    const float r = size * .34f, thick = size * .11f;
    switch (which) {
    case Icon::check:
        line(cx - r, cy, cx - r * .25f, cy + r * .7f, color, thick);
        line(cx - r * .25f, cy + r * .7f, cx + r, cy - r * .7f, color, thick);
        break;
    case Icon::cross:
        line(cx - r, cy - r, cx + r, cy + r, color, thick);
        line(cx - r, cy + r, cx + r, cy - r, color, thick);
        break;
    case Icon::minus: line(cx - r, cy, cx + r, cy, color, thick); break;
    case Icon::arrow_right:
        line(cx - r, cy, cx + r, cy, color, thick);
        line(cx + r * .2f, cy - r * .8f, cx + r, cy, color, thick);
        line(cx + r * .2f, cy + r * .8f, cx + r, cy, color, thick);
        break;
    case Icon::star:
        for (int i = 0; i < 5; i++) { // five kites around the middle
            ImVec2 kite[4] = {{cx, cy}, {}, {}, {}};
            for (int k = 1; k < 4; k++) {
                const float angle = -kPi / 2 + (static_cast<float>(i) + static_cast<float>(k - 2) * .5f) * 2 * kPi / 5,
                            reach = k == 2 ? size * .46f : size * .21f;
                kite[k] = {cx + std::cos(angle) * reach, cy + std::sin(angle) * reach};
            }
            polygon(kite, color);
        }
        break;
    default: circle(cx, cy, size * .22f, color);
    }
}

} // namespace

void icon(float cx, float cy, float size, Icon which, ImU32 color, bool bold) {
    State& s = state();
    const int face_index = s.fonts.icons(bold || is_line(which));
    if (!(s.ink(color) >> 24) || !s.list)
        return;
    const Face* face = face_index >= 0 ? &s.fonts.face(face_index) : nullptr;
    if (!face || !face->hb) {
        draw_without_font(cx, cy, size, which, color);
        return;
    }
    const Pictogram& pictogram = kPictograms[static_cast<std::size_t>(which)];
    hb_codepoint_t id = 0;
    hb_font_get_nominal_glyph(face->hb, s.fonts.icon_set() == IconSet::phosphor ? pictogram.phosphor : pictogram.material, &id);
    const Glyph* glyph = s.glyphs.get(face_index, id, static_cast<int>(size * s.scale * 64 + .5f), 0);
    if (!glyph)
        return;
    // Both fonts draw into a square em: its middle goes to (cx, cy).
    const float advance = static_cast<float>(hb_font_get_glyph_h_advance(face->hb, id)) / face->upem;
    const ImVec2 at = s.px(cx - size * advance / 2, cy + size * (face->ascent - face->descent) / 2);
    const float x = std::floor(at.x + .5f) + glyph->x0, y = std::floor(at.y + .5f) + glyph->y0;
    s.list->PrimReserve(6, 4);
    s.list->PrimRectUV({x, y}, {x + glyph->w, y + glyph->h}, glyph->uv0, glyph->uv1, s.ink(color));
}

bool icon_by_name(std::string_view name, Icon& out) {
    for (const Pictogram& pictogram : kPictograms)
        if (pictogram.name == name) {
            out = pictogram.icon;
            return true;
        }
    return false;
}

} // namespace kiosk::ui
