// The leaderboard as a plugin: this round (from the quiz's topic), today and all (from the results), persons and units.
// It shows one board at a time and turns to the next by itself; between rounds, and on a screen of its own. Where the kiosk was
// given the address of a centre (--from), that one's league stands on its screen instead.
#include "board.h"
#include "centre.h"
#include "screen.h"

#include <kiosk/plugin.hpp>
#include <kiosk/ui.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace leaderboard {

using nlohmann::json;

namespace {

constexpr int kRows = 50;
constexpr kiosk_ms kTurnEvery = 12'000; // how long one board stays
constexpr kiosk_ms kLookEvery = 60'000; // midnight makes "today" empty, and nobody tells of it

} // namespace

class Leaderboard final : public kiosk::Plugin {
public:
    void init() override {
        host.migrate({Centre::kTables});
        if (const auto from = host.setting("from"); !from.empty()) {
            const auto address = league_address(from);
            if (!address) throw std::runtime_error(std::string(host.text(host.lang(), "league.bad_address")));
            centre_ = std::make_unique<Centre>(host, *address);
        }
        host.watch("quiz/standings", [this](std::string_view, std::string_view message) {
            live_ = read_live(message);
            at(Span::round) = {live_.persons, live_.units};
            publish();
        });
        host.route("GET", "/board", kiosk::Guard::anyone,
                   [this](const kiosk::Request& request) { host.reply(request, message()); });
        host.watch_results([this] { refresh(); });
        refresh();
        set_alarm();
    }
    void start(std::string_view) override {
        on_screen_ = true;
        if (centre_) centre_->start();
        turn_at_ = host.now() + kTurnEvery;
        set_alarm();
    }
    void stop(std::string_view) override {
        on_screen_ = false;
        set_alarm();
    }
    void tick() override {
        if (host.results_revision() != revision_) refresh();
        if (on_screen_ && host.now() >= turn_at_) turn(host.now());
        set_alarm();
    }
    void draw(std::string_view) override {
        if (posed_league_) return draw_shown(*posed_league_, host.wall());
        if (centre_) return centre_->draw();
        const auto& boards = at(shown_);
        const bool vi = host.lang() != "en";
        draw_board({shown_, vi ? live_.title_vi : live_.title_en, boards.persons, boards.units, host.join_url(), posed_});
    }
    bool pose(std::string_view picture) override {
        if (picture == "empty") return true;
        if (picture.starts_with("league")) return pose_league(picture);
        const auto found =
            std::find_if(std::begin(kSpans), std::end(kSpans), [&](Span span) { return picture == name_of(span); });
        if (found == std::end(kSpans)) return false;
        shown_ = *found;
        posed_ = true;
        sample_boards(at(shown_).persons, at(shown_).units);
        live_.title_vi = "Tìm hiểu kiến thức số";
        live_.title_en = "Digital knowledge contest";
        return true;
    }

private:
    struct Boards {
        std::vector<Row> persons, units;
        bool empty() const { return persons.empty() && units.empty(); }
    };
    Boards& at(Span span) { return boards_[static_cast<std::size_t>(span)]; }

    void set_alarm() { host.wake_at(on_screen_ ? turn_at_ : host.now() + kLookEvery); }

    void refresh() {
        read_results();
        publish();
    }
    void read_results() {
        revision_ = host.results_revision();
        for (const Span span : {Span::today, Span::all}) {
            const auto which = span == Span::today ? KIOSK_SPAN_TODAY : KIOSK_SPAN_ALL;
            Boards fresh{board(which, false), board(which, true)};
            set_moved(fresh.persons, at(span).persons);
            set_moved(fresh.units, at(span).units);
            at(span) = std::move(fresh);
        }
    }
    std::vector<Row> board(kiosk_span span, bool units) {
        std::vector<Row> rows;
        host.board(span, units, kRows, [&](const kiosk_board_row& row) {
            Row one;
            one.place = row.place;
            one.name = kiosk::view(row.name);
            one.detail = units ? "" : kiosk::view(row.unit_title);
            one.key = units ? one.name : std::to_string(row.person);
            one.score = row.score;
            one.people = units ? row.runs : 0;
            one.average = units ? row.average : 0;
            rows.push_back(std::move(one));
        });
        return rows;
    }
    bool pose_league(std::string_view picture) {
        const auto now = host.wall();
        constexpr kiosk_ms kMinute = 60'000;
        sample_ = league_board::sample(picture == "league-long", now);
        Shown shown{&sample_.league, sample_.names, league_board::UnitOrder::total, Line::fresh, now - 3 * kMinute};
        if (picture == "league-offline")
            shown.line = Line::offline, shown.order = league_board::UnitOrder::average, shown.as_of = now - 24 * 60 * kMinute,
            sample_.league.silent_since -= 24 * 60 * kMinute;
        else if (picture == "league-empty") sample_.league = {};
        else if (picture == "league-waiting") shown.league = nullptr, shown.line = Line::offline, shown.as_of = 0;
        else if (picture == "league-long") shown.order = league_board::UnitOrder::turnout;
        else if (picture != "league") return false;
        posed_league_ = std::move(shown);
        return true;
    }
    // The next board that has something on it.
    void turn(kiosk_ms now) {
        turn_at_ = now + kTurnEvery;
        if (centre_) return centre_->turn();
        for (int step = 1; step <= 3; ++step) {
            const auto next = static_cast<Span>((static_cast<int>(shown_) + step) % 3);
            if (at(next).empty()) continue;
            if (next == shown_) return;
            shown_ = next;
            kiosk::ui::restart_appear();
            host.screen_changed();
            return;
        }
    }
    std::string message() {
        json all{{"now", host.wall()}, {"units", json::object()}};
        for (const Span span : kSpans) {
            all[name_of(span)] = to_json(at(span).persons);
            all["units"][name_of(span)] = to_json(at(span).units);
        }
        return all.dump();
    }
    void publish() {
        host.publish("board", kiosk::Audience::anyone, message());
        host.screen_changed();
    }

    Live live_;
    std::array<Boards, 3> boards_;
    Span shown_ = Span::round;
    bool on_screen_ = false, posed_ = false;
    kiosk_ms turn_at_ = 0;
    std::uint64_t revision_ = 0;
    std::unique_ptr<Centre> centre_; // where the kiosk follows one
    league_board::Sample sample_;    // for pictures
    std::optional<Shown> posed_league_;
};

} // namespace leaderboard

using leaderboard::Leaderboard;
KIOSK_PLUGIN_UI(Leaderboard, "leaderboard", "1.0.0", {})
