// kiosk/host.hpp: the services of plugin.h with C++ types: requests, rows, people, and the Host that a plugin asks.
// Header only; included by plugin.hpp, which says how a plugin is made of it.
//
// Thread: main, but for what is marked in plugin.h. What fails because of a mistake in the plugin throws HostError; what a
// callback throws is logged under the plugin's name, and its step is forgotten.
#pragma once

#include <kiosk/plugin.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kiosk {

inline std::string_view view(kiosk_str s) { return {s.data ? s.data : "", s.size}; }
inline kiosk_str str(std::string_view s) { return {s.data(), s.size()}; }

// A failed call of the host, where failing means a mistake in the plugin: a malformed route, a refused statement.
struct HostError : std::runtime_error {
    kiosk_status status;
    HostError(const std::string& what, kiosk_status s) : std::runtime_error(what + " (" + std::to_string(s) + ")"), status(s) {}
};

enum class Guard { anyone = KIOSK_GUARD_PUBLIC, player = KIOSK_GUARD_PLAYER, staff = KIOSK_GUARD_STAFF };
enum class Audience { anyone = KIOSK_AUDIENCE_PUBLIC, staff = KIOSK_AUDIENCE_STAFF };

// A phone's request; the views live until the handler returns. Keep `ticket` to answer later.
struct Request {
    kiosk_ticket ticket;
    std::string_view method, path, param, query, body, lang;
    std::int64_t player;
    bool staff;
    kiosk_ms arrived;
    std::span<const kiosk_header> headers; // empty where the kiosk is older than 1.2

    // The value of a header, by its name in lower case; "" where the client did not send it.
    std::string_view header(std::string_view name) const {
        for (const auto& one : headers)
            if (view(one.name) == name) return view(one.value);
        return {};
    }
};

// An answer with everything that may be said. Borrows its texts.
struct Reply {
    int status = 200;
    std::string_view content_type = {}; // empty: JSON
    std::string_view body = {};
    std::span<const std::pair<std::string_view, std::string_view>> headers = {};
};

// One value of a statement or of a row. Text is borrowed, like a string_view.
class Value {
public:
    Value(std::nullptr_t) : value_{KIOSK_NULL, {}} {}
    Value(std::int64_t v) : value_{KIOSK_INT, {}} { value_.as.integer = v; }
    Value(int v) : Value(static_cast<std::int64_t>(v)) {}
    Value(bool v) : Value(static_cast<std::int64_t>(v)) {}
    Value(double v) : value_{KIOSK_REAL, {}} { value_.as.real = v; }
    Value(std::string_view v) : value_{KIOSK_TEXT, {}} { value_.as.bytes = str(v); }
    Value(const std::string& v) : Value(std::string_view(v)) {}
    Value(const char* v) : Value(std::string_view(v)) {}
    static Value blob(std::string_view bytes) {
        Value value(bytes);
        value.value_.kind = KIOSK_BLOB;
        return value;
    }

private:
    kiosk_value value_;
};
static_assert(sizeof(Value) == sizeof(kiosk_value));

// A row of Host::read, valid until the reader returns.
class Row {
public:
    Row(const kiosk_value* columns, int count) : columns_(columns), count_(count) {}
    bool is_null(int i) const { return at(i).kind == KIOSK_NULL; }
    std::int64_t integer(int i) const {
        return at(i).kind == KIOSK_REAL  ? static_cast<std::int64_t>(at(i).as.real)
               : at(i).kind == KIOSK_INT ? at(i).as.integer
                                         : 0;
    }
    double real(int i) const { return at(i).kind == KIOSK_REAL ? at(i).as.real : static_cast<double>(integer(i)); }
    std::string_view text(int i) const {
        return at(i).kind == KIOSK_TEXT || at(i).kind == KIOSK_BLOB ? view(at(i).as.bytes) : std::string_view{};
    }

private:
    const kiosk_value& at(int i) const {
        if (i < 0 || i >= count_) throw std::out_of_range("column");
        return columns_[i];
    }
    const kiosk_value* columns_;
    int count_;
};

