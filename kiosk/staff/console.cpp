#include "kiosk/staff/console.h"

#include "kiosk/base/log.h"
#include "kiosk/base/text.h"

#include <algorithm>
#include <charconv>

namespace kiosk::staff {

using http::Caller;
using http::Guard;
using http::Request;
using nlohmann::json;

namespace {

constexpr std::size_t kPageOfPeople = 100;
constexpr std::size_t kApprovedAtOnce = 100; // everybody who watches people is told of each: main has other things to do, too

std::string staff_cookie(const std::string& token) {
    return "kiosk_staff=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(kDeviceRemembered / 1000);
}

std::size_t number_or(const std::string& text, std::size_t fallback) {
    std::size_t value = fallback;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

Console::Console(Parts parts) : parts_(std::move(parts)), pin_seen_(pin_hash()) {}

void Console::add_routes() {
    const auto add = [this](const char* method, const char* pattern, Guard guard, http::Handler handler) {
        parts_.router.add_own({method, pattern, "", guard, std::move(handler)});
    };
    add("POST", "/api/staff/login", Guard::anyone, [this](const Request& r, const Caller&, const auto&) { login(r); });
    add("POST", "/api/staff/logout", Guard::staff, [this](const Request& r, const Caller&, const auto&) { logout(r); });
    add("GET", "/api/staff/state", Guard::staff,
        [this](const Request& r, const Caller&, const auto&) { parts_.desk.reply(r, parts_.state()); });
    add("GET", "/api/staff/people", Guard::staff, [this](const Request& r, const Caller&, const auto&) { list_people(r); });
    add("POST", "/api/staff/people/approve", Guard::staff, [this](const Request& r, const Caller&, const auto&) { approve_waiting(r); });
    add("POST", "/api/staff/people/{id}", Guard::staff,
        [this](const Request& r, const Caller&, const http::Params& p) { change_person(r, p.at("id")); });
}

void Console::login(const Request& request) {
    const std::string device = parts_.sessions.device(request.cookie_value("kiosk_staff"), parts_.clock.wall());
    const Ms now = parts_.clock.mono();
    const auto locked = [&](const LoginGuard::Verdict& verdict) {
        parts_.desk.refuse(request, 429, "locked", {{"retry_after_s", (verdict.retry_after + 999) / 1000}});
    };
    if (const auto verdict = guard_.may_try(device, request.peer, now); !verdict.allowed) return locked(verdict);
    const json body = body_object(request);
    if (body.is_discarded() || !body.contains("pin") || !body["pin"].is_string())
        return parts_.desk.refuse(request, 400, "bad_request");
    const std::string hash = pin_hash();
    if (hash.empty() || !verify_pin(hash, body["pin"].get_ref<const std::string&>())) {
        const auto verdict = guard_.failed(device, request.peer, now);
        spdlog::warn("a wrong staff PIN known_device={}", !device.empty());
        if (!verdict.allowed) return locked(verdict);
        return parts_.desk.refuse(request, 401, "wrong_pin", {{"tries_left", verdict.tries_left}});
    }
    guard_.succeeded(device, request.peer);
    tick(); // a new PIN puts out those who were in before it, not this one
    store::Step step;
    const std::string token = parts_.sessions.open(parts_.clock.wall(), step);
    // Staff must be able to log in and see what is wrong while the disk is full: do not wait for the commit.
    if (auto taken = parts_.writer.submit(std::move(step)); !taken) spdlog::warn("a staff session was not written");
    http::Response response;
    response.body = R"({"ok":true})";
    response.headers = {{"Set-Cookie", staff_cookie(token)}};
    parts_.server.reply(request.ticket, std::move(response));
    spdlog::info("staff logged in");
}

void Console::logout(const Request& request) {
    store::Step step;
    parts_.sessions.close(request.cookie_value("kiosk_staff"), step);
    if (auto taken = parts_.writer.submit(std::move(step)); !taken) spdlog::warn("the end of a staff session was not written");
    http::Response response;
    response.body = R"({"ok":true})";
    // The cookie stays: its session is over, but the device is remembered as one of the staff's.
    parts_.server.reply(request.ticket, std::move(response));
}

void Console::list_people(const Request& request) {
    const auto& people = parts_.people;
    const std::string wanted = text::fold(request.query_value("q")), show = request.query_value("show");
    const std::size_t offset = number_or(request.query_value("offset"), 0);
    const std::size_t limit = std::min(number_or(request.query_value("limit"), 50), kPageOfPeople);
    if (!show.empty() && show != "waiting" && show != "removed") return parts_.desk.refuse(request, 400, "bad_request");
    std::vector<const people::Person*> found;
    const auto look_at = [&](const people::Person& person) {
        if (wanted.empty() || text::fold(person.own_name()).find(wanted) != std::string::npos ||
            (person.is_held() && text::fold(person.name).find(wanted) != std::string::npos)) // whom they see on the board
            found.push_back(&person);
    };
    if (show == "waiting") { // newest first: who has just typed it stands at the screen now
        for (auto at = people.waiting().rbegin(); at != people.waiting().rend(); ++at) look_at(*people.find(at->second));
    } else {
        people.for_each([&](const people::Person& person) {
            if (show.empty() || person.removed) look_at(person);
        });
        std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->id > b->id; }); // newest first
    }
    json rows = json::array();
    for (std::size_t i = offset; i < found.size() && rows.size() < limit; ++i) rows.push_back(person_json(*found[i]));
    json told{{"total", found.size()}, {"people", std::move(rows)}};
    if (people.holds_names()) told["names"] = names_state();
    parts_.desk.reply(request, told);
}

void Console::change_person(const Request& request, const std::string& id_text) {
    const auto id = static_cast<std::int64_t>(number_or(id_text, 0));
    if (!parts_.people.find(id)) return parts_.desk.refuse(request, 404, "not_found");
    const json body = body_object(request);
    if (body.is_discarded()) return parts_.desk.refuse(request, 400, "bad_request");
    store::Step step;
    if (body.contains("approve")) {
        if (!body["approve"].is_number_integer()) return parts_.desk.refuse(request, 400, "bad_request");
        if (parts_.desk.refuse_unsaved(request)) return;
        if (auto done = parts_.people.approve(id, body["approve"].get<std::int64_t>(), step); !done)
            return parts_.desk.refuse(request, 409, done.error().sentence);
    }
    if (body.contains("name")) {
        if (!body["name"].is_string()) return parts_.desk.refuse(request, 400, "bad_request");
        if (auto renamed = parts_.people.rename(id, body["name"].get_ref<const std::string&>(), step, people::By::staff); !renamed)
            return parts_.desk.refuse(request, 422, renamed.error().sentence);
    }
    if (body.contains("removed")) {
        if (!body["removed"].is_boolean()) return parts_.desk.refuse(request, 400, "bad_request");
        if (auto done = parts_.people.set_removed(id, body["removed"].get<bool>(), step); !done)
            return parts_.desk.refuse(request, 422, "bad_request");
        spdlog::info("staff set removed={} player={}", body["removed"].get<bool>(), id);
    }
    http::Response response;
    response.body = person_json(*parts_.people.find(id)).dump();
    parts_.desk.reply_when_saved(request, std::move(step), std::move(response));
}

// A slice of them: the page asks again while some are left.
void Console::approve_waiting(const Request& request) {
    const json body = body_object(request);
    if (body.is_discarded() || !body.contains("up_to") || !body["up_to"].is_number_integer())
        return parts_.desk.refuse(request, 400, "bad_request");
    if (parts_.desk.refuse_unsaved(request)) return;
    const auto up_to = body["up_to"].get<std::int64_t>();
    store::Step step;
    const auto approved = parts_.people.approve_waiting(up_to, kApprovedAtOnce, step);
    if (approved > 0) spdlog::info("staff approved names count={}", approved);
    const auto& waiting = parts_.people.waiting();
    http::Response response;
    response.body = json{{"approved", approved}, {"more", !waiting.empty() && waiting.begin()->first <= up_to}, {"names", names_state()}}.dump();
    parts_.desk.reply_when_saved(request, std::move(step), std::move(response));
}

json Console::names_state() const {
    if (!parts_.people.holds_names()) return nullptr;
    const auto& waiting = parts_.people.waiting();
    return {{"waiting", waiting.size()}, {"newest", waiting.empty() ? 0 : waiting.rbegin()->first}};
}

json Console::person_json(const people::Person& person) const {
    const auto* unit = parts_.people.unit(person.unit());
    json told{{"id", person.id}, {"name", person.own_name()}, {"unit_title", unit ? unit->title : ""},
              {"removed", person.removed}, {"joined_ms", person.joined}, {"held", person.is_held()}};
    if (person.is_held()) told["board_name"] = person.name;
    if (person.is_held()) told["naming"] = person.naming;
    return told;
}

bool Console::has_pin() {
    return !pin_hash().empty();
}

void Console::tick() {
    std::string hash = pin_hash();
    if (hash.empty() || hash == pin_seen_) return; // where it cannot be read, nothing is known to have changed
    const bool changed = !pin_seen_.empty();
    pin_seen_ = std::move(hash);
    if (!changed) return;
    spdlog::info("the staff PIN was changed: everybody must log in anew");
    store::Step step;
    parts_.sessions.close_all(step);
    if (auto taken = parts_.writer.submit(std::move(step)); !taken)
        spdlog::error("that staff were logged out is not on the disk: {}", taken.error().sentence);
}

bool Console::try_pin(std::string_view pin) {
    const Ms now = parts_.clock.mono();
    if (!guard_.may_try("screen", "", now).allowed) return false;
    const std::string hash = pin_hash();
    if (!hash.empty() && verify_pin(hash, pin)) return guard_.succeeded("screen", ""), true;
    guard_.failed("screen", "", now);
    return false;
}

std::string Console::pin_hash() {
    auto hash = load_pin(parts_.reader);
    return hash ? std::move(*hash) : std::string();
}

Status store_pin(store::Database& db, const std::string& hash) {
    const store::Value values[] = {hash};
    auto stored = db.run("INSERT OR REPLACE INTO settings(key, value) VALUES ('staff_pin', ?)", values);
    return stored ? db.run("UPDATE staff_sessions SET opened = -opened WHERE opened > 0") : stored;
}

Result<std::string> load_pin(store::Database& db) {
    std::string hash;
    auto read = db.read("SELECT value FROM settings WHERE key = 'staff_pin'", {}, [&](std::span<const store::Value> row) {
        if (const auto* text = std::get_if<std::string>(&row[0])) hash = *text;
        return false;
    });
    if (!read) return read.error();
    return hash;
}

} // namespace kiosk::staff
