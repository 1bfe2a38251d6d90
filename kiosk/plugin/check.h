// `kiosk plugin check` and `kiosk plugin list`: the same path as at start-up, as a command. Thread: main, before any other.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

namespace kiosk::plugin {

// What to check: a plugin's folder, its plugin.json or its library. In a child process: manifest, library, entry, then
// create → init → destroy with a store in memory. Prints one line per step. Exit status: 0 sound, 1 not.
int check_plugin(const std::filesystem::path& what, std::ostream& out);

// One line per plugin found: id, version, title, and why it is left out where it is; below it its commands. 0, or 1 where one is left out.
int list_plugins(const std::vector<std::filesystem::path>& folders, std::ostream& out);

} // namespace kiosk::plugin
