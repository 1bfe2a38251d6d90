#include "kiosk/http/inbox.h"

namespace kiosk::http {

bool Inbox::put(Request request) {
    bool was_empty;
    {
        std::lock_guard lock(mutex_);
        if (waiting_.size() >= limit_) return false;
        was_empty = waiting_.empty();
        waiting_.push_back(std::move(request));
    }
    if (was_empty && wake_) wake_();
    return true;
}

std::vector<Request> Inbox::take() {
    std::vector<Request> batch;
    std::lock_guard lock(mutex_);
    batch.swap(waiting_);
    return batch;
}

std::size_t Inbox::size() const {
    std::lock_guard lock(mutex_);
    return waiting_.size();
}

} // namespace kiosk::http
