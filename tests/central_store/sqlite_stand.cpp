#include "tests/central_store/sqlite_stand.h"

#include "kiosk/store/migrate.h"

#include <sodium.h>

#include <cstdlib>
#include <future>
#include <stdexcept>

namespace central {

using namespace kiosk;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<store::Database> open_file(const fs::path& file, store::Access access) {
    auto opened = store::Database::open(file.string(), access);
    if (!opened) throw std::runtime_error(opened.error().sentence);
    return std::move(*opened);
}

} // namespace

SqliteStand::SqliteStand() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
    std::string pattern = (fs::temp_directory_path() / "kiosk-central-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder");
    folder_ = pattern;
    open();
}

SqliteStand::~SqliteStand() {
    close();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void SqliteStand::open() {
    queue_ = std::make_unique<RunQueue>([this] { called_.release(); });
    store::Writer::Options options;
    options.gate = &disk;
    options.retry_ms = 5;
    writer_ = std::make_unique<store::Writer>(open_file(folder_ / "kiosk.db", store::Access::write), std::move(options));
    if (auto made = store::migrate_host(writer_->before_start()); !made) throw std::runtime_error(made.error().sentence);
    reader_ = open_file(folder_ / "kiosk.db", store::Access::read);
    people_ = std::make_unique<people::People>(*writer_, std::vector<people::Unit>{});
    ledger_ = std::make_unique<results::Ledger>(*writer_, *people_);
    shelf_ = std::make_unique<content::Shelf>(*writer_);
    router_ = std::make_unique<http::Router>();
    hub_ = std::make_unique<plugin::Hub>(plugin::Services{door_, *router_, *writer_, *reader_, *people_, *ledger_, *shelf_,
                                                          words_, clock_, stage_, *queue_, "{}"});
    plugin::Manifest manifest;
    manifest.id = "central";
    plugin_ = &hub_->add(manifest);
    plugin_->phase = kiosk_host::Phase::initialising;
    host_ = std::make_unique<Host>(&plugin_->api);
    if (!hub_->call(*plugin_, "init", [&] {
            host_->migrate({SqliteArchive::kTables, SqliteKeys::kTables});
            archive_ = std::make_unique<SqliteArchive>(*host_);
            keys_ = std::make_unique<SqliteKeys>(*host_);
        }))
        throw std::runtime_error("the archive does not open");
    plugin_->phase = kiosk_host::Phase::running;
    writer_->start();
}

void SqliteStand::close() {
    keys_.reset();
    archive_.reset();
    hub_->close(*plugin_);
    writer_->stop();
    host_.reset();
    hub_.reset();
    writer_.reset();
}

void SqliteStand::restart() {
    close();
    open();
}

void SqliteStand::on_main(const std::function<void()>& callback) {
    if (!hub_->call(*plugin_, "a story", callback)) throw std::runtime_error("the archive threw");
}

bool SqliteStand::turn() {
    if (!called_.try_acquire_for(10s)) return false;
    queue_->run_all();
    return true;
}

void SqliteStand::command_ends() {
    std::promise<bool> durable;
    const auto taken = writer_->submit({{}, [&](bool is_durable) { durable.set_value(is_durable); }});
    if (!taken || !durable.get_future().get()) throw std::runtime_error("the disk takes nothing");
}

std::unique_ptr<Stand> sqlite_stand() { return std::make_unique<SqliteStand>(); }

} // namespace central
