// The live contest as a plugin. This file is the list of what it adds: routes, screens, keys, pictures, a check.
#include "contest.h"
#include "exchange.h"
#include "prizes/desk.h"
#include "prizes/round_desk.h"
#include "prizes/slip.h"
#include "stage/scene.h"
#include "stage/stage.h"
#include "stage/walkup_screen.h"
#include "walkup/doors.h"
#include "walkup/facts.h"

#include <kiosk/plugin.hpp>
#include <kiosk/ui.h>

#include <nlohmann/json.hpp>

#include <charconv>
#include <optional>
#include <string>

namespace quiz {

using kiosk::Guard;
using kiosk::Request;
using nlohmann::json;

namespace {

// One field of a request's body: nothing where it is missing or of another type.
std::optional<std::int64_t> integer(const json& body, const char* key) {
    const auto found = body.find(key);
    if (found == body.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}
std::optional<std::string> text(const json& body, const char* key) {
    const auto found = body.find(key);
    if (found == body.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}
std::optional<bool> flag(const json& body, const char* key) {
    const auto found = body.find(key);
    if (found == body.end() || !found->is_boolean()) return std::nullopt;
    return found->get<bool>();
}

void check(std::string_view kind, std::string_view bank, std::string_view lang, const FaultReader& fault) {
    if (kind == "quiz-bank") check_bank(bank, lang_named(lang), fault);
}

} // namespace

class Quiz final : public kiosk::Plugin {
public:
    void init() override {
        contest_.load();
        walkup_.load();
        host.watch_people([this](std::int64_t person) {
            contest_.person_changed(person);
            walkup_.person_changed(person);
        });
        open_walkup_doors(host, walkup_);
        walkup_screen_.init();
        offer_quiz_facts(host, contest_, walkup_);

        host.route("GET", "/image/{name}", Guard::anyone, [this](const Request& r) { picture(r); });
        host.route("GET", "/me", Guard::player, [this](const Request& r) { me(r); });
        on("/enter", Guard::player, [this](const Request& r, const json& body) { enter(r, body); });
        on("/guess", Guard::player, [this](const Request& r, const json& body) { guess(r, body); });
        on("/answer", Guard::player, [this](const Request& r, const json& body) { answer(r, body); });

        host.route("GET", "/staff/banks", Guard::staff, [this](const Request& r) { host.reply(r, contest_.banks().overview()); });
        host.route("GET", "/staff/questions", Guard::staff, [this](const Request& r) { questions(r); });
        wifi_ = read_wifi(host.event());
        on("/staff/open", Guard::staff, [this](const Request& r, const json& body) { open(r, body); });
        on("/staff/next", Guard::staff, [this](const Request& r, const json& body) { next(r, body); });
        on("/staff/pause", Guard::staff, [this](const Request& r, const json& body) { pause(r, body); });
        on("/staff/close", Guard::staff, [this](const Request& r, const json& body) { close(r, body); });
        on("/staff/end", Guard::staff, [this](const Request& r, const json& body) { end(r, body); });
        on("/staff/void", Guard::staff, [this](const Request& r, const json& body) { set_void(r, body); });
        on("/staff/rekey", Guard::staff, [this](const Request& r, const json& body) { rekey(r, body); });
        on("/staff/suddendeath", Guard::staff, [this](const Request& r, const json& body) { sudden_death(r, body); });
        prize_desk_.add_routes();
        round_desk_.add_routes();
        prize_slip_.follow();
        host.route("GET", "/staff/round/{id}/results", Guard::staff, [this](const Request& r) { results(r); });
    }

    void start(std::string_view screen) override {
        kiosk::ui::restart_appear();
        if (screen == "play") walkup_screen_.start();
        if (screen == kSlipScreen) prize_slip_.start();
    }
    void stop(std::string_view screen) override {
        if (screen == "play") walkup_screen_.stop();
        if (screen == kSlipScreen) prize_slip_.stop();
    }
    void draw(std::string_view screen) override {
        if (screen == "play") return walkup_screen_.draw();
        if (screen == kSlipScreen) return prize_slip_.draw();
        const std::string url = host.join_url(showing_info().code);
        const auto lang = lang_named(host.lang());
        if (scene_)
            draw_stage({scene_->info(), scene_->round(), scene_->newest_people(), [this](PlayerId p) { return scene_->face(p); },
                        url, lang, scene_->now(), [this](std::string_view name) { return scene_->picture(name); }, wifi_});
        else
            draw_stage({contest_.info(), contest_.on() ? &contest_.round() : nullptr, contest_.newest_people(),
                        [this](PlayerId p) { return contest_.face(p); }, url, lang, host.now(),
                        [this](std::string_view name) { return contest_.picture(name); }, wifi_});
    }
    void tick() override {
        contest_.tick();
        prize_slip_.look();
    }
    bool command(kiosk_command key) override {
        switch (key) {
        case KIOSK_COMMAND_NEXT: return contest_.advance_by_key();
        case KIOSK_COMMAND_PAUSE: return contest_.toggle_pause();
        }
        return false;
    }
    bool pose(std::string_view picture) override {
        if (picture == "lobby-wifi") {
            wifi_ = {"WIFI:T:WPA;S:Hoi truong 10-10;P:chuyendoiso;;", "Hoi truong 10-10", "chuyendoiso"};
            picture = "lobby";
        }
        if (walkup_screen_.pose(picture, contest_.banks().all(), host.now())) return true;
        if (picture == kSlipScreen) return prize_slip_.pose(), true;
        scene_ = Scene::make(picture, contest_.banks().all(), host.now());
        return scene_.has_value();
    }

private:
    // As the kiosk tells it: `code` is there where the network has a name.
    static Wifi read_wifi(std::string_view event_json) {
        const json event = json::parse(event_json, nullptr, false);
        const json wifi = event.is_object() ? event.value("wifi", json()) : json();
        if (!wifi.is_object() || !wifi.contains("code")) return {};
        return {text(wifi, "code").value_or(""), text(wifi, "ssid").value_or(""), text(wifi, "password").value_or("")};
    }
    const RoundInfo& showing_info() const { return scene_ ? scene_->info() : contest_.info(); }

    // A POST with a JSON object; anything else is refused here.
    void on(const char* pattern, Guard guard, std::function<void(const Request&, const json&)> handler) {
        host.route("POST", pattern, guard, [this, handler = std::move(handler)](const Request& request) {
            const json body = json::parse(request.body, nullptr, false);
            if (body.is_object()) handler(request, body);
            else refuse(request, {400, "bad_request"});
        });
    }
    void refuse(const Request& request, Refusal refusal) {
        const std::string code = refusal.code;
        // What every plugin refuses alike has its words in the host's section.
        const bool common =
            code == "bad_request" || code == "not_saved" || code == "removed" || code == "internal" || code == "not_found";
        json body{{"error", code}, {"message", host.text(request.lang, (common ? "http." : "quiz.refused.") + code)}};
        if (contest_.on()) body["phase"] = name_of(contest_.round().phase());
        host.reply(request, body.dump(), refusal.status);
    }
    void done(const Request& request, std::optional<Refusal> refusal, const json& answer = {{"ok", true}}) {
        if (refusal) refuse(request, *refusal);
        else host.reply_when_saved(request.ticket, answer.dump());
    }

    // ---- players
    json own(PlayerId player) {
        json message = contest_.on() ? own_message(contest_.info(), contest_.round(), player)
                                     : json{{"round", nullptr}, {"entered", false}, {"phase", "ended"}};
        message["prizes"] = contest_.claims().own(player);
        message["now"] = host.wall(); // pages set their idea of our clock by it
        return message;
    }
    void me(const Request& request) {
        host.reply(request, own(request.player).dump());
    }
    void enter(const Request& request, const json& body) {
        const auto round = integer(body, "round");
        if (!round) return refuse(request, {400, "bad_request"});
        if (const auto refusal = contest_.enter(request.player, *round)) return refuse(request, *refusal);
        host.reply_when_saved(request.ticket, own(request.player).dump());
    }
    void guess(const Request& request, const json& body) {
        const auto round = integer(body, "round"), people = integer(body, "guess");
        if (!round || !people) return refuse(request, {400, "bad_request"});
        done(request, contest_.guess(request.player, *round, *people), {{"saved", true}, {"guess", *people}});
    }
    void answer(const Request& request, const json& body) {
        const auto round = integer(body, "round");
        const auto question = text(body, "question");
        const auto choice = body.find("choice");
        if (!round || !question || choice == body.end()) return refuse(request, {400, "bad_request"});
        std::string saved;
        if (const auto refusal = contest_.answer(request.player, *round, *question, *choice, request.arrived, saved))
            return refuse(request, *refusal);
        host.reply_when_saved(request.ticket, saved);
    }

    // ---- staff
    void open(const Request& request, const json& body) {
        std::optional<Order> order;
        if (const auto contest = text(body, "contest")) {
            order = contest_.order(*contest);
            if (const auto rehearsal = flag(body, "rehearsal"); order && rehearsal) order->rehearsal = *rehearsal;
        } else {
            order = read_order(body);
        }
        if (!order) return refuse(request, {422, "bad_order"});
        if (const auto refusal = contest_.open(*order)) return refuse(request, *refusal);
        host.reply_when_saved(request.ticket, json{{"round", contest_.info().id}, {"code", contest_.info().code}}.dump());
    }
    void next(const Request& request, const json& body) {
        const auto round = integer(body, "round"), index = integer(body, "index");
        const auto phase = text(body, "phase");
        if (!round || !index || !phase) return refuse(request, {400, "bad_request"});
        done(request, contest_.advance(*round, *phase, static_cast<int>(*index)));
    }
    void pause(const Request& request, const json& body) {
        const auto round = integer(body, "round");
        const auto paused = flag(body, "paused");
        if (!round || !paused) return refuse(request, {400, "bad_request"});
        done(request, contest_.pause(*round, *paused));
    }
    void close(const Request& request, const json& body) {
        const auto round = integer(body, "round"), index = integer(body, "index");
        if (!round || !index) return refuse(request, {400, "bad_request"});
        done(request, contest_.close_early(*round, static_cast<int>(*index)));
    }
    void end(const Request& request, const json& body) {
        const auto round = integer(body, "round");
        if (!round) return refuse(request, {400, "bad_request"});
        done(request, contest_.end(*round));
    }
    void set_void(const Request& request, const json& body) {
        const auto round = integer(body, "round");
        const auto question = text(body, "question");
        const auto voided = flag(body, "voided");
        if (!round || !question || !voided) return refuse(request, {400, "bad_request"});
        done(request, contest_.set_void(*round, *question, *voided));
    }
    void rekey(const Request& request, const json& body) {
        const auto round = integer(body, "round");
        const auto question = text(body, "question");
        if (!round || !question || !body.contains("answer")) return refuse(request, {400, "bad_request"});
        done(request, contest_.rekey(*round, *question, body["answer"]));
    }
    void sudden_death(const Request& request, const json& body) {
        const auto round = integer(body, "round");
        if (!round) return refuse(request, {400, "bad_request"});
        done(request, contest_.sudden_death(*round));
    }
    void picture(const Request& request) {
        const Picture* picture = contest_.picture(request.param, request.staff);
        if (!picture) picture = walkup_.picture(request.param);
        if (!picture) return refuse(request, {404, "not_found"});
        host.reply_typed(request.ticket, picture->type, picture->bytes);
    }
    void questions(const Request& request) {
        if (!contest_.on()) return refuse(request, {404, "not_found"});
        host.reply(request, questions_message(contest_.info(), contest_.round()).dump());
    }
    void results(const Request& request) {
        std::int64_t id = 0;
        std::from_chars(request.param.data(), request.param.data() + request.param.size(), id);
        if (!contest_.on() || contest_.info().id != id) return refuse(request, {404, "not_found"});
        host.reply(request,
                   results_message(contest_.info(), contest_.round(), [this](PlayerId p) { return contest_.face(p); }).dump());
    }

    Contest contest_{host};
    Wifi wifi_;
    Walkup walkup_{host, contest_};
    WalkupScreen walkup_screen_{host, walkup_};
    PrizeDesk prize_desk_{host, contest_};
    RoundDesk round_desk_{host, contest_};
    PrizeSlip prize_slip_{host, contest_, prize_desk_};
    std::optional<Scene> scene_; // only for pictures
};

} // namespace quiz

using quiz::Quiz;
constexpr kiosk::PackFunctions kPacks{&quiz::check, &quiz::import_bank_file, &quiz::export_bank_file};
KIOSK_PLUGIN_UI(Quiz, "quiz", "1.0.0", kPacks)
