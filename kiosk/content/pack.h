// What a pack is to the kiosk, whatever it holds: a kind that a plugin's manifest names, and a JSON text that was judged.
#pragma once

#include "kiosk/content/schema.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::content {

struct PackKind {
    std::string kind;   // "quiz-bank"
    std::string folder; // "banks"
    std::string schema; // "quiz-bank-v1"
    // The plugin's own check; may be empty. Called with any JSON object, also one that does not fit the schema, so that
    // all faults are told at once; what it says about a place that the schema's check has named is dropped. Any thread.
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
    Convert import_file = {}, export_file = {};                    // may be empty; any thread
};

// Endings, in small letters, of files that may hold a pack: our own, and what plugins read for people.
inline constexpr std::string_view kPackEndings[] = {".csv", ".gift", ".json", ".tsv", ".txt", ".xlsx", ".xml"};

// A pack that came through every door: whole in itself, for the pictures beside its file have been taken in.
struct SoundPack {
    std::string id;
    std::string title; // JSON: a string, or {"vi", "en"}
    std::string json;  // NFC, keys in order
    std::string hash;  // BLAKE2b-256 of json
};

// The same faults in both languages, [Lang]: staff read them in theirs, whenever they look.
using Faults = std::array<std::vector<Fault>, 2>;
inline const std::vector<Fault>& in(const Faults& faults, Lang lang) { return faults[static_cast<std::size_t>(lang)]; }

} // namespace kiosk::content
