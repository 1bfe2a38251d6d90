#include "turns.h"

#include <algorithm>

namespace feedback {

namespace {

constexpr std::int64_t kSweepEvery = 60'000; // ms

} // namespace

Turns::Verdict Turns::ask(std::int64_t device, std::string_view nonce, std::int64_t now) {
    let_go(now);
    if (const auto before = heard_.find(device); before != heard_.end() && now - before->second.at < kHour)
        return before->second.nonce == nonce ? Verdict::again : Verdict::wait;
    if (!takes_all(now)) return Verdict::busy;
    heard_.insert_or_assign(device, Heard{now, std::string(nonce)});
    return Verdict::fresh;
}

void Turns::let_go(std::int64_t now) {
    if (now - swept_ < kSweepEvery) return;
    swept_ = now;
    std::erase_if(heard_, [&](const auto& one) { return now - one.second.at >= kHour; });
}

bool Turns::takes_all(std::int64_t now) {
    tokens_ = std::min(kBurst, tokens_ + kPerSecond * static_cast<double>(now - filled_) / 1000);
    filled_ = now;
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
}

} // namespace feedback