struct Person {
    std::int64_t id = 0;
    std::string name, unit, unit_title;
    bool removed = false;
};

// Who stands at the touch screen; see kiosk_visitor.
struct Visitor {
    std::int64_t person = 0;
    bool present = false, big_text = false, aloud = false;
};

// One thing worth a look, for the home screen; see kiosk_fact. Borrows its texts.
struct Fact {
    std::string_view screen, headline, text, source, icon;
    kiosk_ms until = 0;
};

// The host's services with C++ types. Wraps the table that `create` was given; lives as long as the plugin.
class Host {
public:
    explicit Host(const kiosk_host_api* api)
        : api_(api), app_(find<kiosk_app_1>(KIOSK_APP_1)), http_(find<kiosk_http_1>(KIOSK_HTTP_1)),
          store_(find<kiosk_store_1>(KIOSK_STORE_1)), people_(find<kiosk_people_1>(KIOSK_PEOPLE_1)),
          results_(find<kiosk_results_1>(KIOSK_RESULTS_1)), content_(find<kiosk_content_1>(KIOSK_CONTENT_1)),
          screen_(find<kiosk_screen_1>(KIOSK_SCREEN_1)), fetch_(find<kiosk_fetch_1>(KIOSK_FETCH_1)),
          visitor_(find<kiosk_visitor_1>(KIOSK_VISITOR_1)), home_(find<kiosk_home_1>(KIOSK_HOME_1)),
          speech_(find<kiosk_speech_1>(KIOSK_SPEECH_1)), seal_(find<kiosk_seal_1>(KIOSK_SEAL_1)) {}
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    void log(kiosk_log_level level, std::string_view line) const { api_->log(api_->host, level, str(line)); }
    void info(std::string_view line) const { log(KIOSK_LOG_INFO, line); }
    void warn(std::string_view line) const { log(KIOSK_LOG_WARN, line); }
    kiosk_ms now() const { return api_->now_mono(api_->host); }
    kiosk_ms wall() const { return api_->now_wall(api_->host); }

    void wake_at(kiosk_ms mono) const { app().wake_at(api_->host, mono); }
    std::string_view event() const { return view(app().event(api_->host)); }
    std::string_view text(std::string_view lang, std::string_view key) const {
        return view(app().text(api_->host, str(lang), str(key)));
    }
    void random(void* bytes, std::size_t size) const { must("random", app().random(api_->host, bytes, size)); }
    // [any] Have tick() called in the next turn. Nothing where the kiosk is older than 1.2: use wake_at, on main.
    void wake() const {
        if (app().size >= offsetof(kiosk_app_1, wake) + sizeof(app().wake)) app().wake(api_->host);
    }
    // What the kiosk was given for plugins: "database", "from"; "" where nothing was, or the kiosk is older than 1.2.
    std::string_view setting(std::string_view key) const {
        if (app().size < offsetof(kiosk_app_1, setting) + sizeof(app().setting)) return {};
        return view(app().setting(api_->host, str(key)));
    }
    std::string join_url(std::string_view code = {}) const { return std::string(view(app().join_url(api_->host, str(code)))); }

