// The one writer: takes steps from main, commits what has gathered in one transaction (one fsync), then says so.
//
//     main:  submit(step) ──► queue ──► disk thread: BEGIN, all steps, COMMIT ──► on_done of each, in order
//
// Promises
//   * A step's writes are committed together or not at all, in the order of submit.
//   * on_done(true) is called only after the commit that holds the step (and all steps before it) is on disk.
//   * on_done is called once per step, in the order of submit.
//   * When a commit fails because of the disk (full, read-only, I/O), on_done(false) is called for the waiting steps, at
//     once for those that come after, healthy() turns false, and the writes are KEPT and tried again every second until
//     the disk heals: what main has accepted into memory stays true, and a phone that asks again is told "saved" then.
//     While unhealthy main is expected to accept nothing new; at most `max_waiting` steps are kept, further ones are
//     refused by submit.
//   * A step that fails for another reason (a constraint, a type: a mistake of ours) is left out alone, logged with its
//     owner, and gets on_done(false); the others of its transaction are committed.
//
// Policy: greedy (commit as soon as the disk is free), with up to 1 ms of waiting for company when the last commit was
// slow (> 1 ms); no fixed clock. Measured reasons: kiosk/store/README.md. The write-ahead log is carried over to the file
// after the replies have left: when nothing waits, or when it has grown to 16 MB.
//
// Threads: submit/prepare/waiting [main]; healthy/stats [any]; on_done runs on the disk thread and must not block or throw.
#pragma once

#include "kiosk/store/database.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::store {

using StatementId = std::uint32_t; // 1…; 0 is none

struct Write {
    StatementId statement;
    std::vector<Value> values;
};

struct Step {
    std::vector<Write> writes;                 // may be empty: a barrier
    std::function<void(bool durable)> on_done; // [disk]; may be empty
    bool erases = false; // what it deletes is to be on the disk no longer, in the write-ahead log neither
};

// Faults for tests; the real one does nothing. Asked on the disk thread before each commit.
class CommitGate {
public:
    virtual ~CommitGate() = default;
    virtual Status before_commit() { return {}; }
};

struct WriterStats {
    std::uint64_t commits = 0; // transactions on disk
    std::uint64_t steps = 0;   // durable steps, barriers included
    std::uint64_t failed_commits = 0;
    std::uint64_t dropped_steps = 0; // left out because of a mistake of ours
    double last_commit_ms = 0;       // COMMIT alone: mostly the disk's fsync
};

class Writer {
public:
    struct Options {
        std::size_t max_waiting = 65536;
        CommitGate* gate = nullptr; // borrowed
        int retry_ms = 1000;
        std::function<void(bool healthy, std::string why)> on_health; // [disk], when it changes; "" when it heals
    };
    Writer(std::unique_ptr<Database> write_connection, Options);
    ~Writer(); // stop()
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    Database& before_start(); // [main] the write connection, for migrations; only before start()
    void start();             // [main]
    // [main] Commits what waits, then ends the thread. Where the disk refuses to the last, what is lost is logged.
    void stop();

    // The text must have been checked; ids stay valid for the writer's life. The same owner and text give the same id.
    // The owner's restriction (Database::restrict_to) holds for it; "" is the host.
    StatementId prepare(std::string owner, std::string sql); // [main]
    // Kind::limit where the queue is full, Kind::unavailable after stop(): nothing was added, on_done is not called.
    Status submit(Step);         // [main]
    bool healthy() const;        // [any]
    std::size_t waiting() const; // [any] steps not yet on disk
    WriterStats stats() const;   // [any]

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::store
