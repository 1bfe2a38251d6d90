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
    if (!recordable()) finished_ = 0;
    else if (!finished_) finished_ = host_.wall();
    std::string step = step_now();
    if (step == noted_) return;
    const bool same_phase = step.substr(0, step.find("/paused")) == noted_.substr(0, noted_.find("/paused"));
    const auto* question = round_->public_question() ? round_->present_question() : nullptr;
    const std::string what(same_phase ? (round_->paused() ? "paused" : "resumed") : name_of(round_->phase()));
    if (records_.step(info_.id, {host_.wall(), what, question ? question->id : ""})) noted_ = std::move(step);
}

bool Contest::recordable() const {
    return round_->phase() == Phase::podium || round_->phase() == Phase::ended;
}

// When this round came to its podium, before a restart.
kiosk_ms Contest::finished_before() const {
    kiosk_ms at = 0;
    for (const auto& step : records_.steps(info_.id)) {
        if (step.what == name_of(Phase::podium) || step.what == name_of(Phase::ended)) at = at ? at : step.at;
        else if (phase_named(step.what)) at = 0; // sudden death
    }
    return at ? at : host_.wall();
}

// What the round came to for everybody in it. Also when somebody was taken out of it days later: then it is still of its own day.
void Contest::record_results() {
    unrecorded_ = recordable() && !host_.healthy();
    if (!recordable() || unrecorded_) return;
    for (const auto& row : round_->standings()) record_result(row);
}

void Contest::record_result(const Standing& row) {
    const std::string run = run_name(info_.id), &title = info_.title.pick(Lang::vi);
    kiosk_result result{};
    result.run = kiosk::str(run);
    result.title = kiosk::str(title);
    result.person = row.of.player;
    result.place = row.place;
    result.score = static_cast<double>(row.of.score);
    result.right = row.of.right;
    result.asked = static_cast<int>(round_->state(host_.now()).revealed.size());
    result.duration = row.of.time;
    result.rehearsal = info_.rehearsal;
    result.finished = finished_;
    host_.record(result);
}

void Contest::settle_prizes() {
    if (!round_) return;
    unsettled_ = !claims_.settle(info_, *round_, [this](PlayerId player) { return face(player); });
}

void Contest::prizes_changed() {
    tell_everybody();
}

} // namespace quiz
