// What nearly every file is, JSON without a fault, read by simdjson: four times as fast as door by door. Where a fault stands
// it cannot say; whatever it does not take, `parse` (schema.h) reads once more, and that one's word holds. Thread: any.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>

namespace kiosk::content {

inline constexpr int kMostNesting = 64;

// The document in NFC, the same that `parse` makes of this text. Nothing for what has a fault (a key written twice and
// brackets deeper than kMostNesting are faults), for numbers beyond 64 bits, and for more than a megabyte.
// Takes a dozen times the size of the text while it reads.
std::optional<nlohmann::json> parse_quickly(std::string_view text);

// Every text and key, in place; what has no NFC stays as it is.
void to_nfc(nlohmann::json& value);

} // namespace kiosk::content
