// `kiosk <plugin> …`: the commands that plugins bring along. All of them also while the kiosk runs.
#include "kiosk/base/log.h"
#include "kiosk/commands.h"
#include "kiosk/content/library.h"
#include "kiosk/plugin/command.h"
#include "kiosk/plugin/plugin_list.h"

#include <iostream>

namespace kiosk {

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
    const auto outcome = plugin::run_command(*manifest, words, {data / "kiosk.db", texts, plugin_settings(given)});
    if (!outcome) return fail(outcome.error());
    (outcome->status == 0 ? std::cout : std::cerr) << outcome->said;
    return outcome->status;
}

} // namespace kiosk
