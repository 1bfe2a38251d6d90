// Files of content/, read whole. Thread: any.
#pragma once

#include "kiosk/content/schema.h"

#include <filesystem>
#include <optional>

namespace kiosk::content {

// The bytes, or nothing and a fault: missing, unreadable, or larger than kMaxFileBytes (which is then not read at all).
std::optional<std::string> read_bytes(const std::filesystem::path&, std::string_view shown_as, Lang, std::vector<Fault>& faults);
// Read and parsed; discarded where faults were added.
nlohmann::json read_json(const std::filesystem::path&, std::string_view shown_as, Lang, std::vector<Fault>& faults);
// The *.json files right in a folder, or below it, in the order of their names; hidden ones are left out. A folder that is
// not there has none; who must know the difference asks for the error.
std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder, bool below = false);
std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder, bool below, std::error_code&);

// The files right in a folder that may hold a pack: *.json and, where wanted, files of people's own (kPackEndings).
std::vector<std::filesystem::path> pack_files(const std::filesystem::path& folder, bool foreign_too, std::error_code& error);

bool has_errors(const std::vector<Fault>&); // anything worse than a warning
std::string first_error(const std::vector<Fault>&); // the first of these, as a line; "" where there is none

} // namespace kiosk::content
