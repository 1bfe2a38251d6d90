#include "kiosk/plugin/plugin_list.h"

#include "kiosk/base/log.h"
#include "kiosk/plugin/probe.h"

#include <algorithm>

namespace kiosk::plugin {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> plugin_folders(const fs::path& folder);
content::PackKind pack_kind(const ContentInfo&, const kiosk_plugin_entry&);

} // namespace

PluginList PluginList::open(const std::vector<fs::path>& folders, const std::vector<std::string>& set_aside) {
    PluginList list;
    std::vector<Manifest> manifests;
    for (const auto& folder : folders) {
        for (const auto& path : plugin_folders(folder)) {
            auto manifest = read_manifest(path);
            if (!manifest) {
                list.fail(path.filename().string(), path, manifest.error().sentence);
            } else if (std::ranges::find(set_aside, manifest->id) != set_aside.end()) {
                list.fail(manifest->id, path, "is set aside");
            } else if (std::ranges::find(manifests, manifest->id, &Manifest::id) != manifests.end()) {
                list.fail(manifest->id, path, "another plugin of this id was found before");
            } else {
                manifests.push_back(std::move(*manifest));
            }
        }
    }
    std::ranges::sort(manifests, {}, &Manifest::id);
    const auto verdicts = probe(manifests);
    for (std::size_t i = 0; i < manifests.size(); ++i) {
        if (!verdicts[i].empty()) {
            list.fail(manifests[i].id, manifests[i].folder, verdicts[i]);
            continue;
        }
        auto file = PluginFile::open(manifests[i]);
        if (file) list.files_.push_back(std::move(*file));
        else list.fail(manifests[i].id, manifests[i].folder, file.error().sentence);
    }
    return list;
}

std::vector<Manifest> manifests_with_commands(const fs::path& folder) {
    std::vector<Manifest> found;
    for (const auto& path : plugin_folders(folder))
        if (auto manifest = read_manifest(path); manifest && !manifest->commands.empty()) found.push_back(std::move(*manifest));
    std::ranges::sort(found, {}, &Manifest::id);
    return found;
}

PluginList::~PluginList() { close(); }

void PluginList::start(Hub& hub) {
    for (auto it = files_.begin(); it != files_.end();) {
        const auto& manifest = (*it)->manifest();
        auto plugin = std::make_unique<Plugin>(**it, hub);
        if (auto ready = plugin->init(); ready) {
            spdlog::info("plugin={} version={} ready", manifest.id, log_safe(manifest.version));
            plugins_.push_back(std::move(plugin));
            ++it;
        } else {
            plugin.reset();
            fail(manifest.id, manifest.folder, ready.error().sentence);
            left_out_.push_back(std::move(*it)); // pack_kinds() that were given out call its check
            it = files_.erase(it);
        }
    }
}

void PluginList::close() {
    while (!plugins_.empty()) plugins_.pop_back();
}

std::vector<const Manifest*> PluginList::manifests() const {
    std::vector<const Manifest*> all;
    for (const auto& file : files_) all.push_back(&file->manifest());
    return all;
}

std::vector<content::PackKind> PluginList::pack_kinds() const {
    std::vector<content::PackKind> kinds;
    for (const auto& file : files_)
        for (const auto& info : file->manifest().content) kinds.push_back(pack_kind(info, file->entry()));
    return kinds;
}

Plugin* PluginList::find(std::string_view id) const {
    const auto found = std::ranges::find(plugins_, id, [](const auto& plugin) -> std::string_view { return plugin->id(); });
    return found == plugins_.end() ? nullptr : found->get();
}

std::optional<Ms> PluginList::next_wake() const {
    std::optional<Ms> next;
    for (const auto& plugin : plugins_)
        if (const auto wake = plugin->wake(); wake && (!next || *wake < *next)) next = wake;
    return next;
}

void PluginList::tick(Ms now) {
    for (const auto& plugin : plugins_)
        if (const auto wake = plugin->wake(); wake && *wake <= now) plugin->tick(now);
}

void PluginList::fail(std::string id, fs::path folder, std::string sentence) {
    spdlog::error("plugin={} left out: {}", log_safe(id), log_safe(sentence, 1000));
    failures_.push_back({std::move(id), std::move(sentence), std::move(folder)});
}

namespace {

std::vector<fs::path> plugin_folders(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
        std::error_code absent;
        if (fs::exists(it->path() / "plugin.json", absent)) found.push_back(it->path());
    }
    if (failed) spdlog::warn("plugins in {} cannot be listed: {}", folder.string(), failed.message());
    std::ranges::sort(found);
    return found;
}

std::string_view view_of(kiosk_str s) { return {s.data ? s.data : "", s.data ? s.size : 0}; }
kiosk_str str_of(std::string_view s) { return {s.data(), s.size()}; }
kiosk_str lang_of(content::Lang lang) { return str_of(lang == content::Lang::en ? "en" : "vi"); }

content::PackKind::Convert converter(decltype(kiosk_plugin_entry::import_file) convert, const std::string& kind) {
    return [convert, kind](const content::PackKind::Exchange& e) -> std::optional<std::string> {
        const kiosk_exchange exchange{sizeof exchange, str_of(kind),  str_of(e.format), str_of(e.name),
                                      str_of(e.bytes), str_of(e.map), lang_of(e.lang)};
        std::optional<std::string> out;
        const auto done = [](void* user, kiosk_str bytes) {
            static_cast<std::optional<std::string>*>(user)->emplace(view_of(bytes));
        };
        if (convert(&exchange, done, &out) != KIOSK_OK) return std::nullopt;
        return out;
    };
}

content::PackKind pack_kind(const ContentInfo& info, const kiosk_plugin_entry& entry) {
    content::PackKind kind;
    kind.kind = info.kind;
    kind.folder = info.folder;
    kind.schema = info.schema;
    kind.imports = info.imports;
    kind.exports = info.exports;
    // Every plugin of version 1.1 has the functions; its manifest says whether there is something behind them.
    if (!info.imports.empty() && KIOSK_ENTRY_HAS(entry, import_file)) kind.import_file = converter(entry.import_file, info.kind);
    if (!info.exports.empty() && KIOSK_ENTRY_HAS(entry, export_file)) kind.export_file = converter(entry.export_file, info.kind);
    if (!entry.check) return kind;
    using Report = std::function<void(std::string_view pointer, std::string_view sentence)>;
    kind.check = [check = entry.check, name = info.kind](std::string_view json, content::Lang lang, const Report& report) {
        const auto reader = [](void* user, kiosk_str pointer, kiosk_str sentence) {
            (*static_cast<const Report*>(user))(view_of(pointer), view_of(sentence));
        };
        try {
            check(str_of(name), str_of(json), lang_of(lang), reader, const_cast<Report*>(&report));
        } catch (...) {
            report("", lang == content::Lang::en ? "the plugin's own check failed" : "phần kiểm tra của plugin bị lỗi");
        }
    };
    return kind;
}

} // namespace

} // namespace kiosk::plugin
