// JSON that may be anything and of any size, piece by piece: only one question of it is in memory at a time. Inside of
// import/ only. Thread: any. Never throws.
#pragma once

#include "import/collector.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace quiz {

inline constexpr std::size_t kMaxJsonDepth = 64;
inline constexpr std::size_t kMaxJsonValues = 2'000;      // in one piece
inline constexpr std::size_t kMaxJsonToken = 1024 * 1024; // bytes; a picture within its question fits

struct JsonPiece {
    nlohmann::json value;
    std::string doubled;  // a key that stands there twice (the later one counts); empty: none
    bool too_big = false; // more than kMaxJsonValues; then `value` is null
};

struct JsonEnd {
    enum Kind { whole, stopped, malformed, too_deep, too_long } kind = whole; // too_long: of a string or number
    int line = 0;                                                             // 1-based, of where it went wrong
};

// What to say where it went wrong; nothing where it did not.
std::optional<Bilingual> fault_of(const JsonEnd&);

// Reads an object that holds the array `list`, or an array. `member` gets the object's other members, `element` each of the
// array's elements; either stops the reading by returning false.
JsonEnd read_pieces(std::string_view text, std::string_view list,
                    const std::function<bool(const std::string&, JsonPiece)>& member,
                    const std::function<bool(JsonPiece)>& element);

// One small value; nothing where it is none, or too deep or too big.
std::optional<nlohmann::json> small_json(std::string_view text);

} // namespace quiz
