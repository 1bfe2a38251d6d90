// What the command line can do, one function a command. Each returns the exit status: 0 done, 1 what was checked or asked
// for is wrong, 2 usage. They print to stdout what was asked for, to stderr what went wrong.
#pragma once

#include "kiosk/config.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kiosk {

int run(const RunOptions&);

int check(const std::vector<std::filesystem::path>&, const std::string& lang);

struct ImportOptions {
    std::filesystem::path file, out; // no `out`: only look
    std::string kind;                // empty: the first that a plugin reads files for
    std::string format = "auto";
    std::vector<std::string> map;    // "HEADING=FIELD", or one JSON object
    std::string lang = "vi";
    std::string name;    // the file's own, where it was kept under another; a bank is named after it
    bool report = false; // the whole report as JSON on stdout: the kiosk reads strangers' files in a process of its own
};
int import_file(const ImportOptions&); // 0 all taken, 1 some refused, 2 nothing usable

struct ExportOptions {
    std::string pack; // a file, or the id of a pack that comes with the program; empty: the workbook to fill in
    std::filesystem::path out; // empty: named after the pack, in this folder
    std::string kind, format = "xlsx", lang = "vi";
};
int export_file(const ExportOptions&);

// A command that a plugin brings along: `kiosk PLUGIN WORDS`; what is to be filled in stands in capitals, "key add NAME".
struct PluginCommand {
    std::filesystem::path folder; // of the plugin
    std::string plugin, title, words, about;
};
std::vector<PluginCommand> plugin_commands(); // those of the program's own plugins
struct PluginCommandOptions {
    std::filesystem::path data;
    std::string database;
};
int plugin_command(const PluginCommand&, const std::vector<std::string>& words, const PluginCommandOptions&);

int plugin_list(const std::filesystem::path& folder);
int plugin_check(const std::filesystem::path& file);

struct PictureOptions {
    std::string screen; // "home", "quiz.question"
    std::filesystem::path out;
    Size size;
    std::string lang = "vi";
    std::string scheme; // "dark", "light"; empty: the event's
    std::filesystem::path event;
};
int picture(const PictureOptions&);

int results_export(const std::filesystem::path& data, const std::string& format);
// A sealed result file: is it whole, who sealed it, what does it say. 0 whole, 1 broken, 2 no such file. With `key` (base64) it
// must have been sealed with that one. Needs no kiosk; where the data folder has a key of its own, they are compared.
struct VerifyOptions {
    std::filesystem::path file, data;
    std::string key;
    std::string lang = "vi";
};
int results_verify(const VerifyOptions&);

// What waits to be told to the central endpoint; all of it also while the kiosk runs.
int outbox_status(const std::filesystem::path& data);
int outbox_dead(const std::filesystem::path& data);
int outbox_retry(const std::filesystem::path& data);
int outbox_export(const std::filesystem::path& data, const std::filesystem::path& file);
int outbox_import(const std::filesystem::path& data, const std::filesystem::path& file);

// PLAYER by code or by name, or everybody who was last here before a day ("2026-10-10"); one of the two is empty. Where a
// kiosk runs, it is asked to; `event` is for where none does, and empty for the event of the last run.
int people_forget(const std::filesystem::path& data, const std::string& player, const std::string& before,
                  const std::filesystem::path& event);
int people_phones(const std::filesystem::path& data, const std::filesystem::path& key_file); // CSV, as results export
int people_seal_key(const std::filesystem::path& out); // prints the public key, writes the secret one

int staff_pin(const std::filesystem::path& data); // reads the new PIN from stdin (twice on a terminal)

} // namespace kiosk
