// Who speaks: text becomes sound. One Voice belongs to one Speaker and is used on its thread only.
#pragma once

#include "kiosk/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace kiosk::speech {

// A piece of sound: 16-bit samples, one channel. False: nobody listens any more, stop.
using Hear = std::function<bool(std::span<const std::int16_t>)>;

class Voice {
public:
    virtual ~Voice() = default;
    // Is it installed? Cheap; loads no voice.
    virtual bool there() = 0;
    // Samples per second of what speak() makes; the first call loads what speaking needs. Kind::unavailable where something is
    // missing.
    virtual Result<int> wake() = 0;
    // Say `text` (UTF-8) in "vi" or "en", piece by piece, as fast as the machine can; returns when all is made or `hear` says
    // stop. After wake().
    virtual Status speak(const std::string& text, std::string_view lang, const Hear& hear) = 0;
};

// espeak-ng: formant synthesis, both languages in a few hundred KB, far faster than real time on any PC. The library is opened
// at run time, so that a kiosk that never speaks carries nothing of it.
std::unique_ptr<Voice> espeak_voice();

} // namespace kiosk::speech
