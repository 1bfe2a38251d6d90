// What the PostgreSQL archive is asked, and forgetting: one call each, on a connection. Private to this room.
// Each throws pg::Failure. Thread: the connection's.
#pragma once

#include "store/archive.h"
#include "store/pg.h"
#include "store/terms.h"

namespace central::postgres {

std::optional<Kept> find(pg::Connection&, const std::string& id, bool voided);
Page list(pg::Connection&, const Terms&, const xapi::Query&, std::size_t most);

// What was written by transactions that are all over, each change once. Every row bears the number of the transaction that
// wrote it last; numbers are given out in order, but commits come in any. So we read up to the oldest transaction that is
// still under way (pg_snapshot_xmin): below it nothing can appear any more, and the cursor may move there for good. A serial
// number would skip rows of whoever commits late. The price: a transaction that somebody leaves open on the same server holds
// the league back until it ends.
Changes results_since(pg::Connection&, const std::string& cursor, std::size_t most);

void forget(pg::Connection&, const Terms&, const std::string& player);

// What every connection begins with: the server's limits on what it does, and tables that are up to date (one process at a time
// sees to that). Returns the key of their terms.
std::string begin_session(pg::Connection&);

} // namespace central::postgres
