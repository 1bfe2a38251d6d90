// Several requests' statements in one transaction of PostgreSQL: what waits together is committed together.
// Private to this room.
//
// Rows go in by COPY, which costs the server half of what INSERT does and takes all or none. Nearly always all are new, so
// nobody asks before. Where one is there already, the primary key says so, and the group begins again: it looks which ones
// are known, compares their fingerprints and leaves them out. What was told again once is likely to be told again: the next
// group looks at once, until one has brought nothing but news.
//
// Several connections, of several processes, may bring the same statements at once. The primary key lets one in; the others
// wait for its commit and then look. Rows are written in the order of their keys, so that two of them cannot wait for each
// other; where something else makes them, PostgreSQL ends one, and it begins again.
//
// Thread: the connection's.
#pragma once

#include "store/archive.h"
#include "store/pg.h"
#include "store/terms.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace central::postgres {

struct Request {
    std::vector<Entry> entries;
    std::int64_t arrived = 0; // of the first entry, Unix µs; the next ones count on
    std::optional<Outcome> outcome;
    std::string trouble; // of the outcome: what the database said, for the log; "" where all is well
};
using Group = std::vector<Request*>;

class Keeper {
public:
    Keeper(pg::Connection& connection, const Terms& terms) : connection_(connection), terms_(terms) {}

    // Every request has its outcome then, also where the database took it not. Throws pg::Failure (broken) where nothing is
    // known about them: they may be tried again, also after a commit whose answer was lost.
    void keep(const Group&);

private:
    struct Row;
    struct Batch;
    using Conflicts = std::map<Request*, std::string>; // the id whose content differs
    void keep_together(const Group&);
    Batch gather(const Group&, const Conflicts& left_out) const;
    Row row_of(const Entry&, Request&, std::int64_t arrived) const;

    // In one transaction; what it conflicts with in the table. Nothing is written where there is anything.
    Conflicts write(Batch&);
    Conflicts leave_out_known(Batch&);
    void leave_out_forgotten(Batch&);
    void learn_from_referred(Batch&);
    void copy_statements(const Batch&);
    void copy_results(const Batch&);
    void insert_voids(const Batch&);
    void insert_homes(const Batch&);

    pg::Connection& connection_;
    const Terms& terms_;
    std::set<std::pair<std::string, std::string>> homes_; // of event: known to be in the table
    bool looks_first_ = false; // for statements that are known: there were some lately
};

} // namespace central::postgres
