#include "kiosk/command_line.h"

#include "kiosk/config.h"
#include "kiosk/fetch/verdict.h"

#include <cctype>
#include <set>
#include <sstream>

namespace kiosk {

namespace {

CLI::App* named(CLI::App& app, const std::string& word) {
    const auto found = app.get_subcommands([&](const CLI::App* one) { return one->get_name() == word; });
    return found.empty() ? nullptr : found.front();
}

CLI::App* below(CLI::App& app, const std::string& word, const std::string& about) {
    if (auto* there = named(app, word)) return there;
    return app.add_subcommand(word, about)->require_subcommand(1);
}

} // namespace

std::string refuse_password(const std::string& database) {
    return holds_password(database) ? "everybody can read a password there; KIOSK_DATABASE or ~/.pgpass keeps it" : "";
}

std::string refuse_no_address(const std::string& from) {
    return fetch::is_address(from) ? "" : "must be an address such as https://central.example.vn, without a password in it";
}

PluginCommands::PluginCommands(CLI::App& app, int& status) : commands_(plugin_commands()) {
    std::set<std::string> ours;
    for (const auto* own : app.get_subcommands([](const CLI::App*) { return true; })) ours.insert(own->get_name());
    for (const auto& command : commands_)
        if (ours.count(command.plugin) == 0) add(command, *below(app, command.plugin, command.title), status);
}

void PluginCommands::add(const PluginCommand& command, CLI::App& plugin, int& status) {
    auto* const typed = &typed_.emplace_back();
    auto* at = &plugin;
    std::istringstream words(command.words);
    for (std::string word; words >> word;) {
        auto& kept = typed->emplace_back(word);
        if (std::isupper(static_cast<unsigned char>(word[0]))) at->add_option(word, kept)->required();
        else at = below(*at, word, "");
    }
    at->description(command.about);
    at->require_subcommand(0);
    at->add_option("--data", options_.data, "The kiosk's data folder");
    at->add_option("--database", options_.database, kAboutDatabase)->check(refuse_password);
    at->callback([this, &command, &status, typed] {
        status = plugin_command(command, {typed->begin(), typed->end()}, options_);
    });
}

} // namespace kiosk
