#include "kiosk/ui/motion.h"

#include "kiosk/ui/state.h"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr std::size_t kManyValues = 4096;
constexpr double kForgotten = 120;   // s
constexpr double kLongestStep = .25; // s; after a hiccup motion goes on, it does not jump

} // namespace

void Motion::begin_frame(double now, bool still) {
    now_ = now;
    still_ = still;
    drawing_ = true;
    whole_ = part_ = kNever;
    if (outside_ <= now)
        outside_ = kNever;
    if (shown_next_)
        shown_ = now;
    shown_next_ = false;
    forget_old();
}

float Motion::appear(int order, float delay, float duration) {
    if (still_ || duration <= 0)
        return 1;
    const double begins = shown_ + order * static_cast<double>(delay), t = (now_ - begins) / duration;
    if (t >= 1)
        return 1;
    ask(t < 0 ? begins : now_);
    const float left = 1 - static_cast<float>(std::max(t, 0.));
    return 1 - left * left * left;
}

float Motion::tween(std::string_view key, float start, float target, float half_life) {
    auto found = values_.find(key);
    if (found == values_.end())
        found = values_.emplace(std::string(key), Value{start, now_, false}).first;
    Value& v = found->second;
    const double step = v.moving ? std::min(now_ - v.at, kLongestStep) : 0; // a rest before is no time on the way
    v.at = now_;
    const float left = target - v.value;
    if (still_ || half_life <= 0 || std::fabs(left) < std::max(std::fabs(target), 1.f) * 5e-4f) {
        v.value = target;
        v.moving = false;
        return target;
    }
    v.value += left * (1 - static_cast<float>(std::exp2(-step / half_life)));
    v.moving = true;
    ask(now_);
    return v.value;
}

void Motion::ask(double at) { (drawing_ ? whole_ : outside_) = std::min(drawing_ ? whole_ : outside_, at); }

void Motion::ask_part(double at, float x, float y, float w, float h) {
    if (part_ < kNever) { // two countdowns: the rectangle of both
        const float x1 = std::max(x + w, rect_.x + rect_.w), y1 = std::max(y + h, rect_.y + rect_.h);
        x = std::min(x, rect_.x), y = std::min(y, rect_.y), w = x1 - x, h = y1 - y;
    }
    part_ = std::min(part_, at);
    rect_.x = x, rect_.y = y, rect_.w = w, rect_.h = h;
}

FrameWish Motion::wish() const {
    const double whole = std::min(whole_, outside_);
    if (part_ >= whole)
        return {whole};
    return {part_, true, rect_.x, rect_.y, rect_.w, rect_.h, whole};
}

void Motion::forget_old() {
    if (values_.size() > kManyValues)
        std::erase_if(values_, [&](const auto& entry) { return entry.second.at + kForgotten < now_; });
}

double seconds() { return state().motion.now(); }
float tween(std::string_view key, float target, float half_life) { return state().motion.tween(key, target, target, half_life); }
float tween_from(std::string_view key, float start, float target, float half_life) {
    return state().motion.tween(key, start, target, half_life);
}
float appear(int order, float delay, float duration) { return state().motion.appear(order, delay, duration); }
void restart_appear() { state().motion.restart(); }
void need_frame(float in_seconds) {
    State& s = state();
    s.motion.ask(s.motion.now() + static_cast<double>(in_seconds));
    if (!s.list) // asked for between frames, for whichever window
        s.other_motion.ask(s.motion.now() + static_cast<double>(in_seconds));
}
void need_part(float x, float y, float w, float h, float in_seconds) {
    State& s = state();
    const ImVec2 a = s.px(x, y), b = s.px(x + w, y + h);
    const float left = std::floor(std::max(a.x, 0.f)), top = std::floor(std::max(a.y, 0.f));
    const float right = std::ceil(std::min(b.x, s.window.x)), bottom = std::ceil(std::min(b.y, s.window.y));
    s.motion.ask_part(s.motion.now() + static_cast<double>(in_seconds), left, top, right - left, bottom - top);
}
bool reduced() {
    const auto& options = state().options;
    return options.still || options.reduced.value_or(options.software);
}
float stage_width() { return state().width; }

} // namespace kiosk::ui
