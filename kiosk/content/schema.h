// JSON files against their JSON Schema (draft-07, valijson), with the line of every fault and a sentence for people.
// Thread: any.
#pragma once

#include "kiosk/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::content {

struct Fault {
    std::string file;
    int line = 0;        // 1…
    std::string pointer; // JSON pointer; "" is the whole document
    std::string sentence;
    bool warning = false; // an unknown key: said, and loaded all the same
};
std::string to_line(const Fault&); // "banks/a.json:12: /questions/3/answer: …"

enum class Lang { vi, en };
inline Lang lang_named(std::string_view name) { return name == "en" ? Lang::en : Lang::vi; } // Vietnamese unless it is English

inline constexpr std::size_t kMaxFileBytes = 20u << 20;

// Size, encoding (UTF-8, BOM stripped, no NUL), NFC, syntax, duplicate keys, nesting at most 64. Faults are added.
// Returns a discarded value (is_discarded()) where nothing usable was read.
nlohmann::json parse(std::string_view file, std::string_view bytes, Lang, std::vector<Fault>& faults);
// All faults of a document against a schema.
void validate(std::string_view file, std::string_view bytes, const nlohmann::json& document, const nlohmann::json& schema, Lang,
              std::vector<Fault>& faults);
// Whether the schema can be used at all.
void check_schema(std::string_view file, const nlohmann::json& schema, Lang, std::vector<Fault>& faults);
// The line where the value behind a JSON pointer begins; 1 where it is not found.
int line_of(std::string_view bytes, std::string_view pointer);

} // namespace kiosk::content
