#include "walkup/doors.h"

#include "walkup/messages.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace quiz {

using kiosk::Guard;
using kiosk::Request;
using nlohmann::json;

namespace {

// Which sitting and question a page speaks of; nothing where it does not say.
struct GameSpot {
    std::int64_t sitting;
    std::string question;
};
std::optional<GameSpot> game_spot(const json& body) {
    if (!body.is_object()) return std::nullopt;
    const auto sitting = body.find("sitting"), question = body.find("question");
    if (sitting == body.end() || question == body.end() || !sitting->is_number_integer() || !question->is_string()) return std::nullopt;
    return GameSpot{sitting->get<std::int64_t>(), question->get<std::string>()};
}

void refuse(kiosk::Host& host, const Request& request, const Refusal& refusal) {
    const std::string sentence(host.text(request.lang, walkup_sentence(refusal.code)));
    host.reply(request, json{{"error", refusal.code}, {"message", sentence}}.dump(), refusal.status);
}

} // namespace

void open_walkup_doors(kiosk::Host& host, Walkup& walkup) {
    const auto tell = [&host, &walkup](const Request& request, const std::optional<Refusal>& refusal) {
        if (refusal) return refuse(host, request, *refusal);
        host.reply_when_saved(request.ticket, walkup_message(walkup, request.player, host.wall()).dump());
    };
    host.route("GET", "/walkup", Guard::player, [&host, &walkup](const Request& request) {
        host.reply(request, walkup_message(walkup, request.player, host.wall()).dump());
    });
    host.route("POST", "/walkup/start", Guard::player,
               [&walkup, tell](const Request& request) { tell(request, walkup.start(request.player)); });
    host.route("POST", "/walkup/answer", Guard::player, [&host, &walkup, tell](const Request& request) {
        const json body = json::parse(request.body, nullptr, false);
        const auto at = game_spot(body);
        if (!at || !body.contains("choice")) return refuse(host, request, {400, "bad_request"});
        tell(request, walkup.answer(request.player, at->sitting, at->question, body["choice"], request.arrived));
    });
    host.route("POST", "/walkup/next", Guard::player, [&host, &walkup, tell](const Request& request) {
        const auto at = game_spot(json::parse(request.body, nullptr, false));
        if (!at) return refuse(host, request, {400, "bad_request"});
        tell(request, walkup.next(request.player, at->sitting, at->question));
    });
}

} // namespace quiz
