#include "kiosk/store/committer.h"

#include "kiosk/base/log.h"

#include <algorithm>
#include <chrono>

namespace kiosk::store {

namespace {

// Pages of 4 KiB in the write-ahead log that make it due. Small when idle, so that carrying over never takes long when a
// phone comes in the middle of it; larger under load, so that it is rare; both keep the log from growing without bound.
constexpr int kDueWhenIdle = 400;
constexpr int kDueUnderLoad = 4000;

bool blames_disk(const Error& error) { return error.kind == Kind::unavailable; }

int remember_pages(void* pages, sqlite3*, const char*, int in_log) {
    *static_cast<int*>(pages) = in_log;
    return SQLITE_OK;
}

} // namespace

Status Committer::commit(std::vector<PendingStep>& steps, CommitGate* gate, CommitReport& report) {
    const auto has_writes = [](const PendingStep& pending) { return !pending.bad && !pending.step.writes.empty(); };
    if (Status ready = make_ready(); !ready) return ready;
    // First all steps in one go; only where one of them is a mistake, each behind a savepoint of its own.
    for (bool careful = false; std::any_of(steps.begin(), steps.end(), has_writes);) {
        Error error;
        Attempt attempt = write_all(steps, careful, report, error);
        if (attempt == Attempt::written) {
            if (Status open = gate ? gate->before_commit() : Status{}; !open) {
                roll_back();
                return open;
            }
            const auto start = std::chrono::steady_clock::now();
            Status done = database_->run("COMMIT");
            report.commit_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
            if (done) {
                report.committed = true;
                erased_ = erased_ || std::any_of(steps.begin(), steps.end(), [](const PendingStep& pending) {
                    return !pending.bad && pending.step.erases;
                });
                return {};
            }
            error = done.error();
            // A deferred constraint shows only now; the careful way finds whose it is.
            attempt = careful || blames_disk(error) ? Attempt::failed : Attempt::once_more;
        }
        if (attempt == Attempt::failed) note_failure();
        roll_back();
        if (attempt == Attempt::failed) return error;
        careful = true;
    }
    return {};
}

void Committer::tidy(bool idle) {
    if (stale_) return;
    if (erased_) return empty_log();
    if (wal_pages_ < pages_carried_over_) pages_carried_over_ = 0; // SQLite has begun the log anew
    if (wal_pages_ - pages_carried_over_ < (idle ? kDueWhenIdle : kDueUnderLoad)) return;
    // PASSIVE waits for nobody: pages that a reader still needs are left for the next time.
    const int code = sqlite3_wal_checkpoint_v2(database_->raw(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    pages_carried_over_ = wal_pages_;
    if (code != SQLITE_OK) spdlog::warn("store: the write-ahead log was not carried over reason=\"{}\"", sqlite3_errstr(code));
}

// TRUNCATE waits for readers, a second at most; where one stays longer, the next commit tries again.
void Committer::empty_log() {
    const int code = sqlite3_wal_checkpoint_v2(database_->raw(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    erased_ = code == SQLITE_BUSY;
    pages_carried_over_ = wal_pages_ = erased_ ? wal_pages_ : 0;
    if (code != SQLITE_OK && !erased_)
        spdlog::warn("store: the write-ahead log was not emptied reason=\"{}\"", sqlite3_errstr(code));
}

Status Committer::make_ready() {
    if (stale_) {
        compiled_.clear();
        hooked_ = false;
        if (Status reopened = database_->reopen(); !reopened) return reopened;
        stale_ = false;
    }
    if (!hooked_) {
        // Takes the place of SQLite's own checkpointing, which would make the replies wait for it.
        sqlite3_wal_hook(database_->raw(), remember_pages, &wal_pages_);
        hooked_ = true;
    }
    return {};
}

Committer::Attempt Committer::write_all(std::vector<PendingStep>& steps, bool careful, CommitReport& report, Error& error) {
    if (Status begun = database_->run("BEGIN IMMEDIATE"); !begun) {
        error = begun.error();
        return Attempt::failed;
    }
    for (auto& pending : steps) {
        if (pending.bad || pending.step.writes.empty()) continue;
        Status written = careful ? write_one_apart(pending.step) : write_one(pending.step);
        if (written) continue;
        error = written.error();
        if (blames_disk(error)) return Attempt::failed;
        if (!careful) return Attempt::once_more;
        pending.bad = true;
        ++report.dropped;
        const StatementId id = pending.step.writes.front().statement;
        const std::string owner = id >= 1 && id <= texts_.size() ? texts_[id - 1].owner : "?";
        spdlog::error("store: a step was left out owner={} reason=\"{}\"", owner, log_safe(error.sentence));
        // "OR ROLLBACK" in a statement takes the others' writes with it.
        if (sqlite3_get_autocommit(database_->raw())) return Attempt::once_more;
    }
    return Attempt::written;
}

Status Committer::write_one(const Step& step) {
    for (const auto& write : step.writes) {
        auto prepared = statement(write.statement);
        if (!prepared) return prepared.error();
        if (Status bound = bind_values(*prepared, write.values); !bound) return bound;
        if (Status done = step_through(*prepared); !done) return done;
    }
    return {};
}

Status Committer::write_one_apart(const Step& step) {
    if (Status opened = database_->run("SAVEPOINT step"); !opened) return opened;
    Status written = write_one(step);
    if (written) {
        int deferred = 0;
        int unused = 0;
        sqlite3_db_status(database_->raw(), SQLITE_DBSTATUS_DEFERRED_FKS, &deferred, &unused, 0);
        if (deferred == 0) return database_->run("RELEASE step");
        written = Error{Kind::invalid, "FOREIGN KEY constraint failed"};
    }
    if (!blames_disk(written.error()) && !sqlite3_get_autocommit(database_->raw())) {
        if (Status undone = database_->run("ROLLBACK TO step; RELEASE step"); !undone) return undone;
    }
    return written;
}

Result<sqlite3_stmt*> Committer::statement(StatementId id) {
    if (id < 1 || id > texts_.size()) return Error{Kind::invalid, "There is no such statement."};
    compiled_.resize(texts_.size());
    auto& slot = compiled_[id - 1];
    if (!slot) {
        database_->restrict_to(texts_[id - 1].owner);
        auto made = compile(database_->raw(), texts_[id - 1].sql);
        database_->restrict_to({});
        if (!made) return made.error();
        slot = std::move(*made);
    }
    return slot.get();
}

void Committer::roll_back() {
    // SQLite rolls back by itself after some errors of the disk.
    if (!sqlite3_get_autocommit(database_->raw())) (void)database_->run("ROLLBACK");
}

// Full and busy pass by themselves; after anything else the connection's view of the file is not to be trusted.
void Committer::note_failure() {
    const int code = sqlite3_errcode(database_->raw()) & 0xFF;
    stale_ = code != SQLITE_FULL && code != SQLITE_BUSY;
}

} // namespace kiosk::store
