#include "kiosk/plugin/hub.h"

#include "kiosk/base/log.h"
#include "kiosk/plugin/crash_note.h"
#include "kiosk/plugin/tables.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace {

constexpr std::size_t kMaxLogBytes = 2000;
constexpr const char* kVisitor = "(visitor)"; // no pack is of this kind: ids have no brackets

void api_log(kiosk_host* host, kiosk_log_level level, kiosk_str line) {
    if (host) host->log(level, kiosk::plugin::view(line));
}

kiosk_ms api_now_mono(kiosk_host* host) { return host ? host->hub.services().clock.mono() : 0; }
kiosk_ms api_now_wall(kiosk_host* host) { return host ? host->hub.services().clock.wall() : 0; }

const void* api_service(kiosk_host* host, const char* id) {
    using namespace kiosk::plugin;
    return checked_value(host, "service", static_cast<const void*>(nullptr), [&](kiosk_host&) -> const void* {
        const std::string_view wanted = id ? id : "";
        if (wanted == KIOSK_APP_1) return &app_table();
        if (wanted == KIOSK_HTTP_1) return &http_table();
        if (wanted == KIOSK_STORE_1) return &store_table();
        if (wanted == KIOSK_PEOPLE_1) return &people_table();
        if (wanted == KIOSK_RESULTS_1) return &results_table();
        if (wanted == KIOSK_CONTENT_1) return &content_table();
        if (wanted == KIOSK_SCREEN_1) return &screen_table();
        if (wanted == KIOSK_VISITOR_1) return host->hub.services().visitor ? &visitor_table() : nullptr;
        if (wanted == KIOSK_HOME_1) return &home_table();
        if (wanted == KIOSK_SPEECH_1) return &speech_table();
        if (wanted == KIOSK_FETCH_1) return &fetch_table();
        if (wanted == KIOSK_SEAL_1) return &seal_table();
        return nullptr;
    });
}

} // namespace

kiosk_host::kiosk_host(kiosk::plugin::Hub& the_hub, const kiosk::plugin::Manifest& the_manifest)
    : hub(the_hub), manifest(the_manifest),
      api{sizeof(kiosk_host_api), KIOSK_ABI, this, &api_log, &api_now_mono, &api_now_wall, &api_service} {}

void kiosk_host::log(kiosk_log_level level, std::string_view line) const {
    const auto severity = level <= KIOSK_LOG_DEBUG  ? spdlog::level::debug
                          : level == KIOSK_LOG_INFO ? spdlog::level::info
                          : level == KIOSK_LOG_WARN ? spdlog::level::warn
                                                    : spdlog::level::err;
    spdlog::log(severity, "plugin={} {}", id(), kiosk::log_safe(line, kMaxLogBytes));
}

