// A voice that says one sample per letter and a loudspeaker whose listener is the test.
#pragma once

#include "kiosk/speech/speaker.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kiosk::speech {

// What both remember, shared with the test. Waiting for something ends after five seconds.
class Booth {
public:
    std::atomic<bool> voice_installed{true}, device_there{true}, device_opens{true};
    std::atomic<bool> instant{true}; // what is played is heard at once; else only when the test listens
    std::atomic<int> looked{0}, woken{0}, opened{0}, closed{0}, dropped{0};

    std::string heard() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }
    void listen() { // to all that waits
        const std::lock_guard lock(mutex_);
        heard_ += waiting_;
        waiting_.clear();
    }
    void play(std::span<const std::int16_t> samples) {
        const std::lock_guard lock(mutex_);
        for (const auto sample : samples) (instant ? heard_ : waiting_) += static_cast<char>(sample);
    }
    void drop() {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
        ++dropped;
    }

private:
    mutable std::mutex mutex_;
    std::string heard_, waiting_;
};

template <class Condition> bool comes_true(Condition&& condition) {
    for (int i = 0; i < 5000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

class FakeVoice final : public Voice {
public:
    static constexpr int kRate = 20; // so half a second is ten letters

    explicit FakeVoice(Booth& booth) : booth_(booth) {}
    bool there() override { return ++booth_.looked, booth_.voice_installed; }
    Result<int> wake() override { return ++booth_.woken, kRate; }
    Status speak(const std::string& text, std::string_view lang, const Hear& hear) override {
        for (const char letter : std::string(lang) + ":" + text + ".") {
            const auto sample = static_cast<std::int16_t>(letter);
            if (!hear({&sample, 1})) break;
        }
        return {};
    }

private:
    Booth& booth_;
};

class FakeSound final : public Sound {
public:
    explicit FakeSound(Booth& booth) : booth_(booth) {}
    bool there() override { return booth_.device_there; }
    Status open(int) override {
        if (!booth_.device_opens) return Error{Kind::unavailable, "unplugged"};
        ++booth_.opened;
        return {};
    }
    void play(std::span<const std::int16_t> samples) override { booth_.play(samples); }
    std::size_t waiting() const override { return booth_.waiting(); }
    void drop() override { booth_.drop(); }
    void close() override { ++booth_.closed; }

private:
    Booth& booth_;
};

} // namespace kiosk::speech
