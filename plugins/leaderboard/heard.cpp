#include "heard.h"

#include <algorithm>
#include <tuple>

namespace leaderboard {

using league_board::League;
using league_board::Sense;

namespace {

constexpr std::string_view kPath = "/p/central/league", kQuery = "?persons=50";
constexpr std::size_t kLongest = 1'000;

// An id in an address: nothing that would need another look.
bool is_event(std::string_view text) {
    return !text.empty() && text.size() <= 200 && std::ranges::all_of(text, [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.' ||
               c == '~' || c == '%';
    });
}

} // namespace

std::optional<std::string> league_address(std::string_view from) {
    const std::size_t scheme = from.starts_with("https://") ? 8 : from.starts_with("http://") ? 7 : 0;
    if (scheme == 0 || from.size() > kLongest) return {};
    const auto end = std::min(from.find_first_of("/?#", scheme), from.size());
    const auto host = from.substr(scheme, end - scheme);
    const bool plain = std::ranges::all_of(from, [](unsigned char c) { return c > ' ' && c < 0x7F && c != '\\'; });
    if (host.empty() || host.front() == ':' || host.find('@') != std::string_view::npos || !plain) return {};
    auto rest = from.substr(end);
    std::string address = std::string(from.substr(0, end)).append(kPath).append(kQuery);
    if (rest.empty() || rest == "/") return address;
    if (!rest.starts_with(kPath)) return {};
    rest.remove_prefix(kPath.size());
    if (rest.empty() || rest == "/") return address;
    constexpr std::string_view kEvent = "?event=";
    if (!rest.starts_with(kEvent) || !is_event(rest.substr(kEvent.size()))) return {};
    return address.append("&event=").append(rest.substr(kEvent.size()));
}

std::string_view name_of(Line line) {
    switch (line) {
    case Line::connecting: return "connecting";
    case Line::fresh: return "fresh";
    case Line::offline: return "offline";
    case Line::trouble: return "trouble";
    case Line::counting: return "counting";
    }
    return "";
}

bool Heard::take(std::string_view body, std::int64_t fetched, bool fresh, std::string_view trouble) {
    const auto before = std::tuple(line_, as_of_, revision_);
    if (!body.empty() && (last_.empty() || body != last_)) {
        last_.assign(body.substr(0, league_board::kMostBytes + 1)); // longer ones are no league, whatever follows
        League league;
        sense_ = league_board::read_league(last_, league);
        if (sense_ == Sense::league && !fresh && fetched < as_of_) {
            last_.clear(); // a copy from before what was restored; the centre may say that it holds after all
        } else if (sense_ == Sense::league) {
            if (!league_ || *league_ != league) ++revision_;
            league_ = std::move(league);
            body_ = last_;
            as_of_ = fetched;
        }
    }
    if (fresh) {
        line_ = sense_ == Sense::league ? Line::fresh : sense_ == Sense::counting ? Line::counting : Line::trouble;
        if (line_ == Line::fresh) as_of_ = fetched;
    } else if (trouble == "network" || trouble == "portal") {
        line_ = Line::offline;
    } else if (!trouble.empty()) {
        line_ = Line::trouble;
    }
    return before != std::tuple(line_, as_of_, revision_);
}

void Heard::restore(std::string_view body, std::int64_t as_of) {
    League league;
    if (league_board::read_league(body, league) != Sense::league) return;
    league_ = std::move(league);
    body_ = body;
    as_of_ = as_of;
    ++revision_;
}

} // namespace leaderboard
