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

std::string staff_cookie(const std::string& token) {
    return "kiosk_staff=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(kDeviceRemembered / 1000);
}

std::size_t number_or(const std::string& text, std::size_t fallback) {
    std::size_t value = fallback;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

Console::Console(Parts parts) : parts_(std::move(parts)) {}

void Console::add_routes() {
    const auto add = [this](const char* method, const char* pattern, Guard guard, http::Handler handler) {
        parts_.router.add_own({method, pattern, "", guard, std::move(handler)});
    };
    add("POST", "/api/staff/login", Guard::anyone, [this](const Request& r, const Caller&, const auto&) { login(r); });
    add("POST", "/api/staff/logout", Guard::staff, [this](const Request& r, const Caller&, const auto&) { logout(r); });
    add("GET", "/api/staff/state", Guard::staff,
        [this](const Request& r, const Caller&, const auto&) { parts_.desk.reply(r, parts_.state()); });
    add("GET", "/api/staff/people", Guard::staff, [this](const Request& r, const Caller&, const auto&) { list_people(r); });
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
    const std::string wanted = text::fold(request.query_value("q"));
    const std::size_t offset = number_or(request.query_value("offset"), 0);
    const std::size_t limit = std::min(number_or(request.query_value("limit"), 50), kPageOfPeople);
    std::vector<const people::Person*> found;
    parts_.people.for_each([&](const people::Person& person) {
        if (wanted.empty() || text::fold(person.name).find(wanted) != std::string::npos) found.push_back(&person);
    });
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->id > b->id; }); // newest first
    json rows = json::array();
    for (std::size_t i = offset; i < found.size() && rows.size() < limit; ++i) {
        const auto* unit = parts_.people.unit(found[i]->unit);
        rows.push_back({{"id", found[i]->id}, {"name", found[i]->name}, {"unit_title", unit ? unit->title : ""},
                        {"removed", found[i]->removed}, {"joined_ms", found[i]->joined}});
    }
    parts_.desk.reply(request, {{"total", found.size()}, {"people", std::move(rows)}});
}

void Console::change_person(const Request& request, const std::string& id_text) {
    const auto id = static_cast<std::int64_t>(number_or(id_text, 0));
    if (!parts_.people.find(id)) return parts_.desk.refuse(request, 404, "not_found");
    const json body = body_object(request);
    if (body.is_discarded()) return parts_.desk.refuse(request, 400, "bad_request");
    store::Step step;
    if (body.contains("name")) {
        if (!body["name"].is_string()) return parts_.desk.refuse(request, 400, "bad_request");
        if (auto renamed = parts_.people.rename(id, body["name"].get_ref<const std::string&>(), step); !renamed)
            return parts_.desk.refuse(request, 422, renamed.error().sentence);
    }
    if (body.contains("removed")) {
        if (!body["removed"].is_boolean()) return parts_.desk.refuse(request, 400, "bad_request");
        if (auto done = parts_.people.set_removed(id, body["removed"].get<bool>(), step); !done)
            return parts_.desk.refuse(request, 422, "bad_request");
        spdlog::info("staff set removed={} player={}", body["removed"].get<bool>(), id);
    }
    const auto* person = parts_.people.find(id);
    http::Response response;
    response.body = json{{"id", id}, {"name", person->name}, {"removed", person->removed}}.dump();
    parts_.desk.reply_when_saved(request, std::move(step), std::move(response));
}

bool Console::has_pin() {
    return !pin_hash().empty();
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
    return db.run("INSERT OR REPLACE INTO settings(key, value) VALUES ('staff_pin', ?)", values);
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