namespace kiosk::plugin {

namespace {

// The server answers 504 after ten seconds; what is still open after three times that was dropped with its connection.
constexpr Ms kTicketAge = 30'000;
// Two plugins that publish whenever the other does would go round for ever; what is left is told in a later turn.
constexpr int kTellingRounds = 16;

} // namespace

Hub::Hub(Services services)
    : services_(std::move(services)), main_(std::this_thread::get_id()),
      not_saved_(std::make_shared<const NotSaved>(
          NotSaved{sentence(503, "not_saved", "http.not_saved", false), sentence(503, "not_saved", "http.not_saved", true)})),
      alive_(std::make_shared<Hub*>(this)) {
    services_.people.watch([alive = std::weak_ptr<Hub*>(alive_)](std::int64_t person) {
        if (const auto hub = alive.lock()) (*hub)->person_changed(person);
    });
}

Hub::~Hub() = default;

kiosk_host& Hub::add(const Manifest& manifest) {
    auto& host = *hosts_.emplace_back(std::make_unique<kiosk_host>(*this, manifest));
    if (services_.crash_note) host.crash_slot = services_.crash_note->slot(host.id());
    return host;
}

void Hub::close(kiosk_host& host) {
    host.phase = kiosk_host::Phase::closed;
    host.wake.reset();
    host.people_watchers.clear();
    host.facts = nullptr;
    services_.router.remove_owner(host.id());
    for (const auto id : std::exchange(host.followed, {})) services_.follower->leave(id);
    std::erase_if(watchers_, [&](const auto& watcher) { return watcher->host == &host; });
    std::erase_if(change_watchers_, [&](const auto& watcher) { return watcher->host == &host; });
    // Its topics stay: the phones keep the last state, and who comes back finds it.
    for (auto it = tickets_.begin(); it != tickets_.end();) {
        if (it->second.host != &host) {
            ++it;
            continue;
        }
        services_.http.reply(it->first, sentence(503, "busy", "http.busy", it->second.english));
        it = tickets_.erase(it);
    }
}

bool Hub::call(kiosk_host& host, const char* where, const std::function<void()>& callback) {
    ++depth_;
    ++host.depth;
    bool returned = false;
    try {
        std::optional<CrashNote::AtWork> at_work;
        if (services_.crash_note) at_work.emplace(*services_.crash_note, host.crash_slot);
        callback();
        returned = true;
    } catch (const std::exception& e) {
        host.log(KIOSK_LOG_ERROR, std::string(where) + " threw: " + e.what());
    } catch (...) {
        host.log(KIOSK_LOG_ERROR, std::string(where) + " threw something that is no std::exception");
    }
    --depth_;
    if (!returned) abandon_step(host);
    if (--host.depth == 0) submit_step(host);
    if (depth_ == 0) tell_watchers();
    return returned;
}

void Hub::unanswered(http::Ticket ticket, const std::string& path) {
    const auto open = tickets_.find(ticket);
    if (open == tickets_.end()) return;
    open->second.host->log(KIOSK_LOG_ERROR, "never answered " + path + "; the phone got 504");
    tickets_.erase(open);
}

std::optional<Audience> Hub::audience(std::string_view topic) const {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return std::nullopt;
    return found->second.audience;
}

http::Bytes Hub::message(std::string_view topic) const {
    const auto found = topics_.find(topic);
    return found == topics_.end() ? nullptr : found->second.message;
}

void Hub::serve(kiosk_host& host, kiosk_handler handler, void* user, const http::Request& request, const http::Caller& caller,
                const http::Params& params) {
    const auto now = services_.clock.mono();
    if (now >= next_sweep_) drop_old_tickets(now);
    tickets_.insert_or_assign(request.ticket, Ticket{&host, request.path, caller.lang == "en", now});

    const auto prefix = host.manifest.route_prefix().size();
    const std::string_view below = std::string_view(request.path).substr(std::min(prefix, request.path.size()));
    const std::string_view param = params.empty() ? std::string_view{} : std::string_view(params.begin()->second);
    std::vector<kiosk_header> headers;
    headers.reserve(request.headers.size());
    for (const auto& [name, value] : request.headers) headers.push_back({str(name), str(value)});
    const kiosk_request seen{sizeof(kiosk_request), request.ticket,       str(request.method), str(below),
                             str(param),            str(request.query),   str(request.body),   str(caller.lang),
                             caller.player,         caller.staff ? 1 : 0, request.arrived,     headers.data(),
                             static_cast<std::uint32_t>(headers.size())};
    if (call(host, "a request's handler", [&] { handler(user, &seen); })) return;
    if (tickets_.erase(request.ticket))
        services_.http.reply(request.ticket, sentence(500, "internal", "http.internal", caller.lang == "en"));
}

kiosk_status Hub::reply(kiosk_host& host, http::Ticket ticket, http::Response response, bool when_saved) {
    const auto open = tickets_.find(ticket);
    if (ticket == 0) return refuse(host, "reply", KIOSK_ERR_ARGUMENT, "there is no ticket 0");
    if (open == tickets_.end() || open->second.host != &host)
        return refuse(host, "reply", KIOSK_ERR_STATE, "this ticket was answered before, or came too late");
    const bool english = open->second.english;
    tickets_.erase(open);
    if (when_saved) {
        host.saved_replies.push_back({ticket, std::move(response), english});
    } else {
        services_.http.reply(ticket, std::move(response));
    }
    return KIOSK_OK;
}

kiosk_status Hub::publish(kiosk_host& host, std::string topic, Audience audience, std::string_view message) {
    auto& kept = topics_.try_emplace(topic, Topic{&host, audience, nullptr}).first->second;
    // Who listens was let in by the audience that the topic had then.
    if (kept.audience != audience) return refuse(host, "publish", KIOSK_ERR_DENIED, topic + " had another audience before");
    if (kept.message && *kept.message == message) return KIOSK_OK;
    kept.owner = &host;
    kept.message = std::make_shared<const std::string>(message);
    services_.http.publish(topic, kept.message);
    if (audience == Audience::anyone)
        for (const auto& watcher : watchers_)
            if (watcher->topic == topic) watcher->due = true;
    return KIOSK_OK;
}

kiosk_status Hub::watch(kiosk_host& host, std::string topic, kiosk_watcher call_back, void* user) {
    const auto kept = topics_.find(topic);
    if (kept != topics_.end() && kept->second.audience != Audience::anyone)
        return refuse(host, "watch", KIOSK_ERR_DENIED, topic + " is for staff");
    watchers_.push_back(std::make_unique<Watcher>(Watcher{&host, topic, call_back, user}));
    if (kept == topics_.end() || !kept->second.message) return KIOSK_OK;
    const auto message = kept->second.message; // keeps it while the watcher may publish
    call(host, "a topic's watcher", [&] { call_back(user, str(topic), str(*message)); });
    return KIOSK_OK;
}

void Hub::watch_packs(kiosk_host& host, std::string kind, Changed changed, void* user) {
    change_watchers_.push_back(std::make_unique<ChangeWatcher>(ChangeWatcher{&host, std::move(kind), changed, user}));
}

void Hub::watch_boards(kiosk_host& host, Changed changed, void* user) {
    change_watchers_.push_back(std::make_unique<ChangeWatcher>(ChangeWatcher{&host, {}, changed, user}));
}

void Hub::watch_visitor(kiosk_host& host, Changed changed, void* user) {
    change_watchers_.push_back(std::make_unique<ChangeWatcher>(ChangeWatcher{&host, kVisitor, changed, user}));
}

void Hub::visitor_changed() { packs_changed(kVisitor); }

void Hub::facts(std::string_view lang, const FactReader& read) {
    struct Reading {
        const FactReader& read;
        kiosk_host& host;
    };
    for (const auto& host : hosts_) {
        if (!host->facts) continue;
        Reading reading{read, *host};
        call(*host, "what invites people", [&] {
            host->facts(host->facts_user, str(lang), [](void* user, const kiosk_fact* fact) {
                const auto& at = *static_cast<const Reading*>(user);
                if (fact && fact->size >= sizeof(kiosk_fact)) at.read(at.host.id(), *fact);
            }, &reading);
        });
    }
}

const std::string& Hub::kept(std::string language) { return *languages_.insert(std::move(language)).first; }

void Hub::packs_changed(std::string_view kind) {
    for (const auto& watcher : change_watchers_)
        if (watcher->kind == kind) watcher->due = true;
    if (depth_ == 0) tell_watchers();
}

bool Hub::disk_takes_writes(kiosk_host& host) {
    if (!host.disk_takes_writes) host.disk_takes_writes = services_.writer.healthy();
    return *host.disk_takes_writes;
}

void Hub::submit_step(kiosk_host& host) {
    host.disk_takes_writes.reset();
    const auto undo = std::exchange(host.undo, {});
    if (host.step.writes.empty() && host.saved_replies.empty() && host.saved_calls.empty()) return;
    auto step = std::exchange(host.step, {});
    const auto tell = teller(host, std::exchange(host.saved_calls, {}));
    // std::function wants something that can be copied, hence the shared_ptr.
    const auto replies = std::make_shared<std::vector<SavedReply>>(std::exchange(host.saved_replies, {}));
    if (!replies->empty() || tell) {
        step.on_done = [replies, tell, not_saved = not_saved_, &door = services_.http](bool durable) { // [disk]
            for (auto& reply : *replies)
                door.reply(reply.ticket, durable ? std::move(reply.response) : (*not_saved)[reply.english]);
            replies->clear();
            if (tell) tell(durable);
        };
    }
    if (auto submitted = services_.writer.submit(std::move(step)); !submitted) {
        host.log(KIOSK_LOG_ERROR, "a step was refused: " + submitted.error().sentence);
        for (const auto& reply : *replies) services_.http.reply(reply.ticket, (*not_saved_)[reply.english]);
        for (const auto& take_back : undo) take_back();
        if (tell) tell(false);
    }
}

std::function<void(bool)> Hub::teller(kiosk_host& host, std::vector<SavedCall> calls) {
    if (calls.empty()) return nullptr;
    return [&host, calls = std::move(calls), alive = std::weak_ptr<Hub*>(alive_), &to_main = services_.to_main](bool durable) {
        to_main.post([&host, calls, alive, durable] { // [main]
            const auto hub = alive.lock();
            if (!hub || host.phase == kiosk_host::Phase::closed) return;
            for (const auto& [told, user] : calls) (*hub)->call(host, "when_saved", [&] { told(user, durable ? 1 : 0); });
        });
    };
}

void Hub::abandon_step(kiosk_host& host) {
    if (const auto tell = teller(host, std::exchange(host.saved_calls, {}))) tell(false);
    host.step = {};
    for (const auto& take_back : std::exchange(host.undo, {})) take_back();
    for (const auto& reply : std::exchange(host.saved_replies, {}))
        services_.http.reply(reply.ticket, (*not_saved_)[reply.english]);
}

void Hub::tell_watchers() {
    if (telling_) return;
    telling_ = true;
    bool told = true;
    for (int round = 0; told && round < kTellingRounds; ++round) {
        told = tell_of_changes();
        for (std::size_t i = 0; i < watchers_.size(); ++i) { // by index: a watcher may add watchers
            if (!watchers_[i]->due) continue;
            auto& watcher = *watchers_[i];
            watcher.due = false;
            told = true;
            const auto message = topics_.find(watcher.topic)->second.message;
            call(*watcher.host, "a topic's watcher", [&] { watcher.call(watcher.user, str(watcher.topic), str(*message)); });
        }
    }
    telling_ = false;
    if (told) spdlog::warn("plugins publish in answer to each other without end; the rest is told later");
}

bool Hub::tell_of_changes() {
    if (const auto revision = services_.ledger.revision(); revision != std::exchange(boards_told_, revision))
        for (const auto& watcher : change_watchers_)
            if (watcher->kind.empty()) watcher->due = true;
    bool told = false;
    for (std::size_t i = 0; i < change_watchers_.size(); ++i) { // by index: a watcher may add watchers
        auto& watcher = *change_watchers_[i];
        if (!std::exchange(watcher.due, false)) continue;
        told = true;
        call(*watcher.host, "a watcher of changes", [&] { watcher.call(watcher.user); });
    }
    return told;
}

void Hub::person_changed(std::int64_t person) {
    for (std::size_t h = 0; h < hosts_.size(); ++h) {
        auto& host = *hosts_[h];
        for (std::size_t i = 0; i < host.people_watchers.size(); ++i) {
            const auto [changed, user] = host.people_watchers[i];
            call(host, "a watcher of people", [&] { changed(user, person); });
        }
    }
    if (depth_ == 0) tell_watchers(); // a new name stands on the boards
}

void Hub::drop_old_tickets(Ms now) {
    next_sweep_ = now + kTicketAge;
    std::erase_if(tickets_, [&](const auto& open) {
        const bool old = open.second.arrived + kTicketAge <= now;
        if (old) open.second.host->log(KIOSK_LOG_ERROR, "never answered " + open.second.path);
        return old;
    });
}

http::Response Hub::sentence(int status, const char* error, std::string_view key, bool english) const {
    http::Response response;
    response.status = status;
    response.body = nlohmann::json{{"error", error}, {"message", services_.words.text(english ? "en" : "vi", key)}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (status == 503) response.headers.emplace_back("Retry-After", "2");
    return response;
}

} // namespace kiosk::plugin
