// What a player answered, and whether it is right. Pure; thread: any.
//
// Several-correct and put-in-order are all or nothing: exactly the right options, exactly the right order.
#pragma once

#include "bank/question.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace quiz {

struct Picked {
    std::uint32_t options = 0; // bit i: option i of the question
    bool operator==(const Picked&) const = default;
};
struct Number {
    double value = 0;
    bool operator==(const Number&) const = default;
};
struct Ordered {
    std::vector<std::uint8_t> options; // every position of the question's options, once
    bool operator==(const Ordered&) const = default;
};
struct Said {
    std::string text;   // as it was typed
    std::string folded; // as it is compared
    bool operator==(const Said&) const = default;
};
using Choice = std::variant<Picked, Number, Ordered, Said>;

inline constexpr std::size_t kMaxSaidLetters = 80;
inline constexpr double kMaxNumber = 1e15;

// {"options":["b"]}  {"number":53}  {"order":["c","a","b"]}  {"text":"…"}: from a phone, or from the disk. Nothing
// where it is no answer to this question: an unknown or doubled option, two options of a single choice, none at all.
std::optional<Choice> read_choice(const Question&, const nlohmann::json&);
nlohmann::json to_json(const Question&, const Choice&);
// Whether the choice can be an answer to this question at all (read_choice only returns such).
bool fits(const Question&, const Choice&);

// False for a poll. For "closest" numbers `nearest` is the smallest distance of all answers that count.
bool is_right(const Question&, const Choice&, double nearest = 0);
// |answer - value|; only for numbers.
double distance(const Question&, const Choice&);

} // namespace quiz
