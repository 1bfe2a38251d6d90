// One SQLite connection. The only room that includes sqlite3.h; WAL, synchronous=FULL, foreign keys on.
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

namespace kiosk::store {

enum class Access { read, write };

class Database {
public:
    // `path` may be ":memory:" only together with Access::write; two connections then share it by `shared_name`.
    static Result<std::unique_ptr<Database>> open(const std::string& path, Access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One or more statements without parameters.
    Status run(std::string_view sql);
    Status run(std::string_view sql, std::span<const Value> values);
    // Calls `row` for each row until it returns false. Statements are cached by their text.
    Status read(std::string_view sql, std::span<const Value> values, const std::function<bool(std::span<const Value>)>& row);

    // Only tables and indexes named "<owner>_…" may be touched while an owner is set; "" lifts it. For plugins' SQL.
    void restrict_to(std::string_view owner);
    // Does the statement compile, under the present restriction?
    Status check(std::string_view sql);

    sqlite3* raw() { return db_; } // for the writer and for migrations in this room only

private:
    explicit Database(sqlite3* db);
    sqlite3* db_;
    struct Cache;
    std::unique_ptr<Cache> cache_;
    std::string owner_;
};

} // namespace kiosk::store
