// A host around the SQLite archive: a real store in a folder that goes with it, real services, and the archive in the place
// of a plugin.
#pragma once

#include "tests/central_store/stand.h"
#include "tests/plugin/house.h"

#include "store/sqlite_archive.h"
#include "store/sqlite_keys.h"

#include <kiosk/host.hpp>

#include <memory>
#include <semaphore>

namespace central {

class SqliteStand final : public Stand {
public:
    SqliteStand();
    ~SqliteStand() override;

    Archive& archive() override { return *archive_; }
    KeyStore& keys() override { return *keys_; }
    void on_main(const std::function<void()>& callback) override;
    bool turn() override;
    void command_ends() override;
    void restart() override;

    kiosk::plugin::FakeDisk disk;
    std::filesystem::path file() const { return folder_ / "kiosk.db"; }
    kiosk::store::Writer& writer() { return *writer_; }

private:
    void open();
    void close();

    std::filesystem::path folder_;
    kiosk::plugin::FakeDoor door_;
    kiosk::plugin::FakeStage stage_;
    kiosk::plugin::FakeClock clock_;
    kiosk::content::Words words_;
    std::counting_semaphore<> called_{0};
    std::unique_ptr<kiosk::RunQueue> queue_;
    std::unique_ptr<kiosk::store::Writer> writer_;
    std::unique_ptr<kiosk::store::Database> reader_;
    std::unique_ptr<kiosk::people::People> people_;
    std::unique_ptr<kiosk::results::Ledger> ledger_;
    std::unique_ptr<kiosk::content::Shelf> shelf_;
    std::unique_ptr<kiosk::http::Router> router_;
    std::unique_ptr<kiosk::plugin::Hub> hub_;
    kiosk_host* plugin_ = nullptr; // of the hub
    std::unique_ptr<kiosk::Host> host_;
    std::unique_ptr<SqliteArchive> archive_;
    std::unique_ptr<SqliteKeys> keys_;
};

} // namespace central
