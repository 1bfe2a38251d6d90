// What the tests of statements speak of: a kiosk of An Giang, and what An came to there.
#pragma once

#include "kiosk/results/statement.h"

namespace kiosk::results {

inline constexpr Ms kNine = 1'795'251'604'210; // 2026-11-21T09:00:04.210Z

inline Origin origin() {
    return origin_of("https://kiosk.example.vn/p/central/xapi", "7a0c6c3e-2f0e-4a53-9d0b-000000000007", "2026-11-21",
                     "Ngày hội chuyển đổi số", "vi", "1.4.0");
}

inline Result an() {
    Result result;
    result.plugin = "quiz";
    result.run = "round/17";
    result.title = "Tìm hiểu An Giang";
    result.person = 4711;
    result.name = "Nguyễn Bí Mật";
    result.public_id = "01J9ZK5M7B4Q";
    result.unit = "30337";
    result.unit_title = "Xã mẫu";
    result.score = 73;
    result.max_score = 90;
    result.right = 7;
    result.asked = 9;
    result.duration = 192'500;
    result.finished = kNine;
    return result;
}

} // namespace kiosk::results
