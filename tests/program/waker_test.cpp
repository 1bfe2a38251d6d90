// Main's bed when there is no window.
#include "kiosk/waker.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace kiosk {
namespace {

TEST(Waker, a_call_that_came_before_going_to_bed_is_not_slept_through) {
    const Waker waker;
    waker.wake();
    waker.wait(-1); // would never return
}

TEST(Waker, another_thread_ends_the_sleep) {
    const Waker waker;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        waker.wake();
    });
    waker.wait(-1);
    other.join();
}

TEST(Waker, sleeps_no_longer_than_told) {
    const Waker waker;
    waker.wait(0);
    waker.wait(5);
}

} // namespace
} // namespace kiosk
