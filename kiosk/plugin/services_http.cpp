// kiosk.http/1: routes, replies, topics. Every route of a plugin lies below /p/<id>, every topic below <id>/.
#include "kiosk/plugin/tables.h"

#include "kiosk/base/log.h"
#include "kiosk/base/text.h"

#include <algorithm>

namespace kiosk::plugin {

namespace {

constexpr std::size_t kMaxPattern = 128, kMaxRoutes = 256, kMaxContentType = 100;
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

kiosk_status route(kiosk_host* host, const char* method, const char* pattern, kiosk_guard guard, kiosk_handler handler,
                   void* user) {
    return checked(host, "route", [&](kiosk_host& h) -> kiosk_status {
        const std::string_view verb = method ? method : "", path = pattern ? pattern : "";
        const auto named = log_safe(verb) + " " + log_safe(path);
        if (h.phase != kiosk_host::Phase::initialising) return refuse(h, "route", KIOSK_ERR_STATE, "only in init: " + named);
        if (!handler || (verb != "GET" && verb != "POST") || !is_pattern(path))
            return refuse(h, "route", KIOSK_ERR_ARGUMENT, "no handler, or not \"GET\"/\"POST\" and a path: " + named);
        if (guard < KIOSK_GUARD_PUBLIC || guard > KIOSK_GUARD_STAFF)
            return refuse(h, "route", KIOSK_ERR_ARGUMENT, "unknown guard: " + named);
        auto& router = h.hub.services().router;
        if (std::ranges::count(router.routes(), h.id(), &http::Route::owner) >= static_cast<std::ptrdiff_t>(kMaxRoutes))
            return refuse(h, "route", KIOSK_ERR_LIMIT, "too many routes: " + named);
        http::Route added;
        added.method = verb;
        added.pattern = h.manifest.route_prefix() + std::string(path);
        added.owner = h.id();
        added.guard = guard == KIOSK_GUARD_PLAYER  ? http::Guard::player
                      : guard == KIOSK_GUARD_STAFF ? http::Guard::staff
                                                   : http::Guard::anyone;
        added.handler = [&h, handler, user](const http::Request& request, const http::Caller& caller,
                                            const http::Params& params) {
            h.hub.serve(h, handler, user, request, caller, params);
        };
        if (auto status = router.add(std::move(added)); !status)
            return refuse(h, "route", KIOSK_ERR_ARGUMENT, status.error().sentence);
        return KIOSK_OK;
    });
}

kiosk_status send(kiosk_host* host, const char* function, kiosk_ticket ticket, const kiosk_reply* reply, bool when_saved) {
    return checked(host, function, [&](kiosk_host& h) -> kiosk_status {
        if (!reply || reply->size < sizeof(kiosk_reply))
            return refuse(h, function, KIOSK_ERR_ARGUMENT, "no reply, or one that is too short");
        const auto type = view(reply->content_type);
        if (reply->status < 200 || reply->status > 599 || !is_content_type(type))
            return refuse(h, function, KIOSK_ERR_ARGUMENT, "status or content type make no sense");
        if (reply->body.size > kMaxReply) return refuse(h, function, KIOSK_ERR_LIMIT, "body above 64 MiB");
        http::Response response;
        response.status = reply->status;
        if (!type.empty()) response.content_type = type;
        response.body = view(reply->body);
        if (reply->status == 429 || reply->status == 503) response.headers.emplace_back("Retry-After", "2");
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
    static constexpr kiosk_http_1 kTable{sizeof(kiosk_http_1), &route, &reply_now, &reply_when_saved, &publish, &watch};
    return kTable;
}

} // namespace kiosk::plugin
