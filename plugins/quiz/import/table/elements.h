// Cuts XML that arrives in pieces into the elements of one name, so that a sheet of any length needs the memory of a row.
// Inside of import/ only. Thread: any.
//
// Only as much of XML as that takes: tags, comments, CDATA, processing instructions. A document type is not accepted: it
// could define entities. What is inside of an element is left to pugixml.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace quiz {

class ElementCutter {
public:
    // `element` is whole, from its start tag to its end tag; `has_text`: there is more in it than tags and white space.
    using Take = std::function<bool(std::string_view element, bool has_text)>; // false: enough
    ElementCutter(std::string_view name, Take take) : name_(name), take_(std::move(take)) {}

    bool add(std::string_view piece); // false: enough was taken, or the XML is broken
    bool broken() const { return broken_; } // not XML, deeper than 256, or an element of more than 4 MB

private:
    bool tag(std::size_t from, std::size_t end);

    const std::string name_;
    const Take take_;
    std::string held_;          // from start_ on while inside of an element, else from where nothing was cut yet
    std::size_t at_ = 0;        // in held_: what is before is done with
    std::size_t start_ = 0;     // in held_: of the element that we are in
    int depth_ = 0, inside_ = 0; // inside_: depth of the element that we are in, or 0
    bool has_text_ = false, broken_ = false;
};

} // namespace quiz
