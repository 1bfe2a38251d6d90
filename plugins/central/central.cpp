// The central as a plugin: what it adds, and how its parts hang together. Kiosks tell their results here (intake), each with a
// key of its own (keys); they are kept (store), reckoned into a league (league), who sends is known to the organisers (senders),
// and a big screen may show it all (stage).
// Thread: main; PostgreSQL's threads are the archive's own, and call main by wake.
#include "content/sharing.h"
#include "export/command.h"
#include "export/exports.h"
#include "intake.h"
#include "keys.h"
#include "league/league_door.h"
#include "league/leagues.h"
#include "senders.h"
#include "stage.h"
#include "store/postgres_archive.h"
#include "store/postgres_keys.h"
#include "store/postgres_senders.h"
#include "store/sqlite_archive.h"
#include "store/sqlite_keys.h"

#include <kiosk/plugin.hpp>
#include <kiosk/ui.h>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace central {

namespace {

constexpr kiosk_ms kTellEvery = 1'000;        // staff, of who has sent
constexpr std::size_t kMostSendersTold = 300; // a topic holds 64 KiB
constexpr kiosk_ms kTellLeagueEvery = 250;    // everybody, of the league
constexpr kiosk_ms kLookEvery = 500;          // what other processes on the same database were told
constexpr kiosk_ms kLookApart = 200;          // what was kept here: a look costs the archive as much as a batch
constexpr std::size_t kMostTold = 64 * 1024;
constexpr const char* kSharedKinds[] = {"quiz-bank"}; // of packs, to kiosks that take their content from here

Asked asked_of(const kiosk::Request&);

// What the archive's threads ring where no loop turns: in a command.
class Bell {
public:
    void ring() {
        {
            const std::lock_guard lock(mutex_);
            rung_ = true;
        }
        changed_.notify_one();
    }
    // At most half a second: an archive that hangs rings for nobody, and is to be asked whether it has given up.
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::milliseconds(500), [this] { return std::exchange(rung_, false); });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool rung_ = false;
};

} // namespace

