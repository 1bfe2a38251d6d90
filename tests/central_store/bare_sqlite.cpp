#include "tests/central_store/bare_sqlite.h"

#include "store/sqlite_schema.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace central {

namespace {

using Time = std::chrono::steady_clock;

double seconds_since(Time::time_point start) { return std::chrono::duration<double>(Time::now() - start).count(); }

void must(int code, sqlite3* db) {
    if (code != SQLITE_OK && code != SQLITE_DONE) std::fprintf(stderr, "%s\n", sqlite3_errmsg(db)), std::exit(1);
}

} // namespace

double bare_sqlite(const std::filesystem::path& from, int statements) {
    const auto file = from.parent_path() / "bare.db";
    sqlite3* db = nullptr;
    must(sqlite3_open(file.c_str(), &db), db);
    const auto run_sql = [&](const std::string& sql) { must(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), db); };
    run_sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    run_sql(sqlite::kFirst);
    run_sql("ATTACH '" + from.string() + "' AS kept");
    struct Table {
        std::string name, key;
        int columns;
        sqlite3_stmt *read = nullptr, *write = nullptr;
    } tables[] = {{"central_statements", "seq", 8}, {"central_mentions", "seq", 3}, {"central_results", "source", 17}};
    for (auto& table : tables) {
        std::string marks = "?";
        for (int i = 1; i < table.columns; ++i) marks += ",?";
        run_sql("CREATE TEMP TABLE copy_" + table.name + " AS SELECT * FROM kept." + table.name + " ORDER BY " + table.key);
        run_sql("CREATE INDEX temp.by_" + table.name + " ON copy_" + table.name + " (" + table.key + ")");
        must(sqlite3_prepare_v2(db,
                                ("SELECT * FROM temp.copy_" + table.name + " WHERE " + table.key + " BETWEEN ? AND ?").c_str(),
                                -1, &table.read, nullptr),
             db);
        must(sqlite3_prepare_v2(db, ("INSERT INTO main." + table.name + " VALUES (" + marks + ")").c_str(), -1, &table.write,
                                nullptr),
             db);
    }
    double seconds = 0;
    for (int first = 1; first <= statements; first += 200) {
        std::vector<std::pair<sqlite3_stmt*, std::vector<sqlite3_value*>>> rows; // read outside of the time that is measured
        for (auto& table : tables) {
            sqlite3_bind_int(table.read, 1, first);
            sqlite3_bind_int(table.read, 2, first + 199);
            while (sqlite3_step(table.read) == SQLITE_ROW) {
                auto& row = rows.emplace_back(table.write, std::vector<sqlite3_value*>());
                for (int i = 0; i < table.columns; ++i)
                    row.second.push_back(sqlite3_value_dup(sqlite3_column_value(table.read, i)));
            }
            sqlite3_reset(table.read);
        }
        const auto start = Time::now();
        run_sql("BEGIN");
        for (auto& [write, values] : rows) {
            for (std::size_t i = 0; i < values.size(); ++i) sqlite3_bind_value(write, static_cast<int>(i) + 1, values[i]);
            must(sqlite3_step(write), db);
            sqlite3_reset(write);
        }
        run_sql("COMMIT");
        seconds += seconds_since(start);
        for (auto& row : rows)
            for (auto* value : row.second) sqlite3_value_free(value);
    }
    for (auto& table : tables) sqlite3_finalize(table.read), sqlite3_finalize(table.write);
    sqlite3_close(db);
    return statements / seconds;
}

} // namespace central
