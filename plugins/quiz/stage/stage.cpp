#include "stage/stage.h"

#include "stage/parts.h"

namespace quiz {

void draw_stage(const StageView& view) {
    kiosk::ui::backdrop();
    if (!view.round) return draw_idle(view);
    switch (view.round->phase()) {
    case Phase::lobby: return draw_lobby(view);
    case Phase::question:
    case Phase::answering:
    case Phase::closed:
    case Phase::reveal: return draw_question(view);
    case Phase::standings: return draw_standings(view);
    case Phase::podium:
    case Phase::ended: return draw_podium(view);
    }
}

} // namespace quiz
