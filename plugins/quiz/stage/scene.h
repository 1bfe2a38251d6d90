// Scenes for pictures: a real Round with the real banks, played by sample people up to the moment that is wanted.
// Thread: main.
#pragma once

#include "messages.h"

#include <optional>
#include <string_view>
#include <vector>

namespace quiz {

class Scene {
public:
    // The pictures of plugin.json: a phase, a type of question, or "longest" (the longest texts that a bank may have).
    // Nothing for another name, or where no bank has what it needs.
    static std::optional<Scene> make(std::string_view picture, const std::vector<Bank>&, kiosk_ms now);

    const RoundInfo& info() const { return info_; }
    const Round* round() const { return round_ ? &*round_ : nullptr; }
    kiosk_ms now() const { return now_; } // the moment that the picture shows
    const std::vector<PlayerId>& newest_people() const { return newest_; }
    Face face(PlayerId) const;
    const Picture* picture(std::string_view name) const;

private:
    kiosk_ms now_ = 0;
    RoundInfo info_;
    std::optional<Round> round_;
    std::vector<PlayerId> newest_;
    std::vector<Face> faces_;
    Pictures pictures_;
};

} // namespace quiz
