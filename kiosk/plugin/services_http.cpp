// kiosk.http/1: routes, replies, topics. Every route of a plugin lies below /p/<id>, every topic below <id>/.
#include "kiosk/plugin/tables.h"

#include "kiosk/base/log.h"
#include "kiosk/base/text.h"
#include "kiosk/http/reply.h"

#include <algorithm>
#include <cstddef>

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMaxPattern = 128, kMaxRoutes = 256, kMaxContentType = 100;
constexpr std::size_t kUsualBody = 16 * 1024, kMaxBody = 8u << 20;
constexpr std::size_t kMaxHeaders = 32, kMaxHeaderName = 64, kMaxHeaderValue = 4096;
constexpr std::size_t kMaxReply = 64u << 20, kMaxMessage = 64 * 1024; // every answer of 10,000 people fits

// Segments of letters, digits, "-", "_" and ".", or one "{name}".
bool is_pattern(std::string_view pattern) {
    if (pattern.size() < 2 || pattern.size() > kMaxPattern || pattern[0] != '/') return false;
    int placeholders = 0;
    while (!pattern.empty()) {
        pattern.remove_prefix(1); // the slash
        auto segment = pattern.substr(0, pattern.find('/'));
        pattern.remove_prefix(segment.size());
        if (segment.starts_with('{') && segment.ends_with('}')) {
            if (++placeholders > 1) return false;
            segment = segment.substr(1, segment.size() - 2);
        }
        const bool plain = !segment.empty() && std::ranges::all_of(segment, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        });
        if (!plain || segment == "." || segment == "..") return false;
    }
    return true;
}

bool is_content_type(std::string_view s) {
    return s.size() <= kMaxContentType && std::ranges::all_of(s, [](char c) { return c >= ' ' && c <= '~'; });
}

