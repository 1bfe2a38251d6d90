// What people write into cells, as values. Nothing is returned for what is not understood. Inside of import/ only. Thread: any.
#pragma once

#include "import/table/grid.h"

#include <optional>
#include <string>
#include <string_view>

namespace quiz {

struct NumberSaid {
    double value = 0;
    std::string unit;      // what stands behind it: "km", "%"
    bool doubtful = false; // "1.500" was taken for fifteen hundred, "1,500" too: both are written for 1.5 somewhere
};
// "53", "-7", "1.234,5", "1,234.5", "3,14", "12 km". A lone separator before exactly three digits groups them.
std::optional<NumberSaid> number_of(const Cell&);

struct SecondsSaid {
    int seconds = 0;
    bool changed = false; // rounded to whole seconds, or into what a question may take
};
std::optional<SecondsSaid> seconds_of(const Cell&); // "20", "20.0", "20 giây", "1 phút", "0:30"

// "2025-10-09", "2025-10" or "2025" of these and of "9/10/2025", "10/2025".
std::optional<std::string> date_of(std::string_view);

std::optional<bool> truth_of(std::string_view); // "Đúng", "sai", "TRUE", "Đ", "no"

struct TypeSaid {
    std::optional<Type> type; // nothing: a kind of question that cannot be scored, such as an essay
};
std::optional<TypeSaid> type_of(std::string_view); // our own words, and those of Quizizz and of home-made tables
std::optional<Difficulty> difficulty_of(std::string_view);

} // namespace quiz
