// What the tests of all readers need: a file out of lines, and notes that can be compared.
#pragma once

#include "import/readers.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

inline std::string lines(std::initializer_list<std::string_view> all) {
    std::string out;
    for (const auto line : all) out.append(line).append("\n");
    return out;
}

inline ImportFile named(std::string_view name, std::string_view bytes = {}) {
    ImportFile file;
    file.name = name;
    file.bytes = bytes;
    return file;
}

inline std::vector<std::string> places(const Import& import, bool refused) {
    std::vector<std::string> out;
    for (const ImportNote& note : import.notes)
        if (note.refused == refused) out.push_back(note.place);
    return out;
}

inline std::vector<std::string> sentences(const Import& import, bool refused) {
    std::vector<std::string> out;
    for (const ImportNote& note : import.notes)
        if (note.refused == refused) out.push_back(note.sentence);
    return out;
}

inline std::vector<std::string> right_ids(const Question& question) {
    const auto* right = std::get_if<RightOptions>(&question.key);
    return right == nullptr ? std::vector<std::string>() : right->ids;
}

inline std::vector<std::string> option_texts(const Question& question) {
    std::vector<std::string> out;
    for (const Option& option : question.options) out.push_back(option.text.vi);
    return out;
}

} // namespace quiz