// A header that a plugin may send. What is refused here is what frames the reply, what speaks for the kiosk's cookies, and
// what keeps other sites out.
bool is_token(std::string_view s) {
    return !s.empty() && s.size() <= kMaxHeaderName && std::ranges::all_of(s, [](char c) { // RFC 9110, 5.6.2
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool is_ours_to_say(std::string_view name) {
    static constexpr std::string_view kOurs[] = {
        "content-length", "content-type", "content-encoding", "set-cookie", "connection", "keep-alive", "upgrade",
        "transfer-encoding", "trailer", "date", "content-security-policy", "x-content-type-options", "referrer-policy",
        "permissions-policy", "cross-origin-opener-policy", "cross-origin-resource-policy"};
    static constexpr std::string_view kSharing = "access-control-";
    return http::same_word(name.substr(0, kSharing.size()), kSharing) ||
           std::ranges::any_of(kOurs, [&](auto ours) { return http::same_word(name, ours); });
}

bool may_be_sent(std::string_view name, std::string_view value) {
    return is_token(name) && !is_ours_to_say(name) && value.size() <= kMaxHeaderValue &&
           std::ranges::all_of(value, [](char c) { return (c >= ' ' && c <= '~') || c == '\t'; });
}

http::Guard guard_of(kiosk_guard guard) {
    return guard == KIOSK_GUARD_PLAYER  ? http::Guard::player
           : guard == KIOSK_GUARD_STAFF ? http::Guard::staff
                                        : http::Guard::anyone;
}

// What both ways to add a route share; `route` has its method and limits.
kiosk_status add_route(kiosk_host& h, const char* function, const kiosk_route& asked, bool for_programs) {
    const std::string_view verb = asked.method ? asked.method : "", path = asked.pattern ? asked.pattern : "";
    const auto named = log_safe(verb) + " " + log_safe(path);
    if (h.phase != kiosk_host::Phase::initialising) return refuse(h, function, KIOSK_ERR_STATE, "only in init: " + named);
    const bool known = verb == "GET" || verb == "POST" || (for_programs && verb == "PUT");
    if (!asked.handler || !known || !is_pattern(path))
        return refuse(h, function, KIOSK_ERR_ARGUMENT, "no handler, or not a method and a path: " + named);
    if (asked.guard < KIOSK_GUARD_PUBLIC || asked.guard > KIOSK_GUARD_STAFF)
        return refuse(h, function, KIOSK_ERR_ARGUMENT, "unknown guard: " + named);
    if (asked.max_body > kMaxBody) return refuse(h, function, KIOSK_ERR_LIMIT, "max_body above 8 MiB: " + named);
    auto& router = h.hub.services().router;
    if (std::ranges::count(router.routes(), h.id(), &http::Route::owner) >= static_cast<std::ptrdiff_t>(kMaxRoutes))
        return refuse(h, function, KIOSK_ERR_LIMIT, "too many routes: " + named);
    http::Route added;
    added.method = verb;
    added.pattern = h.manifest.route_prefix() + std::string(path);
    added.owner = h.id();
    added.guard = guard_of(asked.guard);
    added.for_programs = for_programs && asked.guard == KIOSK_GUARD_PUBLIC;
    added.max_body = asked.max_body > kUsualBody ? asked.max_body : 0;
    added.handler = [&h, handler = asked.handler, user = asked.user](const http::Request& request, const http::Caller& caller,
                                                                     const http::Params& params) {
        h.hub.serve(h, handler, user, request, caller, params);
    };
    if (auto status = router.add(std::move(added)); !status)
        return refuse(h, function, KIOSK_ERR_ARGUMENT, status.error().sentence);
    return KIOSK_OK;
}

kiosk_status route(kiosk_host* host, const char* method, const char* pattern, kiosk_guard guard, kiosk_handler handler,
                   void* user) {
    return checked(host, "route", [&](kiosk_host& h) {
        return add_route(h, "route", {sizeof(kiosk_route), method, pattern, guard, handler, user, 0}, false);
    });
}

kiosk_status route_with(kiosk_host* host, const kiosk_route* asked) {
    return checked(host, "route_with", [&](kiosk_host& h) {
        if (!asked || asked->size < sizeof(kiosk_route))
            return refuse(h, "route_with", KIOSK_ERR_ARGUMENT, "no route, or one that is too short");
        return add_route(h, "route_with", *asked, true);
    });
}

// Takes the headers over. False where one makes no sense.
bool take_headers(const kiosk_reply& reply, http::Headers& into) {
    if (reply.size < offsetof(kiosk_reply, header_count) + sizeof reply.header_count) return true; // of a plugin before 1.2
    if (reply.header_count > kMaxHeaders || (reply.header_count > 0 && !reply.headers)) return false;
    for (std::uint32_t i = 0; i < reply.header_count; ++i) {
        const auto name = view(reply.headers[i].name), value = view(reply.headers[i].value);
        if (!may_be_sent(name, value)) return false;
        into.emplace_back(name, value);
    }
    return true;
}

kiosk_status send(kiosk_host* host, const char* function, kiosk_ticket ticket, const kiosk_reply* reply, bool when_saved) {
    return checked(host, function, [&](kiosk_host& h) -> kiosk_status {
        if (!reply || reply->size < offsetof(kiosk_reply, headers)) // what version 1.0 had
            return refuse(h, function, KIOSK_ERR_ARGUMENT, "no reply, or one that is too short");
        const auto type = view(reply->content_type);
        if (reply->status < 200 || reply->status > 599 || !is_content_type(type))
            return refuse(h, function, KIOSK_ERR_ARGUMENT, "status or content type make no sense");
        if (reply->body.size > kMaxReply) return refuse(h, function, KIOSK_ERR_LIMIT, "body above 64 MiB");
        http::Response response;
        response.status = reply->status;
        if (!type.empty()) response.content_type = type;
        response.body = view(reply->body);
        if (!take_headers(*reply, response.headers))
            return refuse(h, function, KIOSK_ERR_ARGUMENT, "too many headers, or one that is not a plugin's to send");
        const auto says_when = [](const auto& header) { return http::same_word(header.first, "retry-after"); };
        if ((reply->status == 429 || reply->status == 503) && std::ranges::none_of(response.headers, says_when))
            response.headers.emplace_back("Retry-After", "2");
        return h.hub.reply(h, ticket, std::move(response), when_saved);
    });
}

kiosk_status reply_now(kiosk_host* host, kiosk_ticket ticket, const kiosk_reply* reply) {
    return send(host, "reply", ticket, reply, false);
}

kiosk_status reply_when_saved(kiosk_host* host, kiosk_ticket ticket, const kiosk_reply* reply) {
    return send(host, "reply_when_saved", ticket, reply, true);
}

kiosk_status publish(kiosk_host* host, const char* name, kiosk_audience audience, kiosk_str message) {
    return checked(host, "publish", [&](kiosk_host& h) -> kiosk_status {
        if (!name || !is_name(name))
            return refuse(h, "publish", KIOSK_ERR_ARGUMENT, "a topic's name is 1 to 32 of a-z, 0-9 and -");
        if (audience != KIOSK_AUDIENCE_PUBLIC && audience != KIOSK_AUDIENCE_STAFF)
            return refuse(h, "publish", KIOSK_ERR_ARGUMENT, "unknown audience");
        if (message.size > kMaxMessage)
            return refuse(h, "publish", KIOSK_ERR_LIMIT,
                          std::string(name) + ": " + std::to_string(message.size) + " bytes, 64 KiB at most");
        if (!text::is_utf8(view(message))) return refuse(h, "publish", KIOSK_ERR_ARGUMENT, std::string(name) + ": no UTF-8");
        return h.hub.publish(h, h.id() + "/" + name, audience == KIOSK_AUDIENCE_STAFF ? Audience::staff : Audience::anyone,
                             view(message));
    });
}

kiosk_status watch(kiosk_host* host, const char* topic, kiosk_watcher watcher, void* user) {
    return checked(host, "watch", [&](kiosk_host& h) -> kiosk_status {
        const std::string_view full = topic ? topic : "";
        const auto slash = full.find('/');
        if (!watcher || slash == full.npos || !is_name(full.substr(0, slash)) || !is_name(full.substr(slash + 1)))
            return refuse(h, "watch", KIOSK_ERR_ARGUMENT, "no watcher, or not \"plugin/topic\": " + log_safe(full));
        return h.hub.watch(h, std::string(full), watcher, user);
    });
}

} // namespace

const kiosk_http_1& http_table() {
    static constexpr kiosk_http_1 kTable{sizeof(kiosk_http_1), &route, &reply_now, &reply_when_saved, &publish, &watch,
                                         &route_with};
    return kTable;
}

} // namespace kiosk::plugin
