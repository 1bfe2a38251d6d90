// All booths at once: covers, titles, stamps given. Thread: main, inside draw.
#pragma once

#include "hall.h"

#include <functional>
#include <string>
#include <string_view>

namespace booths {

struct BrowseView {
    const Hall& hall;
    std::string_view lang;
    std::function<std::int64_t(std::string_view booth)> stamps; // given so far
    bool can_leave; // there is a home to go to
};
struct BrowseTap {
    std::string booth; // opened; empty: none
    bool leave = false;
};
BrowseTap draw_browse(const BrowseView&);

} // namespace booths
