#include "kiosk/base/clock.h"

#include <chrono>

namespace kiosk {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

Ms SystemClock::mono() const {
    return duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Ms SystemClock::wall() const {
    return duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace kiosk
