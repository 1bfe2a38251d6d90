// The archive in PostgreSQL 15, through libpq: several central processes may share one database.
//
//     main:  keep, find, … ──► queues ──► pool: a few threads, each with a connection ──► wake()
//     main:  drain()  ◄── what became of them ◄──────────────────────────────────────────┘
//
// Promises
//   * Main never waits for the database. What no thread has taken within four seconds (no line, too much to do), and what has no
//     answer within eight (a server that is frozen, or gone without a word), is told as unavailable when main calls drain(); a
//     statement that was told so may be kept nevertheless, and is kept once when it comes again.
//   * "Kept" is told after COMMIT has returned, with synchronous_commit on.
//   * A line that breaks is made again, after 0.1 s at first and 2 s at last, and what was under way is asked again on it. That
//     the machine at its other end has gone is noticed within ten seconds.
//   * The password of the URL is in no log: a place is named by user, host, port and database.
//
// What waits together is written in one transaction (postgres_keep.h). One thread of the pool is always left to those who ask.
//
// Threads: main, but for the pool's own, which end with the archive.
#pragma once

#include "store/archive.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace central {

namespace postgres {
class Pool;
}

class PostgresArchive final : public Archive {
public:
    struct Options {
        std::string url; // "postgresql://user:password@host:port/database", or what else libpq takes
        std::size_t connections = 4; // at least 2
        std::function<void()> wake;                  // [any] main is to call drain()
        std::function<void(const std::string&)> log; // [any] trouble, one line
        std::function<std::int64_t()> wall;          // [any] Unix ms
    };
    // Connects later, on its threads. Throws std::invalid_argument where the URL is none.
    explicit PostgresArchive(Options);
    // Waits for what the server is doing for us, four seconds at most (and three for a line that is being made): then the lines
    // are cut. What still waits is never told.
    ~PostgresArchive() override;

    // Calls back what has an answer by now, or has waited too long for one: to be called at `wake`, and now and then, for a
    // server that says nothing wakes nobody. [main]
    void drain();
    // For what else of this room lies in the same database: its answers, too, come by drain(). [main]
    postgres::Pool& pool();

    void keep(std::vector<Entry>, std::function<void(Outcome)>) override;
    void find(const std::string& id, bool voided, std::function<void(bool, std::optional<Kept>)>) override;
    void list(const xapi::Query&, std::size_t most, std::function<void(Page)>) override;
    void results_since(const std::string& cursor, std::size_t most, std::function<void(Changes)>) override;
    void forget(const std::string& player, std::function<void(Outcome)>) override;
    // Of this process to the millisecond. While others are connected to the database, half a minute ago at most: what they have
    // under way is not known here.
    std::int64_t consistent_through() const override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace central
