#include "prizes/round_desk.h"

#include "prizes/minutes.h"
#include "prizes/number.h"
#include "prizes/replay.h"
#include "prizes/results_json.h"

#include <sodium.h>

#include <algorithm>
#include <vector>

namespace quiz {

using kiosk::Guard;
using kiosk::Request;
using nlohmann::json;

namespace {

constexpr int kMostRounds = 50;
constexpr std::size_t kMostPlayers = 50;

int hex(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// A parameter of the query, decoded; "" where it is not there.
std::string parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.substr(0, pair.find('=')) != name || pair.size() <= name.size()) continue;
        std::string value;
        for (std::size_t i = name.size() + 1; i < pair.size(); ++i) {
            const bool escape = pair[i] == '%' && i + 2 < pair.size() && hex(pair[i + 1]) >= 0 && hex(pair[i + 2]) >= 0;
            if (escape) value += static_cast<char>(hex(pair[i + 1]) * 16 + hex(pair[i + 2])), i += 2;
            else value += pair[i] == '+' ? ' ' : pair[i];
        }
        return value;
    }
    return "";
}

// As kiosk/results/seal.h has it: the first 8 bytes of SHA-256 in groups of four.
std::string short_hash(std::string_view bytes) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::string text;
    for (int i = 0; i < 8; ++i) {
        constexpr char kDigits[] = "0123456789ABCDEF";
        if (i > 0 && i % 2 == 0) text += ' ';
        text += kDigits[hash[i] >> 4];
        text += kDigits[hash[i] & 15];
    }
    return text;
}

