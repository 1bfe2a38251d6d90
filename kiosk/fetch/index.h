// What a centre offers to the kiosks that take their content from it, as JSON, and what may be believed of it. Pure; thread:
// any. The other end is plugins/central/content/share.h.
//
//   {"format": 1,
//    "event": {"path": "event", "size": 5120, "sha256": "…"},                                    or no "event"
//    "packs": [{"kind": "quiz-bank", "id": "an-toan-so", "path": "quiz-bank.an-toan-so", "size": 20480, "sha256": "…"}, …]}
//
// A path is one segment below the address of the index; size and sha256 are of the bytes that come from there.
#pragma once

#include "kiosk/base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::fetch {

struct Listed {
    std::string kind, id; // "" of the event
    std::string path;
    std::size_t size = 0;
    std::string sha256; // hex, small letters
    bool operator==(const Listed&) const = default;
};

struct Index {
    std::optional<Listed> event;
    std::vector<Listed> packs;
};
// Kind::invalid where it is no such index, or a member of it is not what it should be: then nothing of it is used.
Result<Index> read_index(std::string_view json);

std::string sha256_of(std::string_view bytes);
bool is_as_listed(const Listed&, std::string_view bytes);

} // namespace kiosk::fetch