    using Handler = std::function<void(const Request&)>;
    void route(const char* method, const char* pattern, Guard guard, Handler handler) {
        auto& kept = *handlers_.emplace_back(std::make_unique<BoundHandler>(BoundHandler{this, std::move(handler)}));
        must("route", http().route(api_->host, method, pattern, static_cast<kiosk_guard>(guard), &Host::on_request, &kept));
    }
    // A route that programs use, too: with headers, PUT, bodies up to `max_body` bytes; see kiosk_route.
    void route_with(const char* method, const char* pattern, Guard guard, std::uint32_t max_body, Handler handler) {
        if (http().size < offsetof(kiosk_http_1, route_with) + sizeof(http().route_with))
            throw HostError("this kiosk is older than 1.2", KIOSK_ERR_STATE);
        auto& kept = *handlers_.emplace_back(std::make_unique<BoundHandler>(BoundHandler{this, std::move(handler)}));
        const kiosk_route route{sizeof route, method, pattern, static_cast<kiosk_guard>(guard), &Host::on_request, &kept,
                                max_body};
        must("route_with", http().route_with(api_->host, &route));
    }
    // Answer with JSON, at once.
    void reply(kiosk_ticket ticket, std::string_view json, int status = 200) const {
        const kiosk_reply r{sizeof r, status, {}, str(json), nullptr, 0};
        http().reply(api_->host, ticket, &r);
    }
    // False where nothing was sent: nobody waits any more, or a header makes no sense (the log says which).
    bool reply(kiosk_ticket ticket, const Reply& reply) const {
        std::vector<kiosk_header> headers;
        for (const auto& [name, value] : reply.headers) headers.push_back({str(name), str(value)});
        const kiosk_reply r{sizeof r, reply.status, str(reply.content_type), str(reply.body), headers.data(),
                            static_cast<std::uint32_t>(headers.size())};
        return http().reply(api_->host, ticket, &r) == KIOSK_OK;
    }
    void reply(const Request& request, std::string_view json, int status = 200) const { reply(request.ticket, json, status); }
    void reply_typed(kiosk_ticket ticket, std::string_view content_type, std::string_view body, int status = 200) const {
        const kiosk_reply r{sizeof r, status, str(content_type), str(body), nullptr, 0};
        http().reply(api_->host, ticket, &r);
    }
    // Answer with JSON once everything written so far is on disk.
    void reply_when_saved(kiosk_ticket ticket, std::string_view json, int status = 200) const {
        const kiosk_reply r{sizeof r, status, {}, str(json), nullptr, 0};
        http().reply_when_saved(api_->host, ticket, &r);
    }
    bool publish(const char* name, Audience audience, std::string_view json) const {
        return http().publish(api_->host, name, static_cast<kiosk_audience>(audience), str(json)) == KIOSK_OK;
    }
    using Watcher = std::function<void(std::string_view topic, std::string_view message)>;
    void watch(const char* topic, Watcher watcher) {
        auto& kept = *watchers_.emplace_back(std::make_unique<BoundWatcher>(BoundWatcher{this, std::move(watcher)}));
        must("watch", http().watch(api_->host, topic, &Host::on_topic, &kept));
    }

    void migrate(std::initializer_list<const char*> scripts) const {
        must("migrate", store().migrate(api_->host, scripts.begin(), static_cast<std::uint32_t>(scripts.size())));
    }
    kiosk_statement prepare(const char* sql) const {
        const auto statement = store().prepare(api_->host, sql);
        if (!statement) throw HostError(std::string("refused: ") + sql, KIOSK_ERR_ARGUMENT);
        return statement;
    }
    // False where the disk does not take writes at present: refuse what you were about to accept.
    bool write(kiosk_statement statement, std::initializer_list<Value> values) const {
        return write(statement, std::span(values.begin(), values.size()));
    }
    bool write(kiosk_statement statement, std::span<const Value> values) const {
        return store().write(api_->host, statement, reinterpret_cast<const kiosk_value*>(values.data()),
                             static_cast<std::uint32_t>(values.size())) == KIOSK_OK;
    }
    void read(const char* sql, std::initializer_list<Value> values, std::function<void(const Row&)> reader) const {
        read(sql, std::span(values.begin(), values.size()), std::move(reader));
    }
    void read(const char* sql, std::span<const Value> values, std::function<void(const Row&)> reader) const {
        Reading<std::function<void(const Row&)>> reading{std::move(reader), {}};
        const auto status = store().read(api_->host, sql, reinterpret_cast<const kiosk_value*>(values.data()),
                                         static_cast<std::uint32_t>(values.size()), &Host::on_row, &reading);
        reading.rethrow();
        must(sql, status);
    }
    bool healthy() const { return store().healthy(api_->host) != 0; }
    // Be told, in a later turn, whether everything that this callback writes is on disk; never after the plugin is gone.
    void when_saved(std::function<void(bool durable)> told) {
        if (store().size < offsetof(kiosk_store_1, when_saved) + sizeof(store().when_saved))
            throw HostError("this kiosk is older than 1.2", KIOSK_ERR_STATE);
        auto& kept = *saved_waiters_.emplace_back(std::make_unique<BoundSaved>(BoundSaved{this, std::move(told)}));
        const auto status = store().when_saved(api_->host, &Host::on_saved, &kept);
        if (status != KIOSK_OK) saved_waiters_.pop_back();
        must("when_saved", status);
    }
    // Forget what this callback has written so far. Done for you where a callback throws.
    void abandon_step() const noexcept { if (store_) store_->abandon(api_->host); }

