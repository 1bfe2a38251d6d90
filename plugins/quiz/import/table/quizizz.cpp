// Quizizz' (now Wayground's) sheet: headings in row 1, a row of help, then one question a row. Older and self-made ones have
// fewer columns, so each is known by its name.
#include "import/table/table.h"

#include <algorithm>

namespace quiz {

std::optional<Layout> quizizz_layout(const Grid& grid) {
    if (grid.rows.empty())
        return std::nullopt;
    Layout layout;
    std::vector<std::string> headings;
    for (const Cell& cell : grid.rows.front().cells) {
        headings.push_back(cell.text.size() > 200 ? std::string() : fold(cell.text));
        layout.fields.push_back(cell.text.size() > 200 ? Field::none : field_of_heading(cell.text));
    }
    for (const std::string_view needed : {"question text", "question type", "option 1", "option 2", "correct answer"})
        if (std::find(headings.begin(), headings.end(), needed) == headings.end())
            return std::nullopt;
    return layout;
}

} // namespace quiz
