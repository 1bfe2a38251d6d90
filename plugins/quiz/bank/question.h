// A question as rules and screens use it: plain values, read once from a bank's JSON (bank.h) and never half-filled.
// Thread: any; nothing here changes after reading, except a key that staff replace (game/round.h).
#pragma once

#include "bank/text.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quiz {

enum class Type { single, multiple, boolean, number, order, text, poll };

std::string_view name_of(Type);                  // "single"
std::optional<Type> type_named(std::string_view); // the way back
constexpr bool has_options(Type t) { return t != Type::number && t != Type::text; }

struct Option {
    std::string id;
    Text text;
    std::string image;    // file beside the bank, or empty
    std::string own = {}; // its id in the bank, where a draw gave it another; else empty

    const std::string& bank_id() const { return own.empty() ? id : own; }

    bool operator==(const Option&) const = default;
};

// The key: what is right. Which alternative it holds follows from the type:
//   single, boolean  RightOptions with one id          order  RightOrder, every option once
//   multiple         RightOptions with one or more     text   RightTexts, any of them, compared by fold()
//   number           RightNumber                       poll   std::monostate, nothing is right or wrong
struct RightOptions {
    std::vector<std::string> ids;
    bool operator==(const RightOptions&) const = default;
};
struct RightNumber {
    double value = 0;
    double tolerance = 0;  // right where |answer - value| <= tolerance
    bool closest = false;  // instead: the nearest answers of all are right, however far; tolerance is not used
    bool operator==(const RightNumber&) const = default;
};
struct RightOrder {
    std::vector<std::string> ids;
    bool operator==(const RightOrder&) const = default;
};
struct RightTexts {
    std::vector<std::string> texts;
    bool operator==(const RightTexts&) const = default;
};
using Key = std::variant<std::monostate, RightOptions, RightNumber, RightOrder, RightTexts>;

// Where a fact comes from. All empty where the bank names none.
struct Source {
    Text title;
    std::string date; // "2025-10-09", "2025-10" or "2025"
    std::string url;
    bool operator==(const Source&) const = default;
};

enum class Difficulty { easy, medium, hard };
std::string_view name_of(Difficulty);
std::optional<Difficulty> difficulty_named(std::string_view);

struct Question {
    std::string id; // unique in its bank; in a round, unique in the round
    Type type = Type::single;
    Text text;
    std::string image; // file beside the bank, or empty
    std::vector<Option> options; // in the order shown; a boolean has "true" and "false"; none for number and text
    Key key;
    Text explanation, unit; // may be empty; `unit` stands behind a number ("km")
    Source source;
    Text topic; // the bank's
    Difficulty difficulty = Difficulty::medium;
    int seconds = 0; // to answer; 0: as the round says

    bool scored() const { return type != Type::poll; }
    // Position of an option, or -1.
    int option_at(std::string_view option_id) const;
    bool operator==(const Question&) const = default;
};

// Limits of a bank. Letters are counted as a reader counts them.
inline constexpr std::size_t kMaxQuestionLetters = 200;
inline constexpr std::size_t kMaxOptionLetters = 75;
inline constexpr std::size_t kMaxExplanationLetters = 600;
inline constexpr std::size_t kMaxTitleLetters = 120; // titles, topics, units, sources
inline constexpr std::size_t kMinOptions = 2, kMaxOptions = 6;
inline constexpr std::size_t kMaxTexts = 20; // accepted texts of one question
inline constexpr int kMinSeconds = 5, kMaxSeconds = 300;

} // namespace quiz
