#include "kiosk/speech/speaker.h"

#include "kiosk/base/log.h"
#include "kiosk/base/text.h"

#include <algorithm>
#include <chrono>

#include <pthread.h>

namespace kiosk::speech {

namespace {

using namespace std::chrono_literals;

constexpr auto kGlance = 20ms; // between two looks at what still waits, while speaking

} // namespace

Speaker::Speaker(std::unique_ptr<Voice> voice, std::unique_ptr<Sound> sound, std::function<void()> found)
    : voice_(std::move(voice)), sound_(std::move(sound)), found_(std::move(found)) {}

Speaker::~Speaker() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        next_.reset();
        ++newest_;
    }
    changed_.notify_all();
    thread_.join();
}

// ---------------------------------------------------------------- main

bool Speaker::available() {
    look();
    return state_ == State::ready;
}

void Speaker::look() {
    if (!begun_ || state_ != State::asleep) return;
    state_ = State::looking;
    thread_ = std::thread([this] { run(); });
}

Status Speaker::say(std::string_view text, std::string_view lang) {
    if (text.size() > kMostBytes) return Error{Kind::limit, "A text to be read aloud may have 4 KiB at most."};
    if (lang != "vi" && lang != "en") return Error{Kind::invalid, "There is no voice for this language."};
    if (!text.empty() && !text::is_utf8(text)) return Error{Kind::invalid, "A text to be read aloud must be UTF-8."};
    if (text.empty()) return hush(), Status{};
    look();
    if (state_ == State::asleep || state_ == State::silent) return Error{Kind::unavailable, "Nobody can speak here."};
    {
        const std::lock_guard lock(mutex_);
        next_ = Words{std::string(text), std::string(lang), ++newest_};
    }
    changed_.notify_all();
    return {};
}

void Speaker::hush() {
    {
        const std::lock_guard lock(mutex_);
        next_.reset();
        ++newest_;
    }
    changed_.notify_all();
}

// ---------------------------------------------------------------- the thread

void Speaker::run() {
    pthread_setname_np(pthread_self(), "speech");
    const bool able = voice_->there() && sound_->there();
    state_ = able ? State::ready : State::silent;
    if (!able) return;
    if (found_) found_();
    for (;;) {
        std::optional<Words> words;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ending_ || next_; });
            if (ending_) return;
            words.swap(next_);
            speaking_ = true; // before anybody can see that nothing waits
        }
        speak(*words);
        speaking_ = false;
    }
}

void Speaker::speak(const Words& words) {
    const auto rate = voice_->wake();
    const auto opened = rate ? sound_->open(*rate) : Status(rate.error());
    if (!opened) { // a device was unplugged, a file is missing: it may be better next time
        spdlog::warn("speech: {}", log_safe(opened.error().sentence));
        return;
    }
    const std::size_t ahead = static_cast<std::size_t>(*rate) / 2;
    const auto spoken = voice_->speak(words.text, words.lang, [&](std::span<const std::int16_t> samples) {
        if (!wanted(words.order)) return false;
        sound_->play(samples);
        return until_waiting(ahead, words.order);
    });
    if (!spoken) spdlog::warn("speech: {}", log_safe(spoken.error().sentence));
    if (!until_waiting(0, words.order)) sound_->drop();
    sound_->close();
}

bool Speaker::until_waiting(std::size_t samples, std::uint64_t order) {
    std::unique_lock lock(mutex_);
    while (wanted(order) && sound_->waiting() > samples) changed_.wait_for(lock, kGlance, [&] { return !wanted(order); });
    return wanted(order);
}

} // namespace kiosk::speech