    bool person(std::int64_t id, Person& out) const {
        kiosk_person p{};
        p.size = sizeof p;
        if (people().find(api_->host, id, &p) != KIOSK_OK) return false;
        out = person_of(p);
        return true;
    }
    // By the code that leaves the kiosk with their results; false where it is nobody's here, or the kiosk is older than 1.2.
    bool person_of_code(std::string_view code, Person& out) const {
        if (people().size < offsetof(kiosk_people_1, find_code) + sizeof(people().find_code)) return false;
        kiosk_person p{};
        p.size = sizeof p;
        if (people().find_code(api_->host, str(code), &p) != KIOSK_OK) return false;
        out = person_of(p);
        return true;
    }
    // What they call themselves, while it waits for staff; for staff and for themselves alone. Empty where nothing waits, as on
    // a kiosk older than 1.4, which holds no name.
    std::string held_name(std::int64_t id) const {
        if (people().size < offsetof(kiosk_people_1, held_name) + sizeof(people().held_name)) return {};
        return std::string(view(people().held_name(api_->host, id)));
    }
    void watch_people(std::function<void(std::int64_t)> changed) {
        auto& kept = *people_watchers_.emplace_back(std::make_unique<BoundPeople>(BoundPeople{this, std::move(changed)}));
        must("watch people", people().watch(api_->host, &Host::on_person, &kept));
    }

    bool record(kiosk_result result) const {
        result.size = sizeof result;
        return results().record(api_->host, &result) == KIOSK_OK;
    }
    // Of a kiosk older than 1.2 nobody is told anything.
    bool tells_answers() const {
        return results().size >= offsetof(kiosk_results_1, tells_answers) + sizeof(results().tells_answers) &&
               results().tells_answers(api_->host) != 0;
    }
    bool answered(kiosk_answered answer) const {
        answer.size = sizeof answer;
        return results().size >= offsetof(kiosk_results_1, answered) + sizeof(results().answered) &&
               results().answered(api_->host, &answer) == KIOSK_OK;
    }
    bool experienced(kiosk_experienced visit) const {
        visit.size = sizeof visit;
        return results().size >= offsetof(kiosk_results_1, experienced) + sizeof(results().experienced) &&
               results().experienced(api_->host, &visit) == KIOSK_OK;
    }
    void board(kiosk_span span, bool units, int limit, std::function<void(const kiosk_board_row&)> reader) const {
        Reading<std::function<void(const kiosk_board_row&)>> reading{std::move(reader), {}};
        const auto status = results().board(api_->host, span, units, limit, &Host::on_board_row, &reading);
        reading.rethrow();
        must("board", status);
    }
    std::uint64_t results_revision() const { return results().revision(api_->host); }
    // Be told that a board may look different; false where the kiosk is older than 1.1 and the revision must be asked for.
    bool watch_results(std::function<void()> changed) {
        if (results().size < offsetof(kiosk_results_1, watch) + sizeof(results().watch)) return false;
        change_watchers_.push_back(std::make_unique<BoundChange>(BoundChange{this, std::move(changed)}));
        must("watch_results", results().watch(api_->host, &Host::on_change, change_watchers_.back().get()));
        return true;
    }

