// One SQLite connection. The only room that includes sqlite3.h; WAL, synchronous=FULL, foreign keys
// on; what is deleted is overwritten (secure_delete).
//
// Thread: a Database belongs to one thread at a time. Main keeps one for reading; the write connection belongs to main
// until Writer::start and to the disk thread from then on.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/store/value.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::store {

enum class Access { read, write };

class Database {
public:
    // A file (made where Access::write finds none), or memory: ":memory:" is the connection's own, ":memory:NAME" is
    // shared by all connections of this process that open the same NAME while one of them lives.
    static Result<std::unique_ptr<Database>> open(const std::string& path, Access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One or more statements without parameters.
    Status run(std::string_view sql);
    // One statement. Kinds of errors, here and below: invalid (a constraint, a type, a syntax error), denied (another
    // owner's table), limit (too big a value), unavailable (the disk does not do its part: full, I/O, read-only, locked).
    Status run(std::string_view sql, std::span<const Value> values);
    // Calls `row` for each row until it returns false. Statements are cached by their text. `row` may read, too.
    Status read(std::string_view sql, std::span<const Value> values, const std::function<bool(std::span<const Value>)>& row);

    // Only tables, indexes, views and triggers named "<owner>_…" may be touched while an owner is set, and no other file,
    // pragma or transaction; "" lifts it. For plugins' SQL: a guard against mistakes, not a prison, for a plugin is
    // native code.
    void restrict_to(std::string_view owner);
    // Does the statement compile, under the present restriction?
    Status check(std::string_view sql);

    // Close and open the same file again, for a disk that went away and came back. Never makes a new file. Statements
    // made through raw() must be finalized before.
    Status reopen();
    sqlite3* raw() { return db_; } // for this room only

private:
    Database();
    Status connect(bool may_create);
    void disconnect();

    std::string path_;
    Access access_ = Access::read;
    sqlite3* db_ = nullptr;
    struct Cache;
    std::unique_ptr<Cache> cache_;
    std::string owner_;
};

} // namespace kiosk::store
