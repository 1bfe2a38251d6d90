// Moodle XML cut into its questions, so that each is parsed on its own: a broken one spoils no other, and the memory needed
// is that of one question. Inside of import/ only. Thread: any.
#pragma once

#include <functional>
#include <string_view>

namespace quiz {

struct XmlPiece {
    enum Kind { question, comment } kind = question; // comment: between questions, without <!-- and -->
    std::string_view text;
    bool ended = true; // else: the next one began, or the file ended, before </question>
};

// Calls `piece` for each, in the order of the file, until it returns false. Linear in the length.
void each_xml_piece(std::string_view xml, const std::function<bool(const XmlPiece&)>& piece);

} // namespace quiz
