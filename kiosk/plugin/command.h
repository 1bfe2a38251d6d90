// `kiosk <plugin> <words>`: a plugin's own command, run in a kiosk of this plugin alone, without doors, streams, window or
// loop. Another kiosk may be at work on the same file: SQLite lets one write after the other, and neither reads the other's
// memory. Thread: main, before any other.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/content/library.h"
#include "kiosk/plugin/plugin_file.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kiosk::plugin {

struct CommandPlace {
    std::filesystem::path store; // the host's file; made where it is missing
    const content::Words& words;
    std::map<std::string, std::string, std::less<>> settings;
    std::string event = "{}"; // the event file, as JSON
};
struct CommandOutcome {
    int status = 0;   // exit status
    std::string said; // for stdout, or for stderr where the status is not 0
};

// `words` are in one of the manifest's forms. Returns when what was written is on disk. An Error says why the plugin
// cannot be opened or begun, that its command threw, or that the disk took nothing.
Result<CommandOutcome> run_command(const Manifest&, const std::vector<std::string>& words, const CommandPlace&);

} // namespace kiosk::plugin
