#include "kiosk/staff/day.h"

#include "kiosk/base/log.h"
#include "kiosk/results/ledger.h"
#include "kiosk/staff/codes.h"

#include <algorithm>
#include <ctime>
#include <fstream>

namespace kiosk::staff {

using http::Caller;
using http::Guard;
using http::Params;
using http::Request;
using nlohmann::json;

namespace {

std::string local_date(Ms wall) {
    const auto seconds = static_cast<std::time_t>(wall / 1000);
    std::tm local{};
    char text[16] = "";
    if (localtime_r(&seconds, &local)) std::strftime(text, sizeof text, "%Y-%m-%d", &local);
    return text;
}

} // namespace

// ---------------------------------------------------------------- what has been done

void DayBook::load(std::string_view text, Ms wall) {
    *this = {};
    date_ = local_date(wall);
    const nlohmann::json kept = nlohmann::json::parse(text, nullptr, false);
    if (!kept.is_object() || kept.value("date", nlohmann::json()) != date_) return;
    for (std::size_t i = 0; i < kSteps.size(); ++i)
        if (const auto found = kept.find(std::string(kSteps[i])); found != kept.end() && found->is_number_integer()) at_[i] = *found;
}

bool DayBook::note(std::string_view step, Ms wall) {
    if (const auto today = local_date(wall); today != date_) *this = {}, date_ = today;
    if (step == "reopened") return at_.back() = 0, true;
    const auto found = std::find(kSteps.begin(), kSteps.end(), step);
    if (found == kSteps.end()) return false;
    auto& at = at_[static_cast<std::size_t>(found - kSteps.begin())];
    if (!at) at = wall;
    return true;
}

std::string DayBook::text() const {
    nlohmann::json kept{{"date", date_}};
    for (std::size_t i = 0; i < kSteps.size(); ++i) kept[std::string(kSteps[i])] = at_[i];
    return kept.dump();
}

nlohmann::json DayBook::json(Ms wall) const {
    const bool today = local_date(wall) == date_;
    nlohmann::json told = nlohmann::json::object();
    for (std::size_t i = 0; i < kSteps.size(); ++i) told[std::string(kSteps[i]) + "_ms"] = today ? at_[i] : 0;
    return told;
}

bool has_sound(const std::filesystem::path& cards) {
    std::ifstream in(cards);
    std::string line;
    while (std::getline(in, line))
        if (line.find('[') != std::string::npos) return true; // " 0 [PCH            ]: HDA-Intel - HDA Intel PCH"
    return false;
}

// ---------------------------------------------------------------- the desk

Status DayDesk::load() {
    set_ = parts_.writer.prepare("", "INSERT INTO settings (key, value) VALUES (?1, ?2)"
                                     " ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    std::string kept;
    auto read = parts_.reader.read("SELECT value FROM settings WHERE key = 'day'", {}, [&](std::span<const store::Value> row) {
        if (const auto* text = std::get_if<std::string>(&row[0])) kept = *text;
        return false;
    });
    if (!read) return read.error();
    book_.load(kept, parts_.clock.wall());
    return {};
}

void DayDesk::add_routes() {
    const auto add = [this](const char* method, const char* pattern, http::Handler handler) {
        parts_.router.add_own({method, pattern, "", Guard::staff, std::move(handler)});
    };
    add("POST", "/api/staff/day", [this](const Request& r, const Caller&, const Params&) { note(r); });
    add("POST", "/api/staff/check", [this](const Request& r, const Caller&, const Params&) { check(r); });
    add("GET", "/api/staff/codes", [this](const Request& r, const Caller&, const Params&) { codes(r); });
    add("GET", "/api/staff/results.csv", [this](const Request& r, const Caller&, const Params&) { results(r); });
}

json DayDesk::state() const {
    json told = book_.json(parts_.clock.wall());
    told["phone_ms"] = reach_.first();
    told["phones"] = reach_.devices();
    return told;
}

void DayDesk::note(const Request& request) {
    const json body = body_object(request);
    if (body.is_discarded() || !body.value("did", json()).is_string()) return parts_.desk.refuse(request, 400, "bad_request");
    if (parts_.desk.refuse_unsaved(request)) return;
    const std::string step = body["did"];
    const DayBook before = book_;
    if (!book_.note(step, parts_.clock.wall())) return parts_.desk.refuse(request, 400, "bad_request");
    spdlog::info("staff noted the day's step {}", log_safe(step));
    store::Step write;
    write.writes.push_back({set_, {std::string("day"), book_.text()}});
    http::Response response;
    response.body = state().dump();
    parts_.desk.reply_when_saved(request, std::move(write), std::move(response), [this, before] { book_ = before; });
}

// Answered after a commit: that the disk takes writes is known by having written.
void DayDesk::check(const Request& request) {
    std::error_code failed;
    const auto space = std::filesystem::space(parts_.data, failed);
    store::Step write;
    write.writes.push_back({set_, {std::string("checked"), std::to_string(parts_.clock.wall())}});
    http::Response response;
    response.body = json{{"now", parts_.clock.wall()},
                         {"disk_free", failed ? json() : json(space.available)},
                         {"displays", parts_.displays()},
                         {"sound", has_sound()}}.dump();
    parts_.desk.reply_when_saved(request, std::move(write), std::move(response));
}

void DayDesk::codes(const Request& request) {
    const std::string wifi = wifi_code(parts_.wifi);
    json told{{"page", code_json(parts_.join_url())}, {"wifi", nullptr}};
    if (!wifi.empty()) {
        told["wifi"] = code_json(wifi);
        told["ssid"] = parts_.wifi.value("ssid", "");
        told["password"] = parts_.wifi.value("password", "");
    }
    parts_.desk.reply(request, told);
}

void DayDesk::results(const Request& request) {
    auto all = results::read_results(parts_.reader);
    if (!all) return parts_.desk.refuse(request, 503, "busy");
    http::Response response{200, "text/csv; charset=utf-8", results::to_csv(*all), {}};
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"ket-qua-" + local_date(parts_.clock.wall()) + ".csv\"");
    parts_.server.reply(request.ticket, std::move(response));
}

} // namespace kiosk::staff
