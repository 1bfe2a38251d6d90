// The last good copy of what an address held, in a folder of ours: one file an address, written whole or not at all (mode
// 0600), so that it outlives restarts and networks. Thread: any; no state.
//
// Format: a line of JSON that tells url, etag, last_modified, fetched and the hash of the rest; then the body as it came. A
// file that is damaged is none.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::fetch {

struct Copy {
    std::string url, etag, last_modified; // as the server named this version; "" where it did not
    Ms fetched = 0;                       // wall
    std::string body;
};

std::filesystem::path file_of_copy(const std::filesystem::path& folder, std::string_view url);
std::optional<Copy> load_copy(const std::filesystem::path& folder, std::string_view url);
Status keep_copy(const std::filesystem::path& folder, const Copy&);

// Any small file of ours, the same way: whole or not at all, mode 0600, in a folder that is made where it is missing.
Status write_whole(const std::filesystem::path& file, std::string_view bytes);

} // namespace kiosk::fetch
