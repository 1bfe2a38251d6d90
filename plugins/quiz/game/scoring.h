// What an answer is worth. Pure; thread: any. Points are whole numbers, times are ms since the answers were opened.
//
//   preset     right answer, t ms after opening of T ms                              late
//   accuracy   1                                                                     1
//   balanced   1000 + floor(B * (T - t) / T),  B = floor(999 / scored questions)     1000
//   speed      1000 where t < 500, else round(1000 * (1 - t / 2T))                   500
// A wrong answer, no answer, a poll and a voided question are worth 0.
//
// accuracy: our own. Time only breaks ties (standing.h); a late answer is worth the same and is slower than any other.
// balanced: our own. More right answers always win: a round has n scored questions, so nobody's bonuses add up to more
//   than n * floor(999 / n) <= 999. Whoever has k + 1 right has at least 1000k + 1000, whoever has k right has at most
//   1000k + 999. (n is the number at the round's start; voiding questions takes bonuses away and never adds any.)
// speed: Kahoot's published formula ("How points work", support.kahoot.com): the response time is divided by the
//   question's timer, halved, taken from 1, multiplied by the points possible, rounded to the nearest whole number; all
//   points under half a second. An answer in the grace second gets what the formula gives at the deadline.
// "Speed points" are what is above the late answer's worth: 0, bonus, points - 500.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace quiz {

using Ms = std::int64_t;
using Points = std::int64_t;

enum class Preset : std::uint8_t { accuracy, balanced, speed };

std::string_view name_of(Preset);
std::optional<Preset> preset_named(std::string_view);

struct Worth {
    Points points = 0;
    Points speed = 0; // the part of `points` that is owed to speed
    bool operator==(const Worth&) const = default;
};

// Of a right answer that came `t` ms after opening, 0 <= t. limit > 0: the question's time T in ms. late: after the
// deadline, which staff may have moved before T. scored_questions >= 1: how many questions of the round earn points.
Worth worth(Preset, Ms t, Ms limit, bool late, int scored_questions);

// The most that a right answer can be worth.
Points most(Preset, int scored_questions);

} // namespace quiz
