#include "game/countdown.h"

namespace quiz {

void Countdown::start(Ms now, Ms elapsed, bool paused) {
    stretches_.assign(1, {now, elapsed, !paused});
}

void Countdown::pause(Ms now) {
    stretches_.push_back({now, elapsed(now), false});
}

void Countdown::resume(Ms now) {
    stretches_.push_back({now, elapsed(now), true});
}

Ms Countdown::elapsed(Ms at) const {
    const Stretch& in = stretch(at);
    return in.running ? in.elapsed + (at - in.from) : in.elapsed;
}

bool Countdown::stood_still(Ms at) const {
    return !stretch(at).running;
}

Ms Countdown::when(Ms target) const {
    const Stretch& last = stretches_.back();
    return last.from + (target - last.elapsed);
}

// Newest first: what is asked for is nearly always now.
const Countdown::Stretch& Countdown::stretch(Ms at) const {
    auto found = stretches_.rbegin();
    while (found->from > at && found + 1 != stretches_.rend())
        ++found;
    return *found;
}

} // namespace quiz
