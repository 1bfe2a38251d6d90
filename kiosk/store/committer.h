// The disk thread's hands: puts a batch of steps into one SQLite transaction, leaves out what is a mistake of ours, and
// looks after the write-ahead log and a disk that went away. Private to this room.
//
// Thread: main until Writer::start, the disk thread from then on. Owns the write connection.
#pragma once

#include "kiosk/store/database.h"
#include "kiosk/store/statement.h"
#include "kiosk/store/writer.h"

#include <memory>
#include <string>
#include <vector>

namespace kiosk::store {

struct PendingStep {
    Step step;
    bool bad = false; // a mistake of ours: left out for good
};

struct StatementText {
    std::string owner, sql;
};

struct CommitReport {
    std::size_t dropped = 0; // steps that were found to be bad in this call
    bool committed = false;  // false where there was nothing to write
    double commit_ms = 0;
};

class Committer {
public:
    explicit Committer(std::unique_ptr<Database> database) : database_(std::move(database)) {}

    Database& database() { return *database_; }
    void add(StatementText text) { texts_.push_back(std::move(text)); }

    // Ok: all steps that are not marked bad are on disk. Otherwise nothing of them is, and the disk is to blame.
    Status commit(std::vector<PendingStep>&, CommitGate*, CommitReport&);
    // After the replies have left: carries the write-ahead log over to the file, where that is due.
    void tidy(bool idle);

private:
    enum class Attempt { written, once_more, failed };

    Status make_ready();
    Attempt write_all(std::vector<PendingStep>&, bool careful, CommitReport&, Error&);
    Status write_one(const Step&);
    Status write_one_apart(const Step&);
    Result<sqlite3_stmt*> statement(StatementId);
    void empty_log();
    void roll_back();
    void note_failure();

    std::unique_ptr<Database> database_;
    std::vector<StatementText> texts_; // [id - 1]
    std::vector<Statement> compiled_;  // [id - 1], where used already
    bool hooked_ = false;
    bool erased_ = false;       // the log still holds what a step has erased
    bool stale_ = false;        // the connection is to be opened again
    int wal_pages_ = 0;         // after the last commit
    int pages_carried_over_ = 0;
};

} // namespace kiosk::store
