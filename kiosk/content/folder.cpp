#include "kiosk/content/folder.h"

#include "kiosk/content/files.h"

#include <sys/stat.h>

#include <algorithm>
#include <set>

namespace kiosk::content {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

FileLook look_of(std::string path) {
    FileLook look{std::move(path)};
    struct stat status {};
    if (stat(look.path.c_str(), &status) == 0) {
        look.size = status.st_size;
        look.time = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    }
    return look;
}

bool is_foreign(const fs::path& path) { return path.extension() != ".json"; }

std::string key_of(const std::string& kind, const std::string& id) { return kind + "/" + id; }

} // namespace

std::string to_text(const Looks& looks) {
    json text = json::array();
    for (const auto& look : looks) {
        text.push_back({look.path, look.size, look.time});
    }
    return text.dump(-1, ' ', false, json::error_handler_t::replace); // a path may be anything but UTF-8
}

Looks looks_from(std::string_view text) {
    Looks looks;
    const json list = json::parse(text, nullptr, false);
    for (const auto& look : list.is_array() ? list : json::array()) {
        if (look.is_array() && look.size() == 3 && look[0].is_string() && look[1].is_number_integer() &&
            look[2].is_number_integer()) {
            looks.push_back({look[0], look[1], look[2]});
        }
    }
    return looks;
}

void Folder::remember(const std::string& file, const std::string& kind, const std::string& id, Looks looks) {
    files_[file] = {kind, id, std::move(looks), {}, false, {}};
    owners_[key_of(kind, id)] = file;
}

FolderNews Folder::look(Patience patience) {
    FolderNews news;
    for (const auto& kind : kinds_) {
        look_at(kind, patience, news);
    }
    return news;
}

void Folder::look_at(const PackKind& kind, Patience patience, FolderNews& news) {
    std::error_code failed;
    const auto paths = pack_files(root_ / kind.folder, foreign_ && kind.import_file, failed);
    if (failed) {
        return; // a drive that is away has not lost its files
    }
    std::set<std::string> there;
    for (const auto& path : paths) {
        there.insert(path.lexically_relative(root_).generic_string());
    }
    for (auto known = files_.begin(); known != files_.end();) {
        auto& [file, was] = *known;
        if (was.kind != kind.kind || there.contains(file)) {
            was.missed = false;
            ++known;
        } else if (patience == Patience::two_looks && !was.missed) {
            was.missed = true;
            ++known;
        } else {
            news.gone.push_back(file);
            const std::string key = key_of(was.kind, was.id);
            const bool owned = owners_.contains(key) && owners_[key] == file;
            known = files_.erase(known);
            if (owned) {
                free_id(key);
            }
        }
    }
    for (const auto& path : paths) {
        const std::string file = path.lexically_relative(root_).generic_string();
        Known& known = files_.try_emplace(file, Known{kind.kind, {}, {}, {}, false, {}}).first->second;
        Looks now{look_of(path.string())};
        for (std::size_t i = 1; i < known.looks.size(); ++i) {
            now.push_back(look_of(known.looks[i].path));
        }
        if (now == known.looks) {
            known.lately.clear();
        } else if (patience == Patience::none && is_foreign(path)) {
            continue;
        } else if (patience == Patience::two_looks && now != known.lately) {
            known.lately = std::move(now);
        } else {
            known.lately.clear();
            news.read.push_back(read(kind, file, known));
        }
    }
}

FolderFile Folder::read(const PackKind& kind, const std::string& file, Known& known) {
    FolderFile found{kind.kind, file, known.id, {look_of((root_ / file).string())}, {}, {}};
    Beside beside{(root_ / file).parent_path()};
    auto& [vi, en] = found.faults;
    const bool foreign = is_foreign(file);
    const auto bytes = foreign ? translate(kind, file, found.faults) : read_bytes(root_ / file, file, Lang::vi, vi);
    if (bytes) {
        found.pack = judge_.judge(kind, file, *bytes, beside, found.faults);
    } else if (!foreign) {
        read_bytes(root_ / file, file, Lang::en, en);
    }
    for (const auto& picture : beside.pictures) {
        found.looks.push_back(look_of(picture.string()));
    }
    known.looks = found.looks;
    known.waits_for.clear();
    if (!found.pack) {
        return found;
    }
    found.id = found.pack->id;
    const std::string key = key_of(kind.kind, found.id);
    const auto owner = owners_.find(key);
    if (owner != owners_.end() && owner->second != file) {
        vi.push_back(id_taken(file, *bytes, found.id, owner->second, Lang::vi));
        en.push_back(id_taken(file, *bytes, found.id, owner->second, Lang::en));
        found.pack.reset();
        found.id = known.id;
        known.waits_for = key;
        return found;
    }
    const std::string before = std::exchange(known.id, found.id);
    owners_[key] = file;
    if (!before.empty() && before != found.id) {
        free_id(key_of(kind.kind, before));
    }
    return found;
}

// The pack in a file of people's own, as JSON. What was refused is a warning where the rest can be used.
std::optional<std::string> Folder::translate(const PackKind& kind, const std::string& file, Faults& faults) const {
    std::optional<std::string> pack;
    for (const Lang lang : {Lang::vi, Lang::en}) {
        const json report = json::parse(foreign_(kind, root_ / file, lang), nullptr, false);
        if (!report.is_object()) {
            return std::nullopt;
        }
        const bool usable = report.value("pack", json()).is_object();
        auto& said = faults[static_cast<std::size_t>(lang)];
        if (!usable) {
            said.push_back({file, 1, "", report.value("sentence", ""), false});
        }
        for (const json& note : report.value("notes", json::array())) {
            const std::string place = note.value("place", "");
            said.push_back({file, 1, "", place + (place.empty() ? "" : ": ") + note.value("sentence", ""), usable});
        }
        if (usable && !pack) {
            pack = report["pack"].dump();
        }
        if (said.empty()) {
            break; // nothing to be said in the other language either
        }
    }
    return pack;
}

// Whoever waited for the id is read again.
void Folder::free_id(const std::string& key) {
    owners_.erase(key);
    for (auto& [file, known] : files_) {
        if (known.waits_for == key) {
            known.looks.clear();
        }
    }
}

} // namespace kiosk::content
