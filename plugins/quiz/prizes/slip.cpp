#include "prizes/slip.h"

#include <kiosk/ui.h>

#include <utility>

namespace quiz {

void PrizeSlip::follow() {
    host_.watch_visitor([this] {
        if (host_.visitor().person == 0) closed_ = shown_ = 0;
        host_.wake(); // looked at in the next turn: a code that was typed first opens what they had left
    });
}

const Claim* PrizeSlip::claim() const {
    const bool round_is_on = contest_.on() && contest_.round().phase() != Phase::ended;
    const auto visitor = round_is_on ? kiosk::Visitor{} : host_.visitor();
    for (const auto* mine : contest_.claims().book().of(visitor.person))
        if (mine->state == Claim::State::waiting && mine->id != closed_) return mine;
    return nullptr;
}

void PrizeSlip::look() {
    const Claim* const mine = claim();
    const std::int64_t wanted = mine ? mine->id : 0;
    if (wanted == shown_) return;
    if (mine && !host_.open("quiz/prize")) return; // the stage is held: once that is over
    shown_ = wanted;
    if (!mine && on_) host_.open("");
    host_.screen_changed();
}

void PrizeSlip::stop() {
    on_ = false;
    if (const auto put_away = std::exchange(shown_, 0)) closed_ = put_away;
}

std::optional<SlipView> PrizeSlip::view() const {
    const auto lang = lang_named(host_.lang());
    if (posing_)
        return SlipView{"Lê Thu Hằng", lang == Lang::en ? "First prize" : "Giải Nhất", 1, false, "7K4Q-M2RD", desk_.address("7K4QM2RD")};
    const Claim* const mine = claim();
    if (!mine) return std::nullopt;
    return SlipView{mine->name,           mine->prize.pick(lang), mine->place, mine->shared, spaced_code(mine->code),
                    desk_.address(mine->code)};
}

void PrizeSlip::draw() {
    const auto shown = view();
    if (!shown) return kiosk::ui::backdrop(); // for the one frame before the screen changes
    if (draw_slip(*shown) && !posing_) {
        closed_ = shown_;
        look();
    }
}

} // namespace quiz
