#include "passport/desk.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace booths {

using kiosk::Guard;
using kiosk::Request;
using nlohmann::json;

namespace {


std::string text_at(const json& body, const char* key) {
    const auto found = body.find(key);
    return found != body.end() && found->is_string() ? found->get<std::string>() : "";
}

json words(const Text& text) { return {{"vi", text.in("vi")}, {"en", text.in("en")}}; }

std::string cover_url(const Booth& booth) { return booth.cover.empty() ? "" : "/p/booths/art/" + booth.cover.file + ".png"; }

json about(const Booth& booth) {
    return {{"id", booth.id}, {"title", words(booth.title)}, {"hue", booth.hue}, {"cover", cover_url(booth)}};
}

// Without the answer and its explanation.
json question_of(const Booth& booth) {
    json options = json::array();
    for (const auto& option : booth.stamp.options) options.push_back({{"id", option.id}, {"text", words(option.text)}});
    return {{"text", words(booth.stamp.question)}, {"options", std::move(options)}};
}

std::string hour_text(std::int64_t hour) {
    const auto seconds = static_cast<std::time_t>(hour * kHour / 1000);
    std::tm local{};
    localtime_r(&seconds, &local);
    char text[24];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
    return text;
}

// A cell that no spreadsheet takes for a formula.
std::string cell(std::string_view text) {
    std::string quoted = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) quoted += '\'';
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

} // namespace

void PassportDesk::open() {
    secret_ = records_.prepare();
    records_.load(passports_);
    for (const auto& hour : records_.hours()) stamps_[hour.booth] += hour.stamps;
    host_.route("POST", "/scan", Guard::anyone, [this](const Request& r) { scan(r); });
    host_.route("POST", "/answer", Guard::player, [this](const Request& r) { answer(r); });
    host_.route("GET", "/me", Guard::player, [this](const Request& r) { host_.reply(r, passport_of(r.player).dump()); });
    host_.route("GET", "/staff/counts", Guard::staff, [this](const Request& r) { counts(r); });
    host_.route("GET", "/staff/visits.csv", Guard::staff, [this](const Request& r) { table(r); });
}

std::string PassportDesk::url(std::string_view booth) const {
    return host_.join_url(code_of(secret_, booth, step_of(host_.wall())));
}

std::int64_t PassportDesk::stamps_given(std::string_view booth) const {
    const auto found = stamps_.find(booth);
    return found == stamps_.end() ? 0 : found->second;
}

void PassportDesk::opened_at_screen(const std::string& booth) { records_.count(booth, Counted::opened, host_.wall()); }

void PassportDesk::person_changed(Person player) {
    kiosk::Person person;
    if (host_.person(player, person)) return;
    guesses_.forget(player);
    if (!passports_.knows(player)) return;
    passports_.forget(player);
    records_.forget(player);
}

// ---------------------------------------------------------------- phones

void PassportDesk::scan(const Request& request) {
    const json body = json::parse(request.body, nullptr, false);
    if (!body.is_object()) return refuse(request, 400, "bad_request");
    auto pass = pass_for(request, body);
    if (!pass) return;
    const Booth& booth = *hall_.find(pass->booth);
    if (request.player) {
        if (!host_.healthy()) return refuse(request, 503, "not_saved");
        pass->player = request.player; // what was scanned before joining is theirs from now on
        if (passports_.visit(request.player, booth.id, host_.wall()) && !note_visit(request.player, booth)) {
            passports_.put_back(request.player, booth.id, std::nullopt);
            host_.abandon_step();
            return refuse(request, 503, "not_saved");
        }
    }
    const Visit* visit = passports_.visit_of(request.player, booth.id);
    json reply{{"booth", about(booth)}, {"question", question_of(booth)}, {"pass", write_pass(secret_, *pass)}};
    reply["stamped"] = visit && visit->stamped;
    if (!request.player) return host_.reply(request, reply.dump());
    reply["passport"] = passport_of(request.player);
    host_.reply_when_saved(request.ticket, reply.dump());
}

