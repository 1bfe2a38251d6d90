// Time as an interface, so that tests own it. Milliseconds in both; see plugin.h for what each is good for.
#pragma once

#include <cstdint>

namespace kiosk {

using Ms = std::int64_t;

class Clock {
public:
    virtual ~Clock() = default;
    virtual Ms mono() const = 0; // [any] never jumps, means nothing after a restart
    virtual Ms wall() const = 0; // [any] Unix time, may be wrong
};

class SystemClock final : public Clock {
public:
    Ms mono() const override;
    Ms wall() const override;
};

} // namespace kiosk
