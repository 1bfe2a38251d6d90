#include "league/league_door.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace central {

namespace {

constexpr std::size_t kMostMade = 32; // ways of asking; anybody may think of more
constexpr std::size_t kPersonsTold = 100;

} // namespace

LeagueDoor::LeagueDoor(Parts parts) : parts_(std::move(parts)) {}

Answer LeagueDoor::answer(const Asked& asked) {
    LeagueQuestion question;
    if (!read_league_question(asked.query, question))
        return refusal(400, "bad_request", "event=ID, persons=0…1000, by=total, average or turnout.");
    refresh();
    Answer answer;
    answer.headers = {{"ETag", tag_}, {"Cache-Control", "no-cache"}};
    if (names_tag(asked.header("if-none-match"), tag_)) answer.status = 304;
    else answer.body = said(question);
    return answer;
}

std::string LeagueDoor::said(const LeagueQuestion& question) {
    refresh();
    const auto key = std::to_string(static_cast<int>(question.units)) + ' ' + std::to_string(question.persons) + ' ' + question.event;
    auto at = made_.find(key);
    if (at == made_.end()) {
        auto told = parts_.leagues.to_json(question);
        told["kiosks"] = kiosks_.telling;
        if (kiosks_.silent > 0) told["silent"] = {{"kiosks", kiosks_.silent}, {"since_ms", kiosks_.silent_since}};
        auto text = told.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        text.pop_back(); // "}"
        if (made_.size() >= kMostMade) made_.clear();
        at = made_.emplace(key, std::move(text)).first;
    }
    return at->second + ",\"now\":" + std::to_string(parts_.wall()) + "}";
}

std::optional<std::string> LeagueDoor::fitting(std::size_t most_bytes) {
    for (LeagueQuestion question{"", kPersonsTold, UnitOrder::total};; question.persons /= 2) {
        auto message = said(question);
        if (message.size() <= most_bytes) return message;
        if (question.persons == 0) return std::nullopt;
    }
}

// Another tag whenever anything but `now` may be said otherwise.
void LeagueDoor::refresh() {
    kiosks_ = parts_.kiosks();
    std::string tag = "W/\"";
    for (const auto part : {parts_.since_start, parts_.leagues.revision(), static_cast<std::uint64_t>(kiosks_.telling),
                            static_cast<std::uint64_t>(kiosks_.silent), static_cast<std::uint64_t>(kiosks_.silent_since)})
        tag.append(std::to_string(part)).append("-");
    tag.back() = '"';
    if (std::exchange(tag_, std::move(tag)) != tag_) made_.clear();
}

} // namespace central
