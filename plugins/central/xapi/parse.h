// JSON from strangers: one value of it, or what is wrong. Inside of xapi/ only. Thread: any. Never throws.
#pragma once

#include "xapi/statement.h"

namespace central::xapi {

// Refused is what is no JSON or no UTF-8, an object in which a key stands twice (XAPI-00021), and what is nested deeper than
// kDeepest. `name` is what it is called in a sentence: "body".
std::variant<Json, Fault> parse(std::string_view text, std::string_view name);

} // namespace central::xapi
