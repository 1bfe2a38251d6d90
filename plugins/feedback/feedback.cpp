// What makes digital services hard where people live: three taps on the phone or at the touch screen, a summary for the
// organisers. Nobody's name is kept, nor their number or the hour; who has spoken this hour is known in memory only.
#include "screen.h"
#include "table.h"
#include "tally.h"
#include "turns.h"

#include <kiosk/plugin.hpp>
#include <kiosk/ui.h>

#include <nlohmann/json.hpp>

#include <ctime>

namespace feedback {

using nlohmann::json;

namespace {

constexpr const char* kTables = R"(
CREATE TABLE feedback_voices (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,      -- of the kiosk's clock; not the hour, which could be held beside a round's answers
    reason TEXT NOT NULL,
    unit TEXT NOT NULL,     -- of the event, or empty
    sentence TEXT NOT NULL
) STRICT;
)";
constexpr int kMostVoices = 50'000;
constexpr kiosk_ms kThanks = 7'000;      // how long they stay on the screen
constexpr kiosk_ms kBetween = 10'000;    // two voices at the touch screen, where nobody says who they are

std::string day_of(kiosk_ms wall) {
    const auto seconds = static_cast<std::time_t>(wall / 1000);
    std::tm local{};
    char text[16] = "";
    if (localtime_r(&seconds, &local)) std::strftime(text, sizeof text, "%Y-%m-%d", &local);
    return text;
}

} // namespace

class Feedback final : public kiosk::Plugin {
public:
    void init() override {
        event_ = read_event(host.event());
        host.migrate({kTables});
        insert_ = host.prepare("INSERT INTO feedback_voices(day, reason, unit, sentence) VALUES (?, ?, ?, ?)");
        host.read("SELECT reason, unit, sentence FROM feedback_voices ORDER BY id", {}, [this](const kiosk::Row& row) {
            if (const auto reason = reason_of(row.text(0))) tally_.add({*reason, std::string(row.text(1)), std::string(row.text(2))});
        });
        host.route("POST", "/voice", kiosk::Guard::player, [this](const kiosk::Request& r) { take(r); });
        host.route("GET", "/staff/voices.csv", kiosk::Guard::staff, [this](const kiosk::Request& r) { give_table(r); });
        host.watch_people([this](std::int64_t person) {
            kiosk::Person who;
            if (!host.person(person, who)) turns_.forget(person);
        });
        host.watch_visitor([this] {
            if (!host.visitor().present && form_.step() != Form::Step::reason) form_.restart(), host.screen_changed();
        });
        publish();
    }
    void start(std::string_view) override {
        if (!posed_) form_.restart();
    }
    void stop(std::string_view) override {
        form_.restart();
        wishes_ = false;
        home_at_ = 0;
    }
    void draw(std::string_view) override {
        const auto wish = form_.draw(host.lang());
        if (wish == Form::Wish::none || posed_) return;
        if (wish == Form::Wish::home) home_at_ = host.now();
        else wishes_ = true; // a frame is no step: what is to be written waits for the next tick
        host.wake_at(host.now());
    }
    void tick() override {
        const auto now = host.now();
        if (wishes_) {
            wishes_ = false;
            take_from_screen(now);
            host.screen_changed();
        }
        if (home_at_ && now >= home_at_) {
            home_at_ = 0;
            form_.restart();
            if (!host.open("")) host.screen_changed();
        }
        if (home_at_) host.wake_at(home_at_);
    }
    bool pose(std::string_view picture) override {
        posed_ = true;
        const auto named = event_.units.empty() ? std::string() : event_.units.front().id;
        if (picture == "reason") form_.pose(Form::Step::reason, {});
        else if (picture == "unit") form_.pose(Form::Step::unit, {Reason::line, "", ""});
        else if (picture == "search") form_.pose(Form::Step::unit, {Reason::line, "", ""}, "muong");
        else if (picture == "writing") form_.pose(Form::Step::sentence, {Reason::line, named, ""}, "Chiều nào mạng cũng rớt");
        else if (picture == "sentence") form_.pose(Form::Step::sentence, {Reason::line, named, ""});
        else if (picture == "thanks") form_.pose(Form::Step::thanks, {});
        else return false;
        return true;
    }

private:
    // False where the disk takes no writes, or the table is full.
    bool keep(const Voice& voice) {
        if (tally_.total() >= kMostVoices) return false;
        if (!host.write(insert_, {day_of(host.wall()), name_of(voice.reason), voice.unit, voice.sentence})) return false;
        tally_.add(voice);
        publish();
        return true;
    }

