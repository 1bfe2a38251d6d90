#include "kiosk/store/database.h"

#include "kiosk/store/statement.h"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kiosk::store {

namespace {

constexpr std::size_t kMaxCached = 256;
constexpr std::string_view kMemory = ":memory:";
// How long to wait for another process that holds the file, such as a backup.
constexpr int kBusyMs = 1000;

int authorize(void* owner, int action, const char* first, const char* second, const char* schema, const char* trigger);
bool is_allowed(std::string_view owner, int action, std::string_view first, std::string_view second, std::string_view schema);

} // namespace

struct Database::Cache {
    // By owner and text: what was compiled for one owner must not run for another. A statement is taken out while it
    // runs, so that a row's callback may use the same text again.
    std::unordered_map<std::string, Statement> idle;
};

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Access access) {
    if (path == kMemory && access == Access::read) {
        return Error{Kind::invalid, "A private memory database cannot be opened for reading only."};
    }
    std::unique_ptr<Database> database(new Database);
    database->path_ = path;
    database->access_ = access;
    if (Status connected = database->connect(true); !connected) return connected.error();
    return database;
}

Database::Database() : cache_(std::make_unique<Cache>()) {}

Database::~Database() { disconnect(); }

Status Database::run(std::string_view sql) {
    const std::string text(sql);
    const int code = sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error_of(db_, code);
    return {};
}

Status Database::run(std::string_view sql, std::span<const Value> values) {
    return read(sql, values, [](std::span<const Value>) { return true; });
}

Status Database::read(std::string_view sql, std::span<const Value> values,
                      const std::function<bool(std::span<const Value>)>& row) {
    std::string key = owner_ + '\n' + std::string(sql);
    Statement statement;
    if (auto node = cache_->idle.extract(key)) {
        statement = std::move(node.mapped());
    } else {
        auto compiled = compile(db_, sql);
        if (!compiled) return compiled.error();
        statement = std::move(*compiled);
    }
    Status status = bind_values(statement.get(), values);
    if (status) {
        std::vector<Value> columns;
        int code;
        while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
            fetch(statement.get(), columns);
            if (!row(columns)) {
                code = SQLITE_DONE;
                break;
            }
        }
        if (code != SQLITE_DONE) status = error_of(db_, code);
    }
    sqlite3_reset(statement.get());
    sqlite3_clear_bindings(statement.get());
    if (cache_->idle.size() >= kMaxCached) cache_->idle.clear();
    cache_->idle.insert_or_assign(std::move(key), std::move(statement));
    return status;
}

void Database::restrict_to(std::string_view owner) { owner_ = owner; }

Status Database::check(std::string_view sql) {
    auto compiled = compile(db_, sql);
    if (!compiled) return compiled.error();
    return {};
}

Status Database::reopen() {
    if (path_.starts_with(kMemory)) return {};
    disconnect();
    return connect(false);
}

Status Database::connect(bool may_create) {
    const bool memory = path_.starts_with(kMemory);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (!memory) {
        if (access_ == Access::read) flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
        else if (!may_create) flags &= ~SQLITE_OPEN_CREATE;
    }
    // The VFS "memdb" shares what begins with a slash within the process.
    const bool shared_memory = memory && path_ != kMemory;
    const std::string name = shared_memory ? "/" + path_.substr(kMemory.size()) : path_;
    int code = sqlite3_open_v2(name.c_str(), &db_, flags, shared_memory ? "memdb" : nullptr);
    if (code != SQLITE_OK) {
        Error error = error_of(db_, code);
        disconnect();
        return error;
    }
    sqlite3_busy_timeout(db_, kBusyMs);
    const char* settings = access_ == Access::read
                               ? "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;"
                               : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                                 "PRAGMA journal_size_limit = 33554432; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;";
    Status set = run(settings);
    if (set) {
        // A file that is no database, or that a crash left behind, is found here and not in the middle of the evening.
        set = read("SELECT count(*) FROM sqlite_schema", {}, [](std::span<const Value>) { return true; });
    }
    if (!set) {
        disconnect();
        return set;
    }
    // Set once: changing it later would throw away all compiled statements. It looks at owner_ each time.
    sqlite3_set_authorizer(db_, authorize, &owner_);
    return {};
}

void Database::disconnect() {
    cache_->idle.clear();
    sqlite3_close_v2(std::exchange(db_, nullptr));
}

namespace {

int authorize(void* owner, int action, const char* first, const char* second, const char* schema, const char*) {
    const auto& name = *static_cast<const std::string*>(owner);
    const auto view = [](const char* text) { return std::string_view(text ? text : ""); };
    return name.empty() || is_allowed(name, action, view(first), view(second), view(schema)) ? SQLITE_OK : SQLITE_DENY;
}

// What SQLite keeps for every owner: its list of tables, and the counters of AUTOINCREMENT.
bool is_bookkeeping(std::string_view table) {
    return table == "sqlite_master" || table == "sqlite_schema" || table == "sqlite_sequence";
}

// `first` and `second` mean what https://sqlite.org/c3ref/c_alter_table.html says for each action.
bool is_allowed(std::string_view owner, int action, std::string_view first, std::string_view second, std::string_view schema) {
    const auto owns = [owner](std::string_view name) {
        return name.size() > owner.size() + 1 && name.starts_with(owner) && name[owner.size()] == '_' &&
               name != "schema_versions" && !name.starts_with("sqlite_");
    };
    // Here the schema comes first, and the column that is dropped may stand in its usual place.
    if (action == SQLITE_ALTER_TABLE) return first == "main" && owns(second);
    // ALTER TABLE looks through the temporary tables, too; there are none.
    if (schema == "temp" && first == "sqlite_temp_master") return action == SQLITE_READ || action == SQLITE_UPDATE;
    if (!schema.empty() && schema != "main") return false;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE: return true;
    case SQLITE_FUNCTION: return second != "load_extension";
    case SQLITE_READ: return owns(first) || is_bookkeeping(first) || first == "json_each" || first == "json_tree";
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE: return owns(first) || is_bookkeeping(first);
    case SQLITE_CREATE_TABLE: return owns(first) || first == "sqlite_sequence";
    case SQLITE_DROP_TABLE:
    case SQLITE_CREATE_VIEW:
    case SQLITE_DROP_VIEW:
    case SQLITE_CREATE_VTABLE:
    case SQLITE_DROP_VTABLE:
    case SQLITE_REINDEX: return owns(first);
    case SQLITE_CREATE_INDEX: return owns(second) && (owns(first) || first.starts_with("sqlite_autoindex_"));
    case SQLITE_DROP_INDEX:
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_DROP_TRIGGER: return owns(first) && owns(second);
    default: return false; // ATTACH, PRAGMA, TRANSACTION, SAVEPOINT, ANALYZE, temporary things
    }
}

} // namespace

} // namespace kiosk::store
