// The plugins of this kiosk: found in folders, probed, opened, started; and the sentences about those left out.
//
//     auto plugins = PluginList::open({exe_dir / "../lib/kiosk/plugins"});  // before the first thread: probe() forks
//     Folder folder(root, plugins.pack_kinds(), judge);
//     Hub hub(services);
//     plugins.start(hub);                                                   // create and init; before Writer::start
//     …
//     plugins.tick(now) when plugins.next_wake() has come
//
// Thread: main. Order of id, so that two starts of one kiosk look alike.
#pragma once

#include "kiosk/content/pack.h"
#include "kiosk/plugin/plugin.h"
#include "kiosk/plugin/plugin_file.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::plugin {

// A plugin that is left out, and why. `id` is the folder's name where the manifest cannot be read.
struct Failure {
    std::string id, sentence;
    std::filesystem::path folder;
};

// The manifests below the folder that name commands, by id; no library is opened.
std::vector<Manifest> manifests_with_commands(const std::filesystem::path& folder);

class PluginList {
public:
    // Every folder with a plugin.json in it, one level below each of `folders`; the first of two with one id wins.
    // `set_aside` are ids that are not to be opened (crash loop, event file). Failures are logged.
    static PluginList open(const std::vector<std::filesystem::path>& folders, const std::vector<std::string>& set_aside = {});
    PluginList(PluginList&&) = default;
    PluginList& operator=(PluginList&&) = default;
    ~PluginList(); // close()

    // create and init each; who fails is moved to failures().
    void start(Hub&);
    void close(); // destroy all, last one first; before the Hub goes

    // What the manifests say, also of plugins that start() has not reached yet; those that failed are not among them.
    std::vector<const Manifest*> manifests() const;
    std::vector<content::PackKind> pack_kinds() const; // with the plugins' own checks
    const std::vector<Failure>& failures() const { return failures_; }

    const std::vector<std::unique_ptr<Plugin>>& running() const { return plugins_; }
    Plugin* find(std::string_view id) const; // nullptr: not running

    std::optional<Ms> next_wake() const; // mono; the earliest, nothing where no plugin asked for one
    void tick(Ms now);                   // those that are due

private:
    PluginList() = default;
    void fail(std::string id, std::filesystem::path folder, std::string sentence);

    std::vector<std::unique_ptr<PluginFile>> files_;
    std::vector<std::unique_ptr<PluginFile>> left_out_; // by start(); a Folder may still call their checks
    std::vector<std::unique_ptr<Plugin>> plugins_;
    std::vector<Failure> failures_;
};

} // namespace kiosk::plugin
