// `kiosk import`, `kiosk export` and `kiosk export-template`: people's files into packs, and back.
#include "kiosk/base/log.h"
#include "kiosk/commands.h"
#include "kiosk/content/files.h"
#include "kiosk/content/folder.h"
#include "kiosk/plugin/plugin_list.h"

#include <algorithm>
#include <fstream>
#include <iostream>

namespace kiosk {

namespace fs = std::filesystem;
using content::Lang;
using content::lang_named;
using nlohmann::json;

namespace {

constexpr int kSomeRefused = 1, kNothingUsable = 2;

struct Sentence {
    const char *vi, *en;
};
const char* say(Lang lang, const Sentence& s) { return lang == Lang::en ? s.en : s.vi; }

int complain(const std::string& sentence, int status) {
    std::cerr << "kiosk: " << sentence << '\n';
    return status;
}

// The first kind that can do it and, where a kind is named, is that one.
const content::PackKind* kind_that(const std::vector<content::PackKind>& kinds, const std::string& name,
                                   content::PackKind::Convert content::PackKind::*converts) {
    const auto found =
        std::ranges::find_if(kinds, [&](const auto& kind) { return (name.empty() || kind.kind == name) && kind.*converts; });
    return found == kinds.end() ? nullptr : &*found;
}

// Whole or not at all: a reader never finds half a file.
bool write_file(const fs::path& path, std::string_view bytes) {
    const fs::path part = path.string() + ".part";
    std::error_code failed;
    {
        std::ofstream out(part, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!out.flush()) failed = std::make_error_code(std::errc::io_error);
    }
    if (!failed) fs::rename(part, path, failed);
    std::error_code ignored;
    if (failed) fs::remove(part, ignored);
    return !failed;
}

// {"heading": "field"} as the plugin wants it; "" where nothing was mapped, "?" where it cannot be read.
std::string map_json(const std::vector<std::string>& pairs) {
    if (pairs.empty()) return {};
    if (pairs.size() == 1 && pairs[0].starts_with('{')) return pairs[0];
    json map = json::object();
    for (const auto& pair : pairs) {
        const auto equals = pair.rfind('=');
        if (equals == std::string::npos || equals == 0) return "?";
        map[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return map.dump();
}

void print(const json& report) {
    for (const auto& note : report.at("notes")) {
        const auto& place = note.at("place").get_ref<const std::string&>();
        std::cout << place << (place.empty() ? "" : ": ") << note.at("sentence").get_ref<const std::string&>() << '\n';
    }
    if (report.contains("sentence")) std::cout << report["sentence"].get_ref<const std::string&>() << '\n';
    std::cout << "taken " << report.at("taken") << ", refused " << report.at("refused") << '\n';
}

// The pack's text: of a file, or of the pack of that id among the program's own.
std::string find_pack(const ExportOptions& options, const content::PackKind& kind, const Layout& layout, std::string& id) {
    std::vector<content::Fault> faults;
    if (fs::exists(options.pack)) {
        id = fs::path(options.pack).stem().string();
        const auto document = content::read_json(options.pack, options.pack, lang_named(options.lang), faults);
        for (const auto& fault : faults) std::cerr << content::to_line(fault) << '\n';
        return document.is_discarded() ? "" : document.dump();
    }
    content::Folder folder(layout.content, {kind}, content::Judge(layout.content / "schema"));
    for (const auto& file : folder.look(content::Folder::Patience::none).read)
        if (file.pack && file.id == options.pack) return id = file.id, file.pack->json;
    return {};
}

} // namespace

int import_file(const ImportOptions& options) {
    open_log({"", 0, 0, true});
    const Lang lang = lang_named(options.lang);
    const auto plugins = plugin::PluginList::open({find_layout().plugins});
    const auto kinds = plugins.pack_kinds();
    const auto* kind = kind_that(kinds, options.kind, &content::PackKind::import_file);
    if (!kind)
        return complain(say(lang, {"không có plugin nào đọc được loại này.", "no plugin reads files of that kind."}),
                        kNothingUsable);
    if (options.format != "auto" && !std::ranges::count(kind->imports, options.format)) {
        std::string known = "auto";
        for (const auto& format : kind->imports) known += ", " + format;
        return complain(say(lang, {"không có định dạng này; hãy chọn: ", "there is no such format; choose from: "}) + known,
                        kNothingUsable);
    }
    const std::string map = map_json(options.map);
    if (map == "?") return complain(say(lang, {"--map viết là CỘT=TRƯỜNG.", "--map is written COLUMN=FIELD."}), kNothingUsable);

    std::vector<content::Fault> faults;
    const auto bytes = content::read_bytes(options.file, options.file.string(), lang, faults);
    if (!bytes) return complain(faults.at(0).sentence, kNothingUsable);
    const std::string name = options.name.empty() ? options.file.filename().string() : options.name;
    const auto answer = kind->import_file({options.format, name, *bytes, map, lang});
    if (!answer) return complain(say(lang, {"tệp này không đọc được.", "this file cannot be read."}), kNothingUsable);
    const json report = json::parse(*answer);
    if (options.report) std::cout << *answer << '\n';
    else print(report);
    if (!options.out.empty() && !report.at("pack").is_null() && !write_file(options.out, report["pack"].dump(2) + '\n'))
        return complain(options.out.string() + say(lang, {" không ghi được.", " cannot be written."}), kNothingUsable);
    return report.at("taken") == 0 ? kNothingUsable : report.at("refused") == 0 ? 0 : kSomeRefused;
}

int export_file(const ExportOptions& options) {
    open_log({"", 0, 0, true});
    const Lang lang = lang_named(options.lang);
    const Layout layout = find_layout();
    const auto plugins = plugin::PluginList::open({layout.plugins});
    const auto kinds = plugins.pack_kinds();
    const auto* kind = kind_that(kinds, options.kind, &content::PackKind::export_file);
    if (!kind) return complain(say(lang, {"không có plugin nào ghi được loại này.", "no plugin writes files of that kind."}), 1);
    const bool is_template = options.pack.empty();
    const std::string format = is_template ? "template" : options.format;
    const auto known = std::ranges::find(kind->exports, format, [](const auto& e) { return e.first; });
    if (known == kind->exports.end() || (is_template && known->second != options.format)) {
        std::string formats;
        for (const auto& [one, ending] : kind->exports)
            if ((one == "template") == is_template) formats += (formats.empty() ? "" : ", ") + (is_template ? ending : one);
        return complain(say(lang, {"không có định dạng này; hãy chọn: ", "there is no such format; choose from: "}) + formats, 2);
    }
    std::string id = lang == Lang::en ? "questions-to-fill-in" : "mau-cau-hoi", pack;
    if (!is_template && (pack = find_pack(options, *kind, layout, id)).empty())
        return complain(options.pack + say(lang, {" không có, hoặc không dùng được.", " is not there, or cannot be used."}), 1);
    const auto file = kind->export_file({format, id, pack, "", lang});
    if (!file)
        return complain(say(lang, {"bộ này có lỗi, hãy chạy \"kiosk check\".", "this pack has faults; run \"kiosk check\"."}), 1);
    const fs::path out = options.out.empty() ? fs::path(id + "." + known->second) : options.out;
    if (!write_file(out, *file)) return complain(out.string() + say(lang, {" không ghi được.", " cannot be written."}), 1);
    std::cout << out.string() << '\n';
    return 0;
}

} // namespace kiosk
