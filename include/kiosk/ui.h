// kiosk/ui.h: drawing. One Dear ImGui and these widgets form one shared library, libkiosk-ui.so, that the kiosk and its
// plugins link, so that every screen belongs to one family. This header is the "exact match" lane of the contract: the
// kiosk compares kiosk_ui_fingerprint before the first frame and refuses to draw a plugin built against another one.
//
// Thread.  Everything here is [main], inside Plugin::draw (measure(), tr() and need_frame() also outside of it).
// Units.   Stage units: the stage is always 1080 units high and stage_width() wide (1440 on 4:3, 1920 on 16:9, 2560 at
//          most). One code serves 1024×768 and 4K. x grows right, y grows down, (0,0) is top left.
// Colour.  ImU32 as Dear ImGui has it (IM_COL32). Take colours from theme(); nowhere else is one written down.
// Frames.  Nothing is drawn unless something asks for it: Host::screen_changed(), need_frame(), a tween that still moves.
#pragma once

#include <imgui.h>
#include <kiosk/plugin.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#define KIOSK_UI_API __attribute__((visibility("default")))
#define KIOSK_UI_REVISION 3u

namespace kiosk::ui {

// What this translation unit was compiled against; the kiosk compares it with its own.
inline constexpr kiosk_ui_fingerprint kFingerprint{
    sizeof(kiosk_ui_fingerprint), IMGUI_VERSION_NUM, sizeof(ImGuiIO),   sizeof(ImGuiStyle),
    sizeof(ImDrawVert),           sizeof(ImDrawIdx), sizeof(ImDrawCmd), KIOSK_UI_REVISION};

// ---------------------------------------------------------------- tokens

struct AnswerColor {
    ImU32 low, high; // the two ends of the gradient; ink is readable on both (white at least 3.2:1)
    ImU32 ink;
};

struct Theme {
    bool dark;
    ImU32 bg_top, bg_bottom, blob[4];
    ImU32 surface, surface_raised, stroke, shadow; // cards
    ImU32 text, muted, faint, on_accent;
    ImU32 accent, accent2, ok, warn, bad;
    AnswerColor answer[8]; // A…H
    ImU32 gold, silver, bronze;
    float radius_s, radius_m, radius_l, gutter, margin; // units: 14, 24, 36, 28, 72
};
KIOSK_UI_API const Theme& theme();

constexpr ImU32 hex(std::uint32_t rgb, float a = 1.f) {
    return ((rgb >> 16) & 255) | (rgb & 0xff00) | ((rgb & 255) << 16) | (static_cast<std::uint32_t>(a * 255 + .5f) << 24);
}
KIOSK_UI_API ImU32 fade_to(ImU32 color, float alpha); // alpha multiplied, 0…1
KIOSK_UI_API ImU32 mix(ImU32 a, ImU32 b, float t);

// ---------------------------------------------------------------- type

enum class Weight : std::uint8_t { regular, medium, semibold, bold, black };
struct Type {
    float size; // units; the em
    Weight weight = Weight::regular;
    float lead = 1.3f;     // line height ÷ size
    float track = 0;       // extra space per letter, units
    bool tabular = false;  // digits of one width, for counters
};
// The scale for a screen read from metres away; nothing on a stage is smaller than `caption`.
namespace type {
inline constexpr Type caption{24, Weight::medium, 1.35f}, overline{24, Weight::bold, 1.3f, 1.6f};
inline constexpr Type label{26, Weight::semibold, 1.3f, .2f};
inline constexpr Type body{30, Weight::regular, 1.5f}, lead{36, Weight::regular, 1.4f};
inline constexpr Type h4{34, Weight::semibold, 1.25f}, h3{42, Weight::bold, 1.2f}, h2{58, Weight::bold, 1.2f, -.5f};
inline constexpr Type h1{76, Weight::black, 1.17f, -1.f}, display{104, Weight::black, 1.12f, -2.f};
inline constexpr Type number{34, Weight::bold, 1.f, 0, true}, number_l{64, Weight::black, 1.f, -1, true};
inline constexpr Type number_xl{120, Weight::black, 1.f, -2, true};
}
enum class Align : std::uint8_t { left, center, right };

// One line. y is the top of the line box; for Align::center and right, x is the centre or the right edge. Returns the width.
KIOSK_UI_API float text(float x, float y, std::string_view s, const Type&, ImU32, Align = Align::left);
// One line, centred on its capitals' height at cy: for labels beside icons and in buttons.
KIOSK_UI_API float text_mid(float x, float cy, std::string_view s, const Type&, ImU32, Align = Align::left);
// One line that must fit into w: cut with "…" where it does not. Centred on cy.
KIOSK_UI_API float text_cut(float x, float cy, float w, std::string_view s, const Type&, ImU32, Align = Align::left);
KIOSK_UI_API float measure(std::string_view s, const Type&); // width in units
struct Paragraph {
    Align align = Align::left;
    int max_lines = 0;    // 0: as many as it takes; else the last one ends in "…"
    bool balance = false; // same number of lines, narrowest width: for headings
};
// Wrapped text; "\n" breaks. Returns the height drawn.
KIOSK_UI_API float paragraph(float x, float y, float w, std::string_view s, const Type&, ImU32, const Paragraph& = {});
KIOSK_UI_API float paragraph_height(float w, std::string_view s, const Type&, const Paragraph& = {});
// Wrapped text that must fit into a box: shrinks from type.size down to min_size, then cuts with "…".
// valign 0 is top, .5 middle, 1 bottom. Returns the size used.
KIOSK_UI_API float fit(float x, float y, float w, float h, std::string_view s, Type, float min_size, ImU32,
                       Align = Align::left, float valign = .5f);
// The size that fit() would use: the smallest one of several texts, given to each of them, makes siblings look alike.
KIOSK_UI_API float fit_size(float w, float h, std::string_view s, const Type&, float min_size);

// Pictograms by name, so that screens read as words and the font may be replaced.
enum class Icon : std::uint8_t {
    question, lightning, star, trophy, crown, users, user, check, cross, clock, pause, play, wifi, wifi_off, warning, info, qr,
    phone, arrow_right, arrow_up, arrow_down, minus, building, medal, chart, sparkle, lock, list, confetti, book, storefront,
    plant, graduation, flask, heart, map_pin, backspace, globe, speaker, text_size, home, hand_tap, shield, money
};
KIOSK_UI_API void icon(float cx, float cy, float size, Icon, ImU32, bool bold = false);
KIOSK_UI_API bool icon_by_name(std::string_view name, Icon& out); // "trophy"; for manifests and content

// A word of content/i18n in the stage's language; the view lives until the language changes.
KIOSK_UI_API std::string_view tr(std::string_view key);
// The same with {0}, {1}… replaced.
KIOSK_UI_API std::string tr(std::string_view key, std::initializer_list<std::string_view> args);
KIOSK_UI_API std::string number(double value, int decimals = 0); // "9.240" in Vietnamese, "9,240" in English

// ---------------------------------------------------------------- shapes

KIOSK_UI_API void rect(float x, float y, float w, float h, float radius, ImU32);
KIOSK_UI_API void gradient(float x, float y, float w, float h, float radius, ImU32 from, ImU32 to, bool diagonal = true);
KIOSK_UI_API void outline(float x, float y, float w, float h, float radius, ImU32, float thickness = 2);
KIOSK_UI_API void shadow(float x, float y, float w, float h, float radius, float blur = 40, float dy = 14, float alpha = 1);
KIOSK_UI_API void glow(float cx, float cy, float radius, ImU32);
KIOSK_UI_API void circle(float cx, float cy, float radius, ImU32);
KIOSK_UI_API void circle_gradient(float cx, float cy, float radius, ImU32 from, ImU32 to);
KIOSK_UI_API void line(float x0, float y0, float x1, float y1, ImU32, float thickness);
KIOSK_UI_API void polygon(std::span<const ImVec2> points, ImU32); // convex, clockwise

struct Image;                                                // owned by the library, kept until the program ends
KIOSK_UI_API Image* image(std::string_view path);            // PNG or JPEG, cached by path; nullptr where it cannot be read
// The same from memory; decoded once, under a name that is the bytes' own. nullptr also where there is no window.
KIOSK_UI_API Image* image_of(std::string_view name, std::string_view bytes);
KIOSK_UI_API ImVec2 image_size(const Image&);                // px
KIOSK_UI_API void draw_image(const Image&, float x, float y, float w, float h, float radius); // "cover" crop, rounded

// Scopes: everything drawn while one lives is clipped, or faded and moved.
class KIOSK_UI_API Clip {
public:
    Clip(float x, float y, float w, float h);
    ~Clip();
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;
};
class KIOSK_UI_API Fade {
public:
    explicit Fade(float alpha, float dx = 0, float dy = 0);
    ~Fade();
    Fade(const Fade&) = delete;
    Fade& operator=(const Fade&) = delete;

private:
    float alpha_, dx_, dy_; // as they were before
};

// ---------------------------------------------------------------- widgets

KIOSK_UI_API void backdrop(); // fills the stage; draw it first
KIOSK_UI_API void card(float x, float y, float w, float h, float radius = -1, bool raised = true);
// returns its width
KIOSK_UI_API float pill(float x, float y, std::string_view s, ImU32 bg, ImU32 ink, const Icon* icon = nullptr, float h = 60);
KIOSK_UI_API float pill_width(std::string_view s, bool with_icon, float h = 60);
KIOSK_UI_API void badge(float cx, float cy, float size, Icon, ImU32 from, ImU32 to);
// initials on a colour of the name's own
KIOSK_UI_API void avatar(float cx, float cy, float radius, std::string_view name, ImU32 ring = 0);
KIOSK_UI_API void ring(float cx, float cy, float radius, float thickness, float fraction, ImU32 from, ImU32 to, ImU32 track);
KIOSK_UI_API void countdown(float cx, float cy, float radius, float seconds_left, float seconds_total); // asks for its own frames
KIOSK_UI_API void bar(float x, float y, float w, float h, float fraction, ImU32 from, ImU32 to, ImU32 track);
// grows from the bottom
KIOSK_UI_API void column(float x, float y, float w, float h, float fraction, ImU32 from, ImU32 to, float radius);
// A QR code: whole pixels per module, quiet zone of 4, dark on white in every theme. `size` includes the quiet zone.
KIOSK_UI_API void qr(float x, float y, float size, std::string_view data);
KIOSK_UI_API bool hit(std::string_view id, float x, float y, float w, float h, bool* hovered = nullptr); // true when tapped
KIOSK_UI_API bool button(std::string_view id, float x, float y, float w, float h, std::string_view label,
                         const Icon* icon = nullptr, bool primary = true);

// What somebody types on the screen. Owned by the screen that asks; text is NFC.
enum class Typing : std::uint8_t { telex, vni, plain };
struct TextEntry {
    std::string text;
    Typing typing = Typing::telex;
    int most = 24;      // letters as a reader counts them; more is not taken
    bool shift = true;  // the next letter is a capital
    bool symbols = false;
};
// What becomes of a text when this key is tapped after it: "tieengs" typed letter by letter in Telex is "tiếng".
KIOSK_UI_API std::string typed(std::string_view text, char32_t key, Typing);
// The on-screen keyboard (letters, digits, Telex or VNI, a switch between them, backspace, done); keys of a real keyboard count,
// too. Changes `entry`; true when "done" was tapped. Asks for its own frames. Keys are at least 72 units high.
KIOSK_UI_API bool keyboard(std::string_view id, float x, float y, float w, float h, TextEntry& entry);
// The line above it: what has been typed with a caret, or the hint.
KIOSK_UI_API void text_field(float x, float y, float w, float h, const TextEntry& entry, std::string_view hint);

// A region that follows the finger, with momentum and a soft end. Draw its content `offset` (returned, units) higher, within a
// Clip of the same place. A drag of more than 12 units is no tap: hit() inside does not fire then.
KIOSK_UI_API float scroll(std::string_view id, float x, float y, float w, float h, float content_h);
KIOSK_UI_API void scroll_to(std::string_view id, float offset); // without motion; 0 is the top
// -1 when the finger went to the left over this place (the next page), +1 to the right, else 0.
KIOSK_UI_API int swipe(std::string_view id, float x, float y, float w, float h);

// A home tile; true when tapped.
struct TileLook {
    std::string_view title, blurb, meta;
    Icon icon;
    ImU32 from, to;
};
KIOSK_UI_API bool tile(std::string_view id, float x, float y, float w, float h, const TileLook&, int order);

// One answer of a question. The letter and the shape (A ▲, B ◆, C ●, D ■, E ⬟, F ✚, G ⬢, H ★) stand beside every colour.
enum class Mark : std::uint8_t { none, right, wrong };
struct AnswerLook {
    int index;                // 0 = A
    std::string_view text;
    Mark mark = Mark::none;   // at the reveal: right ones shine and carry a tick, the others step back
    bool dimmed = false;
    int count = -1;           // people; -1: not shown (before the answers close nothing may sway the late ones)
    float fraction = 0;       // of all answers, for the bar; shown with count
    float text_size = 0;      // at most this, so that siblings look alike (answer_text_size); 0: as large as fits
};
// The largest size at which each of these texts fits into an answer of w × h, with the row of the counts or without it
// (while people read and answer there is none, so the letters may be larger).
KIOSK_UI_API float answer_text_size(float w, float h, std::span<const std::string_view> texts, bool with_counts);
KIOSK_UI_API void answer(float x, float y, float w, float h, const AnswerLook&);
KIOSK_UI_API void answer_shape(int index, float cx, float cy, float size, ImU32);

struct PodiumPlace {
    int place;                // 1…3; shared places repeat the number
    std::string_view name, unit, score;
};
// Up to six people on steps, first in the middle; shared places stand on steps of one height. `t` 0…1 is how far the
// ceremony has come: third, second, first.
KIOSK_UI_API void podium(float x, float y, float w, float h, std::span<const PodiumPlace>, float t);

struct RankRow {
    int place;
    std::string_view name, detail, score;
    float fraction = 0;      // of the best score, for the bar
    int moved = 0;           // places gained (+) or lost (−) since last time
    bool show_moved = false;
    bool leader = false;
};
KIOSK_UI_API void rank_row(float x, float y, float w, float h, const RankRow&);
KIOSK_UI_API void stat(float x, float y, float w, std::string_view label, std::string_view value, Icon, ImU32);
// Title and subtitle with a badge, top left, as every screen begins. Returns the y below it.
KIOSK_UI_API float header(std::string_view title, std::string_view subtitle, Icon, ImU32 from, ImU32 to);
// The card with QR, short address and join code. Returns its height, drawn or (with draw = false) only measured.
KIOSK_UI_API float join_card(float x, float y, float w, std::string_view url, std::string_view code, bool draw = true);
KIOSK_UI_API void toast(std::string_view s, Icon, ImU32); // a sentence at the bottom for this frame
KIOSK_UI_API void confetti(float x, float y, float w, float h, int pieces, float seconds);

// ---------------------------------------------------------------- motion

KIOSK_UI_API double seconds();       // since the kiosk started; advances by frame
KIOSK_UI_API float tween(std::string_view key, float target, float half_life = .12f); // eases; first sight starts at the target
KIOSK_UI_API float tween_from(std::string_view key, float start, float target, float half_life = .12f);
KIOSK_UI_API float appear(int order, float delay = .06f, float duration = .35f); // 0…1 since this screen came on
KIOSK_UI_API void restart_appear();  // a new scene on the same screen
KIOSK_UI_API void need_frame(float in_seconds = 0);
KIOSK_UI_API bool reduced();         // no GPU, a still picture, or reduced motion asked for: leave ambient motion out
KIOSK_UI_API float stage_width();
inline constexpr float kStageHeight = 1080;

} // namespace kiosk::ui

// A plugin that draws. PACKS is a constexpr kiosk::PackFunctions; {} where the plugin has no packs.
#define KIOSK_PLUGIN_UI(Class, ID, VERSION, PACKS) KIOSK_PLUGIN_WITH(Class, ID, VERSION, &::kiosk::ui::kFingerprint, PACKS)
