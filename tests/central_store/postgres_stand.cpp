#include "tests/central_store/postgres_stand.h"

#include <chrono>

namespace central {

using namespace std::chrono;

PostgresStand::PostgresStand(std::string url) : url_(std::move(url)) { restart(); }

void PostgresStand::restart() {
    senders_.reset();
    keys_.reset();
    archive_.reset();
    PostgresArchive::Options options;
    options.url = url_;
    options.wake = [this] { called_.release(); };
    options.log = [this](const std::string& line) {
        const std::lock_guard lock(mutex_);
        log_ += line + '\n';
    };
    options.wall = [] { return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(); };
    archive_ = std::make_unique<PostgresArchive>(std::move(options));
    keys_ = std::make_unique<PostgresKeys>(url_, *archive_);
    senders_ = std::make_unique<PostgresSenders>(*archive_);
}

bool PostgresStand::turn() {
    for (const auto end = steady_clock::now() + 20s; steady_clock::now() < end;) {
        const bool called = called_.try_acquire_for(100ms);
        archive_->drain(); // also now and then
        if (called) return true;
    }
    return false;
}

std::string PostgresStand::log() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

std::unique_ptr<Stand> postgres_stand() {
    auto* server = PostgresServer::shared();
    return server ? std::make_unique<PostgresStand>(server->new_database()) : nullptr;
}

} // namespace central