std::optional<Pass> PassportDesk::pass_for(const Request& request, const json& body) {
    const Ms now = host_.wall();
    if (const std::string text = text_at(body, "pass"); !text.empty()) {
        auto pass = read_pass(secret_, text, request.player, now);
        if (pass && hall_.find(pass->booth)) return pass;
        return refuse(request, 410, "old_pass"), std::nullopt;
    }
    const std::string code = text_at(body, "code");
    if (code.empty()) return refuse(request, 400, "bad_request"), std::nullopt;
    if (const Ms wait = guesses_.wait(request.player, host_.now()); wait > 0)
        return refuse(request, 429, "guessing", wait), std::nullopt;
    const Seen seen = look_up(secret_, hall_.ids, code, now);
    switch (seen.age) {
    case Age::fresh: break;
    case Age::old: return refuse(request, 410, "old_code"), std::nullopt;
    case Age::unknown:
        if (const Ms wait = guesses_.wait_together(host_.now()); wait > 0)
            return refuse(request, 429, "guessing", wait), std::nullopt;
        guesses_.wrong(request.player, host_.now());
        return refuse(request, 404, "unknown_code"), std::nullopt;
    }
    return Pass{hall_.ids[seen.booth], request.player, seen.step};
}

void PassportDesk::answer(const Request& request) {
    const json body = json::parse(request.body, nullptr, false);
    if (!body.is_object()) return refuse(request, 400, "bad_request");
    const Ms now = host_.wall();
    const auto pass = read_pass(secret_, text_at(body, "pass"), request.player, now);
    const Booth* booth = pass ? hall_.find(pass->booth) : nullptr;
    if (!booth) return refuse(request, 410, "old_pass");
    const std::string choice = text_at(body, "choice");
    if (std::ranges::find(booth->stamp.options, choice, &Option::id) == booth->stamp.options.end())
        return refuse(request, 422, "bad_choice");
    if (!host_.healthy()) return refuse(request, 503, "not_saved");

    const bool right = choice == booth->stamp.answer;
    const Visit* known = passports_.visit_of(request.player, booth->id);
    const auto before = known ? std::optional(*known) : std::nullopt;
    const Verdict verdict = passports_.answer(request.player, booth->id, pass->step, right, now);
    if (verdict == Verdict::too_soon) return refuse(request, 409, "too_soon", left_of_step(now));
    if (!keep(request.player, *booth, verdict, now)) { // the disk turned bad within this very step
        passports_.put_back(request.player, booth->id, before);
        host_.abandon_step();
        return refuse(request, 503, "not_saved");
    }
    const json reply{{"verdict", verdict == Verdict::wrong ? "wrong" : verdict == Verdict::stamped ? "stamped" : "already"},
                     {"right", right},
                     {"answer", booth->stamp.answer},
                     {"explanation", words(booth->stamp.explanation)},
                     {"retry_in_s", verdict == Verdict::wrong ? (left_of_step(now) + 999) / 1000 : 0},
                     {"passport", passport_of(request.player)}};
    host_.reply_when_saved(request.ticket, reply.dump());
}

bool PassportDesk::keep(Person player, const Booth& booth, Verdict verdict, Ms now) {
    if (verdict == Verdict::wrong) return records_.visit(player, booth.id, *passports_.visit_of(player, booth.id));
    if (verdict == Verdict::stamped && !note_stamp(player, booth)) return false;
    const auto full = passports_.fill(player, hall_.ids, now); // also where the last missing booth was taken away since
    if (!full || note_full(player, *full)) return true;
    passports_.empty_again(player);
    return false;
}

bool PassportDesk::note_visit(Person player, const Booth& booth) {
    const bool kept = records_.visit(player, booth.id, *passports_.visit_of(player, booth.id)) &&
                      records_.count(booth.id, Counted::visits, host_.wall());
    if (kept) tell(player, booth, "booth");
    return kept;
}

bool PassportDesk::note_stamp(Person player, const Booth& booth) {
    const bool kept = records_.visit(player, booth.id, *passports_.visit_of(player, booth.id)) &&
                      records_.count(booth.id, Counted::stamps, host_.wall());
    if (!kept) return false;
    ++stamps_[booth.id]; // a step that is taken back after this leaves one too many on the screen, until the next start
    tell(player, booth, "stamp");
    host_.screen_changed();
    return true;
}

