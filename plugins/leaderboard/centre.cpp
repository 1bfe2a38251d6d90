#include "centre.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leaderboard {

using league_board::Note;
using nlohmann::json;
namespace ui = kiosk::ui;

namespace {

constexpr kiosk_ms kEvery = 2'500;
constexpr kiosk_ms kMinute = 60'000;
constexpr std::size_t kPersonsTold = 20, kUnitsTold = 50; // a topic holds 64 KiB

json persons_of(const league_board::League& league, const std::vector<std::string>& names) {
    json rows = json::array();
    for (std::size_t i = 0; i < league.persons.size() && i < kPersonsTold; ++i) {
        const auto& person = league.persons[i];
        json row{{"place", person.place}, {"unit", person.unit}, {"score", person.score}};
        if (!names[i].empty()) row["name"] = names[i];
        else row["code"] = league_board::short_code(person.player);
        rows.push_back(std::move(row));
    }
    return rows;
}
json units_of(const league_board::League& league) {
    json rows = json::array();
    for (const auto& unit : units_by(league, league_board::UnitOrder::total)) {
        if (rows.size() == kUnitsTold) break;
        json row{{"place", unit.place},
                 {"name", unit.title},
                 {"score", unit.score},
                 {"people", unit.people},
                 {"average", unit.average}};
        if (unit.turnout > 0) row["turnout"] = unit.turnout;
        rows.push_back(std::move(row));
    }
    return rows;
}

// How new the board is; `as_of` 0: there is none.
Note line_note(Line line, std::int64_t as_of, std::int64_t now) {
    if (line == Line::fresh)
        return {ui::Icon::clock, ui::tr("league.as_of", {league_board::time_words(as_of, now)}), Note::Tone::plain};
    const std::string key = "league.line." + std::string(name_of(line));
    const auto sign = line == Line::offline ? ui::Icon::wifi_off : line == Line::connecting ? ui::Icon::wifi : ui::Icon::warning;
    const auto tone = line == Line::connecting ? Note::Tone::plain : Note::Tone::warning;
    if (as_of <= 0) return {sign, ui::tr("league.no_board", {ui::tr(key)}), tone};
    return {sign, ui::tr("league.board_of", {ui::tr(key), league_board::time_words(as_of, now)}), tone};
}

} // namespace

const char* const Centre::kTables = R"sql(
CREATE TABLE leaderboard_league (  -- the last good league, where something else has taken its place at the centre
    address TEXT PRIMARY KEY,
    as_of INTEGER NOT NULL,        -- Unix ms
    body TEXT NOT NULL
) WITHOUT ROWID;
)sql";

Centre::Centre(kiosk::Host& host, std::string address)
    : host_(host), address_(std::move(address)),
      put_(host.prepare("INSERT INTO leaderboard_league(address, as_of, body) VALUES(?, ?, ?) "
                        "ON CONFLICT(address) DO UPDATE SET as_of = excluded.as_of, body = excluded.body")),
      drop_(host.prepare("DELETE FROM leaderboard_league")) {
    restore();
    find_names();
    publish();
    host_.watch_people([this](std::int64_t person) {
        kiosk::Person somebody;
        if (!host_.person(person, somebody)) { // forgotten: nothing of them stays in a table of ours
            if (keeps_) host_.write(drop_, {});
            keeps_ = false;
            kept_as_of_ = 0;
            heard_.forget_body();
        }
        if (std::ranges::find(ours_, person) == ours_.end()) return;
        find_names();
        publish();
    });
    if (!host_.follow(address_.c_str(), kEvery, [this](const kiosk_fetched& told) { take(told); }))
        host_.warn("this kiosk cannot follow the league");
}

void Centre::start() { order_ = league_board::UnitOrder::total; }

void Centre::draw() { draw_shown({heard_.league(), names_, order_, heard_.line(), heard_.as_of()}, host_.wall()); }

void Centre::turn() {
    const auto* league = heard_.league();
    if (!league) return;
    const auto next = next_order(*league, order_);
    if (next == order_ && heard_.line() == Line::fresh) return; // else a day may have gone by, and the time says so
    order_ = next;
    host_.screen_changed();
}

void Centre::take(const kiosk_fetched& told) {
    const auto seen = heard_.revision();
    const auto line = heard_.line();
    const auto minute = heard_.as_of() / kMinute;
    const bool changed = heard_.take(kiosk::view(told.body), told.fetched, told.fresh != 0, kiosk::view(told.trouble));
    if (heard_.outlived_its_copy()) keep();
    if (!changed) return;
    if (told.fresh && heard_.line() == Line::trouble) host_.warn("what the centre says is no league");
    if (heard_.revision() == seen && heard_.line() == line && heard_.as_of() / kMinute == minute) return;
    if (heard_.revision() != seen) {
        find_names();
        if (const auto* league = heard_.league(); league && units_by(*league, order_).empty())
            order_ = league_board::UnitOrder::total;
    }
    publish();
}

void Centre::restore() {
    host_.read("SELECT as_of, body FROM leaderboard_league WHERE address = ?", {address_}, [this](const kiosk::Row& row) {
        kept_as_of_ = row.integer(0);
        // From a day that has not come yet: the clock was wrong then, and the follower's copy may be newer.
        if (kept_as_of_ <= host_.wall()) heard_.restore(row.text(1), kept_as_of_);
    });
    host_.read("SELECT count(*) FROM leaderboard_league", {}, [this](const kiosk::Row& row) { keeps_ = row.integer(0) > 0; });
}

// The follower's own copy is no league any more: ours outlives the next start.
void Centre::keep() {
    if (kept_as_of_ == heard_.as_of() || heard_.body().empty()) return;
    if (!host_.write(put_, {address_, heard_.as_of(), heard_.body()})) return;
    kept_as_of_ = heard_.as_of();
    keeps_ = true;
}

void Centre::find_names() {
    names_.clear();
    ours_.clear();
    const auto* league = heard_.league();
    if (!league) return;
    for (const auto& person : league->persons) {
        kiosk::Person known;
        const bool ours = !person.player.empty() && host_.person_of_code(person.player, known);
        if (ours) ours_.push_back(known.id);
        names_.push_back(ours && !known.removed ? known.name : "");
    }
}

void Centre::publish() {
    json state{{"line", name_of(heard_.line())}, {"as_of_ms", heard_.as_of()}};
    if (const auto* league = heard_.league()) {
        state["runs"] = league->runs;
        state["people"] = league->people;
        state["kiosks"] = league->kiosks;
        if (league->silent > 0) state["silent"] = {{"kiosks", league->silent}, {"since_ms", league->silent_since}};
        state["persons"] = persons_of(*league, names_);
        state["units"] = units_of(*league);
    }
    auto message = state.dump();
    if (message != told_) host_.publish("league", kiosk::Audience::anyone, message);
    told_ = std::move(message);
    host_.screen_changed();
}

void draw_shown(const Shown& shown, std::int64_t now) {
    league_board::View view{shown.league, shown.names, shown.order, {line_note(shown.line, shown.as_of, now)}};
    if (shown.league) {
        if (!shown.league->empty()) view.totals = totals_of(*shown.league);
        std::ranges::move(silent_notes(*shown.league, now), std::back_inserter(view.notes));
    }
    league_board::draw(view);
}

} // namespace leaderboard
