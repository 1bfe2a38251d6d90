// Language tags and the choice among them. Inside of xapi/ only. Thread: any.
#pragma once

#include "xapi/statement.h"

namespace central::xapi {

// Well-formed after RFC 5646, 2.1: subtags of the right lengths in the right order, no extension twice. Whether a subtag is
// registered is not asked.
bool is_language_tag(std::string_view);

// What somebody reads, best first, from Accept-Language (RFC 9110, 12.5.4); ranges of weight 0 and what is malformed left out.
std::vector<std::string> read_languages(std::string_view accept_language);
// The entry of a language map that is shown to them: RFC 4647, 3.4, lookup; where that finds nothing, a closer variety ("vi"
// takes "vi-VN"); at last the map's first. `map` is not empty.
Json::const_iterator choose_language(const Json& map, const std::vector<std::string>& languages);

} // namespace central::xapi
