#include "kiosk/plugin/plugin_file.h"

#include "kiosk/base/log.h"
#include "kiosk/base/text.h"

#include <SDL_loadso.h>
#include <kiosk/ui.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <fstream>
#include <functional>
#include <iterator>

namespace kiosk::plugin {

using nlohmann::json;

namespace {

constexpr std::uintmax_t kMaxManifestBytes = 64 * 1024;
constexpr std::uintmax_t kMaxWebFileBytes = 4u << 20;

// What is wrong with a manifest, thrown from the helpers below to read_manifest, no further.
struct Fault {
    std::string sentence;
};

json read_json(const std::filesystem::path& file);
std::string string_at(const json&, const char* key, const std::string& fallback);
std::string name_at(const json&, const char* key);
Text text_at(const json&, const char* key, bool required);
std::string module_at(const json&, const char* key);
const json& list_at(const json&, const char* key);
void read_screens(const json&, Manifest&);
void read_pictures(const json&, Manifest&);
void read_content(const json&, Manifest&);
void read_commands(const json&, Manifest&);
bool is_file_name(std::string_view);
std::string compare_fingerprint(const kiosk_ui_fingerprint&);

} // namespace

const ScreenInfo* Manifest::screen(std::string_view screen_id) const {
    const auto found = std::ranges::find(screens, screen_id, &ScreenInfo::id);
    return found == screens.end() ? nullptr : &*found;
}

const PictureInfo* Manifest::picture(std::string_view picture_id) const {
    const auto found = std::ranges::find(pictures, picture_id, &PictureInfo::id);
    return found == pictures.end() ? nullptr : &*found;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ') words.emplace_back();
        else words.back() += c;
    }
    return words;
}

