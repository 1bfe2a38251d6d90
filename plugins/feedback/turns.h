// How often somebody may speak: once an hour from one device, and not too many from all together. Known in memory only, by
// the number of the device, for an hour; what was said is not known here. Pure; thread: main.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace feedback {

class Turns {
public:
    enum class Verdict { fresh, again, wait, busy };
    static constexpr std::int64_t kHour = 3'600'000;          // ms
    static constexpr double kBurst = 300, kPerSecond = 5;     // of all together

    // `again`: the same voice as before (its answer was lost): say "saved" and write nothing. `wait`: not yet an hour.
    // `busy`: too many at once. Only `fresh` is counted. `now` is mono, ms.
    Verdict ask(std::int64_t device, std::string_view nonce, std::int64_t now);
    void forget(std::int64_t device) { heard_.erase(device); }
    std::size_t remembered() const { return heard_.size(); }

private:
    struct Heard {
        std::int64_t at;
        std::string nonce;
    };
    void let_go(std::int64_t now);
    bool takes_all(std::int64_t now);

    std::unordered_map<std::int64_t, Heard> heard_;
    double tokens_ = kBurst;
    std::int64_t filled_ = 0, swept_ = 0;
};

} // namespace feedback
