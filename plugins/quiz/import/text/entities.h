// The names that HTML has for letters and signs: "aacute" is á, "dstrok" is đ. Inside of import/ only. Thread: any.
// Source: the entities of HTML 4.01 (section 24), and those of HTML 5 that Vietnamese and quizzes need besides.
#pragma once

#include <optional>
#include <string_view>

namespace quiz {

// The letter of a name without & and ;. Nothing for other names.
std::optional<char32_t> entity(std::string_view name);

} // namespace quiz
