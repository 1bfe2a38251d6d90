// A USB stick that the system has mounted, with a folder `kiosk` (in any case) on it. Nothing here mounts, nothing is
// opened but that folder; a stick that is pulled out in the middle is an error like any other. Thread: any.
#pragma once

#include "kiosk/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::content {

// Where sticks appear: what the table of mounts names below one of these folders.
struct StickPlaces {
    std::filesystem::path mounts = "/proc/self/mounts"; // in the form of fstab(5)
    std::vector<std::filesystem::path> roots = {"/media", "/run/media", "/mnt"};
};

struct StickFile {
    std::string name;
    std::int64_t bytes = 0;
    bool operator==(const StickFile&) const = default;
};

struct Stick {
    std::string name;             // as a file manager shows it
    std::filesystem::path folder; // …/kiosk, as it is spelled there
    std::vector<StickFile> files; // that may be question sets, by name: at most 100, of at most 20 MB each
    bool operator==(const Stick&) const = default;
};

std::optional<Stick> find_stick(const StickPlaces&); // the first
// A file right in the stick's folder. Kind::unavailable where the stick is gone, Kind::limit above 20 MB.
Result<std::string> read_from(const Stick&, const std::string& name);
// Written beside its place, brought to the disk, moved there: a stick pulled out leaves no half file of that name.
// Kind::limit: it is full; Kind::denied: read-only; else Kind::unavailable.
Status write_to(const Stick&, const std::string& name, std::string_view bytes);

} // namespace kiosk::content
