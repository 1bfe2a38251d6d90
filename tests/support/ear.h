// An event stream as a page has it: keeps the newest message of each topic, and every byte that came.
//
// Thread: any may ask; one of its own reads until the kiosk is gone or the ear goes out of scope.
#pragma once

#include <nlohmann/json.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace kiosk::support {

class Ear {
public:
    // `cookie`: the Cookie header's value, or "".
    Ear(std::uint16_t port, const std::string& topics, const std::string& cookie = "");
    ~Ear();
    Ear(const Ear&) = delete;
    Ear& operator=(const Ear&) = delete;

    nlohmann::json newest(const std::string& topic) const; // null where none has come
    std::string bytes() const;                             // everything, the head included
    // Waits until the newest message of the topic is as wished; false when the time is over.
    bool hears(const std::string& topic, const std::function<bool(const nlohmann::json&)>& wished, int ms = 10'000) const;
    bool ended() const; // the kiosk closed the stream, or refused it

private:
    void listen();
    void take_frames();

    int fd_ = -1;
    std::atomic<bool> leaving_{false};
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::string bytes_;                                // under mutex
    std::size_t taken_ = 0;                            // under mutex: how much of it has been read as frames
    std::map<std::string, nlohmann::json> newest_;     // under mutex
    bool ended_ = false;                               // under mutex
    std::thread thread_;
};

} // namespace kiosk::support
