#include "prizes/desk.h"

#include "bank/text.h"
#include "prizes/number.h"
#include "prizes/qr_svg.h"

#include <optional>

namespace quiz {

using kiosk::Guard;
using kiosk::Request;
using nlohmann::json;

namespace {

constexpr std::size_t kMostDeskLetters = 40, kMostReasonLetters = 200, kMostAttemptLetters = 64;

std::string text_in(const json& body, const char* key) {
    const auto found = body.find(key);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_in(const json& body, const char* key) {
    const auto found = body.find(key);
    return found != body.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

// What staff typed about it, in one line; nothing where it is too long.
std::optional<std::string> line_in(const json& body, const char* key, std::size_t most) {
    std::string line;
    for (const char c : text_in(body, key)) {
        const bool blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
        if (!blank) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return letters(line) <= most ? std::optional(std::move(line)) : std::nullopt;
}

} // namespace

void PrizeDesk::add_routes() {
    host_.route("GET", "/staff/prizes", Guard::staff,
                [this](const Request& r) { host_.reply(r, contest_.claims().staff_json().dump()); });
    host_.route("GET", "/staff/prizes/trail/{id}", Guard::staff, [this](const Request& r) { trail(r); });
    on("/staff/prizes/find", &PrizeDesk::find);
    on("/staff/prizes/hand-out", &PrizeDesk::hand_out);
    on("/staff/prizes/undo", &PrizeDesk::undo);
    host_.route("GET", "/prizes/qr/{id}", Guard::player, [this](const Request& r) { picture(r); });
}

std::string PrizeDesk::address(std::string_view code) const {
    std::string url = host_.join_url();
    if (url.empty() || url.back() != '/') url += '/';
    return url + "staff#quiz-prizes=" + std::string(code);
}

void PrizeDesk::on(const char* pattern, void (PrizeDesk::*handler)(const Request&, const json&)) {
    host_.route("POST", pattern, Guard::staff, [this, handler](const Request& request) {
        const json body = json::parse(request.body, nullptr, false);
        if (body.is_object()) (this->*handler)(request, body);
        else refuse(request, 400, "bad_request");
    });
}

void PrizeDesk::find(const Request& request, const json& body) {
    Guesses& guesses = contest_.claims().guesses();
    if (!guesses.allowed(host_.now())) return refuse(request, 429, "too_many");
    const auto code = read_code(text_in(body, "code"));
    if (!code) return refuse(request, 422, "no_code"); // a slip of the finger is no guess: it cannot be right
    const Claim* claim = contest_.claims().book().by_code(*code);
    if (!claim) {
        guesses.wrong(host_.now());
        return refuse(request, 404, "unknown");
    }
    host_.reply(request, json{{"claim", contest_.claims().claim_json(*claim)}}.dump());
}

void PrizeDesk::hand_out(const Request& request, const json& body) {
    const auto desk = line_in(body, "desk", kMostDeskLetters), reason = line_in(body, "reason", kMostReasonLetters);
    const Claim* claim = contest_.claims().book().find(number_in(body, "claim"));
    const std::string attempt = text_in(body, "attempt");
    if (!desk || !reason || attempt.size() > kMostAttemptLetters) return refuse(request, 422, "too_long");
    if (!claim) return refuse(request, 404, "unknown");
    const auto code = read_code(text_in(body, "code"));
    const bool shown = code && !claim->code.empty() && *code == claim->code;
    if (!shown && reason->empty()) return refuse(request, 422, "reason", claim);
    if (!host_.healthy()) return refuse(request, 503, "not_saved");
    const bool beyond = body.value("beyond_stock", json()) == true;
    switch (contest_.claims().hand_out(claim->id, *desk, *reason, beyond)) {
    case ClaimBook::Outcome::done:
        if (!attempt.empty()) attempts_.insert_or_assign(claim->id, attempt);
        else attempts_.erase(claim->id);
        return saved(request, *claim);
    case ClaimBook::Outcome::already: {
        const auto before = attempts_.find(claim->id);
        if (before != attempts_.end() && before->second == attempt) return saved(request, *claim);
        return refuse(request, 409, "already", claim);
    }
    case ClaimBook::Outcome::stock_out: return refuse(request, 409, "stock_out", claim);
    case ClaimBook::Outcome::withdrawn: return refuse(request, 409, "withdrawn", claim);
    case ClaimBook::Outcome::unknown: return refuse(request, 404, "unknown");
    }
}

void PrizeDesk::undo(const Request& request, const json& body) {
    const auto desk = line_in(body, "desk", kMostDeskLetters), reason = line_in(body, "reason", kMostReasonLetters);
    const Claim* claim = contest_.claims().book().find(number_in(body, "claim"));
    if (!desk || !reason) return refuse(request, 422, "too_long");
    if (!claim) return refuse(request, 404, "unknown");
    if (reason->empty()) return refuse(request, 422, "reason", claim);
    if (!host_.healthy()) return refuse(request, 503, "not_saved");
    if (contest_.claims().undo(claim->id, *desk, *reason) != ClaimBook::Outcome::done)
        return refuse(request, 409, "not_handed_out", claim);
    saved(request, *claim);
}

void PrizeDesk::trail(const Request& request) {
    const Claim* claim = contest_.claims().book().find(number_of(request.param));
    if (!claim) return refuse(request, 404, "unknown");
    json events = json::array();
    for (const auto& event : contest_.claims().trail(claim->id))
        events.push_back({{"at_ms", event.at}, {"what", event.what}, {"desk", event.desk}, {"reason", event.reason}});
    host_.reply(request, json{{"claim", contest_.claims().claim_json(*claim)}, {"trail", std::move(events)}}.dump());
}

void PrizeDesk::picture(const Request& request) {
    const Claim* claim = contest_.claims().book().find(number_of(request.param));
    if (!claim || claim->player != request.player || claim->state == Claim::State::withdrawn)
        return refuse(request, 404, "not_found");
    host_.reply_typed(request.ticket, "image/svg+xml", qr_svg(address(claim->code)));
}

// With the claim as it is now, where that says when and by whom.
void PrizeDesk::refuse(const Request& request, int status, const char* code, const Claim* about) {
    const std::string name = code;
    const bool common = name == "bad_request" || name == "not_saved" || name == "not_found";
    json body{{"error", name}, {"message", host_.text(request.lang, (common ? "http." : "prizes.refused.") + name)}};
    if (about) body["claim"] = contest_.claims().claim_json(*about);
    if (status == 429) body["retry_after_s"] = (contest_.claims().guesses().wait_ms(host_.now()) + 999) / 1000;
    host_.reply(request, body.dump(), status);
}

void PrizeDesk::saved(const Request& request, const Claim& claim) {
    contest_.prizes_changed(); // phones and the touch screen
    host_.reply_when_saved(request.ticket, json{{"claim", contest_.claims().claim_json(claim)}}.dump());
}

} // namespace quiz
