#include "kiosk/base/clock.h"
#include "kiosk/base/run_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace kiosk {
namespace {

TEST(RunQueue, RunsInTheOrderOfPosting) {
    RunQueue queue(nullptr);
    std::string order;
    for (char c : {'a', 'b', 'c'}) queue.post([&order, c] { order += c; });
    queue.run_all();
    EXPECT_EQ(order, "abc");
    queue.run_all();
    EXPECT_EQ(order, "abc") << "each task runs once";
}

TEST(RunQueue, WakesTheSleeperOncePerBatch) {
    int wakes = 0;
    RunQueue queue([&] { ++wakes; });
    for (int i = 0; i < 100; ++i) queue.post([] {});
    EXPECT_EQ(wakes, 1);
    queue.run_all();
    queue.post([] {});
    EXPECT_EQ(wakes, 2);
}

TEST(RunQueue, ATaskThatPostsDoesNotKeepMainFromItsFrame) {
    RunQueue queue(nullptr);
    int runs = 0;
    std::function<void()> again = [&] {
        ++runs;
        queue.post(again);
    };
    queue.post(again);
    queue.run_all();
    EXPECT_EQ(runs, 1);
    queue.run_all();
    EXPECT_EQ(runs, 2);
}

TEST(RunQueue, NothingIsLostBetweenThreads) {
    std::atomic<bool> awake{false};
    RunQueue queue([&] { awake = true; });
    int ran = 0; // main only
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 1000; ++i) queue.post([&ran] { ++ran; });
            });
        }
        while (ran < 3000) {
            if (awake.exchange(false)) queue.run_all();
            else std::this_thread::yield();
        }
    }
    EXPECT_EQ(ran, 3000);
}

TEST(SystemClock, MonoGoesOnAndWallIsThisCentury) {
    const SystemClock clock;
    const Ms before = clock.mono();
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    EXPECT_GE(clock.mono(), before + 2);
    EXPECT_GT(clock.wall(), 1'700'000'000'000);
}

} // namespace
} // namespace kiosk
