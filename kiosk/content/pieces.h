// A document with one very long list in it, such as a bank of 20,000 questions, cut into small ones: as a tree, the whole
// would take ten times the room of its text, and most of the time to judge it. Thread: any. Borrows the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::content {

// {"id": "a", "questions": [one, two, three], "x": 1}  →  head `{"id": "a", "questions": [`, lists `one, two` and `three`,
// tail `], "x": 1}`, key `questions`. So head + list + tail is a document of its own.
struct Pieces {
    std::string key;
    std::string_view head, tail;
    std::vector<std::string_view> lists;
    std::size_t count = 0; // items in all

    std::string document(std::string_view list) const { return std::string(head).append(list).append(tail); }
};

// Nothing where the text is small, holds no such list, or is not what it seems: then it is to be taken whole.
std::optional<Pieces> cut_into_pieces(std::string_view text);

} // namespace kiosk::content
