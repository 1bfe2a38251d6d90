#include "kiosk/fetch/verdict.h"

#include "kiosk/base/log.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace kiosk::fetch {

namespace {

constexpr Ms kFirstPause = 5'000, kLongestPause = 300'000, kLongestAskedFor = 3'600'000;
constexpr Ms kMostMissed = 24;
constexpr std::size_t kMostSentence = 200;

Verdict wrong(const char* trouble, std::string sentence) { return {Outcome::trouble, trouble, std::move(sentence)}; }

std::string said(const Answer& answer) {
    std::string sentence = "HTTP " + std::to_string(answer.status);
    if (!answer.body.empty()) sentence += ": " + log_safe(answer.body, kMostSentence);
    return sentence;
}

// How deep it goes, as far as brackets tell; strings are stepped over.
bool too_deep(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            else if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDeepest) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

} // namespace

Verdict judge(const Answer& answer, bool conditional) {
    const int status = answer.status;
    if (answer.too_long) return wrong("too_large", "The reply is longer than " + std::to_string(kMostBytes >> 20) + " MiB.");
    if (status == 0) return wrong("network", answer.trouble);
    if (status == 304 && conditional) return {Outcome::unchanged, "", ""};
    if (status >= 300 && status < 400) return wrong("moved", "HTTP " + std::to_string(status) + ": it is at another address.");
    if (status == 401 || status == 403) return wrong("key", said(answer));
    if (status == 404 || status == 410) return wrong("missing", said(answer));
    if (status == 408 || status == 429 || status >= 500) return wrong("busy", said(answer));
    if (status != 200) return wrong("refused", said(answer));
    if (answer.content_type.starts_with("text/html"))
        return wrong("portal", "A web page came instead, as from a network that wants a login.");
    if (!is_sound_json(answer.body)) return wrong("no_json", "What came is no JSON, or not all of it.");
    return {Outcome::fresh, "", ""};
}

Ms pause(Ms every, int failures, std::optional<Ms> asked_for, double chance) {
    if (failures == 0) return every;
    const Ms longest = std::max(every, std::min(kLongestPause, kMostMissed * every));
    const Ms grown = std::min(longest, kFirstPause << std::min(failures - 1, 20));
    const Ms around = grown + static_cast<Ms>(static_cast<double>(grown) * (chance - 0.5) / 2);
    return std::max(around, std::clamp<Ms>(asked_for.value_or(0), 0, kLongestAskedFor));
}

bool is_sound_json(std::string_view text) { return !too_deep(text) && nlohmann::json::accept(text); }

bool is_address(std::string_view url) {
    const auto scheme = url.find("://");
    if (url.size() > 2'000 || (!url.starts_with("https://") && !url.starts_with("http://"))) return false;
    const auto host = url.substr(scheme + 3, url.find_first_of("/?#", scheme + 3) - (scheme + 3));
    return !host.empty() && host.find('@') == std::string_view::npos &&
           std::ranges::all_of(url, [](unsigned char c) { return c > ' ' && c < 0x7F; });
}

} // namespace kiosk::fetch
