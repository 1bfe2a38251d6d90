// The walk through a booth that stands alone on its screen: from stop to stop while nobody touches it, then again from the
// top. Pure: time comes in as an argument. Thread: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace booths {

class Tour {
public:
    static constexpr std::int64_t kRest = 45'000; // after the last touch, ms

    void start(std::int64_t now);
    void touched(std::int64_t now); // somebody looks around for themselves
    // The stop to be at: an index into `stays`, how long people need for each (ms). 0 where there is none.
    std::size_t stop(std::span<const std::int64_t> stays, std::int64_t now);
    bool resting(std::int64_t now) const { return now < rests_until_; }
    // When stop() says something else, if nobody touches it.
    std::int64_t next() const { return next_; }

private:
    std::int64_t rests_until_ = 0, since_ = 0, next_ = 0;
    std::size_t at_ = 0;
};

// How long somebody needs to read this many letters, aloud and with a look at the picture; at least six seconds.
std::int64_t reading_time(std::size_t letters);

} // namespace booths
