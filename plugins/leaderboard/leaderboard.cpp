// The leaderboard as a plugin: this round (from the quiz's topic), today and all (from the results), persons and units.
// It shows one board at a time and turns to the next by itself; between rounds, and on a screen of its own.
#include "board.h"
#include "screen.h"

#include <kiosk/plugin.hpp>
#include <kiosk/ui.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

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
        const auto& boards = at(shown_);
        const bool vi = host.lang() != "en";
        draw_board({shown_, vi ? live_.title_vi : live_.title_en, boards.persons, boards.units, host.join_url(), posed_});
    }
    bool pose(std::string_view picture) override {
        if (picture == "empty") return true;
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
    // The next board that has something on it.
    void turn(kiosk_ms now) {
        turn_at_ = now + kTurnEvery;
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
};

} // namespace leaderboard

using leaderboard::Leaderboard;
KIOSK_PLUGIN_UI(Leaderboard, "leaderboard", "1.0.0", {})
