// One booth on the big screen: its picture with the stamp's code on the left, what is to be read on the right. And one code
// alone, as large as the screen allows, for who stands farther away. Thread: main, inside draw.
#pragma once

#include "hall.h"
#include "stage/booth_page.h"
#include "stage/parts.h"

#include <string_view>

namespace booths {

struct BoothView {
    const Hall& hall;
    std::size_t place;    // of the booth in the hall
    std::string_view lang;
    StampCode stamp;
    std::uint64_t opened; // changes with every visit
    bool alone;           // it has the screen for itself: no way to other booths
    int came_from;        // -1 from the left, 1 from the right, 0: it just appeared
    const PageLayout& layout;
    float offset;         // of the page
};
struct BoothTap {
    enum class What { nothing, all, before, next, stamp, link } what = What::nothing;
    int link = 0;
};
struct PageBox {
    float x, y, w, h;
};
PageBox page_box(bool alone);
BoothTap draw_booth(const BoothView&);

struct CodeView {
    std::string_view title, text, url;
    const StampCode* stamp; // with the ring of its 30 s; nullptr: the code of a link
};
// True when it is to be closed: whatever is tapped closes it.
bool draw_code(const CodeView&);

} // namespace booths
