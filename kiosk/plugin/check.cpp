#include "kiosk/plugin/check.h"

#include "kiosk/plugin/child.h"
#include "kiosk/plugin/nobody.h"
#include "kiosk/plugin/plugin_list.h"
#include "kiosk/store/migrate.h"

#include <ostream>

namespace kiosk::plugin {

namespace fs = std::filesystem;

namespace {

using Tell = std::function<void(std::string_view)>;
constexpr std::chrono::seconds kPatience{10}; // for each step of the life cycle

fs::path folder_of(const fs::path& what) {
    std::error_code failed;
    if (fs::is_directory(what, failed)) return what;
    return what.has_parent_path() ? what.parent_path() : fs::path(".");
}

Status live_once(const PluginFile&, const Tell& good);

// In the child. The last line is "sound" or "not sound".
void check_in_child(const fs::path& what, const Tell& tell) {
    const Tell good = [&](std::string_view line) { tell("  ok    " + std::string(line)); };
    const auto bad = [&](std::string_view line) {
        tell("  FAIL  " + std::string(line));
        tell("not sound");
    };
    auto manifest = read_manifest(folder_of(what));
    if (!manifest) return bad(manifest.error().sentence);
    tell(manifest->id + " " + manifest->version + " \"" + manifest->title.vi + "\" (" + manifest->title.en + ")");
    if (what.extension() == ".so" && what.filename() != manifest->library)
        return bad("plugin.json names the library " + manifest->library + ", not " + what.filename().string());
    good("plugin.json: ABI " + std::to_string(manifest->abi) + ", " + std::to_string(manifest->screens.size()) + " screens, " +
         std::to_string(manifest->pictures.size()) + " pictures, " + std::to_string(manifest->content.size()) +
         " kinds of content, " + std::to_string(manifest->commands.size()) + " commands");
    for (const auto* module : {&manifest->phone, &manifest->staff})
        if (!module->empty() && !fs::exists(manifest->folder / "web" / *module)) return bad("web/" + *module + " is missing");
    auto file = PluginFile::open(std::move(*manifest));
    if (!file) return bad(file.error().sentence);
    good((*file)->manifest().library + ": opened; its entry agrees with plugin.json and with this kiosk");
    if (auto lived = live_once(**file, good); !lived) return bad(lived.error().sentence);
    tell("sound");
}

// create, init and destroy, with a store in memory and nobody around.
Status live_once(const PluginFile& file, const Tell& good) {
    const std::string memory = ":memory:plugin-check";
    auto write_connection = store::Database::open(memory, store::Access::write);
    if (!write_connection) return write_connection.error();
    if (auto host_tables = store::migrate_host(**write_connection); !host_tables) return host_tables;
    auto reader = store::Database::open(memory, store::Access::read);
    if (!reader) return reader.error();

    store::Writer writer(std::move(*write_connection), {});
    people::People people(writer, {});
    results::Ledger ledger(writer, people);
    http::Router router;
    const content::Shelf shelf(writer);
    const content::Words words;
    const SystemClock clock;
    NoPhones phones;
    NoScreen screen;
    RunQueue queue({}); // nobody turns the loop
    Hub hub({phones, router, writer, **reader, people, ledger, shelf, words, clock, screen, queue, "{}"});
    {
        Plugin plugin(file, hub);
        if (auto ready = plugin.init(); !ready) return ready;
        std::string routes = "create, init";
        for (const auto& route : router.routes())
            routes += ", " + route.method + " " + route.pattern + (route.guard == http::Guard::staff    ? " (staff)"
                                                                   : route.guard == http::Guard::player ? " (players)"
                                                                   : route.for_programs                 ? " (programs)"
                                                                                                        : "");
        good(routes);
        writer.start();
    }
    writer.stop();
    good("destroy");
    return {};
}

} // namespace

int check_plugin(const fs::path& what, std::ostream& out) {
    Child child([&](const Child::Tell& tell) { check_in_child(what, tell); });
    if (!child.ok()) return out << "no process is to be had for it\n", 1;
    std::string line;
    for (;;) {
        switch (child.read_line(kPatience, line)) {
        case Child::Read::line:
            if (line.starts_with('!')) line = "  FAIL  " + line.substr(1);
            out << line << std::endl;
            if (line == "sound") return 0;
            if (line == "not sound") return 1;
            break;
        case Child::Read::closed: out << "  FAIL  " << child.bury() << "\nnot sound\n"; return 1;
        case Child::Read::too_late:
            out << "  FAIL  did not come back within " << kPatience.count() << " s\nnot sound\n";
            return 1;
        }
    }
}

int list_plugins(const std::vector<fs::path>& folders, std::ostream& out) {
    const auto list = PluginList::open(folders);
    for (const auto* manifest : list.manifests()) {
        out << manifest->id << "\t" << manifest->version << "\t" << manifest->title.vi << "\t" << manifest->folder.string()
            << "\n";
        for (const auto& screen : manifest->screens)
            if (screen.home) out << "\ttile " << manifest->id << "/" << screen.id << "\t" << screen.title.vi << "\n";
        for (const auto& command : manifest->commands)
            out << "\tkiosk " << manifest->id << " " << command.words << "\t" << command.about.vi << "\n";
    }
    for (const auto& failure : list.failures()) out << failure.id << "\tleft out\t" << failure.sentence << "\n";
    return list.failures().empty() ? 0 : 1;
}

} // namespace kiosk::plugin
