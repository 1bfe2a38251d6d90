// The content on disk: what is wrong with it, the event file, the words. Thread: main.
//
// content/
//   event.json            the event: name, units, contests, … (schema/event-v1.schema.json)
//   <folder>/*.json       packs of a kind; a plugin's manifest names kind, folder and schema
//   schema/*.schema.json  the schemas
//   i18n/<lang>.json      every word on screens and pages
#pragma once

#include "kiosk/content/judge.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kiosk::content {

// Judges files and folders for `kiosk check PATH…`. The packs that a running kiosk uses lie on its Shelf.
class Library {
public:
    Library(const std::filesystem::path& root, std::vector<PackKind> kinds) : judge_(root / "schema"), kinds_(std::move(kinds)) {}

    // A file or a folder; what a file is, is told by "$schema", its place, or its keys. Files are named as the path was given.
    std::vector<Fault> check(const std::filesystem::path&, Lang) const;

private:
    void check_file(const std::filesystem::path&, Lang, std::map<std::string, std::string>& file_of_id,
                    std::vector<Fault>& faults) const;
    const PackKind* kind_of(const std::filesystem::path&, const nlohmann::json& document) const;

    Judge judge_;
    std::vector<PackKind> kinds_;
};

// The event file with defaults filled in (every optional key present), or the faults.
struct EventFile {
    nlohmann::json json; // discarded where unusable
    std::vector<Fault> faults;
};
EventFile read_event(const std::filesystem::path& file, const std::filesystem::path& schema_dir, Lang);
// The same of a text that has come from elsewhere.
EventFile check_event(std::string_view bytes, std::string_view shown_as, const std::filesystem::path& schema_dir, Lang);
// A text of the event file in a language: a string, or {"vi","en"}; falls back to Vietnamese, then to any.
std::string pick(const nlohmann::json& text, const std::string& lang);

// Words: content/i18n/<lang>.json, sections of keys → text.
class Words {
public:
    Status load(const std::filesystem::path& dir);
    // Dotted key; falls back to Vietnamese, then to the key. The view lives as long as the Words.
    std::string_view text(std::string_view lang, std::string_view key) const;
    std::vector<std::string> langs() const;
    // "Tiếng Việt": what a language calls itself. A file that does not say so is known by its code.
    std::string own_name(const std::string& lang) const;
    // A section as JSON, for a page: {"join.title": "…"} of "phone".
    std::string section(std::string_view lang, std::string_view section) const;

private:
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> words_;
    mutable std::map<std::string, std::string, std::less<>> missing_;
};

} // namespace kiosk::content
