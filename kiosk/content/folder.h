// The packs that lie in the content folder, looked at again and again: what is new or has changed is read and judged, what
// looks as it did is not touched. Looking, not inotify: a network drive tells nobody of changes made elsewhere.
//
//     root/<kind's folder>/*.json, and the pictures that these name
//     root/<kind's folder>/*.xlsx, *.csv, …: files of people's own, translated by `Foreign` first
//
// Editors write in pieces, or move the old file away before the new one is there. So whoever looks repeatedly reads a file,
// or takes it for deleted, only once it looked the same in two looks running. What is read half-written all the same (a
// slow copy) fails, replaces nothing, and is read again when it has grown.
//
// Thread: any, one at a time.
#pragma once

#include "kiosk/content/judge.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kiosk::content {

// What a file looks like from outside: path, size (-1: not there), time of the last change in ns. First the pack's, then
// those of the pictures that it names.
struct FileLook {
    std::string path;
    std::int64_t size = -1, time = 0;
    bool operator==(const FileLook&) const = default;
};
using Looks = std::vector<FileLook>;
std::string to_text(const Looks&);             // JSON, for the store
Looks looks_from(std::string_view text);       // empty where the text is none of ours

struct FolderFile {
    std::string kind;
    std::string file; // below root: "banks/an-toan-so.json"
    std::string id;   // what it was known as before, where the file cannot be used and says none
    Looks looks;
    std::optional<SoundPack> pack; // nothing: unusable
    Faults faults = {};            // with warnings
};

struct FolderNews {
    std::vector<FolderFile> read;
    std::vector<std::string> gone; // files
    bool empty() const { return read.empty() && gone.empty(); }
};

class Folder {
public:
    // Reads a file of people's own into a report (kiosk_bytes_reader in plugin.h); takes its time. Empty: such files are
    // left alone.
    using Foreign = std::function<std::string(const PackKind&, const std::filesystem::path&, Lang)>;
    Folder(std::filesystem::path root, std::vector<PackKind> kinds, Judge judge, Foreign foreign = {})
        : root_(std::move(root)), kinds_(std::move(kinds)), judge_(std::move(judge)), foreign_(std::move(foreign)) {}

    // As the file was when it was last read, before a restart.
    void remember(const std::string& file, const std::string& kind, const std::string& id, Looks);

    enum class Patience {
        none,     // here and now, but for files that have to be translated: they wait for a later look
        two_looks
    };
    FolderNews look(Patience);

private:
    struct Known {
        std::string kind, id; // id: of the last sound pack in it
        Looks looks;          // as it was read
        Looks lately;         // as it was in the last look, where that differs
        bool missed = false;  // it was not there in the last look
        std::string waits_for; // kind/id that another file has
    };
    void look_at(const PackKind&, Patience, FolderNews&);
    FolderFile read(const PackKind&, const std::string& file, Known&);
    std::optional<std::string> translate(const PackKind&, const std::string& file, Faults&) const;
    void free_id(const std::string& key);

    std::filesystem::path root_;
    std::vector<PackKind> kinds_;
    Judge judge_;
    Foreign foreign_;
    std::map<std::string, Known> files_;        // by file
    std::map<std::string, std::string> owners_; // kind/id → file
};

} // namespace kiosk::content
