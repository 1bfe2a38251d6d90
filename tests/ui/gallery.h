// The scenes of the gallery: every widget, in the company it will have on a real screen.
#pragma once

#include <span>
#include <string_view>

namespace kiosk::ui::test {

struct Scene {
    std::string_view name;
    void (*draw)();
};
std::span<const Scene> scenes();

} // namespace kiosk::ui::test
