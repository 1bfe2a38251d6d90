// Where it is heard. One Sound belongs to one Speaker and is used on its thread only.
#pragma once

#include "kiosk/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace kiosk::speech {

class Sound {
public:
    virtual ~Sound() = default;
    virtual bool there() = 0; // is there a device? May take a while: sound servers are asked
    // Kind::unavailable where the device does not open. An open device costs a thread; close it after use.
    virtual Status open(int samples_per_second) = 0;
    virtual void play(std::span<const std::int16_t>) = 0; // after what waits already
    virtual std::size_t waiting() const = 0;              // samples that were not yet heard
    virtual void drop() = 0;                              // what waits is not heard
    virtual void close() = 0;
};

// The default device of SDL; SDL_AUDIODRIVER chooses the driver ("dummy", "disk" in tests).
std::unique_ptr<Sound> sdl_sound();

} // namespace kiosk::speech
