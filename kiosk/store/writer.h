// The one writer: takes steps from main, commits what has gathered in one transaction (one fsync), then says so.
//
//     main:  submit(step) ──► queue ──► disk thread: BEGIN, all steps, COMMIT ──► on_done of each, in order
//
// Promises
//   * A step's writes are committed together or not at all, in the order of submit.
//   * on_done(true) is called only after the commit that holds the step (and all steps before it) is on disk.
//   * When a commit fails because of the disk (full, read-only, I/O), on_done(false) is called once for the waiting
//     steps, healthy() turns false, and the writes are KEPT and tried again every second until the disk heals: what main
//     has accepted into memory stays true, and a phone that asks again is told "saved" then. While unhealthy main is
//     expected to accept nothing new; at most `max_waiting` steps are kept, further ones are refused by submit.
//   * A step that fails for another reason (a constraint, a type: a mistake of ours) is left out alone, logged with its
//     owner, and gets on_done(false); the others of its transaction are committed.
//
// Policy: greedy (commit as soon as the disk is free), with up to 1 ms of waiting for company when the last commit was
// slow (> 1 ms); no fixed clock. Measured reasons: tests/load/README.md.
//
// Threads: submit/prepare/healthy/waiting [main]; on_done runs on the disk thread and must not block or throw.
#pragma once

#include "kiosk/base/run_queue.h"
#include "kiosk/store/database.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
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
};

// Faults for tests; the real one does nothing. Asked on the disk thread before each commit.
class CommitGate {
public:
    virtual ~CommitGate() = default;
    virtual Status before_commit() { return {}; }
};

struct WriterStats {
    std::uint64_t commits, steps, failed_commits, dropped_steps;
    double last_commit_ms;
};

class Writer {
public:
    struct Options {
        std::size_t max_waiting = 65536;
        CommitGate* gate = nullptr;
        int retry_ms = 1000;
        std::function<void(bool healthy, std::string why)> on_health; // [disk], when it changes
    };
    Writer(std::unique_ptr<Database> write_connection, Options);
    ~Writer(); // stop()

    Database& before_start(); // [main] the write connection, for migrations; only before start()
    void start();             // [main]
    void stop();              // [main] commits what waits, then ends the thread

    // The text must have been checked; ids stay valid for the writer's life. The same text gives the same id.
    StatementId prepare(std::string owner, std::string sql); // [main]
    // Kind::limit where the queue is full: nothing was added.
    Status submit(Step);      // [main]
    bool healthy() const { return healthy_.load(std::memory_order_acquire); } // [any]
    std::size_t waiting() const;                                              // [any] steps not yet on disk
    WriterStats stats() const;                                                // [any]

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
    std::atomic<bool> healthy_{true};
};

} // namespace kiosk::store
