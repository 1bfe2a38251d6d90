// How many statements a second do the archives keep, and how many rows a second do their databases take bare?
//
//   archive_bench [STATEMENTS]     default: 50,000; batches of 50, from 4 senders that each wait for their answer, and from 40
//
// Bare SQLite writes the same rows into the same tables, 200 statements a transaction (as many as four senders bring at once);
// psql \copy writes what the archive has kept into the same empty tables of the same server, in one transaction each.
#include "tests/central_store/postgres_stand.h"
#include "tests/central_store/sqlite_stand.h"

#include "store/pg.h"
#include "store/sqlite_schema.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace central;
using Time = std::chrono::steady_clock;

namespace {

double seconds_since(Time::time_point start) { return std::chrono::duration<double>(Time::now() - start).count(); }

// As a kiosk tells of a run: a kilobyte, eight terms.
std::vector<Entry> run(int first, int count) {
    std::vector<Entry> entries;
    for (int id = first; id < first + count; ++id) {
        auto made = entry({.id = id,
                           .actor = "01J9ZK5M" + std::to_string(id / 10),
                           .verb = "completed",
                           .activity = "quiz/fair/vong-1",
                           .registration = uuid(1'000'000 + id / 2),
                           .unit = std::to_string(id % 148),
                           .stored = 1'000'000 + id,
                           .score = id % 90});
        for (const char* known : {"event/2026-11-21-ngay-hoi-so", "xapi/profile/v1"})
            made.statement.related_activities.push_back(std::string("https://kiosk.example.vn/") + known);
        made.body.resize(1'050, 'x');
        entries.push_back(std::move(made));
    }
    return entries;
}

// Statements a second; each of the senders has one batch of 50 under way.
double keep(Stand& stand, int statements, int senders) {
    std::vector<std::vector<Entry>> batches;
    for (int id = 1; id <= statements; id += 50) batches.push_back(run(id, 50));
    std::size_t next = 0, kept = 0;
    std::function<void()> send = [&] {
        if (next == batches.size()) return;
        stand.archive().keep(std::move(batches[next++]), [&](Outcome outcome) {
            if (outcome.kind != Outcome::Kind::kept)
                std::fprintf(stderr, "not kept: %s\n", outcome.sentence.c_str()), std::exit(1);
            ++kept;
            send();
        });
    };
    const auto start = Time::now();
    for (int i = 0; i < senders; ++i) stand.on_main(send);
    while (kept < batches.size())
        if (!stand.turn()) std::exit(1);
    return statements / seconds_since(start);
}

void must(int code, sqlite3* db) {
    if (code != SQLITE_OK && code != SQLITE_DONE) std::fprintf(stderr, "%s\n", sqlite3_errmsg(db)), std::exit(1);
}

// What the archive wrote into `from`, once more, by nothing but SQLite.
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

// \copy out of the archive's database and, timed, into the empty tables of another.
double psql_copy(const std::string& from, const std::string& to, int statements) {
    setenv("PGPASSWORD", PostgresServer::kPassword, 1);
    const auto without_password = [](std::string url) {
        const auto colon = url.find(':', url.find("//"));
        return url.erase(colon, url.find('@') - colon);
    };
    const auto folder = std::filesystem::temp_directory_path().string();
    const auto psql = [&](const std::string& url, const std::string& direction) {
        std::string command = "psql -q -v ON_ERROR_STOP=1 '" + without_password(url) + "'";
        for (const char* table : {"central_statements", "central_results"})
            command +=
                std::string(" -c '\\copy ") + table + " " + direction + " ''" + folder + "/archive_bench." + table + "''' ";
        return std::system(command.c_str());
    };
    if (psql(from, "to") != 0) std::exit(1);
    const auto start = Time::now();
    if (psql(to, "from") != 0) std::exit(1);
    const double seconds = seconds_since(start);
    for (const char* table : {"central_statements", "central_results"})
        std::filesystem::remove(folder + "/archive_bench." + table);
    return statements / seconds;
}

} // namespace

int main(int argc, char** argv) {
    const int statements = argc > 1 ? std::atoi(argv[1]) : 50'000;
    for (const int senders : {4, 40}) {
        SqliteStand stand;
        const double kept = keep(stand, statements, senders), bare = bare_sqlite(stand.file(), statements);
        std::printf("SQLite      %2d senders: %7.0f statements/s kept; bare SQLite %7.0f; ratio %.2f\n", senders, kept, bare,
                    kept / bare);
        std::fflush(stdout);
    }
    auto* server = PostgresServer::shared();
    if (!server) return std::puts("PostgreSQL 15 is not installed here"), 0;
    for (const int senders : {4, 40}) {
        const auto from = server->new_database(), to = server->new_database();
        PostgresStand stand(from);
        Room(std::make_unique<PostgresStand>(to)).list(); // makes the tables
        const double kept = keep(stand, statements, senders), copied = psql_copy(from, to, statements);
        std::printf("PostgreSQL  %2d senders: %7.0f statements/s kept; psql \\copy %7.0f; ratio %.2f\n", senders, kept, copied,
                    kept / copied);
        std::fflush(stdout);
    }
}
