// How many statements a second do the archives keep, and how many rows a second do their databases take bare?
//
//   archive_bench [STATEMENTS]     default: 50,000; batches of 50, from 4 senders that each wait for their answer, and from 40
//
// Bare SQLite writes the same rows into the same tables, 200 statements a transaction (as many as four senders bring at once);
// psql \copy writes what the archive has kept into the same empty tables of the same server, in one transaction each.
#include "tests/central_store/bare_sqlite.h"
#include "tests/central_store/postgres_stand.h"
#include "tests/central_store/sqlite_stand.h"

#include "store/pg.h"

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
