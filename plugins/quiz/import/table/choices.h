// The options of a row and which of them its answer means. Inside of import/ only. Thread: any.
#pragma once

#include "import/collector.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quiz {

// All options of one cell: a line each, or "A. … B. …", or between | or ;
std::vector<std::string> split_options(std::string_view cell);
// Takes "A.", "B)", … off the options where every one has its own, in order. Returns whether it did.
bool take_labels_off(std::vector<std::string>& options);

struct Pick {
    std::vector<std::size_t> options;
    std::optional<Bilingual> doubt; // it could have been read in another way too
};
// `given`: letters or numbers from 1 ("B", "2", "A, C", "1;3", "ABD", "Đáp án B") or texts of options. `places`: the options as
// they stand in the row, an empty text where a column has none in this row; they are counted for letters and numbers.
// `numbers_are_places`: decides for a number that is also an option's text. A number 1.3 is "1,3" typed where the comma is a
// decimal sign. Or why it means no option.
std::variant<Pick, Bilingual> pick_options(std::string_view given, const std::vector<std::string>& places, bool numbers_are_places);

// Whether all of it is letters or numbers that stand for one of that many options.
bool names_places(std::string_view given, std::size_t options);

} // namespace quiz
