// The keyboard on the screen, and the line above it. Keys act when they are touched, not when they are let go: whoever types
// fast has the next finger down already. How letters become words: typing.h.
#include "kiosk/ui/state.h"
#include "kiosk/ui/typing.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace kiosk::ui {
namespace {

constexpr float kColumns = 10, kRows = 5, kGap = 12, kLowestKey = 72; // units
constexpr double kHoldDelay = .45, kHoldStep = .08;                   // s, of backspace
constexpr ImWchar kNotRead = 0xfffd;                                  // what Dear ImGui makes of an emoji

// Rows of keys by their code points; the last two rows have wider keys beside them.
constexpr std::u32string_view kLetters[] = {U"1234567890", U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
constexpr std::u32string_view kSymbols[] = {U"1234567890", U"@#&%+-=/_*", U".,:;!?'\"()", U"₫$€°~•…"};

// What a key does to the letter before it, small in its corner, for those who do not know Telex or VNI by heart.
struct Hint {
    char32_t key;
    std::string_view shown;
};
constexpr Hint kTelexHints[] = {{U's', "á"}, {U'f', "à"}, {U'r', "ả"}, {U'x', "ã"}, {U'j', "ạ"},
                                {U'a', "â"}, {U'e', "ê"}, {U'o', "ô"}, {U'w', "ư"}, {U'd', "đ"}};
constexpr Hint kVniHints[] = {{U'1', "á"}, {U'2', "à"}, {U'3', "ả"}, {U'4', "ã"}, {U'5', "ạ"},
                              {U'6', "â"}, {U'7', "ơ"}, {U'8', "ă"}, {U'9', "đ"}};

std::string_view hint_of(char32_t key, Typing how) {
    const std::span<const Hint> hints = how == Typing::telex ? std::span<const Hint>(kTelexHints)
                                        : how == Typing::vni ? std::span<const Hint>(kVniHints)
                                                             : std::span<const Hint>();
    for (const Hint& hint : hints)
        if (hint.key == key) return hint.shown;
    return {};
}

std::string letter(char32_t code) { return typed({}, code, Typing::plain); }

std::string_view last_word(std::string_view text) {
    const std::size_t end = text.find_last_not_of(' ');
    if (end == std::string_view::npos) return {};
    const std::size_t space = text.find_last_of(' ', end);
    return text.substr(space == std::string_view::npos ? 0 : space + 1, end + 1);
}

void take(TextEntry& entry, char32_t key, Typing how) {
    if (key == U' ' && (entry.text.empty() || entry.text.back() == ' ')) return; // one space is enough
    std::string text = typed(entry.text, key, how);
    if (letters_in(text) > static_cast<std::size_t>(std::max(entry.most, 0)) && text.size() > entry.text.size()) return;
    entry.text = std::move(text);
    entry.shift = key == U' ' && begins_with_capital(last_word(entry.text)); // "Nguyễn " goes on as a name does
    if (key == U' ') entry.symbols = false;
}

void erase(TextEntry& entry) {
    entry.text = without_last(entry.text);
    entry.shift |= entry.text.empty();
}

enum class Ink : std::uint8_t { plain, tool, chosen, primary };

struct Key {
    std::string name; // of its own on this keyboard
    std::string label;
    std::string_view hint = {};
    const Icon* symbol = nullptr;
    Ink ink = Ink::plain;
};

struct Touch {
    bool pressed = false; // just now
    bool held = false;
    bool tapped = false; // let go
};

Touch draw_key(std::string_view id, float x, float y, float w, float h, const Key& key) {
    const Theme& t = theme();
    const std::string name = std::string(id).append("/").append(key.name);
    const bool tapped = hit(name, x - kGap / 2, y - kGap / 2, w + kGap, h + kGap); // no gaps to miss
    const bool held = ImGui::IsItemActive();
    const Touch touch{ImGui::IsItemActivated(), held, tapped};

    const float lit = tween(name, held ? 1.f : 0.f, held ? .015f : .07f), grown = 5 * lit;
    x -= grown, y -= grown, w += 2 * grown, h += 2 * grown;
    const ImU32 solid = t.surface_raised | 0xff000000;
    ImU32 face = solid, ink = t.text;
    if (key.ink == Ink::tool) face = mix(solid, t.text, .14f);
    if (key.ink == Ink::chosen) face = mix(solid, t.accent, .45f);
    if (key.ink == Ink::primary) face = mix(t.accent, t.answer[4].low, .35f), ink = t.on_accent; // as the primary button begins
    rect(x, y + 4, w, h, t.radius_s, fade_to(t.shadow, .5f));
    rect(x, y, w, h, t.radius_s, mix(face, t.accent, .75f * lit));
    outline(x, y, w, h, t.radius_s, mix(t.stroke, t.accent2, lit));
    ink = mix(ink, t.on_accent, lit);

    if (key.symbol) {
        icon(x + w / 2, y + h / 2, std::min(h * .5f, 44.f), *key.symbol, ink, true);
        return touch;
    }
    Type type{std::clamp(h * .46f, 30.f, 46.f), Weight::semibold, 1.2f};
    if (key.ink != Ink::plain) type.size = std::min(type.size, 34.f);
    if (const float wide = measure(key.label, type), room = w - 20; wide > room)
        type.size = std::max(24.f, type.size * room / wide);
    text_mid(x + w / 2, y + h / 2, key.label, type, ink, Align::center);
    if (!key.hint.empty())
        text_mid(x + w - 12, y + 20, key.hint, {24, Weight::medium, 1.f}, mix(t.muted, t.on_accent, lit), Align::right);
    return touch;
}

// A key that is held down goes on by itself. True when it acts.
bool acts(const Touch& touch, double& next) {
    const double now = seconds();
    if (touch.pressed) {
        next = now + kHoldDelay;
    } else if (touch.held && now >= next) {
        next = now + kHoldStep;
    } else {
        if (touch.held) need_frame(static_cast<float>(next - now));
        return false;
    }
    need_frame(static_cast<float>(next - now));
    return true;
}

// A keyboard that somebody has plugged in. True when it said "done".
bool listen(TextEntry& entry) {
    State& s = state();
    if (s.deaf) return false;
    s.text_wanted = true;
    const ImGuiIO& io = ImGui::GetIO();
    for (const ImWchar code : io.InputQueueCharacters)
        if (code != kNotRead) take(entry, code, entry.typing);
    const auto pressed = [&io](ImGuiKey key, bool repeat) {
        return io.KeyMap[key] >= 0 && ImGui::IsKeyPressed(io.KeyMap[key], repeat);
    };
    if (pressed(ImGuiKey_Backspace, true)) erase(entry);
    return pressed(ImGuiKey_Enter, false) || pressed(ImGuiKey_KeyPadEnter, false);
}

} // namespace

bool keyboard(std::string_view id, float x, float y, float w, float h, TextEntry& entry) {
    bool done = ImGui::GetCurrentContext() && listen(entry), changed = false;
    const float key_h = std::max(kLowestKey, (h - (kRows - 1) * kGap) / kRows), unit = (w + kGap) / kColumns;
    const TextEntry shown = entry; // what this frame shows; keys change what the next one does
    const auto key = [&](float column, int row, float columns, const Key& look) {
        return draw_key(id, x + column * unit, y + static_cast<float>(row) * (key_h + kGap), columns * unit - kGap, key_h, look);
    };

    const auto& rows = shown.symbols ? kSymbols : kLetters;
    const Typing how = shown.symbols ? Typing::plain : shown.typing; // on the page of symbols a digit is a digit
    for (int row = 0; row < 4; row++) {
        float column = row == 3 ? 1.5f : (kColumns - static_cast<float>(rows[row].size())) / 2;
        for (const char32_t code : rows[row]) {
            const bool capital = shown.shift && code >= U'a' && code <= U'z';
            const char32_t typed_code = capital ? code - 32 : code;
            if (key(column++, row, 1, {letter(code), letter(typed_code), hint_of(code, how)}).pressed)
                take(entry, typed_code, how), changed = true;
        }
    }

    const Icon up = Icon::arrow_up, back = Icon::backspace;
    if (!shown.symbols && key(0, 3, 1.5f, {"shift", "", {}, &up, shown.shift ? Ink::chosen : Ink::tool}).pressed)
        entry.shift = !entry.shift, changed = true;
    if (acts(key(8.5f, 3, 1.5f, {"erase", "", {}, &back, Ink::tool}), state().next_erase)) erase(entry), changed = true;
    if (key(0, 4, 1.5f,
            {"page", std::string(tr(shown.symbols ? "keyboard.letters" : "keyboard.symbols")), {}, nullptr, Ink::tool})
            .pressed)
        entry.symbols = !entry.symbols, changed = true;
    constexpr std::pair<Typing, std::string_view> kWays[] = {
        {Typing::telex, "keyboard.telex"}, {Typing::vni, "keyboard.vni"}, {Typing::plain, "keyboard.plain"}};
    float column = 1.5f;
    for (const auto& [way, word] : kWays) {
        if (key(column, 4, 1,
                {std::string(word), std::string(tr(word)), {}, nullptr, shown.typing == way ? Ink::chosen : Ink::tool})
                .pressed)
            entry.typing = way, changed = true;
        column++;
    }
    if (key(4.5f, 4, 3.5f, {"space", std::string(tr("keyboard.space")), {}, nullptr, Ink::tool}).pressed)
        take(entry, U' ', Typing::plain), changed = true;
    done |= key(8, 4, 2, {"done", std::string(tr("keyboard.done")), {}, nullptr, Ink::primary}).tapped;
    if (changed || done) need_frame();
    return done;
}

void text_field(float x, float y, float w, float h, const TextEntry& entry, std::string_view hint) {
    const Theme& t = theme();
    const float radius = std::min(t.radius_m, h / 2), pad = std::max(radius, h * .3f), room = w - 2 * pad;
    const Type type{std::clamp(h * .46f, 30.f, 76.f), Weight::semibold, 1.2f};
    rect(x, y, w, h, radius, t.surface_raised | 0xff000000);
    outline(x, y, w, h, radius, mix(t.accent, t.text, .1f), 3);
    const float wide = measure(entry.text, type), caret_h = type.size * 1.1f;
    float caret = x + pad;
    {
        const Clip clip(x + pad - 4, y, room + 8, h);
        if (entry.text.empty()) {
            text_cut(x + pad + 14, y + h / 2, room - 14, hint, {type.size * .8f, Weight::regular, 1.2f}, t.muted);
        } else {
            const float left = x + pad - std::max(0.f, wide + 6 - room); // what was typed last is always seen
            text_mid(left, y + h / 2, entry.text, type, t.text);
            caret = left + wide + 4;
        }
    }
    rect(caret, y + (h - caret_h) / 2, 4, caret_h, 2, t.accent2); // at rest: a caret that blinks is a frame each time
}

} // namespace kiosk::ui
