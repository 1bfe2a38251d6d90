// JSON from strangers: one value of it, or what is wrong. Inside of xapi/ only. Thread: any. Never throws.
#pragma once

#include "xapi/statement.h"

#include <cstddef>
#include <functional>

namespace central::xapi {

// Refused is what is no JSON or no UTF-8, an object in which a key stands twice (XAPI-00021), and what is nested deeper than
// kDeepest. `name` is what it is called in a sentence: "body".
std::variant<Json, Fault> parse(std::string_view text, std::string_view name);

// The same one by one: where the text is an array each element of it, else itself. The next one is made when the one before
// has been taken, and mostly in the memory that it has left. Ends with the first Fault, be it that of `take`, which must not
// parse anything itself.
struct Part {
    bool of_many = false; // an element of an array
    std::size_t index = 0, count = 1;
    std::string_view text = {}; // of an object or array, as it stands there; "" where there is white space in it
    std::size_t length = 0;     // of an object or array: bytes without the white space between its parts
};
using Take = std::function<std::optional<Fault>(Json, const Part&)>;
std::optional<Fault> parse_each(std::string_view text, std::string_view name, const Take&);
// Bytes of a text that is JSON, without the white space between its parts.
std::size_t length_of(std::string_view text);

} // namespace central::xapi
