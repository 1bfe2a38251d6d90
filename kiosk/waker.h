// Sleeps until woken: main's bed when there is no window. wake() is safe from any thread and from a signal handler.
#pragma once

#include "kiosk/base/clock.h"

namespace kiosk {

class Waker {
public:
    Waker();
    ~Waker();
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

    void wake() const noexcept;    // [any, signal handlers]
    void wait(Ms at_most) const;   // [main] negative: no limit; returns at once where wake() was called since the last wait

private:
    int fd_;
};

} // namespace kiosk