    void packs(const char* kind, std::function<void(std::string_view id, std::string_view json)> reader) const {
        packs(kind, [&reader](std::string_view id, std::string_view json, int) { reader(id, json); });
    }
    // With the version of each on this kiosk; 0 where the kiosk is older than 1.2.
    void packs(const char* kind, std::function<void(std::string_view id, std::string_view json, int version)> reader) const {
        Reading<std::function<void(std::string_view, std::string_view, int)>> reading{std::move(reader), {}};
        const auto status = content().list(api_->host, kind, &Host::on_pack, &reading);
        reading.rethrow();
        must("packs", status);
    }
    // Be told that packs of a kind came, went or changed. A kiosk older than 1.1 never tells.
    void watch_packs(const char* kind, std::function<void()> changed) {
        if (content().size < offsetof(kiosk_content_1, watch) + sizeof(content().watch)) return;
        change_watchers_.push_back(std::make_unique<BoundChange>(BoundChange{this, std::move(changed)}));
        must("watch_packs", content().watch(api_->host, kind, &Host::on_change, change_watchers_.back().get()));
    }

    // Be told what an address holds, now and later; false where the kiosk is older than 1.2 or does not follow this one.
    bool follow(const char* url, kiosk_ms every, std::function<void(const kiosk_fetched&)> told) {
        if (!fetch_) return false;
        auto& kept = *followers_.emplace_back(std::make_unique<BoundFetch>(BoundFetch{this, std::move(told)}));
        return fetch_->follow(api_->host, url, every, &Host::on_fetched, &kept) == KIOSK_OK;
    }

    void show(const char* screen) const { this->screen().show(api_->host, screen); }
    void give_back_screen() const { screen().give_back(api_->host); }
    void screen_changed() const { screen().changed(api_->host); }
    std::string_view lang() const { return view(screen().lang(api_->host)); }
    // As if the tile of that screen had been tapped: "booths/agriculture"; "" is home. False where it cannot be opened.
    bool open(const char* address) const {
        return screen().size >= offsetof(kiosk_screen_1, open) + sizeof(screen().open) &&
               screen().open(api_->host, address) == KIOSK_OK;
    }

    // Who stands at the touch screen. On a kiosk older than 1.3 that is nobody, ever.
    Visitor visitor() const {
        kiosk_visitor v{};
        v.size = sizeof v;
        if (!visitor_ || visitor_->current(api_->host, &v) != KIOSK_OK) return {};
        return {v.person, v.present != 0, v.big_text != 0, v.aloud != 0};
    }
    // They give their name at the screen. The person's id, or 0 with the key of a sentence in `why`.
    std::int64_t visitor_joins(std::string_view name, std::string_view unit, std::string& why) const {
        std::int64_t person = 0;
        kiosk_str said{};
        const auto status = visitor_ ? visitor_->join(api_->host, str(name), str(unit), &person, &said) : KIOSK_ERR_STATE;
        if (status == KIOSK_OK) return person;
        why = said.size ? std::string(view(said)) : "error.not_saved";
        return 0;
    }
    void visitor_prefers(bool big_text, bool aloud) const {
        if (visitor_) visitor_->prefer(api_->host, big_text, aloud);
    }
    void visitor_leaves() const {
        if (visitor_) visitor_->leave(api_->host);
    }
    std::string handover_url() const { return visitor_ ? std::string(view(visitor_->handover_url(api_->host))) : ""; }
    void watch_visitor(std::function<void()> changed) {
        if (!visitor_) return;
        change_watchers_.push_back(std::make_unique<BoundChange>(BoundChange{this, std::move(changed)}));
        must("watch_visitor", visitor_->watch(api_->host, &Host::on_change, change_watchers_.back().get()));
    }

