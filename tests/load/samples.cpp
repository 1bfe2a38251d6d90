#include "tests/load/samples.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace kiosk::load {

// Nearest rank: the smallest sample that at least `share` of all do not exceed.
double Samples::at(double share) const {
    if (ms_.empty()) return 0;
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(share * static_cast<double>(ms_.size()))));
    const auto nth = ms_.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(ms_.begin(), nth, ms_.end());
    return *nth;
}

std::string Samples::line() const {
    char text[120];
    std::snprintf(text, sizeof text, "p50 %.1f  p99 %.1f  max %.1f ms  (%zu)", at(0.5), at(0.99), at(1), ms_.size());
    return text;
}

} // namespace kiosk::load
