#include "kiosk/screen/pacing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kiosk::screen {
namespace {
constexpr double kNever = 1e9;        // seconds; ui::frame_wish says "never" by a very large number
constexpr double kAfterFailure = .1;  // seconds
}

PixelRect united(const PixelRect& a, const PixelRect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

Ms Pacing::next(double now) const {
    if (hidden_) return -1;
    const double wished = std::min(wish_.at, whole_);
    if (whole_frames_ == 0 && wished >= kNever) return -1;
    const double wanted = whole_frames_ > 0 ? now : wished;
    const double due = std::max({wanted, last_ + pace(), not_before_});
    return std::max<Ms>(0, static_cast<Ms>(std::ceil((due - now) * 1000 - .25))); // a quarter ms early is in time
}

bool Pacing::take_uncovered() { return !hidden_ && std::exchange(uncovered_, false); }

void Pacing::drawn(double began, const ui::FrameWish& wish, int w, int h) {
    last_ = began;
    uncovered_ = false;
    whole_frames_ = std::max(0, whole_frames_ - 1);
    wish_ = wish;
    const int left = std::clamp(static_cast<int>(std::floor(wish.x)), 0, w),
              top = std::clamp(static_cast<int>(std::floor(wish.y)), 0, h);
    part_ = {left, top, std::clamp(static_cast<int>(std::ceil(wish.x + wish.w)), left, w) - left,
             std::clamp(static_cast<int>(std::ceil(wish.y + wish.h)), top, h) - top};
    if (part_.empty()) wish_.partial = false;
    whole_before_ = std::exchange(whole_, wish_.partial ? wish.whole : wish.at);
}

void Pacing::failed(double now) {
    last_ = now;
    not_before_ = now + kAfterFailure;
    whole_frames_ = std::max(whole_frames_, 1);
}

} // namespace kiosk::screen
