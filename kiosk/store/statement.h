// What the database and the writer share: a prepared statement that finalizes itself, binding, errors as values.
// Private to this room. Thread: that of its connection.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/store/value.h"

#include <sqlite3.h>

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace kiosk::store {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

// The connection's last error as a value; `code` is what the call returned.
Error error_of(sqlite3*, int code);
// Exactly one statement.
Result<Statement> compile(sqlite3*, std::string_view sql);
// The values must outlive the step: their bytes are not copied. Their number must be that of the parameters.
Status bind_values(sqlite3_stmt*, std::span<const Value>);
// Runs to the end, ignoring rows, and leaves the statement ready for the next time.
Status step_through(sqlite3_stmt*);
// The present row. `row` keeps its memory from row to row.
void fetch(sqlite3_stmt*, std::vector<Value>& row);

} // namespace kiosk::store