bool PassportDesk::note_full(Person player, const Full& full) {
    if (!records_.full(player, full)) return false;
    if (hall_.reward.bonus <= 0) return true;
    const std::string title(host_.text("vi", "booths.passport.title"));
    kiosk_result result{};
    result.run = kiosk::str("passport");
    result.title = kiosk::str(title);
    result.person = player;
    result.score = result.max_score = hall_.reward.bonus;
    result.right = result.asked = static_cast<std::int32_t>(hall_.ids.size());
    result.finished = full.at;
    return host_.record(result);
}

// One visit a person and booth, one stamp: told again, they are the same.
void PassportDesk::tell(Person player, const Booth& booth, const char* kind) const {
    const std::string run = std::string(kind) + "/" + booth.id;
    kiosk_experienced visit{};
    visit.run = kiosk::str(run);
    visit.activity = kiosk::str(booth.id);
    visit.title = kiosk::str(booth.title.in("vi"));
    visit.kind = kiosk::str(kind);
    visit.person = player;
    visit.at = host_.wall();
    host_.experienced(visit);
}

json PassportDesk::passport_of(Person player) const {
    json places = json::array();
    for (const auto& booth : hall_.booths) {
        json place = about(booth);
        const Visit* visit = passports_.visit_of(player, booth.id);
        place["stamped"] = visit && visit->stamped;
        places.push_back(std::move(place));
    }
    json passport{{"places", std::move(places)}, {"bonus", hall_.reward.bonus}, {"draw", hall_.reward.draw}, {"now", host_.wall()}};
    passport["stamps"] = passports_.stamps_of(player, hall_.ids);
    const auto full = passports_.full_of(player);
    passport["full"] = full ? json{{"number", hall_.reward.draw ? json(full->number) : json()}} : json();
    return passport;
}

void PassportDesk::refuse(const Request& request, int status, std::string_view code, Ms wait) const {
    const bool common = code == "bad_request" || code == "not_saved"; // what every plugin refuses alike
    json body{{"error", code}, {"message", host_.text(request.lang, (common ? "http." : "booths.refused.") + std::string(code))}};
    if (wait > 0) body["retry_in_s"] = (wait + 999) / 1000;
    host_.reply(request, body.dump(), status);
}

// ---------------------------------------------------------------- staff

void PassportDesk::counts(const Request& request) const {
    struct Sum {
        std::int64_t opened = 0, visits = 0, stamps = 0;
    };
    std::map<std::string, Sum> sums;
    json hours = json::array();
    for (const auto& hour : records_.hours()) {
        auto& sum = sums[hour.booth];
        sum.opened += hour.opened, sum.visits += hour.visits, sum.stamps += hour.stamps;
        hours.push_back({{"hour_ms", hour.hour * kHour}, {"booth", hour.booth}, {"opened", hour.opened}, {"visits", hour.visits}, {"stamps", hour.stamps}});
    }
    json list = json::array();
    for (const auto& booth : hall_.booths) {
        const auto& sum = sums[booth.id];
        json one = about(booth);
        one["opened"] = sum.opened, one["visits"] = sum.visits, one["stamps"] = sum.stamps;
        list.push_back(std::move(one));
    }
    const json all{{"booths", std::move(list)}, {"hours", std::move(hours)}, {"full", passports_.full_count()}, {"numbers", passports_.last_number()},
                   {"bonus", hall_.reward.bonus}, {"draw", hall_.reward.draw}, {"now", host_.wall()}};
    host_.reply(request, all.dump());
}

void PassportDesk::table(const Request& request) const {
    std::string csv = "\xEF\xBB\xBF"; // so that Excel reads UTF-8
    for (const char* column : {"hour", "booth", "opened", "visits", "stamps"}) {
        if (csv.size() > 3) csv += ',';
        csv += cell(host_.text(request.lang, "booths.table." + std::string(column)));
    }
    csv += "\r\n";
    for (const auto& hour : records_.hours()) {
        const Booth* booth = hall_.find(hour.booth);
        csv += cell(hour_text(hour.hour)) + "," + cell(booth ? booth->title.in(request.lang) : hour.booth) + "," +
               std::to_string(hour.opened) + "," + std::to_string(hour.visits) + "," + std::to_string(hour.stamps) + "\r\n";
    }
    const std::pair<std::string_view, std::string_view> headers[] = {
        {"Content-Disposition", "attachment; filename=\"gian-trung-bay.csv\""}};
    host_.reply(request.ticket, kiosk::Reply{200, "text/csv; charset=utf-8", csv, headers});
}

} // namespace booths