    void take(const kiosk::Request& request) {
        const auto heard = read_voice(request.body, event_);
        if (!heard.voice) return refuse(request, 422, heard.refusal);
        if (!host.healthy()) return refuse(request, 503, "http.not_saved"); // before it counts against the device
        switch (turns_.ask(request.player, heard.nonce, request.arrived)) {
        case Turns::Verdict::wait: return refuse(request, 429, "feedback.refused.once");
        case Turns::Verdict::busy: return refuse(request, 429, "http.busy");
        case Turns::Verdict::again: break; // it is in the table, or on its way there
        case Turns::Verdict::fresh:
            if (!keep(*heard.voice)) {
                turns_.forget(request.player);
                return refuse(request, 503, tally_.total() >= kMostVoices ? "feedback.refused.full" : "http.not_saved");
            }
        }
        host.reply_when_saved(request.ticket, R"({"ok":true})");
    }

    void take_from_screen(kiosk_ms now) {
        const auto person = host.visitor().person;
        if (person ? turns_.ask(person, "screen", now) != Turns::Verdict::fresh : spoken_at_ && now - spoken_at_ < kBetween)
            return form_.refused(person ? "feedback.refused.once" : "feedback.refused.soon");
        if (!keep(form_.voice())) {
            if (person) turns_.forget(person);
            return form_.refused("feedback.refused.disk");
        }
        spoken_at_ = now;
        home_at_ = now + kThanks;
        form_.sent();
    }

    void give_table(const kiosk::Request& request) {
        std::vector<Line> lines;
        host.read("SELECT day, reason, unit, sentence FROM feedback_voices", {}, [&](const kiosk::Row& row) {
            lines.push_back({std::string(row.text(0)),
                             {reason_of(row.text(1)).value_or(Reason::other), std::string(row.text(2)), std::string(row.text(3))}});
        });
        const std::string lang(request.lang);
        const auto summary = tally_.summary(event_.min_group, event_.units.size() + 1);
        const auto csv = to_csv(std::move(lines), event_, summary.hidden, lang,
                                [&](const std::string& key) { return std::string(host.text(lang, key)); });
        const std::pair<std::string_view, std::string_view> name{"Content-Disposition", "attachment; filename=\"gop-y.csv\""};
        host.reply(request.ticket, kiosk::Reply{200, "text/csv; charset=utf-8", csv, {&name, 1}});
    }

    void refuse(const kiosk::Request& request, int status, std::string_view key) {
        const json said{{"error", key}, {"message", host.text(request.lang, key)}};
        const std::string body = said.dump();
        const std::pair<std::string_view, std::string_view> later{"Retry-After", "5"};
        const bool again = key == "http.busy" || key == "http.not_saved";
        host.reply(request.ticket, kiosk::Reply{status, "", body, {&later, again ? 1u : 0u}});
    }

    void publish() { host.publish("summary", kiosk::Audience::staff, summary_message(tally_, event_, host.wall())); }

    Event event_;
    Tally tally_;
    Turns turns_;
    Form form_{event_};
    kiosk_statement insert_ = 0;
    bool wishes_ = false, posed_ = false;
    kiosk_ms home_at_ = 0, spoken_at_ = 0; // mono; 0: not
};

} // namespace feedback

using feedback::Feedback;
KIOSK_PLUGIN_UI(Feedback, "feedback", "1.0.0", {})
