// Plugins that brought the kiosk down too often: who does it three times within ten minutes is set aside, and the kiosk
// starts without it until staff bring it back. Kept in a small file of the data folder, because it is needed before the
// store is open: opening plugins comes first.
//
//     {"formatVersion": 1, "falls": [{"plugin": "quiz", "at": 1790000000000, "signal": 11}, …], "aside": [the same]}
//
// Thread: main.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::plugin {

class SetAside {
public:
    static constexpr std::size_t kFalls = 3;
    static constexpr Ms kWithin = 10 * 60'000;

    struct Fall {
        std::string plugin;
        Ms at = 0;      // wall
        int signal = 0;
    };

    // A file that is not there or cannot be understood is as an empty one.
    explicit SetAside(std::filesystem::path file);

    // The plugin was at work when the kiosk died. True where it is set aside now. Falls of long ago are forgotten; a clock
    // that was put back makes none old.
    bool fell(std::string_view plugin, int signal, Ms wall);
    // Kind::not_found where it is not set aside; Kind::unavailable where that cannot be written, and nothing has changed.
    Status bring_back(std::string_view plugin);

    const std::vector<Fall>& aside() const { return aside_; } // `at`: of the last fall
    bool is_aside(std::string_view plugin) const;
    std::vector<std::string> ids() const;

private:
    Status save() const;

    const std::filesystem::path file_;
    std::vector<Fall> falls_, aside_;
};

} // namespace kiosk::plugin
