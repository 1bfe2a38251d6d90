#include "kiosk/content/shelf.h"

#include "kiosk/base/log.h"
#include "kiosk/content/files.h"

#include <algorithm>
#include <array>
#include <set>

namespace kiosk::content {

using store::Step;
using store::Value;

namespace {

constexpr std::array<std::string_view, 5> kOrigins{"folder", "upload", "stick", "mended", "centre"};

Origin origin_named(std::string_view name) {
    const auto at = std::find(kOrigins.begin(), kOrigins.end(), name) - kOrigins.begin();
    return static_cast<Origin>(at % static_cast<std::ptrdiff_t>(kOrigins.size())); // the table's CHECK knows no other
}

const std::string& text_of(const Value& value) { return std::get<std::string>(value); }
std::int64_t number_of(const Value& value) { return std::get<std::int64_t>(value); }

} // namespace

std::string_view name_of(Origin origin) { return kOrigins[static_cast<std::size_t>(origin)]; }

const PackVersion* Shelved::version(int number) const {
    const auto found = std::find_if(versions.begin(), versions.end(), [&](const auto& v) { return v.version == number; });
    return found == versions.end() ? nullptr : &*found;
}

Shelf::Shelf(store::Writer& writer) {
    put_version_ = writer.prepare("", "INSERT INTO pack_versions(kind, id, version, at, origin, file, note, title, hash, json) "
                                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    put_choice_ = writer.prepare("", "INSERT OR REPLACE INTO pack_choice(kind, id, version, kept) VALUES (?, ?, ?, ?)");
    put_file_ = writer.prepare("", "INSERT OR REPLACE INTO pack_files(file, kind, id, looks) VALUES (?, ?, ?, ?)");
    drop_file_ = writer.prepare("", "DELETE FROM pack_files WHERE file = ?");
}

Status Shelf::load(store::Database& db) {
    kinds_.clear();
    files_.clear();
    auto read =
        db.read("SELECT kind, id, version, at, origin, file, note, title, hash FROM pack_versions ORDER BY kind, id, version", {},
                [&](std::span<const Value> row) {
                    kinds_[text_of(row[0])][text_of(row[1])].versions.push_back(
                        {static_cast<int>(number_of(row[2])), number_of(row[3]), origin_named(text_of(row[4])), text_of(row[5]),
                         text_of(row[6]), text_of(row[7]), std::get<store::Blob>(row[8]).bytes});
                    return true;
                });
    if (!read) {
        return read;
    }
    read = db.read(
        "SELECT c.kind, c.id, c.version, c.kept, v.json FROM pack_choice c JOIN pack_versions v USING (kind, id, version)", {},
        [&](std::span<const Value> row) {
            auto& pack = kinds_[text_of(row[0])][text_of(row[1])];
            pack.in_use = static_cast<int>(number_of(row[2]));
            pack.kept = number_of(row[3]) != 0;
            pack.text = std::make_shared<const std::string>(text_of(row[4]));
            return true;
        });
    if (!read) {
        return read;
    }
    return db.read("SELECT file, kind, id, looks FROM pack_files", {}, [&](std::span<const Value> row) {
        files_[text_of(row[0])] = {text_of(row[1]), text_of(row[2]), looks_from(text_of(row[3]))};
        return true;
    });
}

const Shelf::Packs& Shelf::packs(std::string_view kind) const {
    static const Packs kNone;
    const auto found = kinds_.find(kind);
    return found == kinds_.end() ? kNone : found->second;
}

const Shelved* Shelf::find(std::string_view kind, std::string_view id) const {
    const auto& all = packs(kind);
    const auto found = all.find(id);
    return found == all.end() ? nullptr : &found->second;
}

Result<PackText> Shelf::text(std::string_view kind, std::string_view id, int version, store::Database& db) const {
    const auto* pack = find(kind, id);
    if (!pack || !pack->version(version)) {
        return Error{Kind::not_found, "There is no such version."};
    }
    if (version == pack->in_use) {
        return pack->text;
    }
    PackText text;
    const Value key[] = {std::string(kind), std::string(id), std::int64_t{version}};
    auto read =
        db.read("SELECT json FROM pack_versions WHERE kind = ? AND id = ? AND version = ?", key, [&](std::span<const Value> row) {
            text = std::make_shared<const std::string>(text_of(row[0]));
            return false;
        });
    if (!read) {
        return read.error();
    }
    if (!text) {
        return Error{Kind::unavailable, "This version is not on disk yet."};
    }
    return text;
}

int Shelf::add(const std::string& kind, SoundPack sound, From from, Ms wall, Step& step) {
    const int version = put(kind, std::move(sound), std::move(from), wall, step);
    tell();
    return version;
}

int Shelf::put(const std::string& kind, SoundPack sound, From from, Ms wall, Step& step) {
    auto& pack = kinds_[kind][sound.id];
    if (const auto* now = pack.version(pack.in_use); now && now->hash == sound.hash) {
        return now->version;
    }
    const int number = pack.versions.empty() ? 1 : pack.newest().version + 1;
    spdlog::info("pack kind={} id={} version={} origin={}", log_safe(kind), log_safe(sound.id), number, name_of(from.origin));
    step.writes.push_back({put_version_,
                           {kind, sound.id, std::int64_t{number}, wall, std::string(name_of(from.origin)), from.file, from.note,
                            sound.title, store::Blob{sound.hash}, sound.json}});
    pack.versions.push_back({number, wall, from.origin, std::move(from.file), std::move(from.note), std::move(sound.title),
                             std::move(sound.hash)});
    choose(kind, sound.id, number, false, std::make_shared<const std::string>(std::move(sound.json)), step);
    return number;
}

Status Shelf::use(const std::string& kind, const std::string& id, int version, store::Database& db, Step& step) {
    auto wanted = text(kind, id, version, db);
    if (!wanted) {
        return wanted.error();
    }
    const auto* pack = find(kind, id);
    if (pack->in_use == version) {
        return {};
    }
    spdlog::info("pack kind={} id={} version={} instead_of={}", log_safe(kind), log_safe(id), version, pack->in_use);
    choose(kind, id, version, !has_file(kind, id), std::move(*wanted), step);
    tell();
    return {};
}

void Shelf::follow(FolderNews news, Ms wall, Step& step) {
    std::set<std::pair<std::string, std::string>> left; // packs whose file is gone, or holds another now
    const auto leaves = [&](const std::string& file) {
        if (const auto known = files_.find(file); known != files_.end()) {
            left.insert({known->second.kind, known->second.id});
        }
    };
    for (const auto& file : news.gone) {
        leaves(file);
        forget(file, step);
    }
    for (auto& file : news.read) {
        if (file.pack) {
            leaves(file.file);
        }
        follow(std::move(file), wall, step);
    }
    for (const auto& [kind, id] : left) {
        retire(kind, id, step);
    }
    revision_ += news.empty() ? 0 : 1;
    tell();
}

void Shelf::follow(FolderFile file, Ms wall, Step& step) {
    const bool spoken = std::any_of(file.faults.begin(), file.faults.end(), [](const auto& said) { return !said.empty(); });
    if (spoken) {
        troubles_[file.file] = {file.kind, file.pack || find(file.kind, file.id) ? file.id : std::string(), wall, !file.pack,
                                std::move(file.faults)};
    } else {
        troubles_.erase(file.file);
    }
    if (!file.pack) {
        spdlog::warn("file={} cannot be used faults={}", log_safe(file.file), in(troubles_[file.file].faults, Lang::vi).size());
        return;
    }
    const std::string id = file.id;
    step.writes.push_back({put_file_, {file.file, file.kind, id, to_text(file.looks)}});
    files_[file.file] = {file.kind, id, std::move(file.looks)};

    const auto* pack = find(file.kind, id);
    const PackVersion* newest = nullptr; // of the folder's
    if (pack) {
        for (const auto& version : pack->versions) {
            newest = version.origin == Origin::folder ? &version : newest;
        }
    }
    if (!newest || newest->hash != file.pack->hash) {
        put(file.kind, std::move(*file.pack), {Origin::folder, file.file, {}}, wall, step);
    } else if (pack->in_use == 0) { // it had gone, and has come back
        choose(file.kind, id, newest->version, false, std::make_shared<const std::string>(std::move(file.pack->json)), step);
    }
}

void Shelf::remind(Folder& folder) const {
    for (const auto& [file, known] : files_) {
        folder.remember(file, known.kind, known.id, known.looks);
    }
}

void Shelf::forget(const std::string& file, Step& step) {
    files_.erase(file);
    troubles_.erase(file);
    step.writes.push_back({drop_file_, {file}});
}

void Shelf::retire(const std::string& kind, const std::string& id, Step& step) {
    const auto* pack = find(kind, id);
    const auto* now = pack ? pack->version(pack->in_use) : nullptr;
    if (now && now->origin == Origin::folder && !pack->kept && !has_file(kind, id)) {
        spdlog::info("pack kind={} id={} is out of use: its file is gone", log_safe(kind), log_safe(id));
        choose(kind, id, 0, false, nullptr, step);
    }
}

void Shelf::choose(const std::string& kind, const std::string& id, int version, bool kept, PackText text, Step& step) {
    auto& pack = kinds_[kind][id];
    pack.in_use = version;
    pack.kept = kept;
    pack.text = std::move(text);
    step.writes.push_back({put_choice_, {kind, id, std::int64_t{version}, std::int64_t{kept}}});
    untold_.insert(kind);
}

bool Shelf::has_file(const std::string& kind, const std::string& id) const {
    return std::any_of(files_.begin(), files_.end(),
                       [&](const auto& entry) { return entry.second.kind == kind && entry.second.id == id; });
}

// Once per kind, however many packs of it have changed: plugins read all of them again.
void Shelf::tell() {
    for (const auto& kind : std::exchange(untold_, {})) {
        ++revision_;
        if (changed_) {
            changed_(kind);
        }
    }
}

} // namespace kiosk::content
