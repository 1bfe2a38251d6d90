// The minutes of a round ("biên bản"), one page of HTML made for A4, in the form that Vietnamese offices use: state header,
// what, when and where, ranking, how ties were decided, corrections, prizes, lines for signatures. It says nothing but what the
// sealed file says, what became of the prizes, and the names of those who stood on the board under another one; at its foot stand the key's fingerprint and the file's hash, so that paper
// and file prove each other.
//
// Pure; thread: any. Everything that people typed is escaped.
#pragma once

#include "bank/text.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct MinutesPaper {
    const nlohmann::json& results; // results_json(), with made_at
    const nlohmann::json& prizes;  // claims of the round as staff see them (Claims::claim_json)
    std::string organiser;         // may be empty
    std::string key_fingerprint, file_hash;
    Lang lang = Lang::vi;
    std::function<std::string_view(std::string_view key)> word; // of content/i18n, "prizes.minutes.…" without that beginning
};
std::string minutes_html(const MinutesPaper&);

std::string escaped(std::string_view text); // for HTML, in text and in attributes

} // namespace quiz