bool is_placeholder(std::string_view word) {
    return !word.empty() && word.size() <= 32 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_name(std::string_view s) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z'); };
    return !s.empty() && s.size() <= 32 && letter(s[0]) &&
           std::ranges::all_of(s, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

Result<Manifest> read_manifest(const std::filesystem::path& folder) {
    const auto file = folder / "plugin.json";
    try {
        const auto document = read_json(file);
        if (!document.is_object()) throw Fault{"is not a JSON object"};
        Manifest manifest;
        manifest.folder = folder;
        manifest.id = name_at(document, "id");
        manifest.version = string_at(document, "version", "");
        if (manifest.version.empty()) throw Fault{"\"version\" is missing"};
        const auto abi = document.find("abi");
        if (abi == document.end() || !abi->is_number_unsigned()) throw Fault{"\"abi\" is missing, or is no number"};
        manifest.abi = abi->get<std::uint32_t>();
        manifest.title = text_at(document, "title", true);
        manifest.icon = string_at(document, "icon", "");
        manifest.library = string_at(document, "library", manifest.id + ".so");
        if (!is_file_name(manifest.library)) throw Fault{"\"library\" must be the name of a file beside plugin.json"};
        manifest.phone = module_at(document, "phone");
        manifest.staff = module_at(document, "staff");
        read_screens(document, manifest);
        read_pictures(document, manifest);
        read_content(document, manifest);
        read_commands(document, manifest);
        return manifest;
    } catch (const Fault& fault) {
        return Error{Kind::invalid, file.string() + ": " + fault.sentence};
    } catch (const std::exception& e) { // what nlohmann::json throws for a number out of range and the like
        return Error{Kind::invalid, file.string() + ": " + e.what()};
    }
}

std::vector<WebFile> read_web_files(const Manifest& manifest) {
    std::vector<WebFile> files;
    const auto root = manifest.folder / "web";
    std::error_code failed;
    for (std::filesystem::recursive_directory_iterator it(root, failed), end; !failed && it != end; it.increment(failed)) {
        if (!it->is_regular_file(failed) || it->file_size(failed) > kMaxWebFileBytes) continue;
        const auto extension = it->path().extension().string();
        const char* type = extension == ".js"     ? "text/javascript; charset=utf-8"
                           : extension == ".css"  ? "text/css; charset=utf-8"
                           : extension == ".html" ? "text/html; charset=utf-8"
                           : extension == ".svg"  ? "image/svg+xml"
                           : extension == ".png"  ? "image/png"
                           : extension == ".jpg"  ? "image/jpeg"
                           : extension == ".webp" ? "image/webp"
                           : extension == ".json" ? "application/json; charset=utf-8"
                                                  : nullptr;
        if (!type) continue;
        std::ifstream in(it->path(), std::ios::binary);
        files.push_back({manifest.route_prefix() + "/" + std::filesystem::relative(it->path(), root).generic_string(), type,
                         std::string(std::istreambuf_iterator<char>(in), {})});
    }
    std::ranges::sort(files, {}, &WebFile::url);
    return files;
}

Result<std::unique_ptr<PluginFile>> PluginFile::open(Manifest manifest) {
    const auto file = (manifest.folder / manifest.library).string();
    try {
        void* library = SDL_LoadObject(file.c_str()); // never closed: see the header
        if (!library) return Error{Kind::invalid, file + ": cannot be opened: " + SDL_GetError()};
        const auto* entry = static_cast<const kiosk_plugin_entry*>(SDL_LoadFunction(library, KIOSK_ENTRY_SYMBOL));
        if (!entry) return Error{Kind::invalid, file + ": exports no \"" KIOSK_ENTRY_SYMBOL "\""};
        if (auto agrees = compare(*entry, manifest); !agrees)
            return Error{agrees.error().kind, file + ": " + agrees.error().sentence};
        return std::unique_ptr<PluginFile>(new PluginFile(std::move(manifest), entry));
    } catch (const std::exception& e) { // glibc lets an exception of a static constructor pass through dlopen
        return Error{Kind::invalid, file + ": threw while it was opened: " + e.what()};
    } catch (...) {
        return Error{Kind::invalid, file + ": threw while it was opened"};
    }
}

Status compare(const kiosk_plugin_entry& entry, const Manifest& manifest) {
    const auto refuse = [](std::string sentence) { return Error{Kind::invalid, std::move(sentence)}; };
    // `size` and `abi` are where they are in every version; nothing else is read before they are right. A longer entry is
    // a newer plugin's: what we do not know stands behind what we do, and is left alone.
    constexpr std::size_t kFirstSize = offsetof(kiosk_plugin_entry, import_file); // what version 1.0 had
    if (entry.size < kFirstSize)
        return refuse("its entry has " + std::to_string(entry.size) + " bytes, shorter than version 1.0's " +
                      std::to_string(kFirstSize));
    if (entry.abi != KIOSK_ABI)
        return refuse("speaks ABI " + std::to_string(entry.abi) + ", this kiosk ABI " + std::to_string(KIOSK_ABI));
    if (manifest.abi != entry.abi)
        return refuse("plugin.json says ABI " + std::to_string(manifest.abi) + ", the library " + std::to_string(entry.abi));
    if (!entry.id || manifest.id != entry.id)
        return refuse("plugin.json says id \"" + manifest.id + "\", the library \"" + log_safe(entry.id ? entry.id : "") + "\"");
    if (!entry.version || manifest.version != entry.version)
        return refuse("plugin.json says version " + manifest.version + ", the library " +
                      log_safe(entry.version ? entry.version : "none"));
    if (!entry.create || !entry.init || !entry.destroy) return refuse("its entry lacks create, init or destroy");
    if (!manifest.screens.empty() && !entry.draw) return refuse("plugin.json names screens, but its entry has no draw");
    if (!manifest.screens.empty() && !entry.ui)
        return refuse("plugin.json names screens, but its entry has no Dear ImGui fingerprint");
    if (!manifest.commands.empty() && !KIOSK_ENTRY_HAS(entry, run_command))
        return refuse("plugin.json names commands, but its entry has no run_command");
    if (entry.ui) {
        if (auto differs = compare_fingerprint(*entry.ui); !differs.empty()) return refuse(std::move(differs));
    }
    return {};
}

namespace {

json read_json(const std::filesystem::path& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (failed) throw Fault{"cannot be read: " + failed.message()};
    if (size > kMaxManifestBytes) throw Fault{"is larger than 64 KiB"};
    std::ifstream in(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    return json::parse(bytes); // its exceptions say line and column
}

std::string string_at(const json& object, const char* key, const std::string& fallback) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return fallback;
    if (!found->is_string()) throw Fault{"\"" + std::string(key) + "\" must be a string"};
    auto clean = text::nfc(found->get_ref<const std::string&>());
    if (!clean || clean->find('\0') != std::string::npos) throw Fault{"\"" + std::string(key) + "\" is no clean UTF-8"};
    return std::move(*clean);
}

std::string name_at(const json& object, const char* key) {
    auto name = string_at(object, key, "");
    if (!is_name(name)) throw Fault{"\"" + std::string(key) + "\" must be 1 to 32 of a-z, 0-9 and -, beginning with a letter"};
    return name;
}

Text text_at(const json& object, const char* key, bool required) {
    const auto found = object.find(key);
    Text text;
    if (found != object.end() && found->is_object()) {
        text = {string_at(*found, "vi", ""), string_at(*found, "en", "")};
    } else {
        text.vi = text.en = string_at(object, key, "");
    }
    if (text.vi.empty()) text.vi = text.en;
    if (text.en.empty()) text.en = text.vi;
    if (required && text.vi.empty()) throw Fault{"\"" + std::string(key) + "\" is missing"};
    return text;
}

std::string module_at(const json& object, const char* key) {
    auto module = string_at(object, key, "");
    if (!module.empty() && !is_file_name(module)) throw Fault{"\"" + std::string(key) + "\" must be the name of a file in web/"};
    return module;
}

const json& list_at(const json& object, const char* key) {
    static const json kEmpty = json::array();
    const auto found = object.find(key);
    if (found == object.end()) return kEmpty;
    if (!found->is_array()) throw Fault{"\"" + std::string(key) + "\" must be a list"};
    return *found;
}

const json& object_in(const json& item, const char* key) {
    if (!item.is_object()) throw Fault{"\"" + std::string(key) + "\" must be a list of objects"};
    return item;
}

void read_screens(const json& document, Manifest& manifest) {
    for (const auto& item : list_at(document, "screens")) {
        const auto& object = object_in(item, "screens");
        ScreenInfo screen;
        screen.id = name_at(object, "id");
        screen.title = text_at(object, "title", true);
        screen.blurb = text_at(object, "blurb", false);
        screen.icon = string_at(object, "icon", manifest.icon);
        if (const auto home = object.find("home"); home != object.end() && home->is_boolean()) screen.home = home->get<bool>();
        if (const auto order = object.find("order"); order != object.end() && order->is_number_integer())
            screen.order = std::clamp(order->get<int>(), -1'000, 1'000);
        if (manifest.screen(screen.id)) throw Fault{"the screen \"" + screen.id + "\" is there twice"};
        manifest.screens.push_back(std::move(screen));
    }
}

void read_pictures(const json& document, Manifest& manifest) {
    for (const auto& item : list_at(document, "pictures")) {
        if (manifest.screens.empty()) throw Fault{"\"pictures\" need at least one of \"screens\""};
        PictureInfo picture{"", manifest.screens.front().id};
        if (item.is_string()) {
            picture.id = item.get<std::string>();
            if (manifest.screen(picture.id)) picture.screen = picture.id; // the screen of that name, where there is one
        } else {
            picture.id = name_at(object_in(item, "pictures"), "id");
            picture.screen = string_at(item, "screen", picture.screen);
        }
        if (!is_name(picture.id)) throw Fault{"\"pictures\": \"" + log_safe(picture.id) + "\" is no name"};
        if (!manifest.screen(picture.screen)) throw Fault{"the picture \"" + picture.id + "\" is of no screen of this plugin"};
        manifest.pictures.push_back(std::move(picture));
    }
}

void read_content(const json& document, Manifest& manifest) {
    for (const auto& item : list_at(document, "content")) {
        const auto& object = object_in(item, "content");
        ContentInfo content{name_at(object, "kind"), name_at(object, "folder"), name_at(object, "schema"), {}, {}};
        for (const auto& format : list_at(object, "imports")) {
            if (!format.is_string() || !is_name(format.get_ref<const std::string&>()))
                throw Fault{"\"imports\" must be a list of names"};
            content.imports.push_back(format);
        }
        const auto exports = object.value("exports", json::object());
        if (!exports.is_object()) throw Fault{"\"exports\" must name formats and the endings of their files"};
        for (const auto& [format, ending] : exports.items()) {
            if (!is_name(format) || !ending.is_string() || !is_name(ending.get_ref<const std::string&>()))
                throw Fault{"\"exports\" must name formats and the endings of their files"};
            content.exports.push_back({format, ending});
        }
        manifest.content.push_back(std::move(content));
    }
    manifest.screens_of = string_at(document, "screens_of", "");
    if (manifest.screens_of.empty()) return;
    if (std::ranges::find(manifest.content, manifest.screens_of, &ContentInfo::kind) == manifest.content.end())
        throw Fault{"\"screens_of\" must be a kind of its \"content\""};
    if (manifest.screens.empty()) throw Fault{"\"screens_of\" needs at least one of \"screens\""};
}

void read_commands(const json& document, Manifest& manifest) {
    constexpr std::size_t kMostWords = 8;
    std::vector<std::string> known; // the names of each, "key add "
    for (const auto& item : list_at(document, "commands")) {
        CommandInfo command{string_at(object_in(item, "commands"), "words", ""), text_at(item, "about", true)};
        auto words = split_words(command.words);
        const auto fill_in = std::ranges::find_if_not(words, is_name);
        std::string names;
        for (auto name = words.begin(); name != fill_in; ++name) names += *name + " ";
        const bool sound = !names.empty() && words.size() <= kMostWords && std::all_of(fill_in, words.end(), is_placeholder);
        std::sort(fill_in, words.end());
        if (!sound || std::adjacent_find(fill_in, words.end()) != words.end())
            throw Fault{"\"words\" of a command are names and then, each once, what is filled in, in CAPITALS"};
        for (const auto& other : known)
            if (other.starts_with(names) || names.starts_with(other))
                throw Fault{"of two commands one begins as the other does: \"" + command.words + "\""};
        known.push_back(std::move(names));
        manifest.commands.push_back(std::move(command));
    }
}

bool is_file_name(std::string_view s) {
    return !s.empty() && s.size() <= 64 && s[0] != '.' && std::ranges::all_of(s, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_';
    });
}

std::string compare_fingerprint(const kiosk_ui_fingerprint& theirs) {
    if (theirs.size < sizeof(kiosk_ui_fingerprint)) return "its Dear ImGui fingerprint is too short";
    const auto& ours = ui::kFingerprint;
    const struct {
        const char* what;
        std::uint32_t ours, theirs;
    } fields[] = {
        {"the version", ours.imgui_version, theirs.imgui_version},
        {"the size of ImGuiIO", ours.sizeof_io, theirs.sizeof_io},
        {"the size of ImGuiStyle", ours.sizeof_style, theirs.sizeof_style},
        {"the size of ImDrawVert", ours.sizeof_vert, theirs.sizeof_vert},
        {"the size of ImDrawIdx", ours.sizeof_idx, theirs.sizeof_idx},
        {"the size of ImDrawCmd", ours.sizeof_draw_cmd, theirs.sizeof_draw_cmd},
        {"the revision of kiosk/ui.h", ours.ui_revision, theirs.ui_revision},
    };
    for (const auto& field : fields)
        if (field.ours != field.theirs)
            return "was built against another Dear ImGui: " + std::string(field.what) + " is " + std::to_string(field.theirs) +
                   " there, " + std::to_string(field.ours) + " here";
    return {};
}

} // namespace

} // namespace kiosk::plugin
