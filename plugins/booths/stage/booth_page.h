// What is read of a booth: title, lead, figures, sections, links, one below the other. Measured first, for the page scrolls and
// the tour stops at its parts. Thread: main, inside draw.
#pragma once

#include "booth/booth.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace booths {

struct PageLayout {
    float height = 0;
    std::vector<float> tops;          // of each stop: the head (0), then each section
    std::vector<std::int64_t> stays;  // how long people need for each, ms
    // The stop that is being read at this offset.
    std::size_t stop_at(float offset) const;
};
PageLayout measure_page(const Booth&, std::string_view lang, float w);

struct PagePlace {
    float x, y, w, h; // the visible part
    float offset;     // how far the content has gone up
};
// `opened` changes with every visit to the booth: figures count up anew. The link that was tapped, or -1.
int draw_page(const Booth&, std::string_view lang, const PagePlace&, std::uint64_t opened);

} // namespace booths
