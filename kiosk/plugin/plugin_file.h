// A plugin on disk: its manifest (plugin.json), and its library once that has been opened and found to keep its word.
//
//     <plugins>/quiz/plugin.json   {"id","version","abi","title",…}: read and checked before the library is touched
//     <plugins>/quiz/quiz.so       the library, one exported constant `kiosk_plugin`
//     <plugins>/quiz/web/…         pages, served by the host as /p/quiz/…
//
// Thread: main. A library is opened once and never closed: a pointer into it may have stayed anywhere.
#pragma once

#include "kiosk/base/result.h"

#include <kiosk/plugin.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::plugin {

// A title in the manifest: a string, or {"vi","en"}.
struct Text {
    std::string vi, en;
    const std::string& in(std::string_view lang) const { return lang == "en" ? en : vi; }
};

struct ScreenInfo {
    std::string id;    // [a-z][a-z0-9-]{0,31}
    Text title;        // on the home tile and in the staff's list
    Text blurb;        // one short sentence below it; may be empty
    std::string icon;  // a name of ui.h's icon_by_name; empty: the plugin's
    bool home = true;  // has a tile on the home screen
    int order = 0;     // of that tile; smaller ones come first
};

// A picture that `kiosk picture <plugin>.<id>` can make: pose(id), then the screen is drawn.
struct PictureInfo {
    std::string id, screen;
};

struct ContentInfo {
    std::string kind;   // "quiz-bank"
    std::string folder; // below content/: "banks"
    std::string schema; // below content/schema/, without ".schema.json": "quiz-bank-v1"
    std::vector<std::string> imports;                         // formats that import_file() reads: "kahoot", "gift"
    std::vector<std::pair<std::string, std::string>> exports; // formats that export_file() writes → ending: "gift" → "txt"
};

// A command of the plugin's own: "key add NAME" is typed as `kiosk <plugin> key add lan-1`.
struct CommandInfo {
    std::string words; // names as in is_name, then what the user fills in, each in capitals of its own
    Text about;        // one line
};

struct Manifest {
    std::filesystem::path folder;
    std::string id;      // [a-z][a-z0-9-]{0,31}
    std::string version; // "1.0.0"
    std::uint32_t abi = 0;
    Text title;
    std::string icon;
    std::string library; // file name in `folder`; "<id>.so" unless the manifest says otherwise
    std::vector<ScreenInfo> screens;
    std::vector<PictureInfo> pictures;
    std::string phone, staff; // modules in web/, "phone.js"; empty: none
    std::vector<ContentInfo> content;
    std::string screens_of; // a kind of its content: the id of each such pack in use names a screen, too, without a home tile
    std::vector<CommandInfo> commands;

    const ScreenInfo* screen(std::string_view screen_id) const;
    const PictureInfo* picture(std::string_view picture_id) const;
    std::string route_prefix() const { return "/p/" + id; }
    std::string phone_url() const { return phone.empty() ? "" : route_prefix() + "/" + phone; } // "/p/quiz/phone.js"
    std::string staff_url() const { return staff.empty() ? "" : route_prefix() + "/" + staff; }
};

// Reads and checks `folder`/plugin.json; the library is not touched. The sentence names the file and the key.
Result<Manifest> read_manifest(const std::filesystem::path& folder);

// "key add NAME" → "key", "add", "NAME".
std::vector<std::string> split_words(std::string_view words);
// Is this word of a command to be filled in? Capitals.
bool is_placeholder(std::string_view word);

// [a-z][a-z0-9-]{0,31}: what a plugin, a screen, a topic may be called.
bool is_name(std::string_view);

// A page of a plugin, as the server is to serve it.
struct WebFile {
    std::string url; // "/p/quiz/phone.js"
    std::string content_type;
    std::string body;
};
std::vector<WebFile> read_web_files(const Manifest&);

// An opened library whose entry agrees with its manifest and with this kiosk.
class PluginFile {
public:
    // Opens the library (RTLD_NOW | RTLD_LOCAL, by SDL) and compares. A library that crashes while it is opened takes
    // the kiosk with it: ask probe() first.
    static Result<std::unique_ptr<PluginFile>> open(Manifest);

    const Manifest& manifest() const { return manifest_; }
    const kiosk_plugin_entry& entry() const { return *entry_; }

private:
    PluginFile(Manifest manifest, const kiosk_plugin_entry* entry) : manifest_(std::move(manifest)), entry_(entry) {}

    const Manifest manifest_;
    const kiosk_plugin_entry* const entry_; // in the library
};

// Does the entry go on to this field, and is there something in it? An older plugin's ends before.
#define KIOSK_ENTRY_HAS(entry, field)                                                                                          \
    ((entry).size >= offsetof(kiosk_plugin_entry, field) + sizeof((entry).field) && (entry).field)

// The comparison alone: size, ABI, id and version, required functions, Dear ImGui's fingerprint.
Status compare(const kiosk_plugin_entry&, const Manifest&);

} // namespace kiosk::plugin
