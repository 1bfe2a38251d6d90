// The way back to main: other threads post small tasks, main runs them once per turn of its loop.
// The list is swapped under the lock and run outside of it; the sleeper is woken once per batch.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

namespace kiosk {

class RunQueue {
public:
    using Task = std::function<void()>;

    // `wake` is called from any thread when the queue stops being empty; it must be cheap and never block.
    explicit RunQueue(std::function<void()> wake) : wake_(std::move(wake)) {}

    void post(Task task); // [any]
    void run_all();       // [main] what a task posts runs in the next turn

private:
    const std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<Task> waiting_; // under mutex_
};

} // namespace kiosk