class Central final : public kiosk::Plugin {
public:
    void init() override {
        if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
        host.migrate({SqliteArchive::kTables, SqliteKeys::kTables, Senders::kTables});
        open_stores();
        keys_ = std::make_unique<Keys>(host, *key_store_);
        senders_ = std::make_unique<Senders>(host, shared_senders_.get());
        intake_ = std::make_unique<Intake>(
            Intake::Parts{*archive_, "/p/central/xapi/statements", [this] { return host.wall(); },
                          [this](std::string_view authorization) { return keys_->who(authorization); },
                          [this](const std::string& sender, const Asked& asked, const Brought& brought) {
                              heard(sender, asked, brought);
                          }});
        leagues_ = std::make_unique<Leagues>(*archive_, host.event(), [this] {
            look_at_ = host.now(); // more came in one commit than one look takes: nobody else may ever ask for the rest
            host.wake();
        });
        std::uint64_t since_start = 0;
        host.random(&since_start, sizeof since_start);
        league_door_ = std::make_unique<LeagueDoor>(
            LeagueDoor::Parts{*leagues_, [this] { return kiosks(); }, [this] { return host.wall(); }, since_start});
        exports_ = std::make_unique<Exports>(Exports::Parts{host, *leagues_, *senders_});
        sharing_ = std::make_unique<content::Sharing>(content::Sharing::Parts{
            std::string(host.event()), [this](const content::Sharing::Reader& read) { read_packs(read); },
            [this](std::string_view authorization) { return keys_->who(authorization); }});
        for (const char* kind : kSharedKinds) host.watch_packs(kind, [this] { sharing_->packs_changed(); });
        add_routes();
        add_exports();
        tell_staff();
        look_at_ = host.now();
        set_alarm();
    }
    void tick() override {
        if (postgres_) {
            postgres_->drain();
            keys_->look(); // others change them
            senders_->look();
        }
        const auto now = host.now();
        if (seen_senders_ != senders_->revision()) {
            seen_senders_ = senders_->revision();
            if (!telling_at_) telling_at_ = now + kTellEvery;
        }
        if (telling_at_ && now >= *telling_at_) tell_staff();
        if (!leagues_->complete() || (look_at_ && now >= *look_at_)) {
            look_at_.reset();
            looked_ = now;
            if (postgres_) look_at_ = now + kLookEvery;
            leagues_->look();
        }
        exports_->tick();
        if (stage_.tick(now)) show_league();
        if (leagues_->revision() != told_revision_ && now >= league_told_ + kTellLeagueEvery) tell_league();
        set_alarm();
    }
    void start(std::string_view) override {
        stage_.start(host.now());
        show_league();
        set_alarm();
    }
    void stop(std::string_view) override {
        stage_.stop();
        set_alarm();
    }
    void draw(std::string_view) override { stage_.draw(); }
    bool pose(std::string_view picture) override { return posed_ = stage_.pose(picture); }
    int run_command(std::span<const std::string_view> words, std::string& out) override {
        if (words.empty()) return 2;
        if (words[0] == "key") return keys_->command(words, out);
        if (words[0] == "export" && !knows_event()) {
            out += "Chưa biết tệp sự kiện, nên không biết đơn vị nào phải ẩn: hãy chạy kiosk với thư mục dữ liệu này một lần. / "
                   "The event is not known, nor which units must be hidden: run a kiosk with this data folder once.\n";
            return 1;
        }
        if (words[0] == "export")
            return export_command(words, [this] { return read_all(); }, *leagues_, *senders_, out);
        return 2;
    }

private:
    bool knows_event() const {
        const auto event = nlohmann::json::parse(host.event(), nullptr, false);
        return event.is_object() && event.contains("name");
    }
    // In a command: waits until the leagues hold all that is kept, and senders are known. False where the archive does not answer.
    bool read_all() {
        while (!senders_->complete()) {
            senders_->look();
            if (senders_->away()) return false;
            if (senders_->complete()) break;
            bell_.wait();
            postgres_->drain();
        }
        while (!leagues_->complete()) {
            leagues_->look();
            if (leagues_->away()) return false;
            if (leagues_->complete() || !postgres_) continue;
            bell_.wait();
            postgres_->drain();
        }
        return true;
    }
    // In the database that the kiosk was given, or in the kiosk's own file.
    void open_stores() {
        const auto url = host.setting("database");
        if (url.empty()) {
            archive_ = std::make_unique<SqliteArchive>(host);
            key_store_ = std::make_unique<SqliteKeys>(host);
            return;
        }
        PostgresArchive::Options options;
        options.url = url;
        options.wake = [this] {
            bell_.ring();
            host.wake();
        };
        options.log = [this](const std::string& line) { host.warn(line); };
        options.wall = [this] { return host.wall(); };
        auto archive = std::make_unique<PostgresArchive>(std::move(options));
        postgres_ = archive.get();
        key_store_ = std::make_unique<PostgresKeys>(std::string(url), *archive);
        shared_senders_ = std::make_unique<PostgresSenders>(*archive);
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
        host.route_with("GET", "/league", kiosk::Guard::anyone, 0,
                        [this](const kiosk::Request& request) { send(request.ticket, league_door_->answer(asked_of(request))); });
        host.route_with("GET", "/content", kiosk::Guard::anyone, 0, [this](const kiosk::Request& request) {
            send(request.ticket, sharing_->index(asked_of(request)));
        });
        host.route_with("GET", "/content/{file}", kiosk::Guard::anyone, 0, [this](const kiosk::Request& request) {
            send(request.ticket, sharing_->file(asked_of(request), request.param));
        });
        host.route("GET", "/senders", kiosk::Guard::staff, [this](const kiosk::Request& request) {
            host.reply(request, senders_->to_json(senders_->all().size()).dump());
        });
    }
    void read_packs(const content::Sharing::Reader& read) const {
        for (const char* kind : kSharedKinds)
            host.packs(kind, [&](std::string_view id, std::string_view json) { read({kind, std::string(id), json}); });
    }
    void add_exports() {
        const auto add = [this](const char* path, std::optional<Table> table) {
            host.route("GET", path, kiosk::Guard::staff,
                       [this, table](const kiosk::Request& request) { exports_->ask(request, table); });
        };
        add("/export.xlsx", std::nullopt);
        for (const auto table : kTables) add(("/" + std::string(name_of(table)) + ".csv").c_str(), table);
    }
    void send(kiosk_ticket ticket, const Answer& answer) {
        std::vector<std::pair<std::string_view, std::string_view>> headers(answer.headers.begin(), answer.headers.end());
        host.reply(ticket, kiosk::Reply{answer.status, answer.content_type, answer.body, headers});
    }
    // What was kept is on disk.
    void heard(const std::string& sender, const Asked& asked, const Brought& brought) {
        senders_->heard(sender, asked, brought);
        const auto now = host.now();
        if (!telling_at_) telling_at_ = now + kTellEvery;
        const auto look = std::max(now, looked_ + kLookApart);
        if (!look_at_ || *look_at_ > look) look_at_ = look;
        set_alarm();
    }
    void tell_staff() {
        telling_at_.reset();
        show_league();
        host.publish("senders", kiosk::Audience::staff, senders_->to_json(kMostSendersTold).dump());
    }
    LeagueDoor::Kiosks kiosks() const {
        const auto silent = senders_->silent(host.wall());
        return {senders_->telling(), silent.count, silent.since};
    }
    void show_league() {
        if (stage_.on() && !posed_) stage_.show(league_door_->said({}), senders_->received());
    }
    void tell_league() {
        told_revision_ = leagues_->revision();
        show_league();
        league_told_ = host.now();
        if (const auto message = league_door_->fitting(kMostTold)) host.publish("league", kiosk::Audience::anyone, *message);
    }
    void set_alarm() {
        std::optional<kiosk_ms> next = telling_at_;
        const auto sooner = [&](kiosk_ms at) { next = next ? std::min(*next, at) : at; };
        if (look_at_) sooner(*look_at_);
        if (const auto stage = stage_.next()) sooner(*stage);
        if (leagues_->revision() != told_revision_) sooner(league_told_ + kTellLeagueEvery);
        if (const auto at = keys_->look_at(); postgres_ && at) sooner(*at);
        if (const auto at = senders_->look_at()) sooner(*at);
        host.wake_at(next.value_or(-1));
    }

    Bell bell_; // before the archive, whose threads ring it
    std::unique_ptr<Archive> archive_;
    PostgresArchive* postgres_ = nullptr; // the archive, where it is that one
    std::unique_ptr<KeyStore> key_store_;
    std::unique_ptr<SharedSenders> shared_senders_; // null: the kiosk's own file is enough
    std::unique_ptr<Keys> keys_;
    std::unique_ptr<Senders> senders_;
    std::unique_ptr<Intake> intake_;      // after the archive, which calls it back
    std::unique_ptr<Leagues> leagues_;    // likewise
    std::unique_ptr<LeagueDoor> league_door_;
    std::unique_ptr<content::Sharing> sharing_;
    std::unique_ptr<Exports> exports_;    // reads them
    Stage stage_{host};
    bool posed_ = false;                  // for a picture
    std::optional<kiosk_ms> telling_at_;  // mono: when staff are told, when the archive is asked for new results
    std::optional<kiosk_ms> look_at_;
    kiosk_ms looked_ = -kLookApart; // mono
    kiosk_ms league_told_ = 0; // mono
    std::uint64_t told_revision_ = 0;
    std::uint64_t seen_senders_ = 0;
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
KIOSK_PLUGIN_UI(Central, "central", "1.0.0", {})
