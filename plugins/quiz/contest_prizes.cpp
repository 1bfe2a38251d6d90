// What is kept for afterwards: who may fetch which prize, and what everybody saw when.
#include "contest.h"

namespace quiz {

std::string Contest::step_now() const {
    if (!round_) return "";
    return std::string(name_of(round_->phase())) + '/' + std::to_string(round_->index()) + (round_->paused() ? "/paused" : "");
}

// For complaints: what everybody saw from this moment on. Never more than the round itself knows, so a full disk loses none of it
// that matters.
void Contest::note_step() {
    std::string step = step_now();
    if (step == noted_) return;
    const bool same_phase = step.substr(0, step.find("/paused")) == noted_.substr(0, noted_.find("/paused"));
    const auto* question = round_->public_question() ? round_->present_question() : nullptr;
    const std::string what(same_phase ? (round_->paused() ? "paused" : "resumed") : name_of(round_->phase()));
    if (records_.step(info_.id, {host_.wall(), what, question ? question->id : ""})) noted_ = std::move(step);
}

void Contest::settle_prizes() {
    if (!round_) return;
    unsettled_ = !claims_.settle(info_, *round_, [this](PlayerId player) { return face(player); });
}

void Contest::prizes_changed() {
    tell_everybody();
}

} // namespace quiz
