// Pictures of questions: in a bank they stand as data URIs, so that a bank is one file; a round keeps them apart, under
// a name made of their bytes, so that its messages stay small and phones fetch each picture once.
// Thread: main.
#pragma once

#include "bank/picture.h"
#include "bank/question.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quiz {

struct Picture {
    std::string type;  // "image/png", "image/jpeg"
    std::string bytes;
};
using Pictures = std::map<std::string, Picture, std::less<>>; // by name: "1f2e3d4c5b6a7988.png"

// "data:image/png;base64,…" → the picture; nothing for anything else, for broken base64, or for bytes that are not what
// the type says.
std::optional<Picture> read_data_uri(std::string_view uri);

// Moves the pictures of these questions into `into` and leaves their names in the questions; what is no picture is
// dropped: a question is asked without it.
void take_pictures(std::vector<Question>& questions, Pictures& into);

} // namespace quiz
