// The clock of the stage, what moves by it, and when the next frame is wanted.
// Thread: main. Times in seconds of begin_frame's clock.
#pragma once

#include "kiosk/ui/stage.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace kiosk::ui {

class Motion {
public:
    void begin_frame(double now, bool still);
    void end_frame() { drawing_ = false; }
    double now() const { return now_; }

    void screen_shown() { shown_next_ = true; } // as of the next frame
    void restart() { shown_ = now_; }
    float appear(int order, float delay, float duration);
    // Eases towards the target; `start` is where a key seen for the first time begins.
    float tween(std::string_view key, float start, float target, float half_life);

    void ask(double at);                                          // a whole frame
    void ask_part(double at, float x, float y, float w, float h); // one that changes only this rectangle, px
    FrameWish wish() const;

private:
    struct Value {
        float value;
        double at; // when it was last computed
        bool moving;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
    };
    void forget_old();

    static constexpr double kNever = 1e30;
    double now_ = 0, shown_ = 0;
    bool shown_next_ = true, still_ = false, drawing_ = false;
    double whole_ = kNever, part_ = kNever; // wishes of this frame
    double outside_ = kNever;               // asked for between frames: kept until it is due
    FrameWish rect_{};
    std::unordered_map<std::string, Value, Hash, std::equal_to<>> values_;
};

} // namespace kiosk::ui
