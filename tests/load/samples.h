// Durations, and what is told of them.
#pragma once

#include "tests/load/courier.h"

#include <string>
#include <vector>

namespace kiosk::load {

class Samples {
public:
    void add(Clock::duration d) { ms_.push_back(std::chrono::duration<double, std::milli>(d).count()); }
    void add(const Samples& other) { ms_.insert(ms_.end(), other.ms_.begin(), other.ms_.end()); }
    std::size_t count() const { return ms_.size(); }
    double at(double share) const; // ms; 0.5 is the median, 1 the largest; 0 where there are none
    std::string line() const;      // "p50 1.2  p99 8.0  max 9.1 ms  (10000)"

private:
    mutable std::vector<double> ms_;
};

} // namespace kiosk::load
