// The slow part of what staff do with files, for whoever asked: a page (files.h) or the kiosk's own screen (stick_clerk.h).
//
// Thread: content, all of it.
#pragma once

#include "kiosk/content/reader_process.h"
#include "kiosk/content/shelf.h"
#include "kiosk/content/stick.h"
#include "kiosk/staff/incoming.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace kiosk::staff {

// What reading a file came to.
struct Findings {
    Status arrived = {};  // else: the stick is gone, or (Kind::internal) our own disk is full
    std::string report;   // JSON, an object
    std::string pack;     // the id of the pack in it, "" where there is none; it lies in the file's folder
    int taken = 0, refused = 0;
    std::string sentence; // where nothing was usable: why
};
using Source = std::function<Result<std::string>()>; // the bytes; empty: they lie there already
Findings find_out(const IncomingFile&, const Source&, const content::ReadOrder&, const content::ReaderLimits&,
                  const std::stop_token&);

// The pack that was found, under the id and title that staff gave it ({"id", "title"}, either may be missing).
struct Prepared {
    bool there = true; // else: the file is gone
    std::optional<content::SoundPack> pack;
    std::vector<content::Fault> faults = {};
};
Prepared prepare(const IncomingFile&, const nlohmann::json& wish, const content::PackKind&, const content::Judge&, content::Lang);

// All results onto the stick, as CSV and JSON: both, or the first error (as of content::write_to). The names begin with the
// stick's folder; the time in them is the machine's.
struct Copied {
    Status status = {};
    std::vector<std::string> names = {};
};
Copied copy_results(const std::filesystem::path& database, const content::Stick&, Ms wall);

} // namespace kiosk::staff
