#include "passport/guesses.h"

#include <algorithm>
#include <cmath>

namespace booths {

namespace {

constexpr std::size_t kManyPlayers = 1'000; // then those whose bucket is full again are forgotten

} // namespace

Guesses::Bucket Guesses::filled(const Bucket& bucket, const Rate& rate, Ms now) {
    const auto passed = static_cast<double>(std::max<Ms>(0, now - bucket.at));
    return {std::min(rate.most, bucket.left + passed * rate.per_ms), now};
}

Ms Guesses::until_one(const Bucket& bucket, const Rate& rate, Ms now) {
    const double left = filled(bucket, rate, now).left;
    return left >= 1 ? 0 : static_cast<Ms>(std::ceil((1 - left) / rate.per_ms));
}

Ms Guesses::wait(Person player, Ms now) const {
    const auto found = players_.find(player);
    return found == players_.end() ? 0 : until_one(found->second, kOne, now);
}

Ms Guesses::wait_together(Ms now) const { return until_one(all_, kAll, now); }

void Guesses::wrong(Person player, Ms now) {
    const auto take = [now](Bucket& bucket, const Rate& rate) {
        bucket = filled(bucket, rate, now);
        bucket.left = std::max(0.0, bucket.left - 1);
    };
    take(all_, kAll);
    if (player == 0) return;
    if (players_.size() >= kManyPlayers)
        std::erase_if(players_, [now](const auto& one) { return filled(one.second, kOne, now).left >= kOne.most; });
    take(players_.try_emplace(player, Bucket{kOne.most, now}).first->second, kOne);
}

} // namespace booths
