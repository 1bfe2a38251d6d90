// The packs on disk: which there are, which are usable, what is wrong with the others. Thread: main.
//
// content/
//   event.json            the event: name, units, contests, … (schema/event-v1.schema.json)
//   <folder>/*.json       packs of a kind; a plugin's manifest names kind, folder and schema
//   schema/*.schema.json  the schemas
//   i18n/<lang>.json      every word on screens and pages
#pragma once

#include "kiosk/content/schema.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::content {

struct PackKind {
    std::string kind;   // "quiz-bank"
    std::string folder; // "banks"
    std::string schema; // "quiz-bank-v1"
    // The plugin's own check; may be empty. Called with any JSON object, also one that does not fit the schema, so that
    // all faults are told at once; what it says about a place that the schema's check has named is dropped.
    std::function<void(std::string_view json, Lang,
                       const std::function<void(std::string_view pointer, std::string_view sentence)>&)>
        check;
    // Files of people's own into packs, and packs into files (kiosk_exchange in plugin.h). Nothing: not known, or it failed.
    struct Exchange {
        std::string_view format, name, bytes, map;
        Lang lang = Lang::vi;
    };
    using Convert = std::function<std::optional<std::string>(const Exchange&)>;
    std::vector<std::string> imports = {};                         // formats: "kahoot", "gift"
    std::vector<std::pair<std::string, std::string>> exports = {}; // format → ending of its files: "gift" → "txt"
    Convert import_file = {}, export_file = {};                    // may be empty
};

struct Pack {
    std::string kind, id, file;
    std::string json; // as read, NFC
};

class Library {
public:
    // `schemas`: where the schemas lie; empty: in `root`/schema. An event of one's own brings banks, not schemas.
    Library(std::filesystem::path root, std::vector<PackKind> kinds, std::filesystem::path schemas = {});

    // Reads everything again; faults of unusable files are kept in faults(), and the rest goes on without them.
    void load(Lang);
    const std::vector<Pack>& packs() const { return packs_; }
    const std::vector<Fault>& faults() const { return faults_; }

    // For `kiosk check PATH…`: a file or a folder; what a file is, is told by "$schema", its place, or its keys.
    // Files are named as the path was given.
    std::vector<Fault> check(const std::filesystem::path&, Lang) const;

private:
    // The pack's text as plugins get it; empty, and faults added, where it cannot be used.
    std::string judge(const PackKind&, std::string_view shown_as, std::string_view bytes, nlohmann::json document, Lang,
                      std::vector<Fault>& faults) const;
    void check_file(const std::filesystem::path&, Lang, std::map<std::string, std::string>& file_of_id,
                    std::vector<Fault>& faults) const;
    const PackKind* kind_of(const std::filesystem::path&, const nlohmann::json& document) const;

    std::filesystem::path root_, schemas_;
    std::vector<PackKind> kinds_;
    std::vector<Pack> packs_;
    std::vector<Fault> faults_;
};

// The event file with defaults filled in (every optional key present), or the faults.
struct EventFile {
    nlohmann::json json; // discarded where unusable
    std::vector<Fault> faults;
};
EventFile read_event(const std::filesystem::path& file, const std::filesystem::path& schema_dir, Lang);

// Words: content/i18n/<lang>.json, sections of keys → text.
class Words {
public:
    Status load(const std::filesystem::path& dir);
    // Dotted key; falls back to Vietnamese, then to the key. The view lives as long as the Words.
    std::string_view text(std::string_view lang, std::string_view key) const;
    std::vector<std::string> langs() const;
    // A section as JSON, for a page: {"join.title": "…"} of "phone".
    std::string section(std::string_view lang, std::string_view section) const;

private:
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> words_;
    mutable std::map<std::string, std::string, std::less<>> missing_;
};

} // namespace kiosk::content
