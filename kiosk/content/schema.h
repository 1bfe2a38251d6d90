// JSON files against their JSON Schema (draft-07, valijson), with the line of every fault and a sentence for people.
// Thread: any.
#pragma once

#include "kiosk/base/result.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace valijson {
class Schema;
}

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
// A schema that was read once, for many documents. Thread: any; several may use one at a time.
class Schema {
public:
    // Not usable() where the schema is none; then there is a fault that names `file`.
    Schema(std::string_view file, nlohmann::json, Lang, std::vector<Fault>& faults);
    ~Schema();
    Schema(const Schema&) = delete;
    Schema& operator=(const Schema&) = delete;

    bool usable() const { return parsed_ != nullptr; }
    // All faults of a document.
    void validate(std::string_view file, std::string_view bytes, const nlohmann::json& document, Lang,
                  std::vector<Fault>& faults) const;

private:
    const nlohmann::json json_;
    std::unique_ptr<const valijson::Schema> parsed_;
};

// The same, once.
void validate(std::string_view file, std::string_view bytes, const nlohmann::json& document, const nlohmann::json& schema, Lang,
              std::vector<Fault>& faults);
// Whether the schema can be used at all.
void check_schema(std::string_view file, const nlohmann::json& schema, Lang, std::vector<Fault>& faults);
// The line where the value behind a JSON pointer begins; 1 where it is not found.
int line_of(std::string_view bytes, std::string_view pointer);

} // namespace kiosk::content
