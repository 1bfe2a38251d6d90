// From net to main: whole requests, in order of arrival. Main takes the whole inbox at once and is woken once per batch.
#pragma once

#include "kiosk/http/request.h"

#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

namespace kiosk::http {

class Inbox {
public:
    // `wake`: as in RunQueue.
    Inbox(std::size_t limit, std::function<void()> wake) : limit_(limit), wake_(std::move(wake)) {}

    bool put(Request);           // [net] false when full: the server answers 503 with Retry-After
    std::vector<Request> take(); // [main]
    std::size_t size() const;    // [any]

private:
    const std::size_t limit_;
    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::vector<Request> waiting_; // under mutex_
};

} // namespace kiosk::http