    // What invites people: called whenever the home screen wants to know, with a function that takes each fact.
    using Facts = std::function<void(std::string_view lang, const std::function<void(const Fact&)>& add)>;
    void offer_facts(Facts facts) {
        if (!home_) return;
        facts_ = std::make_unique<BoundFacts>(BoundFacts{this, std::move(facts)});
        must("offer_facts", home_->offer(api_->host, &Host::on_facts, facts_.get()));
    }

    bool can_speak() const { return speech_ && speech_->available(api_->host) != 0; }
    void say(std::string_view text, std::string_view lang) const {
        if (speech_) speech_->say(api_->host, str(text), str(lang));
    }
    void hush() const {
        if (speech_) speech_->hush(api_->host);
    }

    // This kiosk's Ed25519 signature of these bytes, base64; "" where it is older than 1.3.
    std::string sign(std::string_view bytes) const { return seal_ ? std::string(view(seal_->sign(api_->host, str(bytes)))) : ""; }
    std::string seal_key() const { return seal_ ? std::string(view(seal_->public_key(api_->host))) : ""; }

private:
    struct BoundHandler { Host* host; Handler call; };
    struct BoundWatcher { Host* host; Watcher call; };
    struct BoundPeople { Host* host; std::function<void(std::int64_t)> call; };
    struct BoundChange { Host* host; std::function<void()> call; };
    struct BoundSaved { Host* host; std::function<void(bool)> call; };
    struct BoundFetch { Host* host; std::function<void(const kiosk_fetched&)> call; };
    struct BoundFacts { Host* host; Facts call; };
    // A reader that threw stops the reading; the exception goes on once we are back on our side of the border.
    template <class Call> struct Reading {
        Call call;
        std::exception_ptr failed;
        template <class... Args> int operator()(Args&&... args) noexcept {
            try {
                if (!failed) call(std::forward<Args>(args)...);
            } catch (...) {
                failed = std::current_exception();
            }
            return failed ? 1 : 0;
        }
        void rethrow() const { if (failed) std::rethrow_exception(failed); }
    };

    template <class Service> const Service* find(const char* id) const {
        return static_cast<const Service*>(api_->service(api_->host, id));
    }
    template <class Service> static const Service& need(const Service* service, const char* id) {
        if (!service) throw HostError(std::string("this kiosk has no ") + id, KIOSK_ERR_STATE);
        return *service;
    }
    static void must(const char* what, kiosk_status status) { if (status != KIOSK_OK) throw HostError(what, status); }

    const kiosk_app_1& app() const { return need(app_, KIOSK_APP_1); }
    const kiosk_http_1& http() const { return need(http_, KIOSK_HTTP_1); }
    const kiosk_store_1& store() const { return need(store_, KIOSK_STORE_1); }
    const kiosk_people_1& people() const { return need(people_, KIOSK_PEOPLE_1); }
    const kiosk_results_1& results() const { return need(results_, KIOSK_RESULTS_1); }
    const kiosk_content_1& content() const { return need(content_, KIOSK_CONTENT_1); }
    const kiosk_screen_1& screen() const { return need(screen_, KIOSK_SCREEN_1); }

