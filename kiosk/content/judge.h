// Judges packs: parse, schema, pictures, the plugin's own check; what comes through all doors is sound. Thread: any, for it
// holds nothing but where the schemas lie.
#pragma once

#include "kiosk/content/pack.h"

#include <filesystem>

namespace kiosk::content {

// Where pictures named by a pack lie ("image": "images/qr.png"), and which of them were looked for. No folder: a pack from
// elsewhere, which has no files beside it; it must hold its pictures itself ("data:image/png;base64,…").
struct Beside {
    std::filesystem::path folder;
    std::vector<std::filesystem::path> pictures = {}; // filled in, also with those that are missing
};

class Judge {
public:
    explicit Judge(std::filesystem::path schemas) : schemas_(std::move(schemas)) {}

    // Nothing, and faults added, where the pack cannot be used. `shown_as` names the file in the faults.
    std::optional<SoundPack> judge(const PackKind&, std::string_view shown_as, std::string_view bytes, Lang, Beside&,
                                   std::vector<Fault>& faults) const;
    // The faults in both languages; the second costs only where there are any.
    std::optional<SoundPack> judge(const PackKind&, std::string_view shown_as, std::string_view bytes, Beside&, Faults&) const;

    const std::filesystem::path& schemas() const { return schemas_; }

private:
    // The same for a document with one very long list, a piece at a time. Nothing where there is no such list, or anything
    // at all to be said: then the whole is judged, for sentences are about the whole.
    std::optional<SoundPack> judge_pieces(const PackKind&, std::string_view shown_as, std::string_view bytes, Lang,
                                          const Beside&) const;

    std::filesystem::path schemas_;
};

// Two files of one kind with the same id: said about the second.
Fault id_taken(std::string_view shown_as, std::string_view bytes, const std::string& id, const std::string& other_file, Lang);

} // namespace kiosk::content
