// The operator's overlay: Esc asks for the PIN, and the right one opens a small bar of actions below whatever is shown.
// It closes by itself, so that a kiosk that was left alone is never left open.
//
//     closed ── summon ──► asking ── submit ──► checking ── verdict(accepted) ──► unlocked
//                            ▲ ▲                   │  │
//                            │ └ a digit ─ refused ◄┘  └ verdict(locked) ──► locked
//     any of them ── Esc, ✕, kIdle ms without a touch ──► closed
//
// Thread: main. Times are mono ms, given by the caller. The PIN lives in memory only until it was handed to `verify`.
// Words: operator.* of content/i18n.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/screen/window.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::screen {

enum class PinVerdict : std::uint8_t {
    accepted,
    refused, // wrong; ask again
    locked   // too many tries; the overlay says so and takes no digits until it is opened again
};

// What lies on the USB stick that is plugged in, as the operator is to see it.
struct StickFile {
    std::string name;
    std::string line;      // "38 of 40 can be used", or why none can; empty while it is being read
    bool usable = false;   // offers "take"
    bool taken = false;
};
struct StickOffer {
    std::string stick;     // its name; empty: no stick
    std::vector<StickFile> files;
    std::string copied;    // what became of copying the results; empty: not asked for
};

class Operator {
public:
    struct Actions {
        // Check a PIN; the answer comes through verdict(), at once or later (a slow hash belongs on another thread).
        std::function<void(std::string_view pin)> verify;
        std::function<void()> next, pause, home, leave;
        std::function<void(const std::string& file)> take_file = {}; // of the stick
        std::function<void()> copy_results = {};                     // onto the stick
    };
    static constexpr Ms kIdle = 60'000;
    static constexpr std::size_t kMaxDigits = 12;

    explicit Operator(Actions actions) : actions_(std::move(actions)) {}

    void summon(Ms now); // Esc: open it, or close it when it is open
    void close();
    void verdict(PinVerdict, Ms now); // ignored when nobody is waiting for one
    void offer(StickOffer offer) { stick_ = std::move(offer); } // shown above the bar while a stick is there
    // Offer what people did; true when the overlay used it up: Esc always; while it asks, all keys but `quit`, so that a
    // clicker does not turn the page behind it; once it is unlocked the page keys go through.
    bool take(const Input&, Ms now);
    bool open(Ms now); // false once kIdle ms went by untouched
    bool unlocked() const { return state_ == State::unlocked; }
    // Draw over the screen; for Window::draw's `overlay`, while open.
    void draw(Ms now);

private:
    enum class State : std::uint8_t { closed, asking, checking, refused, locked, unlocked };

    void become(State, Ms now);
    void press_digit(int digit);
    void erase();
    void submit();
    void forget_pin(); // overwritten, not only dropped
    void draw_keypad(Ms now);
    void draw_panel(Ms now);
    void draw_stick(Ms now, float x, float bottom, float w); // operator_stick.cpp

    Actions actions_;
    State state_ = State::closed;
    StickOffer stick_;
    std::string pin_;
    bool leave_asked_ = false; // "leave" takes two touches
    Ms touched_ = 0;
};

} // namespace kiosk::screen
