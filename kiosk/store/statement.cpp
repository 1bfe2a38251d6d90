#include "kiosk/store/statement.h"

#include <string>

namespace kiosk::store {

namespace {

Kind kind_of(int code) {
    switch (code & 0xFF) {
    case SQLITE_AUTH: return Kind::denied;
    case SQLITE_TOOBIG: return Kind::limit;
    case SQLITE_ERROR: // a syntax error, no such table
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE: return Kind::invalid;
    case SQLITE_MISUSE:
    case SQLITE_INTERNAL: return Kind::internal;
    default: return Kind::unavailable; // full, I/O, read-only, cannot open, busy, locked, out of memory, damaged
    }
}

struct Binder {
    sqlite3_stmt* statement;
    int at;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, at); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, at, value); }
    int operator()(double value) const { return sqlite3_bind_double(statement, at, value); }
    int operator()(const std::string& value) const {
        return sqlite3_bind_text64(statement, at, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(const Blob& value) const {
        return sqlite3_bind_blob64(statement, at, value.bytes.data(), value.bytes.size(), SQLITE_STATIC);
    }
};

template <class T> T& as(Value& value) {
    if (auto* present = std::get_if<T>(&value)) return *present;
    return value.emplace<T>();
}

} // namespace

Error error_of(sqlite3* db, int code) {
    // The message belongs to the connection's last call; where that was another one, the code's own words are true.
    const bool fresh = db && (sqlite3_errcode(db) & 0xFF) == (code & 0xFF);
    return {kind_of(code), fresh ? sqlite3_errmsg(db) : sqlite3_errstr(code)};
}

Result<Statement> compile(sqlite3* db, std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, &rest);
    Statement statement(raw);
    if (code != SQLITE_OK) return error_of(db, code);
    if (!statement) return Error{Kind::invalid, "There is no statement in the text."};
    const std::string_view tail(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
    if (tail.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
        return Error{Kind::invalid, "There is more than one statement in the text."};
    }
    return statement;
}

Status bind_values(sqlite3_stmt* statement, std::span<const Value> values) {
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) != values.size()) {
        return Error{Kind::invalid, "The number of values is not that of the statement's parameters."};
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int code = std::visit(Binder{statement, static_cast<int>(i) + 1}, values[i]);
        if (code != SQLITE_OK) return error_of(sqlite3_db_handle(statement), code);
    }
    return {};
}

Status step_through(sqlite3_stmt* statement) {
    int code;
    do {
        code = sqlite3_step(statement);
    } while (code == SQLITE_ROW);
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement);
        return {};
    }
    Error error = error_of(sqlite3_db_handle(statement), code);
    sqlite3_reset(statement);
    return error;
}

void fetch(sqlite3_stmt* statement, std::vector<Value>& row) {
    row.resize(static_cast<std::size_t>(sqlite3_column_count(statement)));
    for (std::size_t i = 0; i < row.size(); ++i) {
        const int column = static_cast<int>(i);
        switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER: row[i] = static_cast<std::int64_t>(sqlite3_column_int64(statement, column)); break;
        case SQLITE_FLOAT: row[i] = sqlite3_column_double(statement, column); break;
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            as<std::string>(row[i]).assign(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
            break;
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            as<Blob>(row[i]).bytes.assign(bytes ? bytes : "", size);
            break;
        }
        default: row[i] = std::monostate{};
        }
    }
}

} // namespace kiosk::store
