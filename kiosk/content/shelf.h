// The packs of this kiosk: every version of every pack, and which one is in use. What fails never comes here, so what is in
// use is sound; what is replaced stays, so staff can go back.
//
//     folder ──► follow() ──┐
//     upload, stick, mended, centre ─► add() ──► version n + 1, in use      use(): a version from before, in use again
//
// Rules of the content folder
//   * A file that holds something else than the newest version that came from the folder becomes the next version, in use.
//     A version that staff have mended or loaded since is replaced by that, too: whoever changed the file did so last.
//   * A file that looks different and holds the same is nothing new.
//   * A file that cannot be used changes nothing; why, is kept for staff.
//   * A deleted file: its pack goes out of use where the version in use came from the folder, unless staff took it into use
//     after the file had gone. Its versions stay.
//
// Everything lies in the store (pack_versions, pack_choice, pack_files); here in memory are the texts in use, and of all
// versions what a list shows. Changes are accepted into memory at once and written by the caller's step, as everywhere.
//
// Thread: main.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/content/folder.h"
#include "kiosk/store/writer.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::content {

enum class Origin { folder, upload, stick, mended, centre };
std::string_view name_of(Origin);

using PackText = std::shared_ptr<const std::string>; // JSON; shared with whoever works on it elsewhere

struct PackVersion {
    int version = 0;
    Ms at = 0; // wall
    Origin origin = Origin::folder;
    std::string file;  // the name that it came under
    std::string note;  // what staff should know of it
    std::string title; // JSON
    std::string hash;
};

struct Shelved {
    std::vector<PackVersion> versions; // oldest first, 1…
    int in_use = 0;                    // version; 0: none
    bool kept = false;                 // staff use it although its file is gone
    PackText text;                     // of the version in use

    const PackVersion& newest() const { return versions.back(); }
    const PackVersion* version(int number) const; // nullptr: there is none
};

// What is wrong with a file of the folder.
struct Trouble {
    std::string kind;
    std::string id; // the pack whose next version it would have been; empty: none
    Ms at = 0;      // wall
    bool refused = false; // else: warnings only
    Faults faults;
};

class Shelf {
public:
    explicit Shelf(store::Writer&);
    Status load(store::Database&); // at start

    // Called after every change of what is in use, with the kind.
    void watch(std::function<void(const std::string& kind)> changed) { changed_ = std::move(changed); }
    std::uint64_t revision() const { return revision_; } // grows with every change, also of what is wrong

    // The packs of a kind in order of id, also those that are out of use.
    using Packs = std::map<std::string, Shelved, std::less<>>;
    const Packs& packs(std::string_view kind) const;
    const Shelved* find(std::string_view kind, std::string_view id) const;
    const std::map<std::string, Trouble>& troubles() const { return troubles_; } // by file

    // A version's text; reads the store where it is not the one in use. Kind::not_found; Kind::unavailable: not on disk yet.
    Result<PackText> text(std::string_view kind, std::string_view id, int version, store::Database&) const;

    // The next version of a pack, or its first, in use from now on; its number. Where the same is in use already, that one.
    struct From {
        Origin origin;
        std::string file = {}, note = {};
    };
    int add(const std::string& kind, SoundPack, From, Ms wall, store::Step&);
    // Back to a version, or forward. Errors as of text().
    Status use(const std::string& kind, const std::string& id, int version, store::Database&, store::Step&);

    // What was seen in the content folder. The step stays empty where that changes nothing.
    void follow(FolderNews, Ms wall, store::Step&);
    void remind(Folder&) const; // of what its files looked like before the restart

private:
    struct KnownFile {
        std::string kind, id;
        Looks looks;
    };
    int put(const std::string& kind, SoundPack, From, Ms wall, store::Step&);
    void follow(FolderFile, Ms wall, store::Step&);
    void forget(const std::string& file, store::Step&);
    void retire(const std::string& kind, const std::string& id, store::Step&);
    void choose(const std::string& kind, const std::string& id, int version, bool kept, PackText, store::Step&);
    bool has_file(const std::string& kind, const std::string& id) const;
    void tell();

    std::map<std::string, Packs, std::less<>> kinds_;
    std::map<std::string, KnownFile> files_;
    std::map<std::string, Trouble> troubles_;
    std::function<void(const std::string&)> changed_;
    std::set<std::string> untold_; // kinds that changed_ is to be called with
    std::uint64_t revision_ = 1;
    store::StatementId put_version_ = 0, put_choice_ = 0, put_file_ = 0, drop_file_ = 0;
};

} // namespace kiosk::content
