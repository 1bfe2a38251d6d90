#include "kiosk/ui/state.h"

#include <utf8proc.h>

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr int kAvatarColors[] = {0, 1, 3, 4, 5, 7}; // of Theme::answer: those with white ink, and none too brown for a face

Type pill_type(float h) { return {std::max(24.f, h * .46f), Weight::semibold, 1.2f, .2f}; }
float pill_icon_room(const Type& type) { return type.size * 1.1f + 12; }

std::uint32_t hash_of(std::string_view s) { // FNV-1a: the same name has the same colour on every kiosk
    std::uint32_t h = 2166136261u;
    for (char c : s)
        h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
    h = (h ^ h >> 15) * 2654435761u; // its low bits alone are alike for names that end alike
    return h >> 16;
}

bool is_letter(std::string_view s) {
    utf8proc_int32_t code = 0;
    if (s.empty() ||
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(s.data()), static_cast<utf8proc_ssize_t>(s.size()), &code) < 1)
        return false;
    const auto category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

// The first letter with its marks, in upper case. "đ" → "Đ"; an emoji with all its parts as it is.
void append_initial(std::string_view word, std::string& out) {
    utf8proc_int32_t before = 0, state = 0;
    for (std::size_t at = 0; at < word.size();) {
        utf8proc_int32_t code = 0;
        const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(word.data()) + at,
                                           static_cast<utf8proc_ssize_t>(word.size() - at), &code);
        if (size < 1 || (at && utf8proc_grapheme_break_stateful(before, code, &state)))
            return;
        utf8proc_uint8_t bytes[4];
        const auto length = utf8proc_encode_char(utf8proc_toupper(code), bytes);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
        before = code;
        at += static_cast<std::size_t>(size);
    }
}

// "Nguyễn Thị Ánh Dương" → "ND": of the first and the last word that begins with a letter. "🐻 Gấu" → "🐻".
std::string initials(std::string_view name) {
    std::string_view first, last;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t begin = name.find_first_not_of(' ', at);
        if (begin == std::string_view::npos)
            break;
        at = std::min(name.find(' ', begin), name.size());
        const std::string_view word = name.substr(begin, at - begin);
        if (first.empty())
            first = word;
        else if (is_letter(word))
            last = word;
    }
    std::string out;
    append_initial(first, out);
    if (is_letter(first))
        append_initial(last, out);
    return out;
}

} // namespace

void card(float x, float y, float w, float h, float radius, bool raised) {
    const Theme& t = theme();
    if (radius < 0)
        radius = t.radius_l;
    if (raised)
        shadow(x, y, w, h, radius);
    rect(x, y, w, h, radius, t.surface);
    outline(x, y, w, h, radius, t.stroke);
}

float pill_width(std::string_view s, bool with_icon, float h) {
    const Type type = pill_type(h);
    return measure(s, type) + h * .88f + (with_icon ? pill_icon_room(type) : 0);
}

float pill(float x, float y, std::string_view s, ImU32 bg, ImU32 ink, const Icon* symbol, float h) {
    const Type type = pill_type(h);
    const float w = pill_width(s, symbol != nullptr, h), pad = h * .44f;
    rect(x, y, w, h, h / 2, bg);
    if (symbol)
        icon(x + pad + type.size * .5f, y + h / 2, type.size * 1.15f, *symbol, ink);
    text_mid(x + pad + (symbol ? pill_icon_room(type) : 0), y + h / 2, s, type, ink);
    return w;
}

void badge(float cx, float cy, float size, Icon symbol, ImU32 from, ImU32 to) {
    gradient(cx - size / 2, cy - size / 2, size, size, size * .3f, from, to);
    icon(cx, cy, size * .58f, symbol, theme().on_accent);
}

void avatar(float cx, float cy, float radius, std::string_view name, ImU32 ring_color) {
    const Theme& t = theme();
    const AnswerColor& color = t.answer[kAvatarColors[hash_of(name) % std::size(kAvatarColors)]];
    if (ring_color >> 24) {
        circle(cx, cy, radius + 6, ring_color);
        circle(cx, cy, radius + 1.5f, t.dark ? t.bg_bottom : t.surface_raised);
        radius -= 2;
    }
    circle_gradient(cx, cy, radius, color.high, color.low);
    const std::string letters = initials(name);
    Type type{radius * .78f, Weight::bold, 1.f};
    if (const float w = measure(letters, type); w > radius * 1.5f)
        type.size *= radius * 1.5f / w;
    text_mid(cx, cy, letters, type, color.ink, Align::center);
}

void bar(float x, float y, float w, float h, float fraction, ImU32 from, ImU32 to, ImU32 track) {
    rect(x, y, w, h, h / 2, track);
    fraction = std::clamp(fraction, 0.f, 1.f);
    if (fraction > .002f)
        gradient(x, y, std::max(h, w * fraction), h, h / 2, from, to, true);
}

void column(float x, float y, float w, float h, float fraction, ImU32 from, ImU32 to, float radius) {
    const float filled = std::max(std::min(radius * 2, h), h * std::clamp(fraction, 0.f, 1.f));
    gradient(x, y + h - filled, w, filled, radius, to, from, false);
}

void stat(float x, float y, float w, std::string_view label, std::string_view value, Icon symbol, ImU32 color) {
    const Theme& t = theme();
    const float h = 116, size = 68;
    card(x, y, w, h, t.radius_m, false);
    rect(x + 24, y + (h - size) / 2, size, size, 20, fade_to(color, .18f));
    icon(x + 24 + size / 2, y + h / 2, size * .56f, symbol, color);
    const float left = x + 24 + size + 20, room = x + w - 24 - left;
    text_cut(left, y + 38, room, label, {24, Weight::medium, 1.2f}, t.muted);
    fit(left, y + 52, room, 56, value, {44, Weight::black, 1.1f, -.5f, true}, 26, t.text);
}

float header(std::string_view title, std::string_view subtitle, Icon symbol, ImU32 from, ImU32 to) {
    const Theme& t = theme();
    const float size = 84, top = 60, left = t.margin + size + 26;
    // The right half often holds pills or a clock; a long title shrinks rather than meet them.
    const float room = stage_width() * .58f - left;
    badge(t.margin + size / 2, top + size / 2, size, symbol, from, to);
    const bool alone = subtitle.empty();
    fit(left, alone ? top : top - 12, room, alone ? size : 64, title, {54, Weight::black, 1.15f, -1.1f}, 34, t.text);
    if (!alone)
        text_cut(left + 2, top + 68, room, subtitle, {27, Weight::medium, 1.2f}, t.muted);
    return top + size + t.gutter + 8;
}

void toast(std::string_view s, Icon symbol, ImU32 color) {
    const Theme& t = theme();
    const Type type{30, Weight::semibold, 1.25f};
    const float most = stage_width() - 2 * t.margin - 140, text_w = std::min(measure(s, type), most), h = 84, w = text_w + 140;
    const float x = (stage_width() - w) / 2, y = kStageHeight - t.margin - h;
    shadow(x, y, w, h, h / 2, 44, 16);
    rect(x, y, w, h, h / 2, t.surface_raised | 0xff000000);
    outline(x, y, w, h, h / 2, fade_to(color, .8f), 3);
    icon(x + 56, y + h / 2, 40, symbol, color);
    text_cut(x + 96, y + h / 2, text_w + 1, s, type, t.text);
}

} // namespace kiosk::ui
