#include "kiosk/results/sender.h"

#include "kiosk/base/log.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>

namespace kiosk::results {

namespace {

bool is_array(const std::string& body) {
    return nlohmann::json::parse(body, nullptr, false).is_array();
}

std::string sentence_of(const Reply& reply) {
    if (reply.status == 0) return log_safe(reply.trouble);
    std::string sentence = "HTTP " + std::to_string(reply.status);
    const auto from = reply.body.find_first_not_of(" \t\r\n");
    if (from != std::string::npos) sentence += ": " + log_safe(std::string_view(reply.body).substr(from), 300);
    return sentence;
}

} // namespace

std::size_t Sender::statements() const {
    return suspects_ == 0 ? kMost : std::max<std::size_t>(1, suspects_ / 2);
}

Verdict Sender::judge(const Reply& reply, std::size_t sent, std::size_t sent_bytes, double chance) {
    const int status = reply.status;
    if (status == 204 || (status == 200 && is_array(reply.body))) {
        failures_ = 0;
        unproven_ = 0;
        tells_version_ = reply.versioned;
        suspects_ -= std::min(suspects_, sent);
        return {Fate::stored, Trouble::none, 0, {}};
    }
    switch (status) {
    case 400:
    case 409:
    case 422: return bad_content(reply, sent);
    case 413:
        if (sent <= 1) return single_refused(reply);
        failures_ = 0;
        bytes_ = std::max<std::size_t>(1, sent_bytes / 2);
        return {Fate::kept, Trouble::refused, 0, sentence_of(reply)};
    case 408:
    case 429: return later(Trouble::busy, reply, chance);
    case 404:
    case 405: return {Fate::kept, Trouble::address, kStopped, sentence_of(reply)};
    default: break;
    }
    if (status >= 500) return later(Trouble::busy, reply, chance);
    if (status >= 400) return {Fate::kept, Trouble::key, kStopped, sentence_of(reply)};
    return later(Trouble::network, reply, chance);
}

// The older half next: so at most six more are asked about before the one that is meant stands alone.
Verdict Sender::bad_content(const Reply& reply, std::size_t sent) {
    if (sent <= 1) return single_refused(reply);
    if (!reply.versioned && tells_version_) return {Fate::kept, Trouble::address, kStopped, sentence_of(reply)};
    failures_ = 0;
    suspects_ = sent;
    return {Fate::kept, Trouble::refused, 0, sentence_of(reply)};
}

Verdict Sender::single_refused(const Reply& reply) {
    const bool proven = reply.versioned || (!tells_version_ && unproven_ < kMostUnproven);
    if (!proven) return {Fate::kept, Trouble::address, kStopped, sentence_of(reply)};
    if (!reply.versioned) ++unproven_;
    failures_ = 0;
    suspects_ -= reply.status == 413 ? std::min<std::size_t>(suspects_, 1) : suspects_; // too long: not the one that was meant
    return {Fate::dead, Trouble::refused, 0, sentence_of(reply)};
}

Verdict Sender::later(Trouble trouble, const Reply& reply, double chance) {
    const int doublings = std::min(failures_++, 10);
    const Ms full = std::min(kFirstPause << doublings, kLongestPause);
    const Ms pause = full - static_cast<Ms>(static_cast<double>(full) / 2 * std::clamp(chance, 0.0, 1.0));
    const Ms asked = std::clamp<Ms>(reply.retry_after.value_or(0), 0, kLongestRetryAfter);
    return {Fate::kept, trouble, std::max(pause, asked), sentence_of(reply)};
}

std::optional<Ms> retry_after(std::string_view value, std::optional<Ms> server_now) {
    std::int64_t seconds = 0;
    const char* const end = value.data() + value.size();
    if (const auto [at, error] = std::from_chars(value.data(), end, seconds); error == std::errc{} && at == end)
        return std::clamp<std::int64_t>(seconds, 0, 86'400) * 1000;
    const auto then = http_date(value);
    if (!then || !server_now) return std::nullopt;
    return std::max<Ms>(0, *then - *server_now);
}

std::optional<Ms> http_date(std::string_view text) {
    std::tm utc{};
    const std::string value(text);
    const char* const end = strptime(value.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &utc); // RFC 9110, 5.6.7
    if (!end || *end) return std::nullopt;
    return Ms{timegm(&utc)} * 1000;
}

} // namespace kiosk::results