std::string key_fingerprint(std::string_view base64) {
    unsigned char key[crypto_sign_PUBLICKEYBYTES];
    std::size_t size = 0;
    if (sodium_base642bin(key, sizeof key, base64.data(), base64.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return "";
    return short_hash({reinterpret_cast<const char*>(key), size});
}

bool stands(const Round& round) {
    return round.phase() == Phase::podium || round.phase() == Phase::ended;
}

} // namespace

void RoundDesk::add_routes() {
    host_.route("GET", "/rounds", Guard::staff, [this](const Request& r) { list(r); });
    host_.route("GET", "/rounds/{id}/sealed", Guard::staff, [this](const Request& r) { sealed(r); });
    host_.route("GET", "/rounds/{id}/minutes", Guard::staff, [this](const Request& r) { minutes(r); });
    host_.route("GET", "/rounds/{id}/players", Guard::staff, [this](const Request& r) { players(r); });
    host_.route("GET", "/replay/{id}", Guard::staff, [this](const Request& r) { replay(r); });
}

std::optional<RoundDesk::Seen> RoundDesk::open(const Request& request) {
    const auto id = number_of(request.param);
    const bool answering = contest_.on() && contest_.round().phase() == Phase::answering;
    if (answering) return refuse(request, 409, "question_open"), std::nullopt;
    Seen seen;
    if (contest_.on() && contest_.info().id == id) {
        seen.info = contest_.info();
        seen.round = &contest_.round();
        return seen;
    }
    auto stored = id > 0 ? contest_.records().round(id) : std::nullopt;
    if (!stored) return refuse(request, 404, "not_found"), std::nullopt;
    seen.own = Round::restore(stored->info.config, stored->snapshot, host_.now());
    if (!seen.own) return refuse(request, 409, "damaged"), std::nullopt;
    seen.info = std::move(stored->info);
    return seen;
}

std::optional<RoundDesk::File> RoundDesk::seal(const Request& request, const Seen& seen) {
    const Round& round = seen.own ? *seen.own : *seen.round;
    if (!stands(round)) return refuse(request, 409, "goes_on"), std::nullopt;
    if (!host_.healthy()) return refuse(request, 503, "not_saved"), std::nullopt;
    const std::string key = host_.seal_key();
    if (key.empty()) return refuse(request, 503, "no_seal"), std::nullopt;
    const auto steps = contest_.records().steps(seen.info.id);
    const FaceOf face_of = [this](PlayerId player) { return contest_.face(player); };
    File file;
    file.fingerprint = key_fingerprint(key);
    file.results = results_json({seen.info, round, steps, face_of, host_.event(), file.fingerprint});
    const std::string facts = short_hash(file.results.dump());
    const auto made = contest_.records().sealed_at(seen.info.id, facts);
    file.is_new = !made;
    file.results["made_at"] = iso_time(made.value_or(host_.wall()));
    if (file.is_new) contest_.sealed(seen.info.id, facts, host_.wall());
    const std::string text = file.results.dump();
    const std::string signature = host_.sign(text);
    if (signature.empty()) return refuse(request, 503, "no_seal"), std::nullopt;
    file.bytes = json{{"format", "kiosk-so.sealed-results/1"},
                      {"results", text},
                      {"seal", {{"algorithm", "Ed25519"}, {"key", key}, {"signature", signature}}}}
                     .dump() +
                 '\n';
    file.hash = short_hash(file.bytes);
    return file;
}

void RoundDesk::list(const Request& request) {
    json rounds = json::array();
    for (const auto& one : contest_.records().past(kMostRounds))
        rounds.push_back({{"id", one.id},
                          {"title", {{"vi", one.title.vi}, {"en", one.title.en}}},
                          {"rehearsal", one.rehearsal},
                          {"opened_ms", one.opened},
                          {"phase", name_of(one.phase)},
                          {"people", one.people},
                          {"stands", one.phase == Phase::podium || one.phase == Phase::ended}});
    host_.reply(request, json{{"now", host_.wall()}, {"rounds", std::move(rounds)}}.dump());
}

void RoundDesk::sealed(const Request& request) {
    const auto seen = open(request);
    if (!seen) return;
    auto file = seal(request, *seen);
    if (!file) return;
    reply_when_kept(request, file->is_new, "application/json", std::move(file->bytes),
                    "ket-qua-vong-" + std::to_string(seen->info.id) + ".sealed.json");
}

void RoundDesk::minutes(const Request& request) {
    const auto seen = open(request);
    if (!seen) return;
    const auto file = seal(request, *seen);
    if (!file) return;
    json prizes = json::array();
    for (const auto& claim : contest_.claims().book().all())
        if (claim.round == seen->info.id) prizes.push_back(contest_.claims().claim_json(claim));
    // Who signs the minutes knows the winners by what they call themselves; the sealed file says what stood on the board.
    const auto& standings = (seen->own ? *seen->own : *seen->round).standings();
    json paper = file->results;
    for (std::size_t i = 0; i < standings.size() && i < paper["ranking"].size(); ++i)
        if (auto own = host_.held_name(standings[i].of.player); !own.empty()) paper["ranking"][i]["held_name"] = std::move(own);
    const std::string wanted = parameter(request.query, "lang");
    const std::string lang = wanted == "en" || wanted == "vi" ? wanted : std::string(request.lang);
    const json event = json::parse(host_.event(), nullptr, false);
    std::string organiser;
    if (event.is_object() && event.contains("privacy") && event["privacy"].is_object() && event["privacy"].contains("controller")) {
        const json name = event["privacy"]["controller"].is_object() ? event["privacy"]["controller"].value("name", json()) : json();
        if (name.is_string()) organiser = name.get<std::string>();
        if (name.is_object()) organiser = name.value(lang, name.value("vi", ""));
    }
    const auto word = [&](std::string_view key) { return host_.text(lang, "prizes.minutes." + std::string(key)); };
    reply_when_kept(request, file->is_new, "text/html; charset=utf-8",
                    minutes_html({paper, prizes, organiser, file->fingerprint, file->hash, lang_named(lang), word}), "");
}

void RoundDesk::players(const Request& request) {
    const auto seen = open(request);
    if (!seen) return;
    const Round& round = seen->own ? *seen->own : *seen->round;
    const std::string wanted = fold(parameter(request.query, "q"));
    struct One {
        PlayerId player;
        Face face;
        std::string held_name;
        Own own;
    };
    std::vector<One> found;
    for (const auto& entry : round.snapshot(host_.now()).entries) {
        Face face = contest_.face(entry.player);
        std::string held = host_.held_name(entry.player);
        if (wanted.empty() || fold(face.name).find(wanted) != std::string::npos || fold(held).find(wanted) != std::string::npos)
            found.push_back({entry.player, std::move(face), std::move(held), round.own(entry.player)});
    }
    std::stable_sort(found.begin(), found.end(), [](const One& a, const One& b) {
        return (a.own.place ? a.own.place : 1 << 30) < (b.own.place ? b.own.place : 1 << 30);
    });
    json players = json::array();
    for (const auto& one : found) {
        if (players.size() == kMostPlayers) break;
        players.push_back({{"player", one.player},
                           {"name", one.face.name},
                           {"unit", one.face.unit_title},
                           {"place", one.own.place ? json(one.own.place) : json()},
                           {"score", one.own.score},
                           {"removed", one.own.removed}});
        if (!one.held_name.empty()) players.back()["held_name"] = one.held_name;
    }
    host_.reply(request, json{{"total", found.size()}, {"players", std::move(players)}}.dump());
}

void RoundDesk::replay(const Request& request) {
    const auto seen = open(request);
    if (!seen) return;
    const Round& round = seen->own ? *seen->own : *seen->round;
    const PlayerId player = number_of(parameter(request.query, "player"));
    json told = replay_json(seen->info, round, contest_.records().steps(seen->info.id), player);
    if (told.is_null()) return refuse(request, 404, "no_player");
    const Face face = contest_.face(player);
    told["name"] = face.name;
    if (auto held = host_.held_name(player); !held.empty()) told["held_name"] = std::move(held);
    told["unit"] = face.unit_title;
    told["round"] = {{"id", seen->info.id},
                     {"title", {{"vi", seen->info.title.vi}, {"en", seen->info.title.en}}},
                     {"preset", name_of(seen->info.config.preset)},
                     {"opened_ms", seen->info.opened},
                     {"rehearsal", seen->info.rehearsal}};
    json changes = json::array();
    for (const auto& change : round.changes())
        changes.push_back({{"at_ms", change.at}, {"what", name_of(change.what)}, {"question", change.question}});
    told["changes"] = std::move(changes);
    host_.reply(request, told.dump());
}

void RoundDesk::refuse(const Request& request, int status, const char* code) {
    const std::string name = code;
    const bool common = name == "not_saved" || name == "not_found";
    host_.reply(request,
                json{{"error", name}, {"message", host_.text(request.lang, (common ? "http." : "prizes.refused.") + name)}}.dump(),
                status);
}

void RoundDesk::reply_when_kept(const Request& request, bool is_new, std::string content_type, std::string body, std::string name) {
    const auto send = [this, ticket = request.ticket, content_type = std::move(content_type), body = std::move(body),
                       disposition = "attachment; filename=\"" + name + '"', to_keep = !name.empty()] {
        const std::pair<std::string_view, std::string_view> headers[] = {{"Content-Disposition", disposition}};
        host_.reply(ticket, kiosk::Reply{200, content_type, body,
                                         to_keep ? std::span<const std::pair<std::string_view, std::string_view>>(headers)
                                                 : std::span<const std::pair<std::string_view, std::string_view>>()});
    };
    if (!is_new) return send();
    const std::string refused = json{{"error", "not_saved"}, {"message", host_.text(request.lang, "http.not_saved")}}.dump();
    host_.when_saved([this, send, refused, ticket = request.ticket](bool durable) {
        if (durable) send();
        else host_.reply(ticket, refused, 503);
    });
}

} // namespace quiz
