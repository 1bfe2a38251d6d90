// HTTP as the central plugin sees it: plain values in and out, so that every rule of the doors is tried without a server.
// Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace central {

struct Asked {
    std::string method; // "GET", "HEAD", "POST", "PUT"
    std::string query;  // raw, without the question mark
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case

    std::string_view header(std::string_view name) const {
        for (const auto& [one, value] : headers)
            if (one == name) return value;
        return {};
    }
    // "application/json; charset=utf-8" → "application/json"
    std::string content_type() const;
};

struct Answer {
    int status = 200;
    std::string body = {};
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers = {};
};

// {"error": code, "message": sentence}, and what a sender can make use of beside: where in the body, which requirement.
Answer refusal(int status, std::string_view code, std::string_view sentence, std::string_view where = "",
               std::string_view requirement = "");

// 503 with Retry-After.
Answer come_again(std::string_view sentence, int seconds = 5);

// What a request has brought to the archive.
struct Brought {
    std::size_t statements = 0;
    std::string platform = {}; // "kiosk-so 0.1.0": of the last of them that says so, or ""
};

// Who brings a request.
struct Caller {
    std::optional<std::string> key = std::nullopt; // its name, where it is a good one
    bool can_be_told = true;                       // false: the keys have not been seen yet
};

// For who may not pass: 401 without a key, with a wrong or a revoked one (`realm` says what it is for), 503 where nobody can be
// told yet. Nothing for who may.
std::optional<Answer> turned_away(const Caller&, std::string_view realm);

// The alternate request syntax (xAPI 1.0.3, part three, 1.3), for clients that can send nothing but a form: POST ?method=PUT
// with headers, parameters and `content` as its fields. What it stands for, or the refusal. Anything else comes back as it is.
// A field that is no header of this list is a parameter: Authorization, X-Experience-API-Version, Content-Type,
// Content-Length, If-Match, If-None-Match, Accept-Language.
struct Plain {
    Asked asked;
    bool refused = false;
    Answer answer = {}; // where it is refused
};
Plain plain(Asked);

// "a=1&b=x%20y" into pairs, percent-decoded, "+" for a space; false for a bad escape.
bool read_form(std::string_view, std::vector<std::pair<std::string, std::string>>& into);

// "user:password" of "Basic dXNlcjpwYXNzd29yZA==" (RFC 7617), apart; user is "" where there is none.
struct Credentials {
    std::string user, password;
};
Credentials read_basic(std::string_view authorization);

// Whether If-None-Match names this entity tag, be either of them weak (RFC 9110, 13.1.2).
bool names_tag(std::string_view if_none_match, std::string_view tag);

// Unix ms as HTTP has it: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string http_time(long long unix_ms);

} // namespace central
