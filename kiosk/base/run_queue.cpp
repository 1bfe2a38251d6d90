#include "kiosk/base/run_queue.h"

namespace kiosk {

void RunQueue::post(Task task) {
    bool was_empty;
    {
        std::lock_guard lock(mutex_);
        was_empty = waiting_.empty();
        waiting_.push_back(std::move(task));
    }
    if (was_empty && wake_) wake_();
}

void RunQueue::run_all() {
    std::vector<Task> batch;
    {
        std::lock_guard lock(mutex_);
        batch.swap(waiting_);
    }
    for (auto& task : batch) task();
}

} // namespace kiosk
