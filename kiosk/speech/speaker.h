// Reading aloud: the room's door. Whoever has said something last is heard, and nobody waits.
//
//     asleep ── begin, then available or say ──► looking for voice and device ──► ready ── say ──► speaking ── hush, the end ──► ready
//                                                └── none: silent for good
//
// Thread.    Main calls; a thread "speech" does the work. It is started by the first question after begin(), so a kiosk that
//            nobody asks to speak has no such thread, no voice in memory and no open device.
// Bounds.    One text waits at most: a newer one takes its place. Half a second of sound is made ahead, not more; so hush is
//            heard within 100 ms, whatever the length of the text.
// Ownership. Owns voice and sound; both live and die on its thread's watch: the destructor hushes and joins.
#pragma once

#include "kiosk/speech/sound.h"
#include "kiosk/speech/voice.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace kiosk::speech {

inline constexpr std::size_t kMostBytes = 4096; // of one text

class Speaker {
public:
    // `found` is called once, on the speech thread, when available() has become true.
    Speaker(std::unique_ptr<Voice>, std::unique_ptr<Sound>, std::function<void()> found = {});
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    // [main] The window is open: from now on there is somebody to speak to, and SDL may be used beside it. Starts nothing.
    void begin() { begun_ = true; }
    // [main] Is there a voice and a device? The first call starts to look and says no; `found` tells when it is a yes.
    bool available();
    // [main] Instead of whatever is being said. Kind::invalid for bytes that are no UTF-8 or an unknown language, Kind::limit
    // for more than kMostBytes, Kind::unavailable where nobody can speak. An empty text is hush.
    Status say(std::string_view text, std::string_view lang);
    void hush(); // [main]
    bool speaking() const { return speaking_; } // [any] for tests

private:
    enum class State : std::uint8_t { asleep, looking, ready, silent };
    struct Words {
        std::string text, lang;
        std::uint64_t order;
    };

    void look(); // starts the thread
    void run();
    void speak(const Words&);
    bool wanted(std::uint64_t order) const { return order == newest_; }
    // Until this much or less waits to be heard. False: nobody listens any more.
    bool until_waiting(std::size_t samples, std::uint64_t order);

    const std::unique_ptr<Voice> voice_;
    const std::unique_ptr<Sound> sound_;
    const std::function<void()> found_;
    bool begun_ = false; // main's

    std::atomic<State> state_{State::asleep};
    std::atomic<std::uint64_t> newest_{0}; // grows with every say and hush: what is older is not wanted
    std::atomic<bool> speaking_{false};
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Words> next_; // under mutex_
    bool ending_ = false;       // under mutex_
    std::thread thread_;
};

} // namespace kiosk::speech
