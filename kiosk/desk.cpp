#include "kiosk/desk.h"

#include "kiosk/base/log.h"
#include "kiosk/content/json_tokens.h"

#include <algorithm>

namespace kiosk {

using http::Caller;
using http::Guard;
using http::Request;
using http::Response;
using nlohmann::json;

namespace {

constexpr double kBurst = 40, kPerSecond = 10;
constexpr std::size_t kMaxPeople = 200'000;
constexpr std::size_t kMaxTopics = 8;
constexpr std::size_t kMostJoining = 512, kMostAttemptLetters = 64;
constexpr int kMostNesting = 64;
constexpr int kCookieDays = 30;

// A page of another site must not be able to act with a visitor's or a member of staff's cookie.
bool is_same_site(const Request& request) {
    if (!request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none") return false;
    if (request.origin.empty()) return true;
    const auto scheme_end = request.origin.find("://");
    return scheme_end != std::string::npos && std::string_view(request.origin).substr(scheme_end + 3) == request.host;
}

std::string player_cookie(const std::string& token) {
    return "kiosk_player=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(kCookieDays * 24 * 3600);
}

} // namespace

json body_object(const Request& request) {
    if (content::line_too_deep(request.body, kMostNesting) != 0)
        return json(json::value_t::discarded); // what writes it again recurses
    json body = json::parse(request.body, nullptr, false);
    return body.is_object() ? body : json(json::value_t::discarded);
}

Desk::Desk(Parts parts) : parts_(std::move(parts)) {}

void Desk::add_routes(std::string event_json) {
    const auto add = [this](const char* method, const char* pattern, http::Handler handler, Guard guard = Guard::anyone) {
        parts_.router.add_own({method, pattern, "", guard, std::move(handler)});
    };
    add("POST", "/api/join", [this](const Request& r, const Caller& c, const auto&) { join(r, c); });
    if (parts_.handovers) {
        add("POST", "/api/handover", [this](const Request& r, const Caller& c, const auto&) { take_over(r, c); });
        add("POST", "/api/me/code", [this](const Request& r, const Caller& c, const auto&) { code_for_me(r, c); }, Guard::player);
    }
    add("GET", "/api/me", [this](const Request& r, const Caller& c, const auto&) { me(r, c); });
    add("POST", "/api/me", [this](const Request& r, const Caller& c, const auto&) { change_me(r, c); }, Guard::player);
    add("GET", "/events", [this](const Request& r, const Caller& c, const auto&) { events(r, c); });
    add("GET", "/api/event", [this, event_json = std::move(event_json)](const Request& r, const Caller&, const auto&) {
        parts_.server.reply(r.ticket, {200, "application/json; charset=utf-8", event_json, {}});
    });
    add("GET", "/i18n/{lang}/{section}", [this](const Request& r, const Caller&, const http::Params& p) {
        const auto& section = p.at("section"); // "booths.phone": of a plugin's phone page that is loaded when it is needed
        if (section != "phone" && section != "privacy" && section != "staff" && !section.ends_with(".phone"))
            return refuse(r, 404, "not_found");
        parts_.server.reply(r.ticket,
                            {200, "application/json; charset=utf-8", parts_.words.section(p.at("lang"), p.at("section")), {}});
    });
}

void Desk::handle(const Request& request) {
    const auto match = parts_.router.find(request.method == "HEAD" ? "GET" : request.method, request.path);
    if (!match.route) {
        if (!match.other_method) return refuse(request, 404, "not_found");
        const json body{{"error", "method"}, {"message", parts_.words.text(language_of(request), "http.method")}};
        parts_.server.reply(request.ticket, {405, "application/json; charset=utf-8", body.dump(), {{"Allow", match.allow}}});
        return;
    }
    const Caller caller = match.route->for_programs ? Caller{0, false, language_of(request)} : caller_of(request);
    if (!may_pass(request, *match.route, caller)) return;
    try {
        match.route->handler(request, caller, match.params);
    } catch (const std::exception& e) {
        spdlog::error("a handler threw route=\"{} {}\" what=\"{}\"", match.route->method, match.route->pattern,
                      log_safe(e.what()));
        refuse(request, 500, "internal");
    }
}

bool Desk::may_pass(const Request& request, const http::Route& route, const Caller& caller) {
    const auto turn_away = [&](int status, const char* code) { return refuse(request, status, code), false; };
    if (request.method != "GET" && request.method != "HEAD") {
        if (!is_same_site(request)) return turn_away(403, "forbidden");
        if (!route.takes_files && !route.for_programs && request.content_type != "application/json") return turn_away(415, "not_json");
    }
    if (route.guard == Guard::staff && !caller.staff) return turn_away(401, "login_required");
    if (route.guard == Guard::player) {
        if (!caller.player) return turn_away(401, "join_first");
        if (parts_.people.find(caller.player)->removed) return turn_away(403, "removed");
    }
    if (caller.player && !caller.staff && is_flooding(caller.player, request.arrived)) return turn_away(429, "too_many");
    return true;
}

bool Desk::is_flooding(std::int64_t player, Ms now) {
    if (buckets_.size() >= buckets_to_drop_at_) drop_full_buckets(now);
    auto& bucket = buckets_.try_emplace(player, Bucket{kBurst, now}).first->second;
    bucket = {bucket.tokens_at(now), now};
    if (bucket.tokens < 1) return true;
    bucket.tokens -= 1;
    return false;
}

double Desk::Bucket::tokens_at(Ms now) const {
    return std::min(kBurst, tokens + kPerSecond * static_cast<double>(now - at) / 1000);
}

void Desk::drop_full_buckets(Ms now) {
    std::erase_if(buckets_, [now](const auto& one) { return one.second.tokens_at(now) >= kBurst; });
    buckets_to_drop_at_ = std::max<std::size_t>(256, 2 * buckets_.size());
}

Caller Desk::caller_of(const Request& request) const {
    Caller caller;
    if (const auto token = request.cookie_value("kiosk_player"); !token.empty()) caller.player = parts_.people.by_token(token);
    if (const auto token = request.cookie_value("kiosk_staff"); !token.empty())
        caller.staff = parts_.sessions.valid(token, parts_.clock.wall());
    caller.lang = language_of(request);
    return caller;
}

void Desk::join(const Request& request, const Caller& caller) {
    if (caller.player) return reply(request, {{"player", person_json(caller.player)}});
    const json body = body_object(request);
    if (body.is_discarded() || !body.contains("name") || !body["name"].is_string()) return refuse(request, 400, "bad_request");
    if (parts_.people.count() >= kMaxPeople) return refuse(request, 503, "full");
    if (refuse_unsaved(request)) return;
    const std::string name = body["name"];
    const auto given = [&](const char* key) {
        const json value = body.value(key, json());
        return value.is_string() ? value.get<std::string>() : std::string();
    };
    const std::string attempt = given("attempt");
    if (attempt.size() > kMostAttemptLetters) return refuse(request, 400, "bad_request");
    store::Step step;
    if (const auto* before = joined_by(attempt)) { // its reply was lost, and their cookie with it
        if (auto renamed = parts_.people.rename(before->id, name, step); !renamed) return refuse(request, 422, renamed.error().sentence);
        return welcome(request, *before, std::move(step), {});
    }
    const auto joined = parts_.people.join(name, given("unit"), caller.lang, parts_.clock.wall(), step, given("notice"));
    if (!joined) return refuse(request, 422, joined.error().sentence);
    if (!attempt.empty()) {
        if (joining_.size() >= kMostJoining) joining_.pop_front();
        joining_.push_back({attempt, *joined});
    }
    welcome(request, *joined, std::move(step), [this, lost = *joined] {
        std::erase_if(joining_, [&lost](const Joining& one) { return one.joined.id == lost.id; });
        store::Step gone; // the writer keeps what the disk refused, and puts it there once it can: this goes behind it
        parts_.people.forget(lost, &gone);
        if (auto taken = parts_.writer.submit(std::move(gone)); !taken)
            spdlog::warn("somebody whose joining was not saved may be there after the next start: {}", taken.error().sentence);
    });
}

// Who joined with that try of a page, unless they are gone or play on at another device.
const people::People::Joined* Desk::joined_by(const std::string& attempt) const {
    const auto found = std::find_if(joining_.begin(), joining_.end(), [&](const Joining& one) { return one.attempt == attempt; });
    if (attempt.empty() || found == joining_.end()) return nullptr;
    return parts_.people.by_token(found->joined.token) == found->joined.id ? &found->joined : nullptr;
}

void Desk::welcome(const Request& request, const people::People::Joined& whom, store::Step step, std::function<void()> undo) {
    Response response;
    response.body = json{{"player", person_json(whom.id)}}.dump();
    response.headers = {{"Set-Cookie", player_cookie(whom.token)}};
    reply_when_saved(request, std::move(step), std::move(response), std::move(undo));
}

// The phone becomes the person's only device: a code that somebody else reads over their shoulder and uses afterwards is
// used already, and a session that was taken over by mistake is not had by two.
void Desk::take_over(const Request& request, const Caller&) {
    const json body = body_object(request);
    if (body.is_discarded() || !body.contains("code") || !body["code"].is_string()) return refuse(request, 400, "bad_request");
    if (refuse_unsaved(request)) return;
    store::Step step;
    const std::string code = body["code"];
    const json device = body.value("device", json());
    const std::string of_page = device.is_string() ? device.get<std::string>() : "";
    const auto taken = parts_.handovers->take({code, request.peer, of_page}, parts_.clock.mono(), parts_.clock.wall(), step);
    if (!taken) {
        const int status = taken.error().kind == Kind::limit ? 429 : taken.error().kind == Kind::not_found ? 404 : 410;
        return refuse(request, status, taken.error().sentence);
    }
    const auto moved = parts_.people.move_device(taken->person, step);
    if (!moved) return refuse(request, 410, "visitor.code_old"); // erased in the meantime
    Response response;
    response.body = json{{"player", person_json(moved->id)}}.dump();
    response.headers = {{"Set-Cookie", player_cookie(moved->token)}};
    reply_when_saved(request, std::move(step), std::move(response), [this, code] { parts_.handovers->give_back(code); });
    parts_.taken_over(moved->id);
}

// The other way round: to go on at the touch screen. The phone stays theirs; of the codes that somebody asks for, the newest is good.
void Desk::code_for_me(const Request& request, const Caller& caller) {
    if (refuse_unsaved(request)) return;
    store::Step step;
    parts_.handovers->forget(caller.player, step);
    const auto code = parts_.handovers->make(caller.player, "", parts_.clock.wall(), step);
    Response response;
    response.body = json{{"code", code}}.dump();
    reply_when_saved(request, std::move(step), std::move(response));
}

void Desk::me(const Request& request, const Caller& caller) {
    reply(request, {{"player", caller.player ? person_json(caller.player) : json()}});
}

void Desk::change_me(const Request& request, const Caller& caller) {
    const json body = body_object(request);
    const auto given = [&](const char* key) { return body.contains(key) && body[key].is_string(); };
    if (body.is_discarded() || !(given("unit") || given("name"))) return refuse(request, 400, "bad_request");
    if (refuse_unsaved(request)) return;
    store::Step step;
    const std::string unit = given("unit") ? body["unit"].get<std::string>() : "";
    if (!unit.empty() && !parts_.people.unit(unit)) return refuse(request, 422, "unit.unknown");
    if (given("name")) // before the unit, which cannot be refused any more
        if (auto renamed = parts_.people.rename(caller.player, body["name"].get_ref<const std::string&>(), step); !renamed)
            return refuse(request, 422, renamed.error().sentence);
    if (given("unit"))
        if (auto moved = parts_.people.set_unit(caller.player, unit, step); !moved)
            return refuse(request, 422, moved.error().sentence);
    Response response;
    response.body = json{{"player", person_json(caller.player)}}.dump();
    reply_when_saved(request, std::move(step), std::move(response));
}

void Desk::events(const Request& request, const Caller& caller) {
    std::vector<std::string> topics;
    const std::string wanted = request.query_value("topics");
    for (std::size_t at = 0; at < wanted.size() && topics.size() <= kMaxTopics;) {
        const auto end = std::min(wanted.find(',', at), wanted.size());
        if (end > at) topics.push_back(wanted.substr(at, end - at));
        at = end + 1;
    }
    if (topics.empty() || topics.size() > kMaxTopics) return refuse(request, 400, "bad_request");
    std::function<bool()> may_stay;
    for (const auto& topic : topics) {
        const auto for_staff = parts_.topic_is_for_staff(topic);
        if (!for_staff) return refuse(request, 404, "not_found");
        if (!*for_staff) continue;
        if (!caller.staff) return refuse(request, 403, "forbidden");
        may_stay = [&sessions = parts_.sessions, &clock = parts_.clock, token = std::string(request.cookie_value("kiosk_staff"))] { // [net]
            return sessions.valid(token, clock.wall());
        };
    }
    parts_.server.open_stream(request.ticket, std::move(topics), std::move(may_stay));
}

// For themselves: others are shown what boards show.
json Desk::person_json(std::int64_t id) const {
    const auto* person = parts_.people.find(id);
    if (!person) return {};
    const auto* unit = parts_.people.unit(person->unit());
    json told{{"id", person->id}, {"name", person->own_name()}, {"unit", person->unit()},
              {"unit_title", unit ? unit->title : ""}, {"removed", person->removed}};
    if (person->is_held()) told["board_name"] = person->name;
    return told;
}

void Desk::refuse(const Request& request, int status, std::string_view code, json extra) {
    extra["error"] = code;
    const bool has_section = code.find('.') != std::string_view::npos; // "name.long" stands in a section of its own
    extra["message"] = parts_.words.text(language_of(request), has_section ? std::string(code) : "http." + std::string(code));
    Response response{status, "application/json; charset=utf-8", extra.dump(), {}};
    if (status == 429 || status == 503) response.headers.emplace_back("Retry-After", "2");
    parts_.server.reply(request.ticket, std::move(response));
}

void Desk::reply(const Request& request, const json& body, int status) {
    parts_.server.reply(request.ticket, {status, "application/json; charset=utf-8", body.dump(), {}});
}

bool Desk::refuse_unsaved(const Request& request) {
    if (parts_.writer.healthy()) return false;
    parts_.server.reply(request.ticket,
                        {503, "application/json; charset=utf-8", not_saved(language_of(request)), {{"Retry-After", "2"}}});
    return true;
}

void Desk::reply_when_saved(const Request& request, store::Step step, Response response, std::function<void()> undo) {
    auto* const server = &parts_.server;
    const auto ticket = request.ticket;
    Response refusal{503, response.content_type, not_saved(language_of(request)), {{"Retry-After", "2"}}};
    step.on_done = [server, ticket, response = std::move(response), refusal, undo, &queue = parts_.queue](bool durable) {
        server->reply(ticket, durable ? response : refusal);
        if (!durable && undo) queue.post(undo);
    };
    if (auto taken = parts_.writer.submit(std::move(step)); !taken) {
        parts_.server.reply(ticket, std::move(refusal));
        if (undo) undo();
    }
}

std::string Desk::language_of(const Request& request) const {
    const std::string_view wanted = std::string_view(request.accept_language).substr(0, 2);
    for (const auto& lang : parts_.words.langs())
        if (wanted == lang) return lang;
    return "vi";
}

std::string Desk::not_saved(std::string_view lang) const {
    return json{{"error", "not_saved"}, {"message", parts_.words.text(lang, "http.not_saved")}}.dump();
}

} // namespace kiosk
