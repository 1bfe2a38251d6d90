// Memory for the long bodies that strangers may send: counted as they come in, given back when the last owner of the request
// has gone. However many send at once, however slowly, they hold no more than this together. Thread: any.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace kiosk::http {

class BodyRoom {
public:
    explicit BodyRoom(std::size_t bytes) : free_(bytes) {}

    // What one body holds of the room.
    class Share {
    public:
        explicit Share(std::shared_ptr<BodyRoom> room) : room_(std::move(room)) {}
        ~Share() { room_->free_.fetch_add(held_, std::memory_order_relaxed); }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        bool grow(std::size_t bytes) { // false: the room is full
            auto free = room_->free_.load(std::memory_order_relaxed);
            do {
                if (free < bytes) return false;
            } while (!room_->free_.compare_exchange_weak(free, free - bytes, std::memory_order_relaxed));
            held_ += bytes;
            return true;
        }

    private:
        const std::shared_ptr<BodyRoom> room_;
        std::size_t held_ = 0;
    };

private:
    std::atomic<std::size_t> free_;
};

} // namespace kiosk::http
