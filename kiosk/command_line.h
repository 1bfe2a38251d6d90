// What of the command line is made while the program starts: the commands that plugins bring along. Only main.cpp and this
// file know the library that reads it. Thread: main.
#pragma once

#include "kiosk/commands.h"

#include <CLI/CLI.hpp>

#include <deque>
#include <string>
#include <vector>

namespace kiosk {

inline constexpr const char* kAboutDatabase =
    "PostgreSQL, for plugins that can use it: postgresql://USER@HOST/NAME. A password belongs into\n"
    "KIOSK_DATABASE, which then holds the whole address, or into ~/.pgpass";

// "", or why this is not to be typed: everybody on the machine sees a command line.
std::string refuse_password(const std::string& database);
// "", or why --from is no address that could be asked; what lies there, plugins know.
std::string refuse_no_address(const std::string& from);

// `kiosk PLUGIN WORDS` for everything that the plugins' manifests name, with help and usage errors as for our own. A plugin
// that is called as one of our commands gets none. Lives as long as the App.
class PluginCommands {
public:
    PluginCommands(CLI::App&, int& status);
    PluginCommands(const PluginCommands&) = delete;
    PluginCommands& operator=(const PluginCommands&) = delete;

private:
    void add(const PluginCommand&, CLI::App& plugin, int& status);

    const std::vector<PluginCommand> commands_;
    std::deque<std::deque<std::string>> typed_; // the words of each; what is filled in is put into its place
    PluginCommandOptions options_;
};

} // namespace kiosk
