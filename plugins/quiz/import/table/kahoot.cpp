// Kahoot's sheet: instructions above, headings in row 8, then one question a row. Column A has numbers down to 100, also where
// there is no question. Its headings are long ("Answer 1 - max 75 characters"), so they are known by their beginnings.
#include "import/table/table.h"

#include <algorithm>
#include <array>

namespace quiz {

std::optional<Layout> kahoot_layout(const Grid& grid) {
    constexpr std::size_t kLooked = 15; // rows
    struct Column {
        std::string_view begins;
        Field field;
    };
    constexpr std::array<Column, 7> kColumns{{{"question", Field::text},
                                              {"answer 1", Field::option},
                                              {"answer 2", Field::option},
                                              {"answer 3", Field::option},
                                              {"answer 4", Field::option},
                                              {"time limit", Field::seconds},
                                              {"correct answer", Field::answer}}};
    for (std::size_t i = 0; i < std::min(grid.rows.size(), kLooked); ++i) {
        const auto& cells = grid.rows[i].cells;
        for (std::size_t first = 0; first < 2 && first + kColumns.size() <= cells.size(); ++first) { // a copy may lack column A
            Layout layout{i, std::vector<Field>(first, Field::none)};
            for (const Column& column : kColumns) {
                const auto& heading = cells[layout.fields.size()].text;
                if (heading.size() > 200 || !fold(heading).starts_with(column.begins))
                    break;
                layout.fields.push_back(column.field);
            }
            if (layout.fields.size() == first + kColumns.size())
                return layout;
        }
    }
    return std::nullopt;
}

} // namespace quiz
