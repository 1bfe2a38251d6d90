// The central as a plugin: what it adds, and how its parts hang together. Kiosks tell their results here (intake), each with a
// key of its own (keys); they are kept (store), and who sends is known to the organisers (senders).
// Thread: main; PostgreSQL's threads are the archive's own, and call main by wake.
#include "intake.h"
#include "keys.h"
#include "senders.h"
#include "store/postgres_archive.h"
#include "store/sqlite_archive.h"

#include <kiosk/plugin.hpp>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <memory>
#include <optional>

namespace central {

namespace {

constexpr kiosk_ms kTellEvery = 1'000;        // staff, of who has sent
constexpr std::size_t kMostSendersTold = 300; // a topic holds 64 KiB

Asked asked_of(const kiosk::Request&);

} // namespace

class Central final : public kiosk::Plugin {
public:
    void init() override {
        if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
        host.migrate({SqliteArchive::kTables, Keys::kTables, Senders::kTables});
        keys_ = std::make_unique<Keys>(host);
        senders_ = std::make_unique<Senders>(host);
        open_archive();
        intake_ = std::make_unique<Intake>(
            Intake::Parts{*archive_, "/p/central/xapi/statements", [this] { return host.wall(); },
                          [this](std::string_view authorization) { return keys_->who(authorization); },
                          [this](const std::string& sender, const Asked& asked, std::span<const xapi::Statement> statements) {
                              heard(sender, asked, statements);
                          }});
        add_routes();
        tell_staff();
    }
    void tick() override {
        if (postgres_) postgres_->drain();
        if (telling_at_ && host.now() >= *telling_at_) tell_staff();
    }
    int run_command(std::span<const std::string_view> words, std::string& out) override {
        return words.empty() || words[0] != "key" ? 2 : keys_->command(words, out);
    }

private:
    // In the database that the kiosk was given, or in the kiosk's own file.
    void open_archive() {
        const auto url = host.setting("database");
        if (url.empty()) {
            archive_ = std::make_unique<SqliteArchive>(host);
            return;
        }
        PostgresArchive::Options options;
        options.url = url;
        options.wake = [this] { host.wake(); };
        options.log = [this](const std::string& line) { host.warn(line); };
        options.wall = [this] { return host.wall(); };
        auto archive = std::make_unique<PostgresArchive>(std::move(options));
        postgres_ = archive.get();
        archive_ = std::move(archive);
    }
    void add_routes() {
        const auto statements = [this](const kiosk::Request& request) {
            intake_->statements(asked_of(request),
                                [this, ticket = request.ticket](const Answer& answer) { send(ticket, answer); });
        };
        for (const char* method : {"GET", "POST", "PUT"})
            host.route_with(method, "/xapi/statements", kiosk::Guard::anyone, kMostBytes, statements);
        host.route_with("GET", "/xapi/about", kiosk::Guard::anyone, 0,
                        [this](const kiosk::Request& request) { send(request.ticket, intake_->about()); });
        host.route("GET", "/senders", kiosk::Guard::staff, [this](const kiosk::Request& request) {
            host.reply(request, senders_->to_json(senders_->all().size()).dump());
        });
    }
    void send(kiosk_ticket ticket, const Answer& answer) {
        std::vector<std::pair<std::string_view, std::string_view>> headers(answer.headers.begin(), answer.headers.end());
        host.reply(ticket, kiosk::Reply{answer.status, answer.content_type, answer.body, headers});
    }
    // What was kept is on disk. The seam for a league: it asks the archive for results_since() its cursor.
    void heard(const std::string& sender, const Asked& asked, std::span<const xapi::Statement> statements) {
        senders_->heard(sender, asked, statements);
        if (telling_at_) return;
        telling_at_ = host.now() + kTellEvery;
        host.wake_at(*telling_at_);
    }
    void tell_staff() {
        telling_at_.reset();
        host.publish("senders", kiosk::Audience::staff, senders_->to_json(kMostSendersTold).dump());
    }

    std::unique_ptr<Keys> keys_;
    std::unique_ptr<Senders> senders_;
    std::unique_ptr<Archive> archive_;
    PostgresArchive* postgres_ = nullptr; // the archive, where it is that one
    std::unique_ptr<Intake> intake_;      // after the archive, which calls it back
    std::optional<kiosk_ms> telling_at_;  // mono; the alarm is set
};

namespace {

Asked asked_of(const kiosk::Request& request) {
    Asked asked{std::string(request.method), std::string(request.query), std::string(request.body), {}};
    for (const auto& [name, value] : request.headers) asked.headers.emplace_back(kiosk::view(name), kiosk::view(value));
    return asked;
}

} // namespace

} // namespace central

using central::Central;
KIOSK_PLUGIN(Central, "central", "1.0.0")
