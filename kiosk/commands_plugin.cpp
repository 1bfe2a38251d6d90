// `kiosk <plugin> …`: the commands that plugins bring along. All of them also while the kiosk runs.
#include "kiosk/base/log.h"
#include "kiosk/commands.h"
#include "kiosk/content/library.h"
#include "kiosk/plugin/command.h"
#include "kiosk/plugin/plugin_list.h"
#include "kiosk/store/database.h"

#include <iostream>

namespace kiosk {

namespace {

// The event of the last run in the data folder: what it decides (units, the least size of a group) holds for commands, too.
// Empty where there was none, or its file is not what it was.
std::string last_event(const std::filesystem::path& data) {
    const auto store = data / "kiosk.db";
    std::string file;
    if (!std::filesystem::exists(store)) return "{}";
    const auto db = store::Database::open(store.string(), store::Access::read);
    if (!db) return "{}"; // said when the command opens it
    const auto read = (*db)->read("SELECT value FROM settings WHERE key = 'event_file'", {},
                                  [&](std::span<const store::Value> row) {
                                      file = std::get<std::string>(row[0]);
                                      return false;
                                  });
    if (!read || file.empty()) return "{}"; // a store that no kiosk has run on yet
    const auto event = content::read_event(file, find_layout().content / "schema", content::Lang::vi);
    if (!event.json.is_discarded()) return event.json.dump();
    std::cerr << "kiosk: the event file of the last run, " << file << ", cannot be used; the command goes on without it\n";
    return "{}";
}

} // namespace

std::vector<PluginCommand> plugin_commands() {
    std::vector<PluginCommand> all;
    for (const auto& manifest : plugin::manifests_with_commands(find_layout().plugins))
        for (const auto& command : manifest.commands)
            all.push_back({manifest.folder, manifest.id, manifest.title.en, command.words, command.about.en});
    return all;
}

int plugin_command(const PluginCommand& command, const std::vector<std::string>& words, const PluginCommandOptions& options) {
    open_log({"", 0, 0, true});
    const auto fail = [](const Error& error) {
        std::cerr << "kiosk: " << error.sentence << '\n';
        return 1;
    };
    const auto manifest = plugin::read_manifest(command.folder);
    if (!manifest) return fail(manifest.error());
    content::Words texts;
    if (auto loaded = texts.load(find_layout().content / "i18n"); !loaded) return fail(loaded.error());
    const auto data = options.data.empty() ? default_data_dir() : options.data;
    if (auto made = prepare_data_dir(data); !made) return fail(made.error());
    RunOptions given;
    given.database = options.database;
    const auto outcome = plugin::run_command(*manifest, words, {data / "kiosk.db", texts, plugin_settings(given), last_event(data)});
    if (!outcome) return fail(outcome.error());
    (outcome->status == 0 ? std::cout : std::cerr) << outcome->said;
    return outcome->status;
}

} // namespace kiosk
