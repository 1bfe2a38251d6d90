// What the phases' pictures have in common: where things stand, the pills on top, the column on the right.
// Thread: main, inside draw. Units of the stage (kiosk/ui.h).
#pragma once

#include "stage/stage.h"

#include <kiosk/ui.h>

#include <string>

namespace quiz {

// The stage is a main area on the left and a column on the right, which always shows how to join.
struct Frame {
    float left, top, main_w, side_x, side_w, bottom;
};
Frame frame();

std::string letter_count(int index, int count); // "Câu 7 / 12"
std::string moment_left(kiosk_ms left);          // "1:45"

// Pills on the first line: question number, topic, preset; paused and rehearsal where they hold. Returns the y below.
float top_line(const StageView&);
// The column: how to join at the top of `y`…bottom.
void side_join(const StageView&, float y);
// The card at its foot: how many have answered. What they chose stands on the answers, once these are closed.
void side_answered(const StageView&);
// A short hint of how to join, at the top right, for phases that need the whole width.
void corner_join(const StageView&);

// One function a phase, each in its own file.
void draw_idle(const StageView&);
void draw_lobby(const StageView&);
void draw_question(const StageView&); // question, answering, closed, reveal
void draw_standings(const StageView&);
void draw_podium(const StageView&);   // podium, ended

} // namespace quiz
