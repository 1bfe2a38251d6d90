#include "stage/tour.h"

#include <algorithm>

namespace booths {

namespace {

constexpr std::int64_t kLeast = 6'000, kMost = 30'000;
constexpr std::int64_t kPerLetter = 55; // ms: 18 letters a second, as subtitles allow; at a booth nobody hurries more

} // namespace

std::int64_t reading_time(std::size_t letters) {
    return std::clamp(static_cast<std::int64_t>(letters) * kPerLetter, kLeast, kMost);
}

void Tour::start(std::int64_t now) {
    at_ = 0;
    since_ = next_ = now;
    rests_until_ = 0;
}

void Tour::touched(std::int64_t now) { rests_until_ = now + kRest; }

std::size_t Tour::stop(std::span<const std::int64_t> stays, std::int64_t now) {
    if (stays.empty()) return 0;
    if (resting(now)) {
        at_ = 0; // whoever comes next begins at the top
        since_ = next_ = rests_until_;
        return at_;
    }
    at_ = std::min(at_, stays.size() - 1);
    while (now >= since_ + stays[at_]) {
        since_ += stays[at_];
        at_ = (at_ + 1) % stays.size();
    }
    next_ = since_ + stays[at_];
    return at_;
}

} // namespace booths
