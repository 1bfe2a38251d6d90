// What the passport's tests share: a noon, three booths, two people.
#pragma once

#include "passport/codes.h"
#include "passport/guesses.h"

#include <string>
#include <vector>

namespace booths {

inline constexpr Ms kNoon = 1'790'000'020'000; // wall; ten seconds into a step
inline const std::vector<std::string> kBooths{"agriculture", "education", "stem"};
inline constexpr Person kAn = 1, kBinh = 2;

} // namespace booths
