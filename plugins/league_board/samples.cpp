#include "league_board/screen.h"

#include <array>

namespace league_board {

Sample sample(bool long_names, std::int64_t now_ms) {
    constexpr std::array kUnits{"Phường Tân Hòa", "Xã Thịnh Minh", "Xã Tân Mai",    "Xã Pà Cò",
                                "Xã Mường Bi",    "Xã Vân Sơn",    "Xã Toàn Thắng", "Xã Bao La"};
    constexpr std::array kLong{"Trường Phổ thông dân tộc nội trú Trung học cơ sở và Trung học phổ thông Mường Bi",
                               "Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên khu vực Hòa Bình",
                               "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường Thống Nhất",
                               "Hội Liên hiệp Phụ nữ xã Thịnh Minh và các thôn lân cận",
                               "Hợp tác xã nông nghiệp hữu cơ và du lịch cộng đồng Pà Cò",
                               "Xã Tân Mai",
                               "Công ty trách nhiệm hữu hạn một thành viên Thủy điện",
                               "Phường Tân Hòa"};
    struct One {
        const char *player, *name;
        int place, score;
    };
    constexpr std::array<One, 8> kPersons{{{"7K4QX2", "", 1, 9240},
                                           {"B3ZTM8", "Lê Thu Hằng", 2, 8815},
                                           {"K7M2R1", "", 2, 8815},
                                           {"9DPW4E", "", 4, 7930},
                                           {"W2HN6C", "Đặng Quỳnh Như 🚀", 5, 7715},
                                           {"M5X8AA", "", 6, 7380},
                                           {"3RTQ0V", "", 7, 6990},
                                           {"C8EY7J", "Bùi Khánh Linh", 8, 6545}}};
    Sample sample;
    const auto unit = [&](std::size_t i) { return long_names ? kLong[i % kLong.size()] : kUnits[i % kUnits.size()]; };
    for (std::size_t i = 0; i < kPersons.size(); ++i) {
        const auto& one = kPersons[i];
        sample.league.persons.push_back({one.place, one.player, unit(i * 3), static_cast<double>(one.score)});
        sample.names.emplace_back(one.name);
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        const auto row = static_cast<int>(i);
        const int people = 214 - row * 23;
        const double score = 942'000 - 81'500 * row;
        sample.league.units.push_back({row + 1, unit(i), score, score / people, 18.4 - row * 1.7 + (row % 3) * 2.9, people});
    }
    sample.league.runs = 2'846;
    sample.league.people = 1'152;
    sample.league.kiosks = 9;
    sample.league.silent = 3;
    sample.league.silent_since = now_ms - 27 * 60'000;
    return sample;
}

} // namespace league_board
