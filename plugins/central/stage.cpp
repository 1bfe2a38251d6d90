#include "stage.h"

#include <algorithm>
#include <iterator>

namespace central {

namespace ui = kiosk::ui;
using league_board::Note;

namespace {

constexpr kiosk_ms kTurnEvery = 12'000, kDrawnAnew = 60'000;

} // namespace

void Stage::start(kiosk_ms now) {
    on_ = true;
    order_ = league_board::UnitOrder::total;
    turn_at_ = now + kTurnEvery;
    look_at_ = now + kDrawnAnew;
}

void Stage::show(std::string_view league, std::int64_t received) {
    received_ = received;
    if (league_board::read_league(league, league_) == league_board::Sense::league) {
        known_ = true;
        as_of_ = host_.wall();
        if (units_by(league_, order_).empty()) order_ = league_board::UnitOrder::total;
    }
    names_.clear();
    for (const auto& person : league_.persons) { // a kiosk with a central may have players of its own
        kiosk::Person ours;
        names_.push_back(host_.person_of_code(person.player, ours) && !ours.removed ? ours.name : "");
    }
    host_.screen_changed();
}

bool Stage::tick(kiosk_ms now) {
    if (!on_) return false;
    if (now >= turn_at_) {
        turn_at_ = now + kTurnEvery;
        const auto next = next_order(league_, order_);
        if (next != order_) host_.screen_changed();
        order_ = next;
    }
    if (now < look_at_) return false;
    look_at_ = now + kDrawnAnew;
    return true;
}

std::optional<kiosk_ms> Stage::next() const { return on_ ? std::optional(std::min(turn_at_, look_at_)) : std::nullopt; }

void Stage::draw() const {
    const auto now = host_.wall();
    league_board::View view{known_ ? &league_ : nullptr, names_, order_, {}};
    if (!known_) {
        view.notes.push_back({ui::Icon::clock, std::string(ui::tr("league.line.counting"))});
        return league_board::draw(view);
    }
    if (!league_.empty()) view.totals = totals_of(league_);
    const auto count = [](const char* key, std::int64_t number) {
        return ui::tr(key, {ui::number(static_cast<double>(number))});
    };
    view.notes = {
        {ui::Icon::clock, ui::tr("league.as_of", {league_board::time_words(as_of_, now)})},
        {ui::Icon::check, count("league.heard", std::max<std::int64_t>(0, league_.kiosks - league_.silent)), Note::Tone::good}};
    std::ranges::move(silent_notes(league_, now), std::back_inserter(view.notes));
    view.notes.push_back({ui::Icon::list, count("league.received", received_)});
    league_board::draw(view);
}

bool Stage::pose(std::string_view picture) {
    if (picture != "league" && picture != "league-empty") return false;
    as_of_ = host_.wall();
    known_ = true;
    if (picture == "league-empty") return true;
    auto sample = league_board::sample(false, as_of_);
    league_ = std::move(sample.league);
    names_ = std::move(sample.names);
    received_ = 12'480;
    return true;
}

} // namespace central