    template <class Call> void guarded(const char* where, Call&& call) const noexcept {
        try {
            return call();
        } catch (const std::exception& e) {
            log(KIOSK_LOG_ERROR, std::string(where) + ": " + e.what());
        } catch (...) {
            log(KIOSK_LOG_ERROR, std::string(where) + ": an exception that is no std::exception");
        }
        abandon_step();
    }
    static Person person_of(const kiosk_person& p) {
        return {p.id, std::string(view(p.name)), std::string(view(p.unit)), std::string(view(p.unit_title)), p.removed != 0};
    }
    static std::span<const kiosk_header> headers_of(const kiosk_request& r) {
        if (r.size < offsetof(kiosk_request, header_count) + sizeof r.header_count) return {};
        return {r.headers, r.header_count};
    }
    static void on_request(void* user, const kiosk_request* r) noexcept {
        auto& bound = *static_cast<BoundHandler*>(user);
        bool done = false;
        bound.host->guarded("request", [&] {
            bound.call(Request{r->ticket, view(r->method), view(r->path), view(r->param), view(r->query), view(r->body),
                               view(r->lang), r->player, r->staff != 0, r->arrived, headers_of(*r)});
            done = true;
        });
        if (!done) bound.host->reply(r->ticket, R"({"error":"internal"})", 500);
    }
    static void on_topic(void* user, kiosk_str topic, kiosk_str message) noexcept {
        auto& bound = *static_cast<BoundWatcher*>(user);
        bound.host->guarded("topic", [&] { bound.call(view(topic), view(message)); });
    }
    static void on_person(void* user, std::int64_t person) noexcept {
        auto& bound = *static_cast<BoundPeople*>(user);
        bound.host->guarded("person", [&] { bound.call(person); });
    }
    static void on_change(void* user) noexcept {
        auto& bound = *static_cast<BoundChange*>(user);
        bound.host->guarded("change", [&] { bound.call(); });
    }
    static void on_saved(void* user, std::int32_t durable) noexcept {
        auto& host = *static_cast<BoundSaved*>(user)->host;
        // Told in the order of asking, so it is the first but for a step that was refused.
        const auto found = std::find_if(host.saved_waiters_.begin(), host.saved_waiters_.end(),
                                        [user](const auto& one) { return one.get() == user; });
        if (found == host.saved_waiters_.end()) return;
        const auto bound = std::move(*found);
        host.saved_waiters_.erase(found);
        host.guarded("saved", [&] { bound->call(durable != 0); });
    }
    static void on_fetched(void* user, const kiosk_fetched* fetched) noexcept {
        auto& bound = *static_cast<BoundFetch*>(user);
        bound.host->guarded("fetched", [&] { bound.call(*fetched); });
    }
    static void on_facts(void* user, kiosk_str lang, kiosk_fact_reader reader, void* reader_user) noexcept {
        auto& bound = *static_cast<BoundFacts*>(user);
        bound.host->guarded("facts", [&] {
            bound.call(view(lang), [&](const Fact& f) {
                const kiosk_fact fact{sizeof fact, str(f.screen), str(f.headline), str(f.text), str(f.source), str(f.icon), f.until};
                reader(reader_user, &fact);
            });
        });
    }
    static int on_row(void* user, const kiosk_value* columns, int count) noexcept {
        return (*static_cast<Reading<std::function<void(const Row&)>>*>(user))(Row(columns, count));
    }
    static void on_board_row(void* user, const kiosk_board_row* row) noexcept {
        (*static_cast<Reading<std::function<void(const kiosk_board_row&)>>*>(user))(*row);
    }
    static void on_pack(void* user, const kiosk_pack* pack) noexcept {
        const bool versioned = pack->size >= offsetof(kiosk_pack, version) + sizeof pack->version;
        (*static_cast<Reading<std::function<void(std::string_view, std::string_view, int)>>*>(user))(
            view(pack->id), view(pack->json), versioned ? pack->version : 0);
    }

    const kiosk_host_api* api_;
    const kiosk_app_1* app_;
    const kiosk_http_1* http_;
    const kiosk_store_1* store_;
    const kiosk_people_1* people_;
    const kiosk_results_1* results_;
    const kiosk_content_1* content_;
    const kiosk_screen_1* screen_;
    const kiosk_fetch_1* fetch_;
    const kiosk_visitor_1* visitor_;
    const kiosk_home_1* home_;
    const kiosk_speech_1* speech_;
    const kiosk_seal_1* seal_;
    std::unique_ptr<BoundFacts> facts_;
    std::vector<std::unique_ptr<BoundHandler>> handlers_;
    std::vector<std::unique_ptr<BoundWatcher>> watchers_;
    std::vector<std::unique_ptr<BoundPeople>> people_watchers_;
    std::vector<std::unique_ptr<BoundChange>> change_watchers_;
    std::deque<std::unique_ptr<BoundSaved>> saved_waiters_;
    std::vector<std::unique_ptr<BoundFetch>> followers_;
};

} // namespace kiosk
