// HTTP as plain values. No type of the HTTP library crosses this line; main works with these only.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/http/body_room.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::http {

using Ticket = std::uint64_t; // one waiting request; never used again; 0 is none
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    Ticket ticket = 0;
    std::string method;        // "GET", "HEAD", "POST", "PUT", …
    std::string path;          // percent-decoded, NFC not applied, always starts with "/"
    std::string query;         // raw, without "?"
    std::string body;
    std::string content_type;  // lower case, without parameters
    std::string cookie;        // raw header
    std::string origin, host;  // raw headers
    std::string fetch_site;    // Sec-Fetch-Site
    std::string accept_language;
    Headers headers;           // of a route that was told by allow_body: all but Cookie as they came, names in lower case
    std::string peer;          // address without port
    Ms arrived = 0;            // mono, when the last byte of the body had been read
    std::shared_ptr<BodyRoom::Share> room; // of a long body

    std::string_view cookie_value(std::string_view name) const; // "" where there is none
    std::string query_value(std::string_view name) const;       // percent-decoded; "" where there is none
};

struct Response {
    int status = 200;
    std::string content_type = "application/json; charset=utf-8";
    std::string body;
    Headers headers; // beside the security headers that every reply has
};

using Bytes = std::shared_ptr<const std::string>; // one buffer, shared by all who get it

} // namespace kiosk::http
