#include "game/scoring.h"

#include <algorithm>

namespace quiz {
namespace {

constexpr Points kFull = 1000;
constexpr Ms kReflex = 500; // speed: all points below this

} // namespace

Worth worth(Preset preset, Ms t, Ms limit, bool late, int scored_questions) {
    switch (preset) {
    case Preset::accuracy: return {1, 0};
    case Preset::balanced: {
        const Points most = (kFull - 1) / scored_questions;
        const Points bonus = late ? 0 : most * (limit - std::min(t, limit)) / limit;
        return {kFull + bonus, bonus};
    }
    default: { // speed
        const Ms used = late ? limit : std::min(t, limit);
        // 1000 * (1 - t / 2T), rounded half up, in whole numbers.
        const Points points = !late && t < kReflex ? kFull : (kFull * (2 * limit - used) + limit) / (2 * limit);
        return {points, points - kFull / 2};
    }
    }
}

Points most(Preset preset, int scored_questions) {
    switch (preset) {
    case Preset::accuracy: return 1;
    case Preset::balanced: return kFull + (kFull - 1) / scored_questions;
    default: return kFull; // speed
    }
}

} // namespace quiz
