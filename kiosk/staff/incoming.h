// Strangers' files while staff decide about them: an upload or a copy from a stick, and what reading it came to. Each lies
// in a private folder of its own below DATA/incoming: for an hour, at most eight, and never longer than the kiosk runs.
//
//     DATA/incoming/<id>/<its name>   as it came
//     DATA/incoming/<id>/.pack        what could be taken of it, as JSON
//
// Thread: main; the two functions at the end are called by jobs of the content thread.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/content/shelf.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::staff {

struct IncomingFile {
    std::string id; // nobody guesses it
    std::string kind, name;
    content::Origin origin = content::Origin::upload;
    Ms at = 0; // mono
    std::filesystem::path folder;
    bool has_pack = false;

    std::filesystem::path file() const { return folder / name; }
    std::filesystem::path pack() const { return folder / ".pack"; }
};

class Incoming {
public:
    explicit Incoming(std::filesystem::path folder); // empties it

    // Room for a file; the name is made harmless first. Nothing is written yet.
    IncomingFile& add(std::string kind, std::string_view name, content::Origin, Ms now);
    IncomingFile* find(std::string_view id, Ms now); // nullptr: never there, or gone
    // Folders that are no longer needed, for a job to delete.
    std::vector<std::filesystem::path> take_stale(Ms now);

private:
    std::filesystem::path folder_;
    std::map<std::string, IncomingFile, std::less<>> files_;
    std::vector<std::filesystem::path> stale_;
};

// A file's name without anything that could lead elsewhere, in at most 100 bytes; "file" where nothing is left.
std::string harmless_name(std::string_view);

Status write_private(const std::filesystem::path&, std::string_view bytes); // [content] with its folder, for this user only
Result<std::string> read_private(const std::filesystem::path&);             // [content]

} // namespace kiosk::staff
