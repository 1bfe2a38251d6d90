// What a finger does beyond tapping: regions that follow it, and pages that it pushes aside.
//
// Both watch the pointer beside the items that lie in them. Once it has gone further than a tap would, they take it from
// whatever item holds it (Dear ImGui's active item), so that nothing is tapped when the finger lifts.
// Thread: main. Units are the stage's; times in seconds of the stage's clock.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kiosk::ui {

inline constexpr float kTapSlop = 12; // units; ui.h promises it

struct Scroller {
    float offset = 0, speed = 0; // units, units/s
    bool held = false, dragged = false;
    float grabbed_y = 0, grabbed_offset = 0, last_y = 0;
    double at = 0, moved_at = 0;
};

struct Swiper {
    bool held = false, dragged = false;
    float x = 0, y = 0; // where the finger came down
};

class Gestures {
public:
    Scroller& scroller(std::string_view id) { return find(scrollers_, id); }
    Swiper& swiper(std::string_view id) { return find(swipers_, id); }
    // Another screen is on: no finger holds anything, nothing is under way.
    void let_go();

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
    };
    template <class What> using ById = std::unordered_map<std::string, What, Hash, std::equal_to<>>;
    template <class What> static What& find(ById<What>& all, std::string_view id) {
        constexpr std::size_t kMany = 512;
        if (const auto found = all.find(id); found != all.end()) return found->second;
        if (all.size() >= kMany) all.clear();
        return all.emplace(std::string(id), What{}).first->second;
    }

    ById<Scroller> scrollers_;
    ById<Swiper> swipers_;
};

} // namespace kiosk::ui
