// A central process on a database of PostgreSQL.
#pragma once

#include "tests/central_store/postgres_server.h"
#include "tests/central_store/stand.h"

#include "store/postgres_keys.h"
#include "store/postgres_senders.h"

#include <mutex>
#include <semaphore>

namespace central {

class PostgresStand final : public Stand {
public:
    explicit PostgresStand(std::string url);

    Archive& archive() override { return *archive_; }
    KeyStore& keys() override { return *keys_; }
    SharedSenders& senders() { return *senders_; }
    void on_main(const std::function<void()>& callback) override { callback(); }
    bool turn() override;
    void restart() override;
    std::string log() const;

private:
    const std::string url_;
    std::counting_semaphore<> called_{0};
    mutable std::mutex mutex_;
    std::string log_; // under mutex_
    std::unique_ptr<PostgresArchive> archive_;
    std::unique_ptr<PostgresKeys> keys_;
    std::unique_ptr<PostgresSenders> senders_;
};

std::unique_ptr<Stand> postgres_stand(); // on a new database of the shared server; null where there is none

} // namespace central
