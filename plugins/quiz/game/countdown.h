// How long a phase has lasted, not counting its pauses. Pure; thread: the owner's. Times are mono ms (plugin.h).
#pragma once

#include "game/scoring.h"

#include <vector>

namespace quiz {

class Countdown {
public:
    // Begins, or goes on after a restart, with `elapsed` ms already behind it.
    void start(Ms now, Ms elapsed = 0, bool paused = false);
    void pause(Ms now);
    void resume(Ms now);

    bool paused() const { return !stretches_.back().running; }
    // Elapsed at that moment, which may lie before a pause that was noticed since; negative before the start.
    Ms elapsed(Ms at) const;
    // Whether it stood still at that moment.
    bool stood_still(Ms at) const;
    // When it will have run `target` ms if nobody pauses it. Only while running.
    Ms when(Ms target) const;

private:
    struct Stretch {
        Ms from;    // mono
        Ms elapsed; // at `from`
        bool running;
    };
    const Stretch& stretch(Ms at) const;

    std::vector<Stretch> stretches_{{0, 0, true}}; // oldest first, never empty
};

} // namespace quiz
