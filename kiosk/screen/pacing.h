// When the next frame is due, and whether it may be a part only. Pure: time comes in, nothing is drawn.
//
//     nothing asked for      no frame, however long                    the still screen
//     invalidate()           as soon as the pace allows                something changed
//     ui::FrameWish          at its time; a countdown names its part   something moves by itself
//     failed()               in 100 ms, over and over                  the caller gives up, not we
// Thread: main. Seconds are those of the stage's clock.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/screen/painter.h"
#include "kiosk/ui/stage.h"

#include <algorithm>

namespace kiosk::screen {

PixelRect united(const PixelRect&, const PixelRect&);

class Pacing {
public:
    void use_software(bool software) { software_ = software; }
    void invalidate(int frames = 1) { whole_frames_ = frames > whole_frames_ ? frames : whole_frames_; }
    void hide(bool hidden) { hidden_ = hidden; }

    // The picture is as it was, but the screen has lost it: to be presented again, which costs a copy and no frame.
    void uncover() { uncovered_ = last_ >= 0; }
    bool take_uncovered(); // true once for each time

    Ms next(double now) const; // ms until a frame is due, 0 for now, -1 for "not until something changes"

    // The due frame is wished for by a countdown alone. Without a GPU drawing less costs less; with one it is not worth it.
    bool only_a_part() const { return software_ && whole_frames_ == 0 && wish_.partial && wish_.at < whole_; }
    bool wish_is_partial() const { return wish_.partial; }
    const PixelRect& part() const { return part_; } // px, of the present wish

    void drawn(double began, const ui::FrameWish&, int w, int h); // w and h: the canvas, px
    // After drawn(): of that frame only a part was painted. The whole one that was wished for before is still to come: what it was
    // wished for may have changed a moment early, and the frame that knew so showed no more than a countdown's ring.
    void painted_a_part() { whole_ = std::min(whole_, whole_before_); }
    void failed(double now);

private:
    double pace() const { return software_ ? 1. / 30 : 1. / 62; } // without a GPU leave the other half to the phones

    bool software_ = false, hidden_ = false, uncovered_ = false;
    int whole_frames_ = 1;  // how many are still owed because something changed
    double last_ = -1;      // when the last one began
    double not_before_ = 0; // after a failure
    ui::FrameWish wish_{1e30};
    double whole_ = 1e30, whole_before_ = 1e30; // when a whole frame is wished for; the same, before the last frame
    PixelRect part_;
};

} // namespace kiosk::screen
