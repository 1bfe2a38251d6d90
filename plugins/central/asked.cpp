#include "asked.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace central {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string lower(std::string_view);
bool decode(std::string_view, std::string& into);
std::string encode(std::string_view);

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::array<std::string_view, 7> kHeaderFields{
    "authorization", "x-experience-api-version", "content-type", "content-length", "if-match",
    "if-none-match", "accept-language"};

} // namespace

std::string Asked::content_type() const {
    auto type = lower(header("content-type"));
    type.resize(std::min(type.find(';'), type.size()));
    while (type.ends_with(' ') || type.ends_with('\t')) type.pop_back();
    return type;
}

Answer refusal(int status, std::string_view code, std::string_view sentence, std::string_view where,
               std::string_view requirement) {
    nlohmann::json body{{"error", code}, {"message", sentence}};
    if (!where.empty()) body["where"] = where;
    if (!requirement.empty()) body["requirement"] = requirement;
    return {status, body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

Answer come_again(std::string_view sentence, int seconds) {
    auto answer = refusal(503, "busy", sentence);
    answer.headers.emplace_back("Retry-After", std::to_string(seconds));
    return answer;
}

std::optional<Answer> turned_away(const Caller& caller, std::string_view realm) {
    if (!caller.can_be_told) return come_again("This central has just begun, and does not know the keys yet; come again.", 1);
    if (caller.key) return std::nullopt;
    auto refused = refusal(401, "unauthorized", "A key is needed (HTTP Basic), and this is none that is good.");
    refused.headers.emplace_back("WWW-Authenticate", "Basic realm=\"" + std::string(realm) + "\", charset=\"UTF-8\"");
    return refused;
}

Plain plain(Asked asked) {
    const auto refuse = [](std::string_view sentence) { return Plain{{}, true, refusal(400, "bad_request", sentence)}; };
    Fields query;
    const bool form = asked.method == "POST" && asked.content_type() == kForm;
    if (!form && (asked.method != "POST" || asked.query.find("method=") == std::string::npos)) return {std::move(asked)};
    if (!read_form(asked.query, query)) return refuse("The query string is not percent-encoded.");
    const auto method = std::ranges::find(query, "method", &Fields::value_type::first);
    if (method == query.end()) return {std::move(asked)}; // a form without it is refused for its content type
    if (!form) return refuse("With ?method= the body is application/x-www-form-urlencoded.");
    if (query.size() != 1) return refuse("With ?method= all parameters stand in the form.");
    if (method->second != "GET" && method->second != "HEAD" && method->second != "POST" && method->second != "PUT")
        return refuse("?method= names no method of this resource.");
    Fields fields;
    if (!read_form(asked.body, fields)) return refuse("The form is not percent-encoded.");

    Asked meant{method->second, {}, {}, std::move(asked.headers)};
    std::erase_if(meant.headers, [](const auto& header) { return header.first == "content-type"; });
    bool has_type = false;
    for (auto& [name, value] : fields) {
        const auto header = lower(name);
        if (name == "content") {
            meant.body = std::move(value);
        } else if (std::ranges::count(kHeaderFields, header)) {
            std::erase_if(meant.headers, [&](const auto& one) { return one.first == header; });
            has_type = has_type || header == "content-type";
            meant.headers.emplace_back(header, std::move(value));
        } else {
            meant.query += (meant.query.empty() ? "" : "&") + encode(name) + "=" + encode(value);
        }
    }
    if (!has_type) meant.headers.emplace_back("content-type", "application/json");
    return {std::move(meant)};
}

bool read_form(std::string_view text, Fields& into) {
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto& [name, value] = into.emplace_back();
        if (!decode(pair.substr(0, equals), name)) return false;
        if (equals < pair.size() && !decode(pair.substr(equals + 1), value)) return false;
    }
    return true;
}

Credentials read_basic(std::string_view authorization) {
    constexpr std::string_view kScheme = "basic ";
    constexpr std::size_t kMost = 1024;
    if (authorization.size() > kMost || lower(authorization.substr(0, kScheme.size())) != kScheme) return {};
    authorization.remove_prefix(kScheme.size());
    while (authorization.starts_with(' ')) authorization.remove_prefix(1);
    std::string pair(authorization.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(pair.data()), pair.size(), authorization.data(), authorization.size(),
                          nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return {};
    pair.resize(size);
    const auto colon = pair.find(':');
    if (colon == std::string::npos) return {};
    return {pair.substr(0, colon), pair.substr(colon + 1)};
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
    const auto opaque = [](std::string_view one) { return one.starts_with("W/") ? one.substr(2) : one; };
    while (!if_none_match.empty()) { // none of our tags holds a comma
        const auto comma = std::min(if_none_match.find(','), if_none_match.size());
        auto one = if_none_match.substr(0, comma);
        if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
        while (one.starts_with(' ') || one.starts_with('\t')) one.remove_prefix(1);
        while (one.ends_with(' ') || one.ends_with('\t')) one.remove_suffix(1);
        if (one == "*" || (!one.empty() && opaque(one) == opaque(tag))) return true;
    }
    return false;
}

std::string http_time(long long unix_ms) {
    const auto seconds = static_cast<std::time_t>(unix_ms / 1000);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char text[40]; // the "C" locale is never left, so that days and months are English
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc)};
}

namespace {

std::string lower(std::string_view text) {
    std::string made(text);
    std::ranges::transform(made, made.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return made;
}

bool decode(std::string_view in, std::string& into) {
    const auto hex = [](char c) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        const auto at = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
        return at == std::string_view::npos ? -1 : static_cast<int>(at);
    };
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i] != '%') {
            into += in[i] == '+' ? ' ' : in[i];
            continue;
        }
        if (i + 2 >= in.size() || hex(in[i + 1]) < 0 || hex(in[i + 2]) < 0) return false;
        into += static_cast<char>(hex(in[i + 1]) * 16 + hex(in[i + 2]));
        i += 2;
    }
    return true;
}

std::string encode(std::string_view in) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string made;
    for (const char c : in) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain_one = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain_one) made += c;
        else made.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
    return made;
}

} // namespace

} // namespace central
